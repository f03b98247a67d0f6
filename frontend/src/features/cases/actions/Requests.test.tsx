import { screen, within } from '@testing-library/react'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { CASE_PATH, doNow, openCase, press, sent } from '../../../testing/casePage'
import { CASE, NOW, clock } from '../../../testing/fixtures'
import { expectNoViolations } from '../../../testing/render'
import { startServer } from '../../../testing/server'
import type { StubServer } from '../../../testing/server'

let server: StubServer

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] })
  server = startServer()
})

const REQUEST = {
  number: 1,
  who: 'contributor' as const,
  asked_of: 'Provider B',
  what: 'Visit records',
  letter_on: null,
  asked_on: '2026-03-12',
  answered_on: null,
  withdrawn_on: null,
  chases: [],
  next_chase_on: null,
  clock: 'contributor_1',
}

const REQUEST_CLOCK = clock({
  kind: 'contributor_1',
  name: 'Asked of a contributor',
  stage: 0,
  starts: 'asked',
  ends: 'answered',
  owed_by: 'contributor',
  amount: 5,
  started_on: '2026-03-12',
  due_on: '2026-03-19',
  state: 'missed',
  days_left: -3,
  rag: 'late',
})

const ENQUIRY = { ...REQUEST, number: 2, who: 'council' as const, asked_of: 'The Ombudsman', what: 'The file' }

