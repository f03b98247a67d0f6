import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Action, CaseRead, ClockRead, StageRead, WayRead } from '../../api'
import { CASE, CONTACT, NOW, clock, explanation, summary } from '../../testing/fixtures'
import { expectNoViolations, openPage } from '../../testing/render'
import { problem, startServer } from '../../testing/server'
import type { StubServer } from '../../testing/server'

const CASE_PATH = `/api/cases/v1/cases/${CASE.ref}`
let server: StubServer

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] })
  server = startServer()
})

/** Opens the page of a case that differs from the fixture, with what an address asks for. */
async function open(change: Partial<CaseRead>, asked = '') {
  server.on(`GET ${CASE_PATH}`, () => ({ ...CASE, ...change }))
  const user = userEvent.setup()
  await openPage(`/cases/${CASE.ref}${asked}`, 'complaints_officer')
  await screen.findByRole('heading', { name: 'Clocks' })
  return user
}

const doNow = () => screen.getByRole('region', { name: 'Do now' })

async function press(user: ReturnType<typeof userEvent.setup>, name: string) {
  await user.click(within(doNow()).getByRole('button', { name, hidden: true }))
}

async function fill(user: ReturnType<typeof userEvent.setup>, label: string, text: string) {
  await user.clear(screen.getByLabelText(label))
  await user.type(screen.getByLabelText(label), text)
}

/** What was sent, once the form has closed. */
async function sent(method: string, path: string, save: string) {
  await waitFor(() => expect(screen.queryByRole('button', { name: save })).not.toBeInTheDocument())
  const [heard] = server.asked(method, `${CASE_PATH}${path}`)
  expect(heard?.headers.get('If-Match')).toBe('"4"')
  return heard?.body
}

const changed = (change: Partial<ClockRead> & Pick<ClockRead, 'kind'>) =>
  CASE.clocks.map((one) => (one.kind === change.kind ? { ...one, ...change } : one))

const MAY_EXTEND: Record<string, ClockRead['may_extend']> = {
  promised: { to: null, agreement: true, source: 'SI 2009/309, reg 13(7)' },
  stage_1: { to: 65, agreement: false, source: 'local policy' },
}
const EXTENDABLE = CASE.clocks.map((one) => ({ ...one, may_extend: MAY_EXTEND[one.kind] ?? null }))

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

const FIRST: StageRead = {
  number: 1,
  code: 'stage_1',
  name: 'Local resolution',
  answered_by: 'Team Manager',
  acts: { received: '2026-01-05', responded: '2026-01-19' },
  response_days: 10,
  outcome: 'not_upheld',
}
const SECOND: StageRead = {
  number: 2,
  code: 'stage_2',
  name: 'Investigation',
  answered_by: 'An investigator',
  acts: { received: '2026-02-02' },
  response_days: null,
  outcome: null,
}

describe('a withdrawal', () => {
  it('says why as a code that is counted, and in words', async () => {
    server.on(`POST ${CASE_PATH}/withdrawal`, () => ({ ...CASE, version: 5 }))
    const user = await open({ actions: ['withdraw', 'note'] })
    await press(user, 'Record a withdrawal')
    await user.click(screen.getByRole('button', { name: 'Record the withdrawal' }))
    expect(screen.getByLabelText('Why')).toHaveAccessibleDescription(/Choose why it was withdrawn/)
    await user.selectOptions(screen.getByLabelText('Why'), 'They did not engage')
    await user.type(screen.getByLabelText('In words'), 'Three letters had no answer.')
    await user.click(screen.getByRole('button', { name: 'Record the withdrawal' }))
    expect(await sent('POST', '/withdrawal', 'Record the withdrawal')).toEqual({
      withdrawn_on: '2026-03-24',
      withdrawn_by: 'complainant',
      withdrawn_because: 'not_engaged',
      reason: 'Three letters had no answer.',
    })
  })
})

describe('what is rarer', () => {
  it('stands under “More”, by what it is about', async () => {
    const dates: Action[] = ['extend', 'hold', 'correct_receipt', 'correct']
    const actions: Action[] = ['record_finding', ...dates, 'escalate', 'ask', 'note', 'record_ombudsman_enquiry']
    const user = await open({ actions, clocks: EXTENDABLE })
    const more = doNow().querySelector('details')
    expect(more).not.toHaveAttribute('open')
    await user.click(within(doNow()).getByText('More'))
    expect(within(doNow()).getAllByRole('heading', { level: 3 }).map((one) => one.textContent)).toEqual([
      'The case',
      'Dates',
      'Stages',
      'From outside',
      'Recorded wrongly',
      'Not yet',
    ])
    expect(within(more as HTMLElement).getAllByRole('button').map((one) => one.textContent)).toEqual([
      'Add a note',
      'Agree a later date',
      'Put on hold',
      'Go on to the next stage',
      'Ask a contributor',
      'Record an Ombudsman enquiry',
      'Correct the day received',
      'Put right what was recorded wrongly',
    ])
    await expectNoViolations()
  })

  it('is open where nothing else is owed', async () => {
    await open({ stage: 'closed', status: 'closed', actions: ['reopen', 'note'], primary_action: null, not_yet: [] })
    expect(doNow().querySelector('details')).toHaveAttribute('open')
    expect(within(doNow()).getByRole('button', { name: 'Take it up again' })).toBeVisible()
  })
})

