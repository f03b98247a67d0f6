import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import type { ClientListed, Delivery, WebhookState } from '../../api'
import { expectNoViolations, openPage } from '../../testing/render'
import { json, problem, startServer } from '../../testing/server'

const CLIENTS = '/api/intake/v1/clients'
const TRUST: ClientListed = {
  client_id: 'eastmere-0123456789ab',
  organisation: 'Riverside NHS Trust',
  scopes: ['contacts:read', 'contacts:write'],
  created_at: '2026-03-02T09:00:00Z',
  created_by: 'H R',
  rotated_at: null,
  revoked_at: null,
  webhook: null,
}
const HOOK: WebhookState = {
  host: 'hooks.example.org',
  state: 'failing',
  registered_at: '2026-03-02T09:00:00Z',
  rotated_at: null,
  delivered_at: '2026-03-20T09:00:00Z',
  waiting: 3,
  dead: 1,
  answer: 'It answered 500.',
  next_at: '2026-03-24T11:00:00Z',
  paused_at: null,
  paused_by: null,
}
const DEAD: Delivery = {
  number: 7,
  kind: 'closed',
  ref: 'EAS-2526-0001',
  attempts: 77,
  answer: 'There was no answer within 10 seconds.',
  tried_at: '2026-03-23T09:00:00Z',
  due_at: null,
}
const GONE: ClientListed = {
  ...TRUST,
  client_id: 'eastmere-ba9876543210',
  organisation: 'Provider B',
  rotated_at: '2026-03-04T09:00:00Z',
  revoked_at: '2026-03-05T09:00:00Z',
}
const SECRET = 'nobody-guesses-this'

async function open(items: ClientListed[] = [TRUST, GONE]) {
  const server = startServer().on(`GET ${CLIENTS}`, () => ({ items }))
  const user = userEvent.setup()
  await openPage('/clients', 'admin')
  await screen.findByRole('heading', { name: 'Partners’ systems' })
  return { server, user }
}