describe('what is asked from outside', () => {
  it('has a clock of its own, named after whom and what; late, it says so where the case stands', async () => {
    await openCase(server, { requests: [REQUEST], clocks: [...CASE.clocks, REQUEST_CLOCK] })
    expect(screen.getByRole('button', { name: /^Provider B: Visit records/ })).toBeVisible()
    expect(screen.getByText('5 working days from 12 March')).toBeVisible()
    expect(screen.getByText('Provider B: 3 working days late')).toBeVisible()
    await expectNoViolations()
  })

  it('begins with a chase of who is late and was not reminded for longest', async () => {
    server.on(`POST ${CASE_PATH}/requests/2/chases`, () => ({ ...CASE, version: 5 }))
    const chased = { ...REQUEST, chases: [{ chased_on: '2026-03-20', method: 'email' as const, by: 'Redress' }] }
    const other = { ...REQUEST, number: 2, asked_of: 'The ward', clock: 'contributor_2' }
    const user = await openCase(server, {
      primary_action: 'chase',
      actions: ['record_finding', 'chase', 'note'],
      requests: [chased, other],
      clocks: [...CASE.clocks, REQUEST_CLOCK, { ...REQUEST_CLOCK, kind: 'contributor_2' }],
    })
    await user.click(screen.getByRole('button', { name: 'Chase the ward' }))
    expect(screen.getByLabelText('Of whom')).toHaveDisplayValue('The ward: Visit records')
    await user.click(screen.getByRole('button', { name: 'Record the chase' }))
    await sent(server, 'POST', '/requests/2/chases', 'Record the chase')
  })

  it('begins with the reply to the Ombudsman where that is owed first', async () => {
    const user = await openCase(server, {
      primary_action: 'record_answer',
      actions: ['record_answer', 'note'],
      requests: [REQUEST, ENQUIRY],
      clocks: [...CASE.clocks, REQUEST_CLOCK],
    })
    await user.click(screen.getByRole('button', { name: 'Record our reply to the Ombudsman' }))
    expect(screen.getByLabelText('To what')).toHaveDisplayValue('The Ombudsman: The file')
  })

  it('of a contributor', async () => {
    server.on(`POST ${CASE_PATH}/requests`, () => ({ ...CASE, version: 5 }))
    const user = await openCase(server, { actions: ['ask', 'note'] })
    await press(user, 'Ask a contributor')
    await user.type(screen.getByLabelText('Who was asked'), 'Provider B')
    await user.type(screen.getByLabelText('What for'), 'Visit records')
    await expectNoViolations()
    await user.click(screen.getByRole('button', { name: 'Record what was asked' }))
    expect(await sent(server, 'POST', '/requests', 'Record what was asked')).toEqual({
      asked_of: 'Provider B',
      what: 'Visit records',
      asked_on: '2026-03-24',
      due_on: null,
    })
  })

  it('of a partner, whose system is told', async () => {
    const trust = { client_id: 'eastmere-1', organisation: 'Riverside NHS Trust' }
    server.on('GET /api/intake/v1/clients/names', () => ({ items: [trust] }))
    server.on(`POST ${CASE_PATH}/requests`, () => ({ ...CASE, version: 5 }))
    const user = await openCase(server, { actions: ['ask', 'note'] })
    await press(user, 'Ask a contributor')
    await user.selectOptions(await screen.findByLabelText('Whose system is told'), 'Riverside NHS Trust')
    expect(screen.queryByLabelText('Who was asked')).toBeNull()
    await user.type(screen.getByLabelText('What for'), 'The ward’s notes')
    await expectNoViolations()
    await user.click(screen.getByRole('button', { name: 'Record what was asked' }))
    expect(await sent(server, 'POST', '/requests', 'Record what was asked')).toMatchObject({
      asked_of: 'Riverside NHS Trust',
      client: 'eastmere-1',
    })
  })

  it('by the Ombudsman, whose letter’s date wins', async () => {
    server.on(`POST ${CASE_PATH}/ombudsman-enquiries`, () => ({ ...CASE, version: 5 }))
    const user = await openCase(server, { actions: ['record_ombudsman_enquiry', 'note'] })
    await press(user, 'Record an Ombudsman enquiry')
    await user.type(screen.getByLabelText('What they ask for'), 'The file')
    await user.type(screen.getByLabelText('Date of the letter'), '20 march')
    const due = screen.getByLabelText('Answer due by, if the letter says')
    expect(due).toHaveAccessibleDescription(/It wins over the date that is counted/)
    await user.type(due, '20 april')
    await user.click(screen.getByRole('button', { name: 'Record the enquiry' }))
    expect(await sent(server, 'POST', '/ombudsman-enquiries', 'Record the enquiry')).toMatchObject({
      asked_of: 'The Ombudsman',
      what: 'The file',
      letter_on: '2026-03-20',
      due_on: '2026-04-20',
    })
  })

  it('is answered, from its clock or from the list', async () => {
    server.on(`POST ${CASE_PATH}/requests/2/answer`, () => ({ ...CASE, version: 5 }))
    const user = await openCase(server, {
      actions: ['record_answer', 'note'],
      requests: [REQUEST, ENQUIRY],
      clocks: [...CASE.clocks, REQUEST_CLOCK],
    })
    await user.click(screen.getByRole('button', { name: /^Provider B: Visit records/ }))
    await user.click(screen.getByRole('button', { name: 'Record their reply (Provider B: Visit records)' }))
    expect(screen.getByLabelText('To what')).toHaveDisplayValue('Provider B: Visit records')
    expect(screen.getByLabelText('Received on')).toHaveValue('24 March 2026')
    await user.selectOptions(screen.getByLabelText('To what'), 'The Ombudsman: The file')
    expect(screen.getByLabelText('Sent on')).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Record the reply' }))
    expect(await sent(server, 'POST', '/requests/2/answer', 'Record the reply')).toEqual({ answered_on: '2026-03-24' })
  })

  it('is withdrawn, from its clock, with the reason', async () => {
    server.on(`POST ${CASE_PATH}/requests/1/withdrawal`, () => ({ ...CASE, version: 5 }))
    const user = await openCase(server, {
      actions: ['withdraw_request', 'note'],
      requests: [REQUEST],
      clocks: [...CASE.clocks, REQUEST_CLOCK],
    })
    await user.click(screen.getByRole('button', { name: /^Provider B: Visit records/ }))
    await user.click(screen.getByRole('button', { name: 'We need it no more (Provider B: Visit records)' }))
    await user.type(screen.getByLabelText('Why'), 'We found them here.')
    await user.click(screen.getByRole('button', { name: 'Record that it is withdrawn' }))
    expect(await sent(server, 'POST', '/requests/1/withdrawal', 'Record that it is withdrawn')).toEqual({
      withdrawn_on: '2026-03-24',
      reason: 'We found them here.',
    })
  })

  it('says on its stopped clock that it was withdrawn', async () => {
    const user = await openCase(server, {
      requests: [{ ...REQUEST, withdrawn_on: '2026-03-20' }],
      clocks: [...CASE.clocks, { ...REQUEST_CLOCK, state: 'cancelled' }],
    })
    await user.click(screen.getByRole('button', { name: /^Provider B: Visit records/ }))
    expect(screen.getByText('It stopped on 20 March 2026, when what was asked was needed no more.')).toBeVisible()
  })

  it('is called our reply where only the Ombudsman waits', async () => {
    await openCase(server, { actions: ['record_answer', 'note'], requests: [ENQUIRY] })
    expect(within(doNow()).getByRole('button', { name: 'Record our reply to the Ombudsman' })).toBeVisible()
  })
})
