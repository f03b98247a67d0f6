import { act, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import type { MeRead } from '../api'
import { listOfficers, recordContact } from '../api'
import { REQUEST_IN_FLIGHT } from '../lib/problem'
import { adopt, currentSession, rememberedPersona, renew, signIn, signOut, whose } from '../lib/session'
import { CONTACT, me } from '../testing/fixtures'
import { expectNoViolations, openPage } from '../testing/render'
import { problem, startServer } from '../testing/server'
import type { StubServer } from '../testing/server'

const ME = 'GET /api/intake/v1/me'
const SAID = { channel: 'phone', narrative: 'It was late.' } as const
const RECORDED = '/api/intake/v1/contacts'

/** The token is renewed, as when one was refused, and gives the person this from now on. */
function renewed(server: StubServer, now: Partial<MeRead>): Promise<boolean> {
  server.on(ME, () => ({ ...me('manager'), ...now }))
  return act(renew)
}

describe('somebody whose access changes in the middle of their work', () => {
  it('is told of a role that is taken away, and keeps what they typed', async () => {
    const server = startServer()
    const user = userEvent.setup()
    const { router } = await openPage('/contacts/new', 'manager')
    await user.click(await screen.findByLabelText('In the caller’s own words'))
    await user.paste('Nobody came.')
    await renewed(server, { ...me('complaints_officer'), subject: 'demo-manager' })
    const told = await screen.findByRole('dialog', { name: 'Your role has changed' })
    expect(told).toHaveTextContent('Until now it was: Head of service. You go on as: Complaints officer')
    await user.click(within(told).getByRole('button', { name: 'Go on' }))
    await waitFor(() => expect(router.state.location.pathname).toBe('/today'))
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument()
    await user.click(await screen.findByRole('link', { name: /^Unfinished/ }))
    expect(await screen.findByRole('link', { name: /Nobody came/ })).toBeVisible()
  })

  it('is told of a council that is taken away, and sees nothing of it at the next', async () => {
    const server = startServer()
    const { router } = await openPage('/contacts', 'manager')
    await act(() => router.navigate('/contacts', { state: { q: 'Hill', by: whose() } }))
    expect(await screen.findByText(CONTACT.ref, { exact: false })).toBeVisible()
    expect(screen.getByDisplayValue('Hill')).toBeVisible()
    server.on(`POST ${RECORDED}/search`, () => new Promise<Response>(() => undefined))
    await renewed(server, { authority: 'leicester', councils: ['leicester'] })
    const told = await screen.findByRole('dialog', { name: 'You have no access to eastmere any more' })
    expect(told).toHaveTextContent('You go on at leicester.')
    await expectNoViolations()
    expect(screen.queryByText(CONTACT.ref, { exact: false })).not.toBeInTheDocument()
    expect(screen.queryByDisplayValue('Hill')).not.toBeInTheDocument()
    expect(server.asked('POST', `${RECORDED}/search`).map(({ body }) => (body as { q?: string }).q)).toEqual(['Hill', null])
  })

  it('is told why they are not let in, over the page', async () => {
    const server = startServer()
    await openPage('/contacts', 'manager')
    server.on(ME, () => problem(401, 'The token names no role that Redress knows.'))
    await act(renew)
    const told = await screen.findByRole('dialog', { name: 'Your session has ended' })
    expect(within(told).getByRole('alert')).toHaveTextContent('The token names no role that Redress knows.')
    expect(within(told).getByRole('button', { name: 'leave this page' })).toBeVisible()
    await expectNoViolations()
  })

  it('is told nothing where nothing is gone', async () => {
    const server = startServer()
    await signIn('manager')
    await renewed(server, {})
    expect(currentSession()).toMatchObject({ lapsed: null, was: null })
  })

  it('is told that a token which was just renewed is refused too', async () => {
    startServer().on('GET /api/cases/v1/officers', () => problem(401, 'This token was revoked.'))
    await signIn('manager')
    await expect(listOfficers({ throwOnError: true })).rejects.toMatchObject({ status: 401 })
    expect(currentSession()?.lapsed).toEqual({ refusal: 'This token was revoked.' })
  })
})

describe('two people, one after the other', () => {
  it('never send what the other asked, though its token was refused', async () => {
    const server = startServer()
    await signIn('manager')
    server.on(`POST ${RECORDED}`, () => problem(401, 'Expired')).on(ME, () => me('auditor'))
    await expect(recordContact({ body: SAID, throwOnError: true })).rejects.toMatchObject({ status: 401 })
    expect(whose()).toBe('eastmere/demo-auditor')
    expect(server.asked('POST', RECORDED)).toHaveLength(1)
  })

  it('never ask for the answer to what the other one sent', async () => {
    const server = startServer().on(`POST ${RECORDED}`, async () => {
      await signIn('auditor')
      return new Response(JSON.stringify({ type: REQUEST_IN_FLIGHT }), { status: 409, headers: { 'Retry-After': '0' } })
    })
    await signIn('manager')
    await expect(recordContact({ body: SAID, throwOnError: true })).rejects.toMatchObject({ status: 409 })
    expect(server.asked('POST', RECORDED)).toHaveLength(1)
  })

  it('go on as who they are, where the first was one of the demo’s', async () => {
    startServer()
    await signIn('manager')
    await adopt('auditor')
    expect(rememberedPersona()).toBeNull()
    expect(await renew()).toBe(false)
    expect(currentSession()?.lapsed).toEqual({ refusal: null })
    await signIn('auditor') // who is signed out at no provider
  })
})

it('does not lead the next person to the page that somebody signed out on', async () => {
  startServer()
  const { router } = await openPage('/contacts', 'manager')
  await screen.findByRole('heading', { level: 1, name: 'Contacts' })
  await act(signOut)
  await waitFor(() => expect(router.state.location.pathname).toBe('/'))
  expect(router.state.location.state).toBeNull()
})