describe('a later date', () => {
  it('is a new total from the original start, with the date it gives, and says what moved', async () => {
    server
      .on('GET /api/cases/v1/deadlines/count', ({ query }) => ({
        clock: clock({ kind: 'counted', name: 'Counted', amount: Number(query.get('amount')), due_on: '2026-04-22' }),
      }))
      .on(`POST ${CASE_PATH}/clocks/stage_1/extension`, () => ({
        ...CASE,
        version: 5,
        clocks: changed({ kind: 'stage_1', due_on: '2026-04-22' }),
      }))
    const user = await open({ actions: ['extend', 'note'], clocks: EXTENDABLE })
    await press(user, 'Agree a later date')
    expect(within(screen.getByLabelText('Which date')).getAllByRole('option').map((one) => one.textContent)).toEqual([
      'Promised, 2 April 2026',
      'Council target, 8 April 2026',
    ])
    expect(screen.getByRole('group', { name: 'The person' })).toHaveAccessibleDescription(/only if they agree/)
    await user.selectOptions(screen.getByLabelText('Which date'), 'Council target, 8 April 2026')
    const amount = screen.getByLabelText('Working days in all')
    expect(amount).toHaveAccessibleDescription('Counted from 9 March 2026, as before. Now 20, at most 65.')
    await user.type(amount, '30')
    expect(await screen.findByText('Wednesday 22 April 2026')).toBeVisible()
    const [counted] = server.asked('GET', '/api/cases/v1/deadlines/count')
    const asked = { start: '2026-03-09', amount: '30', unit: 'working_days' }
    expect(Object.fromEntries(counted?.query ?? [])).toEqual(asked)
    await user.click(screen.getByRole('radio', { name: 'They were told' }))
    await user.selectOptions(screen.getByLabelText('Why it takes longer'), 'Records had to be found')
    await user.type(screen.getByLabelText('In words'), 'Records came late')
    await expectNoViolations()
    await user.click(screen.getByRole('button', { name: 'Save the later date' }))
    expect(await sent('POST', '/clocks/stage_1/extension', 'Save the later date')).toEqual({
      amount: 30,
      until: null,
      agreed_on: '2026-03-24',
      person_agreed: false,
      because: 'records',
      reason: 'Records came late',
    })
    expect(screen.getByText('Council target moved from 8 April 2026 to 22 April 2026.')).toBeVisible()
    expect(screen.getByRole('heading', { name: 'Do now' })).toHaveFocus()
  })

  it('is a date where none is counted; what is missing and what is refused stand at their fields', async () => {
    server.on(`POST ${CASE_PATH}/clocks/promised/extension`, () =>
      problem(422, 'Some fields are wrong', [
        { pointer: '/until', detail: 'This is no later than 2026-04-02.' },
        { pointer: '/person_agreed', detail: 'The person has to agree to it.' },
      ]),
    )
    const user = await open({ actions: ['extend', 'note'], clocks: EXTENDABLE })
    await user.click(screen.getByRole('button', { name: /^Promised/ }))
    await user.click(screen.getByRole('button', { name: 'Agree a later date (Promised)' }))
    await user.click(screen.getByRole('button', { name: 'Save the later date' }))
    expect(screen.getByRole('heading', { name: 'Three things are needed' })).toBeVisible()
    expect(screen.getByLabelText('New date')).toHaveAccessibleDescription(/Give the date/)
    await user.type(screen.getByLabelText('New date'), '1 april')
    await user.click(screen.getByRole('radio', { name: 'They were told' }))
    await user.type(screen.getByLabelText('In words'), 'Agreed on the phone')
    await user.click(screen.getByRole('button', { name: 'Save the later date' }))
    expect(await screen.findByRole('heading', { name: 'Two things are needed' })).toBeVisible()
    expect(screen.getByLabelText('New date')).toHaveAccessibleDescription(/no later than 2026-04-02/)
    await user.click(screen.getByRole('link', { name: 'The person has to agree to it.' }))
    expect(screen.getByRole('radio', { name: 'They agreed' })).toHaveFocus()
    expect(server.asked('POST', `${CASE_PATH}/clocks/promised/extension`)[0]?.body).toMatchObject({
      amount: null,
      until: '2026-04-01',
    })
    await expectNoViolations()
  })

  it('shows the date before it, how it was met by each, and who agreed', async () => {
    server.on(`GET ${CASE_PATH}/clocks/stage_1/explanation`, () => ({
      ...explanation('2026-03-09', '2026-04-22'),
      clock: CASE.clocks[2],
    }))
    const user = await open({
      clocks: changed({
        kind: 'stage_1',
        due_on: '2026-04-22',
        original_due_on: '2026-04-08',
        amount: 28,
        state: 'met',
        met_on: '2026-04-15',
        met_original: false,
        met_extended: true,
      }),
      extensions: [
        {
          kind: 'stage_1',
          due_before: '2026-04-08',
          due_after: '2026-04-20',
          agreed_on: '2026-03-20',
          person_agreed: true,
          taken_back: false,
          beyond_usual: 25,
          because: 'provider',
          reason: 'Records came late.',
        },
      ],
    })
    expect(
      screen.getByText('It was 8 April; extended to 22 April. Late by the first date, met by the later one.'),
    ).toBeVisible()
    await user.click(screen.getByRole('button', { name: /^Council target/ }))
    expect(await screen.findByText(/Agreed on 20 March 2026: 20 April 2026 instead of 8 April 2026/)).toHaveTextContent(
      'with the person’s agreement. Beyond the usual 25 in all, for a good reason. Waiting for the provider. Records came late.',
    )
    expect(screen.getByText('Counted anew since then: 22 April 2026.')).toBeVisible()
    await expectNoViolations()
  })
})

