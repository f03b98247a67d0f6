import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import type { Certificate, DueContact, LegalHoldRead } from '../../api'
import { RETENTION } from '../../testing/fixtures'
import { expectNoViolations, openPage } from '../../testing/render'
import { startServer } from '../../testing/server'

const OLD: DueContact = {
  ref: 'EAS-1819-0007',
  title: 'Missed visits',
  classification: 'statutory_complaint',
  outcome: 'upheld',
  ended_on: '2019-03-04',
  due_on: '2025-03-04',
  schedule: { name: 'Complaints', years: 6, then: 'anonymise', source: 'local practice' },
  kept_because: null,
}
const OWED: DueContact = { ...OLD, ref: 'EAS-1819-0008', title: 'Late bill', kept_because: 'task_open' }
const CERTIFICATE: Certificate = {
  ref: 'EAS-1718-0001',
  classification: 'compliment',
  act: 'destroy',
  state: 'done',
  schedule: 'Everything else',
  source: 'local practice',
  due_on: '2024-01-05',
  approved_by: 'A Manager',
  approved_at: '2026-03-23T09:00:00Z',
  kept_because: null,
  done_at: '2026-03-23T09:00:04Z',
  removed: [
    { what: 'files', count: 2 },
    { what: 'notes', count: 3 },
  ],
}
const HOLD: LegalHoldRead = {
  ref: 'EAS-2526-0398',
  number: 1,
  reason: 'A claim was made.',
  by: 'An Officer',
  at: '2026-03-20T09:00:00Z',
  ended_because: null,
  ended_by: null,
  ended_at: null,
}

function serve() {
  return startServer()
    .on('GET /api/intake/v1/retention/due', () => ({ schedules: [], items: [OLD, OWED], next_cursor: null }))
    .on('GET /api/intake/v1/retention/certificates', () => ({ items: [CERTIFICATE], next_cursor: null }))
    .on('GET /api/intake/v1/retention/holds', () => ({ items: [HOLD] }))
    .on('POST /api/intake/v1/retention/approvals', () => ({
      items: [
        { ref: OLD.ref, then: 'anonymise', kept_because: null },
        { ref: OWED.ref, then: 'anonymise', kept_because: 'held' },
      ],
    }))
}

describe('what is kept for too long', () => {
  it('goes once a manager chose it and is sure', async () => {
    const server = serve()
    const user = userEvent.setup()
    await openPage('/retention', 'manager')
    expect(await screen.findByText('It stayed before: a task is still open.')).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Choose all 2 of this list' }))
    const send = screen.getByRole('button', { name: 'Let go of 2 records' })
    await user.click(send)
    expect(server.asked('POST', '/api/intake/v1/retention/approvals')).toEqual([])
    await user.click(screen.getByRole('checkbox', { name: /cannot be undone/ }))
    await user.click(send)
    expect(await screen.findByText('1 record under way. The certificates stand under “Let go of”.')).toBeVisible()
    expect(screen.getByText('EAS-1819-0008 stays: it, or what it is linked to, is on legal hold.')).toBeVisible()
    const [sent] = server.asked('POST', '/api/intake/v1/retention/approvals')
    expect(sent?.body).toEqual({ refs: [OLD.ref, OWED.ref] })
    await expectNoViolations()
  })

  it('goes in portions where more is chosen than one request takes', async () => {
    const many = Array.from({ length: 501 }, (_, number) => ({ ...OLD, ref: `EAS-1819-${String(1000 + number)}` }))
    const server = startServer()
      .on('GET /api/intake/v1/retention/due', () => ({ schedules: [], items: many, next_cursor: null }))
      .on('POST /api/intake/v1/retention/approvals', ({ body }) => ({
        items: (body as { refs: string[] }).refs.map((ref) => ({ ref, then: 'anonymise', kept_because: null })),
      }))
    const user = userEvent.setup()
    await openPage('/retention', 'manager')
    await user.click(await screen.findByText('Choose all 501 of this list'))
    await user.click(screen.getByLabelText(/cannot be undone/))
    await user.click(screen.getByText('Let go of 501 records', { selector: 'button' }))
    expect(await screen.findByText(/^501 records under way/)).toBeVisible()
    const sent = server.asked('POST', '/api/intake/v1/retention/approvals').map(({ body }) => (body as { refs: string[] }).refs)
    expect(sent.map(({ length }) => length)).toEqual([500, 1])
    expect(server.asked('GET', '/api/intake/v1/retention/due')[0]?.query.get('limit')).toBe('500')
  })

  it('asks to be sure again when something else is chosen', async () => {
    serve()
    const user = userEvent.setup()
    await openPage('/retention', 'manager')
    await user.click(await screen.findByRole('checkbox', { name: 'Missed visits' }))
    await user.click(screen.getByRole('checkbox', { name: /cannot be undone/ }))
    await user.click(screen.getByRole('checkbox', { name: 'Late bill' }))
    expect(screen.getByRole('checkbox', { name: /cannot be undone/ })).not.toBeChecked()
  })

  it('has its certificate', async () => {
    serve()
    await openPage('/retention?view=gone', 'manager')
    expect(await screen.findByText('Destroy: done on 23 March 2026')).toBeVisible()
    expect(screen.getByText('Gone: files: 2, notes: 3')).toBeVisible()
    await expectNoViolations()
  })

  it('is held by name of its contact', async () => {
    serve()
    await openPage('/retention?view=held', 'manager')
    expect(await screen.findByRole('link', { name: 'EAS-2526-0398' })).toHaveAttribute('href', '/contacts/EAS-2526-0398#kept')
    await expectNoViolations()
  })
})

describe('a contact’s own page', () => {
  it('says until when it is kept, and puts it on hold with a reason', async () => {
    const server = startServer()
      .on('GET /api/intake/v1/contacts/EAS-2526-0398/retention', () => ({ ...RETENTION, due_on: '2032-03-04' }))
      .on('POST /api/intake/v1/contacts/EAS-2526-0398/legal-holds', () => HOLD)
    const user = userEvent.setup()
    await openPage('/contacts/EAS-2526-0398', 'complaints_officer')
    const card = within(await screen.findByRole('region', { name: 'How long it is kept' }))
    expect(card.getByText(/^Kept until 4 March 2032, 6 years after it ends/)).toBeVisible()
    await user.click(card.getByRole('button', { name: 'Put it on legal hold' }))
    await user.click(card.getByRole('button', { name: 'Keep it' }))
    expect(await card.findAllByText(/Say why/)).not.toHaveLength(0)
    await user.type(card.getByRole('textbox', { name: 'Why it is kept' }), 'A claim was made.')
    await user.click(card.getByRole('button', { name: 'Keep it' }))
    await card.findByRole('button', { name: 'Put it on legal hold' })
    expect(server.heard.find(({ path }) => path.endsWith('/legal-holds'))?.body).toEqual({ reason: 'A claim was made.' })
  })
})
