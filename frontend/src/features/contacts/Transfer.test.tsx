import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { ContactTransfer, NewTransfer, Receipt } from '../../api'
import { CONTACT, NOW } from '../../testing/fixtures'
import { expectNoViolations, openPage } from '../../testing/render'
import { json, problem, startServer } from '../../testing/server'

const PAGE = `/contacts/${CONTACT.ref}`
const PATH = `/api/intake/v1/contacts/${CONTACT.ref}/transfer`
const SEND = { key: 'transfer.12.2', code: 'transfer', text: 'Send it.', by: null, source: 'SI 2009/309, reg 6(5)' }
/** A complaint with a part of another body's. */
const NHS = { ...CONTACT, assessment: { ...CONTACT.assessment, duties: [SEND] } }
const TRUST = { client_id: 'eastmere-0123456789ab', organisation: 'Riverside NHS Trust' }

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] })
})

/** The services, with what they keep of the transfer. */
function start(bodies: ContactTransfer['bodies'] = []) {
  const state: ContactTransfer = { transfer: null, bodies }
  const server = startServer()
    .on(`GET /api/intake/v1/contacts/${CONTACT.ref}`, () => NHS)
    .on(`GET ${PATH}`, () => state)
    .on(`POST ${PATH}`, ({ body }) => {
      const unknown = { recorded_by: 'J T', recorded_at: '2026-03-24T10:42:00Z', received_on: null }
      state.transfer = { ...(body as Required<NewTransfer>), ...unknown, partner_reference: null }
      return json(state.transfer, 201)
    })
    .on(`POST ${PATH}/receipt`, ({ body }) => {
      if (state.transfer) state.transfer = { ...state.transfer, ...(body as Required<Receipt>) }
      return state.transfer ?? {}
    })
  return server
}

describe('a complaint that belongs to another body', () => {
  it('is sent on with consent, and its receipt there is recorded', async () => {
    const server = start()
    const user = userEvent.setup()
    await openPage(PAGE, 'complaints_officer')
    const record = await screen.findByRole('button', { name: 'Record that it was sent on' })
    await user.click(record)
    expect(await screen.findByRole('link', { name: 'Say to which body it was sent' })).toBeVisible()
    expect(screen.getByRole('link', { name: 'Say when they agreed that it may be sent on' })).toBeVisible()
    await expectNoViolations()

    await user.type(screen.getByLabelText('Name of the body'), 'Riverside NHS Trust')
    await user.type(screen.getByLabelText('They agreed on'), 'yesterday')
    await user.type(screen.getByLabelText('How they agreed'), 'By phone')
    await user.click(record)
    expect(await screen.findByText('23 March 2026: By phone')).toBeVisible()
    expect(screen.getByText('Not confirmed yet')).toBeVisible()
    expect(server.asked('POST', PATH)[0]?.body).toEqual({
      to_body: 'Riverside NHS Trust',
      to_client: null,
      consent: { given_on: '2026-03-23', how: 'By phone' },
      sent_on: '2026-03-24',
      told_on: '2026-03-24',
      note: null,
    })

    await user.type(screen.getByLabelText('Riverside NHS Trust received it on'), 'today')
    await user.type(screen.getByLabelText('Their reference (optional)'), 'C-77')
    await user.click(screen.getByRole('button', { name: 'Record their receipt' }))
    expect(await screen.findByText('24 March 2026, as C-77')).toBeVisible()
    expect(screen.queryByRole('button', { name: 'Record their receipt' })).not.toBeInTheDocument()
    await expectNoViolations()
  })

  it('reaches a body by its system', async () => {
    const server = start([TRUST])
    const user = userEvent.setup()
    await openPage(PAGE, 'manager')
    await user.selectOptions(await screen.findByLabelText('Sent to'), TRUST.organisation)
    await user.type(screen.getByLabelText('They agreed on'), 'today')
    await user.type(screen.getByLabelText('How they agreed'), 'In their letter')
    await user.click(screen.getByRole('button', { name: 'Record that it was sent on' }))
    expect(await screen.findByText('24 March 2026: In their letter')).toBeVisible()
    expect(server.asked('POST', PATH)[0]?.body).toMatchObject({
      to_body: TRUST.organisation,
      to_client: TRUST.client_id,
    })
  })

  it('shows beside the field what is wrong with it', async () => {
    const wrong = [{ pointer: '/consent/given_on', detail: 'This is in the future.' }]
    start().on(`POST ${PATH}`, () => problem(422, 'Some fields are wrong', wrong))
    const user = userEvent.setup()
    await openPage(PAGE, 'complaints_officer')
    await user.type(await screen.findByLabelText('Name of the body'), 'A Trust')
    await user.type(screen.getByLabelText('They agreed on'), 'today')
    await user.type(screen.getByLabelText('How they agreed'), 'By phone')
    await user.click(screen.getByRole('button', { name: 'Record that it was sent on' }))
    expect(await screen.findByRole('link', { name: 'This is in the future.' })).toBeVisible()
    expect(screen.getByLabelText('They agreed on')).toBeInvalid()
  })

  it('is sent on by officers alone', async () => {
    start()
    await openPage(PAGE, 'contact_centre')
    expect(await screen.findByText('A complaints officer sends it on.')).toBeVisible()
  })
})
