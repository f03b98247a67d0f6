import { describe, expect, it, vi } from 'vitest'
import { listOfficers, recordContact } from '../api'
import { CONTACT } from '../testing/fixtures'
import { json, problem, startServer } from '../testing/server'
import { authorisedFetch } from './http'
import { ProblemError, REQUEST_IN_FLIGHT, Unreachable } from './problem'
import { currentSession, rememberedPersona, signIn, signOut } from './session'

const OFFICERS = '/api/cases/v1/officers'

describe('requests with the token', () => {
  it('keeps the token out of storage and remembers the persona only', async () => {
    startServer()
    await signIn('manager')
    expect(currentSession()).toMatchObject({ name: 'H R', roles: ['manager'], authority: 'eastmere' })
    expect(Object.values({ ...sessionStorage, ...localStorage })).toEqual(['manager'])
  })

  it('knows from the services what the person may do', async () => {
    startServer()
    await signIn('auditor')
    expect(currentSession()?.permissions).toContain('cases:read')
    expect(currentSession()?.permissions).not.toContain('cases:write')
  })

  it('is signed in only once it knows who that is', async () => {
    startServer().on('GET /api/intake/v1/me', () => problem(503, 'The service is starting.'))
    await expect(signIn('manager')).rejects.toThrow('You could not be signed in')
    expect(currentSession()).toBeNull()
    expect(rememberedPersona()).toBeNull()
  })

  it('sends it in a header', async () => {
    const server = startServer()
    await signIn('manager')
    await authorisedFetch(new URL(OFFICERS, location.origin))
    expect(server.asked('GET', OFFICERS)[0]?.headers.get('Authorization')).toMatch(/^Bearer /)
  })

  it('signs in again silently, once, when the token is refused', async () => {
    const server = startServer()
    await signIn('manager')
    let refusals = 0
    server.on(`GET ${OFFICERS}`, () => (refusals++ === 0 ? problem(401, 'Expired') : { items: [] }))
    const response = await authorisedFetch(new URL(OFFICERS, location.origin))
    expect(response.status).toBe(200)
    expect(server.asked('POST', '/api/demo/sign-in')).toHaveLength(2)
  })

  it('gives up when the new token is refused too', async () => {
    const server = startServer().on(`GET ${OFFICERS}`, () => problem(401, 'Expired'))
    await signIn('manager')
    expect((await authorisedFetch(new URL(OFFICERS, location.origin))).status).toBe(401)
    expect(server.asked('GET', OFFICERS)).toHaveLength(2)
  })

  it('shares one sign-in between requests that need it together', async () => {
    const server = startServer()
    await Promise.all([signIn('auditor'), signIn('auditor'), signIn('auditor')])
    expect(server.asked('POST', '/api/demo/sign-in')).toHaveLength(1)
  })

  it('forgets everything at sign-out', async () => {
    startServer()
    await signIn('manager')
    await signOut()
    expect(currentSession()).toBeNull()
    expect(rememberedPersona()).toBeNull()
  })

  it('makes a problem of a refusal, through the generated client', async () => {
    startServer().on(`GET ${OFFICERS}`, () => problem(403, 'Not permitted'))
    await expect(listOfficers({ throwOnError: true })).rejects.toMatchObject({
      name: 'ProblemError',
      status: 403,
      title: 'Not permitted',
    } satisfies Partial<ProblemError>)
  })

  it('asks again for the answer of a request that still runs, under the same key', async () => {
    let running = 2
    const server = startServer().on('POST /api/intake/v1/contacts', () =>
      running-- > 0
        ? new Response(JSON.stringify({ type: REQUEST_IN_FLIGHT }), { status: 409, headers: { 'Retry-After': '0' } })
        : json(CONTACT, 201),
    )
    const body = { channel: 'phone', narrative: 'It was late.' } as const
    const sent = await recordContact({ body, headers: { 'Idempotency-Key': 'one' }, throwOnError: true })
    expect(sent.data.ref).toBe(CONTACT.ref)
    const asked = server.asked('POST', '/api/intake/v1/contacts')
    expect(asked.map((one) => [one.headers.get('Idempotency-Key'), one.body])).toEqual(Array(3).fill(['one', body]))
  })

  it('tells a line that is down from a refusal', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')))
    await expect(listOfficers({ throwOnError: true })).rejects.toBeInstanceOf(Unreachable)
  })
})
