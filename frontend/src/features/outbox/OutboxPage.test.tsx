import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { MessageRead } from '../../api'
import { CASE, NOW } from '../../testing/fixtures'
import { expectNoViolations, openPage } from '../../testing/render'
import { json, startServer } from '../../testing/server'
import type { StubServer } from '../../testing/server'

const LETTER: MessageRead = {
  ref: CASE.ref,
  number: 1,
  act: `${CASE.ref}/letter/1`,
  way: 'post',
  state: 'kept',
  to_name: 'A B',
  to_address: '1 High Street\nEastmere',
  subject: 'We have your complaint',
  why: null,
  at: '2026-03-24T09:00:00Z',
  sent_on: null,
  late: false,
  replaces: null,
  replaced_by: null,
  may_be_said_sent: true,
  may_go_again: false,
  may_be_withdrawn: true,
}
const LOST: MessageRead = {
  ...LETTER,
  number: 2,
  way: 'email',
  state: 'unsure',
  to_address: 'a@example.org',
  why: 'Sending it was interrupted.',
  may_go_again: true,
  may_be_withdrawn: false,
}
const ONE = `/api/cases/v1/cases/${CASE.ref}/outbox`
let server: StubServer

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] })
  server = startServer().on('GET /api/cases/v1/outbox', () => ({
    items: [LOST, LETTER],
    next_cursor: null,
    counts: [
      { state: 'kept', messages: 1 },
      { state: 'sent', messages: 7 },
      { state: 'unsure', messages: 1 },
    ],
  }))
  server.on(`GET ${ONE}/2/addressee`, () => ({ to_address: 'a@example.org' }))
})

describe('what is to be sent', () => {
  it('is counted by what became of it, and says when it left', async () => {
    server.on(`POST ${ONE}/1/posted`, () => ({ ...LETTER, state: 'sent', sent_on: '2026-03-24' }))
    const user = userEvent.setup()
    await openPage('/outbox', 'complaints_officer')
    const views = await screen.findByRole('navigation', { name: 'Views' })
    await screen.findByText('1 High Street, Eastmere')
    expect(within(views).getAllByRole('link').map((link) => link.textContent)).toEqual([
      'To do2',
      'Ready to be sent by hand1',
      'Sent7',
      'Perhaps sent1',
    ])
    await expectNoViolations()
    await user.click(screen.getByRole('button', { name: `Say when it left: message 1 of ${CASE.ref}` }))
    const form = screen.getByRole('form', { name: 'When it left' })
    await expectNoViolations()
    await user.click(within(form).getByRole('button', { name: 'It left on this day' }))
    await waitFor(() => expect(form).not.toBeInTheDocument())
    const sent = server.asked('POST', `${ONE}/1/posted`)[0]
    expect(sent?.body).toEqual({ posted_on: '2026-03-24' })
    expect(sent?.headers.get('Idempotency-Key')).toBeTruthy()
  })

  it('is sent again with a reason, once it may have left', async () => {
    server.on(`POST ${ONE}/2/again`, () => json({ ...LOST, number: 3, state: 'waiting' }, 201))
    const user = userEvent.setup()
    await openPage('/outbox', 'complaints_officer')
    await user.click(await screen.findByRole('button', { name: `Send again: message 2 of ${CASE.ref}` }))
    const form = await screen.findByRole('form', { name: 'Send again' })
    await user.click(within(form).getByRole('button', { name: 'Send it again' }))
    expect(within(form).getByRole('link', { name: /Say why it is sent again/ })).toBeVisible()
    expect(server.asked('POST', `${ONE}/2/again`)).toEqual([])
    await user.type(within(form).getByLabelText('Why it is sent again'), 'Nothing came')
    await user.click(within(form).getByRole('button', { name: 'Send it again' }))
    await waitFor(() => expect(form).not.toBeInTheDocument())
    expect(server.asked('POST', `${ONE}/2/again`)[0]?.body).toEqual({ reason: 'Nothing came', to_address: null })
  })

  it('is sent again to another address', async () => {
    const back: MessageRead = { ...LOST, state: 'bounced' }
    server.on('GET /api/cases/v1/outbox', () => ({ items: [back], next_cursor: null, counts: [] }))
    server.on(`POST ${ONE}/2/again`, () => json({ ...back, number: 3, state: 'waiting' }, 201))
    const user = userEvent.setup()
    await openPage('/outbox', 'complaints_officer')
    await user.click(await screen.findByRole('button', { name: `Send again: message 2 of ${CASE.ref}` }))
    const form = await screen.findByRole('form', { name: 'Send again' })
    const address = within(form).getByLabelText('Address or e-mail')
    expect(address).toHaveValue('a@example.org')
    await user.clear(address)
    await user.type(address, '1 High Street, Eastmere')
    await user.click(within(form).getByRole('button', { name: 'Send it again' }))
    await waitFor(() => expect(form).not.toBeInTheDocument())
    expect(server.asked('POST', `${ONE}/2/again`)[0]?.body).toEqual({
      reason: null,
      to_address: '1 High Street, Eastmere',
    })
  })

  it('is sent again to where they are reached now', async () => {
    const stopped: MessageRead = { ...LOST, state: 'refused' }
    server.on('GET /api/cases/v1/outbox', () => ({ items: [stopped], next_cursor: null, counts: [] }))
    server.on(`GET ${ONE}/2/addressee`, () => ({ to_address: '2 New Road\nEastmere' }))
    server.on(`POST ${ONE}/2/again`, () => json({ ...stopped, number: 3, state: 'kept' }, 201))
    const user = userEvent.setup()
    await openPage('/outbox', 'complaints_officer')
    await user.click(await screen.findByRole('button', { name: `Send again: message 2 of ${CASE.ref}` }))
    const form = await screen.findByRole('form', { name: 'Send again' })
    expect(within(form).getByLabelText('Address or e-mail')).toHaveValue('2 New Road, Eastmere')
    await user.click(within(form).getByRole('button', { name: 'Send it again' }))
    await waitFor(() => expect(form).not.toBeInTheDocument())
    const body = { reason: null, to_address: '2 New Road, Eastmere' }
    expect(server.asked('POST', `${ONE}/2/again`)[0]?.body).toEqual(body)
  })

  it('is shown with its case only while somebody has to look at it', async () => {
    server.on(`GET ${ONE}`, () => ({ items: [LETTER, LOST, { ...LOST, number: 3, replaced_by: 4 }] }))
    await openPage(`/cases/${CASE.ref}`, 'complaints_officer')
    const notice = await screen.findByRole('region', { name: 'Not known to have arrived' })
    expect(within(notice).getAllByRole('listitem')).toHaveLength(1)
    expect(within(notice).getByText(/Perhaps sent: We have your complaint, by e-mail to A B/)).toBeVisible()
    expect(within(notice).getByRole('link', { name: 'See what can be done' })).toHaveAttribute('href', '/outbox')
  })
})