describe('waiting', () => {
  const waiting = {
    reason: 'consent' as const,
    waiting_on: 'Mrs M P',
    since: '2026-03-18',
    days: 4,
    review_on: '2026-03-31',
  }
  const hold = { number: 3, ended_on: null, taken_back: false, started_on: '2026-03-18', ...waiting }

  it('begins with what it waits for, and when somebody looks again', async () => {
    server.on(`POST ${CASE_PATH}/holds`, () => ({ ...CASE, version: 5 }))
    const user = await open({ actions: ['hold', 'note'] })
    await press(user, 'Put on hold')
    await user.click(screen.getByRole('button', { name: 'Put it on hold' }))
    expect(screen.getByRole('heading', { name: 'Three things are needed' })).toBeVisible()
    await user.click(screen.getByRole('radio', { name: 'Consent' }))
    await user.type(screen.getByLabelText('Waiting on whom'), 'Mrs M P')
    await fill(user, 'Since', 'yesterday')
    await user.type(screen.getByLabelText('Look at it again on'), '31 march')
    await expectNoViolations()
    await user.click(screen.getByRole('button', { name: 'Put it on hold' }))
    expect(await sent('POST', '/holds', 'Put it on hold')).toEqual({
      reason: 'consent',
      waiting_on: 'Mrs M P',
      started_on: '2026-03-23',
      review_on: '2026-03-31',
    })
  })

  it('beyond the legal limit asks why, and goes on', async () => {
    const told = 'This is beyond the legal limit of 1 September 2026 (SI 2009/309, reg 14(3)).'
    server.on(`POST ${CASE_PATH}/holds`, () =>
      problem(422, `${told} Is that what is meant?`, [
        { pointer: '/review_on', detail: told },
        { pointer: '/beyond_limit_reason', detail: 'Say why it is so late, or give an earlier day.' },
      ]),
    )
    const user = await open({ actions: ['hold', 'note'] })
    await press(user, 'Put on hold')
    expect(screen.queryByLabelText('Why it is so late')).not.toBeInTheDocument()
    await user.click(screen.getByRole('radio', { name: 'Consent' }))
    await user.type(screen.getByLabelText('Waiting on whom'), 'Mrs M P')
    await user.type(screen.getByLabelText('Look at it again on'), '2 september 2026')
    await user.click(screen.getByRole('button', { name: 'Put it on hold' }))
    expect(await screen.findByRole('link', { name: told })).toBeVisible()
    server.on(`POST ${CASE_PATH}/holds`, () => ({ ...CASE, version: 5 }))
    await user.type(screen.getByLabelText('Why it is so late'), 'They are abroad')
    await expectNoViolations()
    await user.click(screen.getByRole('button', { name: 'Put it on hold' }))
    await waitFor(() => expect(screen.queryByLabelText('Why it is so late')).not.toBeInTheDocument())
    const [, again] = server.asked('POST', `${CASE_PATH}/holds`)
    expect(again?.body).toMatchObject({ review_on: '2026-09-02', beyond_limit_reason: 'They are abroad' })
  })

  it('is said where the case stands, and ends', async () => {
    server.on(`POST ${CASE_PATH}/holds/3/end`, () => ({ ...CASE, version: 5 }))
    const user = await open({ actions: ['end_hold', 'note'], waiting, holds: [hold] })
    expect(screen.getByText(/4 working days, looked at again on 31 March/)).toHaveTextContent(
      'Waiting for consent from Mrs M P',
    )
    await press(user, 'End the hold')
    expect(screen.getByText('Waiting for consent from Mrs M P, since 18 March 2026.')).toBeVisible()
    await user.click(screen.getAllByRole('button', { name: 'End the hold' })[1] as HTMLElement)
    await waitFor(() => expect(server.asked('POST', `${CASE_PATH}/holds/3/end`)).toHaveLength(1))
    expect(server.asked('POST', `${CASE_PATH}/holds/3/end`)[0]?.body).toEqual({ ended_on: '2026-03-24' })
  })

  it('is said in the queue too', async () => {
    server.on('GET /api/cases/v1/cases', () => ({ items: [summary({ ref: CASE.ref, waiting })], next_cursor: null }))
    await openPage('/cases', 'complaints_officer')
    const row = (await screen.findByText('Mrs M P')).closest('td')
    expect(row).toHaveTextContent(/^Mrs M PConsent/i)
  })
})