describe('partners’ systems', () => {
  it('lists who is connected, what they may do, and who was revoked', async () => {
    await open()
    const trust = (await screen.findByText('Riverside NHS Trust')).closest('li')
    const gone = screen.getByText('Provider B').closest('li')
    expect(trust).toHaveTextContent('Send contacts')
    expect(trust).toHaveTextContent('Issued 2 March 2026 by H R')
    expect(gone).toHaveTextContent('New secret 4 March 2026')
    expect(gone).toHaveTextContent('Revoked 5 March 2026')
    expect(within(gone as HTMLElement).queryByRole('button')).not.toBeInTheDocument()
    await expectNoViolations()
  })

  it('says so when nobody is connected', async () => {
    await open([])
    expect(await screen.findByText('No system is connected yet.')).toBeVisible()
  })

  it('issues a client and shows its secret once', async () => {
    const { server, user } = await open([])
    server.on(`POST ${CLIENTS}`, () => json({ ...TRUST, client_secret: SECRET }, 201))
    await user.click(screen.getByRole('button', { name: 'Issue a client' }))
    await user.click(screen.getByRole('button', { name: 'Issue it and show the secret' }))
    expect(await screen.findByRole('link', { name: 'Name the organisation' })).toBeVisible()
    await user.type(screen.getByLabelText('Organisation'), ' Riverside NHS Trust ')
    await user.click(screen.getByLabelText('read what became of its own'))
    await user.click(screen.getByRole('button', { name: 'Issue it and show the secret' }))

    expect(await screen.findByText(SECRET)).toBeVisible()
    expect(screen.getByRole('heading', { name: /^The secret of Riverside NHS Trust/ })).toHaveFocus()
    const [sent] = server.asked('POST', CLIENTS)
    expect(sent?.body).toEqual({ organisation: 'Riverside NHS Trust', scopes: ['contacts:write'] })
    await expectNoViolations()

    const writeText = vi.spyOn(navigator.clipboard, 'writeText')
    await user.click(screen.getByRole('button', { name: /^Copy this/ }))
    expect(await screen.findByText('Copied')).toBeVisible()
    expect(writeText).toHaveBeenCalledWith(SECRET)
    await user.click(screen.getByRole('button', { name: 'They have it: hide it' }))
    expect(screen.queryByText(SECRET)).not.toBeInTheDocument()
  })

  it('shows beside the field what is wrong with it', async () => {
    const { server, user } = await open([])
    server.on(`POST ${CLIENTS}`, () =>
      problem(422, 'Some fields are wrong', [{ pointer: '/organisation', detail: 'It is too long' }]),
    )
    await user.click(screen.getByRole('button', { name: 'Issue a client' }))
    await user.type(screen.getByLabelText('Organisation'), 'x')
    await user.click(screen.getByRole('button', { name: 'Issue it and show the secret' }))
    expect(await screen.findByRole('link', { name: 'It is too long' })).toBeVisible()
    expect(screen.getByLabelText('Organisation')).toBeInvalid()
  })

  it('makes a new secret, after saying how long the one before works', async () => {
    const { server, user } = await open()
    server.on(`POST ${CLIENTS}/${TRUST.client_id}/secret`, () => ({ ...TRUST, client_secret: SECRET }))
    await user.click(await screen.findByRole('button', { name: 'New secret for Riverside NHS Trust' }))
    expect(screen.getByText(/works for another day/)).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Make a new secret and show it' }))
    expect(await screen.findByText(SECRET)).toBeVisible()
    expect(screen.queryByText(/works for another day/)).not.toBeInTheDocument()
  })

  it('revokes a client only by its name', async () => {
    const { server, user } = await open()
    const revocation = `${CLIENTS}/${TRUST.client_id}/revocation`
    server.on(`POST ${revocation}`, () => ({ ...TRUST, revoked_at: '2026-03-24T10:00:00Z' }))
    await user.click(await screen.findByRole('button', { name: 'Revoke for Riverside NHS Trust' }))
    const name = screen.getByLabelText('To revoke it, type: Riverside NHS Trust')
    await user.type(name, 'Riverside')
    await user.click(screen.getByRole('button', { name: 'Revoke it for good' }))
    expect(await screen.findByRole('link', { name: 'Type “Riverside NHS Trust” to revoke it' })).toBeVisible()
    expect(server.asked('POST', revocation)).toHaveLength(0)
    await expectNoViolations()
    await user.type(name, ' NHS Trust')
    await user.click(screen.getByRole('button', { name: 'Revoke it for good' }))
    await vi.waitFor(() => expect(name).not.toBeInTheDocument())
    expect(server.asked('POST', revocation)).toHaveLength(1)
  })

  it('shows how events arrive at a partner’s own system, and sends one again', async () => {
    const hook = `${CLIENTS}/${TRUST.client_id}/webhook`
    const { server, user } = await open([{ ...TRUST, webhook: HOOK }])
    const trust = (await screen.findByText('Riverside NHS Trust')).closest('li')
    expect(trust).toHaveTextContent('Events go to hooks.example.org Not arriving')
    expect(trust).toHaveTextContent('Last arrived 20 March 2026 at 09:00 · 3 waiting · 1 given up')
    expect(trust).toHaveTextContent('It answered 500. Next attempt 24 March 2026 at 11:00.')

    let items = [DEAD]
    server.on(`GET ${hook}/deliveries`, () => ({ items, next_cursor: null }))
    server.on(`POST ${hook}/deliveries/7/again`, () => {
      items = []
      return { ...DEAD, due_at: '2026-03-24T10:00:00Z' }
    })
    await user.click(screen.getByRole('button', { name: /did not arrive for Riverside/ }))
    expect(await screen.findByText(/Closed EAS-2526-0001/)).toHaveTextContent('77 attempts')
    await expectNoViolations()
    await user.click(screen.getByRole('button', { name: 'Send again event 7' }))
    expect(await screen.findByText('Everything has arrived.')).toBeVisible()
    expect(server.asked('POST', `${hook}/deliveries/7/again`)).toHaveLength(1)
  })

  it('pauses and resumes', async () => {
    const hook = `${CLIENTS}/${TRUST.client_id}/webhook`
    let webhook: WebhookState = { ...HOOK, state: 'on', answer: null, next_at: null, dead: 0, waiting: 0 }
    const { server, user } = await open([{ ...TRUST, webhook }])
    server.on(`GET ${CLIENTS}`, () => ({ items: [{ ...TRUST, webhook }] }))
    server.on(`POST ${hook}/pause`, () => {
      webhook = { ...webhook, state: 'paused', paused_at: '2026-03-24T10:00:00Z', paused_by: 'H R' }
      return webhook
    })
    server.on(`POST ${hook}/resumption`, () => {
      webhook = { ...webhook, state: 'on', paused_at: null, paused_by: null }
      return webhook
    })
    await user.click(await screen.findByRole('button', { name: 'Pause for Riverside NHS Trust' }))
    expect(await screen.findByText('Paused 24 March 2026 at 10:00 by H R')).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Resume for Riverside NHS Trust' }))
    expect(await screen.findByText('Arriving')).toBeVisible()
  })
})