describe('what is asked from outside', () => {
  it('has a clock of its own, named after whom and what; late, it says so where the case stands', async () => {
    await open({ requests: [REQUEST], clocks: [...CASE.clocks, REQUEST_CLOCK] })
    expect(screen.getByRole('button', { name: /^Provider B: Visit records/ })).toBeVisible()
    expect(screen.getByText('5 working days from 12 March')).toBeVisible()
    expect(screen.getByText('Provider B: 3 working days late')).toBeVisible()
    await expectNoViolations()
  })

  it('begins with a chase of who is late and was not reminded for longest', async () => {
    server.on(`POST ${CASE_PATH}/requests/2/chases`, () => ({ ...CASE, version: 5 }))
    const chased = { ...REQUEST, chases: [{ chased_on: '2026-03-20', method: 'email' as const, by: 'Redress' }] }
    const other = { ...REQUEST, number: 2, asked_of: 'The ward', clock: 'contributor_2' }
    const user = await open({
      primary_action: 'chase',
      actions: ['record_finding', 'chase', 'note'],
      requests: [chased, other],
      clocks: [...CASE.clocks, REQUEST_CLOCK, { ...REQUEST_CLOCK, kind: 'contributor_2' }],
    })
    await user.click(screen.getByRole('button', { name: 'Chase the ward' }))
    expect(screen.getByLabelText('Of whom')).toHaveDisplayValue('The ward: Visit records')
    await user.click(screen.getByRole('button', { name: 'Record the chase' }))
    await sent('POST', '/requests/2/chases', 'Record the chase')
  })

  it('begins with the reply to the Ombudsman where that is owed first', async () => {
    const user = await open({
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
    const user = await open({ actions: ['ask', 'note'] })
    await press(user, 'Ask a contributor')
    await user.type(screen.getByLabelText('Who was asked'), 'Provider B')
    await user.type(screen.getByLabelText('What for'), 'Visit records')
    await expectNoViolations()
    await user.click(screen.getByRole('button', { name: 'Record what was asked' }))
    expect(await sent('POST', '/requests', 'Record what was asked')).toEqual({
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
    const user = await open({ actions: ['ask', 'note'] })
    await press(user, 'Ask a contributor')
    await user.selectOptions(await screen.findByLabelText('Whose system is told'), 'Riverside NHS Trust')
    expect(screen.queryByLabelText('Who was asked')).toBeNull()
    await user.type(screen.getByLabelText('What for'), 'The ward’s notes')
    await expectNoViolations()
    await user.click(screen.getByRole('button', { name: 'Record what was asked' }))
    expect(await sent('POST', '/requests', 'Record what was asked')).toMatchObject({
      asked_of: 'Riverside NHS Trust',
      client: 'eastmere-1',
    })
  })

  it('by the Ombudsman, whose letter’s date wins', async () => {
    server.on(`POST ${CASE_PATH}/ombudsman-enquiries`, () => ({ ...CASE, version: 5 }))
    const user = await open({ actions: ['record_ombudsman_enquiry', 'note'] })
    await press(user, 'Record an Ombudsman enquiry')
    await user.type(screen.getByLabelText('What they ask for'), 'The file')
    await user.type(screen.getByLabelText('Date of the letter'), '20 march')
    const due = screen.getByLabelText('Answer due by, if the letter says')
    expect(due).toHaveAccessibleDescription(/It wins over the date that is counted/)
    await user.type(due, '20 april')
    await user.click(screen.getByRole('button', { name: 'Record the enquiry' }))
    expect(await sent('POST', '/ombudsman-enquiries', 'Record the enquiry')).toMatchObject({
      asked_of: 'The Ombudsman',
      what: 'The file',
      letter_on: '2026-03-20',
      due_on: '2026-04-20',
    })
  })

  it('is answered, from its clock or from the list', async () => {
    server.on(`POST ${CASE_PATH}/requests/2/answer`, () => ({ ...CASE, version: 5 }))
    const user = await open({
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
    expect(await sent('POST', '/requests/2/answer', 'Record the reply')).toEqual({ answered_on: '2026-03-24' })
  })

  it('is withdrawn, from its clock, with the reason', async () => {
    server.on(`POST ${CASE_PATH}/requests/1/withdrawal`, () => ({ ...CASE, version: 5 }))
    const user = await open({
      actions: ['withdraw_request', 'note'],
      requests: [REQUEST],
      clocks: [...CASE.clocks, REQUEST_CLOCK],
    })
    await user.click(screen.getByRole('button', { name: /^Provider B: Visit records/ }))
    await user.click(screen.getByRole('button', { name: 'We need it no more (Provider B: Visit records)' }))
    await user.type(screen.getByLabelText('Why'), 'We found them here.')
    await user.click(screen.getByRole('button', { name: 'Record that it is withdrawn' }))
    expect(await sent('POST', '/requests/1/withdrawal', 'Record that it is withdrawn')).toEqual({
      withdrawn_on: '2026-03-24',
      reason: 'We found them here.',
    })
  })

  it('says on its stopped clock that it was withdrawn', async () => {
    const user = await open({
      requests: [{ ...REQUEST, withdrawn_on: '2026-03-20' }],
      clocks: [...CASE.clocks, { ...REQUEST_CLOCK, state: 'cancelled' }],
    })
    await user.click(screen.getByRole('button', { name: /^Provider B: Visit records/ }))
    expect(screen.getByText('It stopped on 20 March 2026, when what was asked was needed no more.')).toBeVisible()
  })

  it('is called our reply where only the Ombudsman waits', async () => {
    await open({ actions: ['record_answer', 'note'], requests: [ENQUIRY] })
    expect(within(doNow()).getByRole('button', { name: 'Record our reply to the Ombudsman' })).toBeVisible()
  })
})

describe('the day received', () => {
  it('is put right with a reason, and the dates that moved are told', async () => {
    server.on(`POST ${CASE_PATH}/receipt`, () => ({
      ...CASE,
      version: 5,
      received_on: '2026-03-02',
      clocks: changed({ kind: 'stage_1', due_on: '2026-03-30' }),
    }))
    const user = await open({ actions: ['correct_receipt', 'note'] })
    await press(user, 'Correct the day received')
    await user.click(screen.getByRole('button', { name: 'Correct the day' }))
    expect(screen.getByRole('heading', { name: 'Two things are needed' })).toBeVisible()
    await user.type(screen.getByLabelText('Received on'), '2 march')
    await user.type(screen.getByLabelText('How you know'), 'The post stamp')
    await user.click(screen.getByRole('button', { name: 'Correct the day' }))
    expect(await sent('POST', '/receipt', 'Correct the day')).toEqual({
      received_on: '2026-03-02',
      reason: 'The post stamp',
    })
    expect(
      screen.getByText(
        'Received on 2 March 2026, no longer 9 March 2026. Council target moved from 8 April 2026 to 30 March 2026.',
      ),
    ).toBeVisible()
    await expectNoViolations()
  })
})

describe('the next stage', () => {
  const way: WayRead = {
    to: 'stage_2',
    name: 'Investigation',
    when: ['answered', 'limit_passed', 'agreed'],
    request_until: null,
  }
  const going: Partial<CaseRead> = { actions: ['escalate', 'note'], next_stages: [way] }

  it('needs the agreement of both sides while the present one runs', async () => {
    server.on(`POST ${CASE_PATH}/stages`, () => ({ ...CASE, version: 5 }))
    const user = await open(going)
    await press(user, 'Go on to the next stage')
    expect(screen.getByText(/is not answered, and its time runs until 8 April 2026/)).toBeVisible()
    expect(screen.queryByRole('radio', { name: 'Orally' })).not.toBeInTheDocument()
    await user.click(screen.getByRole('button', { name: 'Begin the stage' }))
    await user.click(screen.getByRole('link', { name: /^Say that both sides agree/ }))
    await user.keyboard(' ')
    await expectNoViolations()
    await user.click(screen.getByRole('button', { name: 'Begin the stage' }))
    expect(await sent('POST', '/stages', 'Begin the stage')).toEqual({
      stage: 'stage_2',
      requested_on: '2026-03-24',
      made_orally: false,
      statement_agreed_on: null,
      agreed: true,
      reason: null,
    })
  })

  it('asks how it was asked for where the statement starts the time, and why it is accepted late', async () => {
    server
      .on(`GET /api/intake/v1/contacts/${CASE.ref}`, () => ({ ...CONTACT, function: 'childrens_social_care' }))
      .on(`POST ${CASE_PATH}/stages`, () => ({ ...CASE, version: 5 }))
    const third: WayRead = { to: 'stage_3', name: 'Review panel', when: ['answered'], request_until: '2026-03-20' }
    const stages = [{ ...FIRST, acts: { ...FIRST.acts, responded: '2026-03-16' } }]
    const user = await open({ ...going, stage: 'closed', stages, next_stages: [third, way] })
    await press(user, 'Go on to the next stage')
    expect(screen.getByLabelText('Which')).toHaveDisplayValue('Review panel')
    expect(screen.queryByRole('group', { name: 'Agreement' })).not.toBeInTheDocument()
    await fill(user, 'Asked for on', '20 march')
    expect(screen.queryByLabelText('Why it is accepted late')).not.toBeInTheDocument()
    await fill(user, 'Asked for on', '23 march')
    await user.click(await screen.findByRole('radio', { name: 'Orally' }))
    await user.type(screen.getByLabelText('Written statement agreed on'), 'today')
    await user.type(screen.getByLabelText('Why it is accepted late'), 'They were ill')
    await expectNoViolations()
    await user.click(screen.getByRole('button', { name: 'Begin the stage' }))
    expect(await sent('POST', '/stages', 'Begin the stage')).toEqual({
      stage: 'stage_3',
      requested_on: '2026-03-23',
      made_orally: true,
      statement_agreed_on: '2026-03-24',
      agreed: false,
      reason: 'They were ill',
    })
  })

  it('is refused with the reason where no field is to blame', async () => {
    server.on(`POST ${CASE_PATH}/stages`, () => problem(409, 'Not yet: its limit has not passed.'))
    const user = await open({ ...going, next_stages: [{ ...way, when: ['answered', 'limit_passed'] }] })
    await press(user, 'Go on to the next stage')
    await user.click(screen.getByRole('button', { name: 'Begin the stage' }))
    expect(await screen.findByText('Not yet: its limit has not passed.')).toBeVisible()
  })

  it('is a case taken up again', async () => {
    server.on(`POST ${CASE_PATH}/reopening`, () => ({ ...CASE, version: 5 }))
    const user = await open({ actions: ['reopen', 'note'], primary_action: null })
    await press(user, 'Take it up again')
    await user.click(screen.getAllByRole('button', { name: 'Take it up again' })[1] as HTMLElement)
    await waitFor(() => expect(server.asked('POST', `${CASE_PATH}/reopening`)).toHaveLength(1))
    expect(server.asked('POST', `${CASE_PATH}/reopening`)[0]?.body).toEqual({ requested_on: '2026-03-24' })
  })

  it('has steps of its own', async () => {
    server.on(`POST ${CASE_PATH}/steps`, () => ({ ...CASE, version: 5 }))
    const user = await open({ actions: ['take_step', 'note'], next_step: 'panel_met', primary_action: 'take_step' })
    await press(user, 'Record that the panel met')
    await fill(user, 'Panel met on', 'yesterday')
    await user.click(screen.getByRole('button', { name: 'Record it' }))
    expect(await sent('POST', '/steps', 'Record it')).toEqual({ step: 'panel_met', taken_on: '2026-03-23' })
  })
})

describe('who signs the answer', () => {
  const review = {
    level: 'Director',
    put_up_by: { subject: 'officer-2', name: 'Officer Two' },
    put_up_on: '2026-03-20',
    signed_by: null,
    signed_on: null,
    stands: true,
  }
  const stages = [{ ...FIRST, review }]

  it('is asked, and told what follows from it', async () => {
    server.on(`POST ${CASE_PATH}/review`, () => ({ ...CASE, version: 5 }))
    const user = await open({
      actions: ['put_up', 'note'],
      primary_action: 'put_up',
      sign_off: { level: 'Director', is_demanded: true, second_person: true, source: 'local' },
    })
    await press(user, 'Put the answer up for review')
    expect(screen.getByText(/Whoever prepared it cannot sign it/)).toHaveTextContent('signed off by: Director')
    await user.click(screen.getByRole('button', { name: 'Put it up for review' }))
    expect(await sent('POST', '/review', 'Put it up for review')).toEqual({ put_up_on: '2026-03-24' })
  })

  it('signs it, or sends it back and says what is to be changed', async () => {
    server.on(`POST ${CASE_PATH}/sent-back`, () => ({ ...CASE, version: 5 }))
    const user = await open({ actions: ['sign', 'send_back'], primary_action: 'sign', stages })
    await press(user, 'Send the answer back')
    expect(screen.getByText(/Officer Two put it up/)).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Send it back' }))
    expect(screen.getByRole('link', { name: 'Say what is to be changed' })).toBeVisible()
    await fill(user, 'What is to be changed', 'Say what was learned.')
    await user.click(screen.getByRole('button', { name: 'Send it back' }))
    expect(await sent('POST', '/sent-back', 'Send it back')).toEqual({
      sent_back_on: '2026-03-24',
      because: 'Say what was learned.',
    })
  })

  it('is said in the answer, and asked no more', async () => {
    const signed = { ...review, signed_by: { subject: 'officer-3', name: 'Officer Three' }, signed_on: '2026-03-23' }
    const user = await open({ actions: ['respond'], primary_action: 'respond', stages: [{ ...FIRST, review: signed }] })
    await press(user, 'Record the answer')
    expect(screen.getByText(/Signed off by:/)).toHaveTextContent('Director (Officer Three)')
    expect(screen.queryByLabelText('Signed off by')).not.toBeInTheDocument()
  })
})

describe('the answer', () => {
  it('says who still owes their part', async () => {
    const request = { number: 1, who: 'contributor', asked_of: 'Provider B', what: 'Its log', letter_on: null, asked_on: '2026-03-20' } as const
    const none = { answered_on: null, withdrawn_on: null, clock: 'contributor_1', chases: [], next_chase_on: null }
    const user = await open({ actions: ['respond', 'note'], requests: [{ ...request, ...none }] })
    await press(user, 'Record the answer')
    expect(screen.getByText(/Still owed by Provider B/)).toBeVisible()
  })

  it('may have reached them on another day', async () => {
    server.on(`POST ${CASE_PATH}/response`, () => ({ ...CASE, version: 5 }))
    const user = await open({ actions: ['respond', 'note'] })
    await press(user, 'Record the answer')
    await fill(user, 'Answered on', '20 march')
    await user.click(screen.getByText('It reached them on another day'))
    await user.type(screen.getByLabelText('Reached them on'), '23 march')
    await user.click(screen.getByRole('button', { name: 'Record that it was answered' }))
    expect(await sent('POST', '/response', 'Record that it was answered')).toEqual({
      responded_on: '2026-03-20',
      method: 'letter',
      reached_on: '2026-03-23',
      signed_off_by: 'Head of service',
      late_because: null,
      without_consent_because: null,
      without_persons_because: null,
    })
  })

  it('asks at once why it goes without those with whom its stage is investigated, by the day on which it was sent', async () => {
    server.on(`GET ${CASE_PATH}/appointments`, () => ({
      items: [],
      advocacy: [],
      panel: null,
      may_record: true,
      withheld: [],
      stages: [
        {
          number: 1,
          name: 'Investigation',
          roles: [],
          missing: [],
          warning: null,
          late: false,
          source: 'reg 17',
          investigated_with: [
            { role: 'investigating_officer', since: '2026-03-19' },
            { role: 'independent_person', since: null },
          ],
        },
      ],
    }))
    server.on(`POST ${CASE_PATH}/response`, () => ({ ...CASE, version: 5 }))
    const user = await open({ actions: ['respond', 'note'] })
    await press(user, 'Record the answer')
    await fill(user, 'Answered on', '18 march')
    expect(screen.getByLabelText(/^Nobody was appointed as investigating officer or independent person/)).toBeVisible()
    await fill(user, 'Answered on', '20 march')
    const asked = screen.getByLabelText('Nobody was appointed as independent person. Why is it answered all the same?')
    await user.click(screen.getByRole('button', { name: 'Record that it was answered' }))
    expect(asked).toBeInvalid()
    await user.type(asked, 'Nobody could be found')
    await user.click(screen.getByRole('button', { name: 'Record that it was answered' }))
    expect(await sent('POST', '/response', 'Record that it was answered')).toMatchObject({
      without_persons_because: 'Nobody could be found',
    })
  })

  it('says why it is late, where it comes after its target', async () => {
    server.on(`POST ${CASE_PATH}/response`, () => ({ ...CASE, version: 5 }))
    const target = clock({ kind: 'stage_1', name: 'Council target', ends: 'responded', stage: 1, due_on: '2026-03-19' })
    const user = await open({ actions: ['respond', 'note'], clocks: [target] })
    await press(user, 'Record the answer')
    await fill(user, 'Answered on', '19 march')
    expect(screen.queryByLabelText('It is after its target. Why?')).not.toBeInTheDocument()
    await fill(user, 'Answered on', '20 march')
    await user.click(screen.getByRole('button', { name: 'Record that it was answered' }))
    expect(screen.getAllByText('Choose why it is late')[0]).toBeVisible()
    await user.selectOptions(screen.getByLabelText('It is after its target. Why?'), 'Waiting for the provider')
    await user.click(screen.getByRole('button', { name: 'Record that it was answered' }))
    expect(await sent('POST', '/response', 'Record that it was answered')).toMatchObject({ late_because: 'provider' })
  })
})

describe('a case in its second stage', () => {
  it('lists the stages, its clocks by stage, and what was found before', async () => {
    const theirs = clock({
      kind: 'request_stage_2',
      name: 'Ask for an investigation',
      starts: 'response_received',
      ends: 'next_requested',
      owed_by: 'complainant',
      started_on: '2026-01-20',
      due_on: '2026-02-17',
      state: 'met',
      met_on: '2026-02-02',
      rag: 'met',
      days_left: null,
    })
    const decided = { decided_on: '2026-01-16', decided_by: 'S B' }
    const earlier = [{ stage: 1, finding: 'not_upheld' as const, reason: 'No record of it.', ...decided }]
    const ours = [clock({ kind: 'stage_1', name: 'Stage 1' }), clock({ kind: 'stage_2', name: 'Stage 2', stage: 2 })]
    await open({
      stages: [FIRST, SECOND],
      clocks: [theirs, ...ours],
      issues: CASE.issues.map((issue) => ({ ...issue, earlier })),
    })
    const stages = screen.getByRole('region', { name: 'Stages' })
    expect(within(stages).getAllByRole('listitem').map((one) => one.textContent)).toEqual([
      'InvestigationSince 2 February 2026Answered by an investigator',
      'Local resolutionAnswered on 19 January 2026 in 10 working days. Not upheldAnswered by Team Manager',
    ])
    const clocks = screen.getByRole('region', { name: 'Clocks' })
    expect(within(clocks).getAllByRole('heading', { level: 3 }).map((one) => one.textContent)).toEqual([
      'Investigation the present stage',
      'Local resolution',
    ])
    const first = within(clocks).getByRole('list', { name: 'Local resolution' })
    expect(within(first).getByText('They asked, 2 February')).toBeVisible()
    expect(within(first).getByText(/Theirs, not ours/)).toBeVisible()
    expect(screen.getAllByText('Local resolution: not upheld, S B, 16 January. No record of it.')).toHaveLength(2)
    await expectNoViolations()
  })
})

describe('what was recorded wrongly', () => {
  const RECORDED = [
    { what: 'panel_meeting', number: 3, name: 'Review panel', on: '2026-03-17', finding: null, may_be_undone: false },
    { what: 'acknowledgement', number: 1, name: null, on: '2026-03-04', finding: null, may_be_undone: true },
    { what: 'finding', number: 2, name: null, on: '2026-03-16', finding: 'upheld', may_be_undone: false },
    { what: 'finding', number: 2, stage: 1, name: 'Local resolution', on: '2026-02-16', finding: 'upheld', may_be_undone: false },
  ]

  async function putRight() {
    server
      .on(`GET ${CASE_PATH}/corrections`, () => ({ items: RECORDED }))
      .on(`POST ${CASE_PATH}/corrections`, () => ({ ...CASE, version: 5 }))
    const user = await open({ actions: ['correct'], primary_action: null })
    await press(user, 'Put right what was recorded wrongly')
    await screen.findByRole('option', { name: 'Finding (issue 2), 16 March 2026: upheld' })
    return user
  }

  it('is chosen from what is recorded, and may never have happened', async () => {
    const user = await putRight()
    await user.click(screen.getByRole('button', { name: 'Put it right' }))
    expect(screen.getAllByText('Choose what was recorded wrongly')).toHaveLength(2)
    await user.selectOptions(screen.getByLabelText('What was recorded wrongly'), 'Acknowledgement, 4 March 2026')
    await user.click(screen.getByLabelText('It never happened'))
    expect(screen.queryByLabelText('The right day')).not.toBeInTheDocument()
    await fill(user, 'How you know', 'The letter came back')
    await expectNoViolations()
    await user.click(screen.getByRole('button', { name: 'Put it right' }))
    expect(await sent('POST', '/corrections', 'Put it right')).toEqual({
      what: 'acknowledgement',
      number: 1,
      on: null,
      finding: null,
      reason: 'The letter came back',
    })
  })

  it('asks why a panel met on such a day all the same', async () => {
    const user = await putRight()
    const sunday = 'The panel met on a Sunday. Say why, or give another day.'
    server.on(`POST ${CASE_PATH}/corrections`, () =>
      problem(422, 'Some fields are wrong', [{ pointer: '/because', detail: sunday }]),
    )
    const what = 'Meeting of the review panel (Review panel), 17 March 2026'
    await user.selectOptions(screen.getByLabelText('What was recorded wrongly'), what)
    await fill(user, 'The right day', '15 March 2026')
    await fill(user, 'How you know', 'The minutes')
    expect(screen.queryByLabelText('Why all the same')).not.toBeInTheDocument()
    await user.click(screen.getByRole('button', { name: 'Put it right' }))
    await fill(user, 'Why all the same', 'They had no other day')
    await user.click(screen.getByRole('button', { name: 'Put it right' }))
    await waitFor(() => expect(server.asked('POST', `${CASE_PATH}/corrections`)).toHaveLength(2))
    expect(server.asked('POST', `${CASE_PATH}/corrections`)[1]?.body).toMatchObject({
      on: '2026-03-15',
      because: 'They had no other day',
    })
  })

  it('may be a finding of an earlier stage', async () => {
    const user = await putRight()
    const earlier = 'Finding (issue 2, Local resolution), 16 February 2026: upheld'
    await user.selectOptions(screen.getByLabelText('What was recorded wrongly'), earlier)
    await user.click(screen.getByLabelText('Not upheld'))
    await fill(user, 'How you know', 'The letter says so')
    await user.click(screen.getByRole('button', { name: 'Put it right' }))
    expect(await sent('POST', '/corrections', 'Put it right')).toMatchObject({
      what: 'finding',
      number: 2,
      stage: 1,
      on: '2026-02-16',
      finding: 'not_upheld',
    })
  })

  it('starts with what is recorded, so that only the slip is changed', async () => {
    const user = await putRight()
    await user.selectOptions(screen.getByLabelText('What was recorded wrongly'), 'Finding (issue 2), 16 March 2026: upheld')
    expect(screen.queryByLabelText('It never happened')).not.toBeInTheDocument()
    expect(screen.getByLabelText('The right day')).toHaveValue('16 March 2026')
    await user.click(screen.getByLabelText('Not upheld'))
    await fill(user, 'How you know', 'The decision letter')
    await user.click(screen.getByRole('button', { name: 'Put it right' }))
    expect(await sent('POST', '/corrections', 'Put it right')).toMatchObject({
      what: 'finding',
      number: 2,
      on: '2026-03-16',
      finding: 'not_upheld',
    })
  })

  it('says why an answer is late, where it comes after its target', async () => {
    const answer = { what: 'answer', number: 1, name: null, on: '2026-03-19', finding: null, may_be_undone: false }
    server
      .on(`GET ${CASE_PATH}/corrections`, () => ({ items: [answer] }))
      .on(`POST ${CASE_PATH}/corrections`, () => ({ ...CASE, version: 5 }))
    const target = clock({ kind: 'stage_1', name: 'Council target', ends: 'responded', stage: 1, due_on: '2026-03-19' })
    const user = await open({ actions: ['correct'], primary_action: null, clocks: [target] })
    await press(user, 'Put right what was recorded wrongly')
    await user.selectOptions(await screen.findByLabelText('What was recorded wrongly'), await screen.findByRole('option', { name: /19 March 2026/ }))
    expect(screen.queryByLabelText('It is after its target. Why?')).not.toBeInTheDocument()
    await fill(user, 'The right day', '20 march')
    await user.selectOptions(screen.getByLabelText('It is after its target. Why?'), 'Waiting for the provider')
    await fill(user, 'How you know', 'The copy on file')
    await user.click(screen.getByRole('button', { name: 'Put it right' }))
    expect(await sent('POST', '/corrections', 'Put it right')).toMatchObject({ on: '2026-03-20', late_because: 'provider' })
  })

  it('begins with the answer that it is opened about, such as one that was late without a reason', async () => {
    const answer = { what: 'answer', number: 1, name: null, on: '2026-03-20', finding: null, may_be_undone: false }
    server
      .on(`GET ${CASE_PATH}/corrections`, () => ({ items: [answer] }))
      .on(`POST ${CASE_PATH}/corrections`, () => ({ ...CASE, version: 5 }))
    const target = clock({ kind: 'stage_1', name: 'Council target', ends: 'responded', stage: 1, due_on: '2026-03-19' })
    const stages = CASE.stages.map((stage) => ({ ...stage, acts: { ...stage.acts, responded: '2026-03-20' } }))
    const user = await open({ actions: ['correct'], primary_action: null, clocks: [target], stages }, '?do=correct&about=answer/1')
    expect(await screen.findByLabelText('The right day')).toHaveValue('20 March 2026')
    await user.selectOptions(screen.getByLabelText('It is after its target. Why?'), 'Waiting for the provider')
    await fill(user, 'How you know', 'The manager said so')
    await user.click(screen.getByRole('button', { name: 'Put it right' }))
    expect(await sent('POST', '/corrections', 'Put it right')).toMatchObject({ on: '2026-03-20', late_because: 'provider' })
  })

  it('asks why nothing was learned of a case that was upheld after all', async () => {
    const user = await putRight()
    const missing = { pointer: '/no_learning_because', detail: 'Say why nothing was.' }
    server.on(`POST ${CASE_PATH}/corrections`, ({ body }) =>
      (body as { no_learning_because?: string }).no_learning_because
        ? { ...CASE, version: 5 }
        : problem(422, 'Say why nothing was.', [missing]),
    )
    await user.selectOptions(screen.getByLabelText('What was recorded wrongly'), 'Finding (issue 2), 16 March 2026: upheld')
    await fill(user, 'How you know', 'The decision letter')
    await user.click(screen.getByRole('button', { name: 'Put it right' }))
    await screen.findByLabelText('Why nothing was learned')
    await fill(user, 'Why nothing was learned', 'It was known before')
    await user.click(screen.getByRole('button', { name: 'Put it right' }))
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Put it right' })).not.toBeInTheDocument())
    expect(server.asked('POST', `${CASE_PATH}/corrections`)[1]?.body).toMatchObject({
      no_learning_because: 'It was known before',
    })
  })
})
