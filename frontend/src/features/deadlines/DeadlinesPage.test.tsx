import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { TODAY, clock, explanation } from '../../testing/fixtures'
import { expectNoViolations, openPage } from '../../testing/render'
import { problem, startServer } from '../../testing/server'
import type { StubServer } from '../../testing/server'
import type { Act, Deadlines } from '../../api'

const PATH = '/api/cases/v1/deadlines'
const ROUTE = `GET ${PATH}`
const ADULT = '?procedure=adult_statutory&received_on=2026-03-09'

/** The fixtures' dates, whatever is asked; the answer says what was. */
function answer(query: URLSearchParams, change: Partial<Deadlines> = {}): Deadlines {
  const day = query.get('received_on') ?? ''
  const corporate = query.get('procedure') === 'corporate'
  return {
    procedure: query.get('procedure') ?? '',
    procedure_name: corporate ? 'Corporate' : 'Adult statutory',
    procedure_version: 3,
    stage: query.get('stage') ?? 'stage_1',
    received_on: day,
    clocks: [
      clock({
        kind: 'acknowledge',
        name: 'Acknowledge',
        ends: 'acknowledged',
        amount: 3,
        basis: 'statutory',
        source: 'SI 2009/309, reg 13(3)',
        started_on: day,
        due_on: '2026-03-12',
        explanation: explanation('2026-03-09', '2026-03-12'),
      }),
      clock({
        kind: 'stage_1',
        name: 'Council target',
        started_on: day,
        explanation: explanation('2026-03-09', '2026-04-08'),
      }),
      clock({
        kind: 'statutory',
        name: 'Legal limit',
        stage: 0,
        amount: 6,
        unit: 'months_inclusive',
        basis: 'statutory',
        started_on: day,
        due_on: '2026-09-08',
      }),
    ],
    needs: [],
    stages: [{ code: 'stage_1', name: 'Investigation', answered_by: null, source: 'local policy' }],
    ...change,
  }
}

let server: StubServer
beforeEach(() => {
  vi.setSystemTime(new Date('2026-03-24T10:42:07Z'))
  server = startServer().on(ROUTE, ({ query }) => answer(query))
})

const STATUSES = [
  { code: 'stage_1', name: 'Local resolution', answered_by: 'Team Manager', source: 'reg 14' },
  { code: 'stage_3', name: 'Review panel', answered_by: 'The council', source: 'reg 19' },
]

const asked = () => server.asked('GET', PATH).map(({ query }) => Object.fromEntries(query))

async function open(search = '') {
  const page = await openPage(`/deadlines${search}`, 'complaints_officer')
  await screen.findByRole('option', { name: 'Corporate' })
  return { ...page, user: userEvent.setup() }
}

describe('working out a date', () => {
  it('begins with today and says what is needed', async () => {
    const { router, user } = await open()
    expect(screen.getByRole('heading', { level: 1, name: 'Work out a date' })).toBeVisible()
    expect(screen.getByRole('region', { name: 'Not yet' })).toHaveTextContent('Choose a procedure')
    expect(screen.getByLabelText('Day received')).toHaveValue('24 March 2026')
    expect(screen.queryByLabelText('Grade')).not.toBeInTheDocument()
    await expectNoViolations()
    expect([asked(), router.state.location.search]).toEqual([[], ''])
    await user.click(screen.getByRole('button', { name: 'Show the dates' }))
    expect(screen.getByLabelText('Procedure')).toHaveFocus()
    expect(screen.getByLabelText('Procedure')).toHaveAccessibleDescription(/Choose a procedure/)
    expect(asked()).toEqual([])
  })

  it('answers as soon as the question is complete, and keeps it in the address', async () => {
    const { router, user } = await open()
    await user.selectOptions(screen.getByLabelText('Procedure'), 'Adult statutory')
    const sheet = await screen.findByRole('region', { name: 'Answer by Wednesday 8 April 2026' })
    expect(asked()).toEqual([{ procedure: 'adult_statutory', received_on: TODAY }])
    expect(sheet).toHaveTextContent('Adult statutory procedure, version 3')
    expect(sheet).toHaveTextContent('Received on Tuesday 24 March 2026, which is day 0.')
    const [first, second, third] = within(sheet).getAllByRole('listitem')
    expect(first).toHaveTextContent(/Acknowledge by3 working daysLegal limit\. SI 2009.*Thursday 12 March 2026/)
    expect(second).toHaveTextContent(/Answer by20 working daysCouncil target\. Local target\./)
    expect(third).toHaveTextContent(/Legal limit6 months, counting 24 March.*Tuesday 8 September 2026/)
    expect(screen.getByText(/^Adult statutory\. Received on Tuesday/)).toHaveAttribute('role', 'status')
    await expectNoViolations()

    const day = screen.getByLabelText('Day received')
    await user.clear(day)
    await user.type(day, '9 March')
    await screen.findByText('Received on Monday 9 March 2026, which is day 0.')
    await user.selectOptions(screen.getByLabelText('Grade'), 'Simple')
    expect(screen.getByLabelText('Grade')).toHaveAccessibleDescription('One issue, one team. 10 working days.')
    await waitFor(() => expect(asked().at(-1)).toMatchObject({ received_on: '2026-03-09', grade: 'simple' }))
    expect(router.state.location.search).toBe(`${ADULT}&grade=simple`)
    expect(day).toHaveValue('9 March')

    await user.selectOptions(screen.getByLabelText('Procedure'), 'Corporate')
    await waitFor(() => expect(asked().at(-1)).toEqual({ procedure: 'corporate', received_on: '2026-03-09' }))
    expect(screen.queryByLabelText('Grade')).not.toBeInTheDocument()
  })

  it('is asked by its address, and begins anew at another', async () => {
    const { router } = await open(`${ADULT}&grade=simple`)
    expect(await screen.findByRole('region', { name: /^Answer by/ })).toBeVisible()
    expect(screen.getByLabelText('Day received')).toHaveValue('9 March 2026')
    expect(screen.getByLabelText('Grade')).toHaveDisplayValue('Simple')
    await router.navigate('/deadlines?procedure=corporate&received_on=2026-03-02')
    await waitFor(() => expect(screen.getByLabelText('Day received')).toHaveValue('2 March 2026'))
    expect(screen.getByLabelText('Procedure')).toHaveDisplayValue('Corporate')
  })

  it('shows the headings before there is anything', async () => {
    server.on(ROUTE, () => new Promise<Response>(() => undefined))
    server.on('GET /api/intake/v1/council', () => new Promise<Response>(() => undefined))
    await openPage(`/deadlines${ADULT}`, 'contact_centre')
    expect(await screen.findByRole('region', { name: 'The dates' })).toHaveTextContent('Working out the dates')
    expect(screen.getByLabelText('Procedure')).toHaveDisplayValue('Adult statutory')
    expect(screen.getByLabelText('Day received')).toHaveValue('9 March 2026')
    await expectNoViolations()
  })

  it('asks at once with Enter, and leads to the answer with its button', async () => {
    const { user } = await open(ADULT)
    const day = screen.getByLabelText('Day received')
    await user.clear(day)
    await user.type(day, '2 March{Enter}')
    expect(day).toHaveFocus()
    await waitFor(() => expect(asked().at(-1)).toMatchObject({ received_on: '2026-03-02' }))
    for (const next of ['Grade', 'Show the dates']) {
      await user.tab()
      expect(next === 'Grade' ? screen.getByLabelText(next) : screen.getByRole('button', { name: next })).toHaveFocus()
    }
    await user.keyboard('{Enter}')
    expect(screen.getByRole('heading', { level: 2, name: /^Answer by/ })).toHaveFocus()
    await user.tab()
    expect(screen.getByRole('button', { name: 'How it was worked out (Acknowledge by)' })).toHaveFocus()
  })

  it('waits with “not a date” until the field is left', async () => {
    const { user, router } = await open(ADULT)
    await screen.findByRole('region', { name: /^Answer by/ })
    const day = screen.getByLabelText('Day received')
    await user.clear(day)
    await user.type(day, 'soonish')
    expect(await screen.findByRole('region', { name: 'Not yet' })).toHaveTextContent('“soonish” is not a date')
    expect(day).not.toHaveAttribute('aria-invalid')
    await user.tab()
    expect(day).toHaveAccessibleDescription(/“soonish” is not a date/)
    expect(router.state.location.search).toContain('received_on=soonish')
    await expectNoViolations()
  })

  it('asks at once when the field is left', async () => {
    const { user } = await open(ADULT)
    const day = screen.getByLabelText('Day received')
    await user.clear(day)
    await user.type(day, '3 March')
    await user.tab()
    await waitFor(() => expect(asked().at(-1)).toMatchObject({ received_on: '2026-03-03' }))
  })

  it('unfolds how each date was worked out', async () => {
    const { user } = await open(ADULT)
    const more = await screen.findByRole('button', { name: 'How it was worked out (Answer by)' })
    await user.click(more)
    expect(more).toHaveAttribute('aria-expanded', 'true')
    expect(screen.getByRole('table', { name: 'April 2026' })).toBeVisible()
    expect(screen.getByText('8 April, counted, day 20, due')).toBeInTheDocument()
    expect(screen.getByText(/Adult statutory procedure, version 3\. England and Wales/)).toBeVisible()
    await expectNoViolations()
    await user.click(screen.getByRole('button', { name: 'Hide how it was worked out (Answer by)' }))
    expect(screen.queryByRole('table')).not.toBeInTheDocument()
    // The legal limit of this answer came without an explanation.
    expect(screen.getAllByRole('button', { name: /^How it was/ })).toHaveLength(2)
  })

  it('says when a date is provisional, not known, or no working day', async () => {
    const target = { kind: 'stage_1', name: 'Council target' } as const
    const legal = { kind: 'statutory', name: 'Legal limit', basis: 'statutory' } as const
    server.on(ROUTE, ({ query }) => {
      const limit = clock({ ...legal, stage: 0, due_on: '2027-02-28', aim_for: '2027-02-26' })
      const beyond = { due_on: null, rag: 'unknown', unknown_because: 'That runs past 31 December 2030.' } as const
      const late = { due_on: '2029-03-12', provisional: true, explanation: explanation('2026-03-09', '2026-03-12') }
      const first = clock({ kind: 'acknowledge', name: 'Acknowledge', ends: 'acknowledged', ...late })
      return answer(query, { clocks: [first, clock({ ...target, ...beyond }), limit] })
    })
    await open(ADULT)
    const sheet = await screen.findByRole('region', { name: 'Answer by: not known' })
    const [first, second, third] = within(sheet).getAllByRole('listitem')
    expect(first).toHaveTextContent('Provisional: bank holidays after 2028 are projected')
    expect(second).toHaveTextContent(/Not knownThat runs past 31 December 2030\./)
    expect(third).toHaveTextContent('Aim for Friday 26 February 2027, the last working day before it.')
    await expectNoViolations()
  })

  it('asks for the stage where there are several, and sets the whole case apart', async () => {
    server.on(ROUTE, ({ query }) => answer(query, { stages: STATUSES }))
    const { user, router } = await open(ADULT)
    expect(await screen.findByRole('heading', { level: 3, name: 'Local resolution' })).toBeVisible()
    expect(screen.getByText('Answered by Team Manager. Reg 14.')).toBeVisible()
    expect(screen.getByRole('heading', { level: 3, name: 'The whole case' })).toBeVisible()
    const sheet = screen.getByRole('region', { name: /^Answer by/ })
    const lists = within(sheet).getAllByRole('list')
    expect(lists.map((list) => within(list).getAllByRole('listitem').length)).toEqual([2, 1])
    await user.selectOptions(screen.getByLabelText('Stage'), 'Review panel')
    await waitFor(() => expect(asked().at(-1)).toMatchObject({ stage: 'stage_3', received_on: '2026-03-09' }))
    expect(router.state.location.search).toBe('?procedure=adult_statutory&stage=stage_3&received_on=2026-03-09')
    expect(screen.getByLabelText('Day the request was received')).toHaveValue('9 March 2026')
    expect(screen.queryByLabelText('Grade')).not.toBeInTheDocument()
    expect(await screen.findByText('The request was received on Monday 9 March 2026, which is day 0.')).toBeVisible()
    await expectNoViolations()
  })

  it('asks for the days from which the other limits are counted, and keeps them in the address', async () => {
    server.on(ROUTE, ({ query }) => {
      const met = query.get('panel_met_on')
      const panel = clock({ kind: 'panel', name: 'Panel meets', ends: 'panel_met', amount: 30, due_on: '2026-04-22' })
      const needs: Act[] = ['panel_met', 'panel_reported']
      if (!met) return answer(query, { stages: STATUSES, clocks: [panel], needs })
      const names = { kind: 'panel_report', name: 'Panel’s report', starts: 'panel_met', ends: 'panel_reported' } as const
      const report = clock({ ...names, amount: 5, started_on: met, due_on: '2026-04-27' })
      return answer(query, { stages: STATUSES, clocks: [panel, report], needs: ['panel_reported'] })
    })
    const { user, router } = await open(`${ADULT}&stage=stage_3`)
    expect(await screen.findByRole('region', { name: 'Hold the panel by Wednesday 22 April 2026' })).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Give the day on which the panel met' }))
    const met = screen.getByLabelText('Panel met on')
    expect(met).toHaveFocus()
    await user.type(met, '20 april 2026{Enter}')
    await waitFor(() => expect(asked().at(-1)).toMatchObject({ panel_met_on: '2026-04-20' }))
    expect(router.state.location.search).toContain('panel_met_on=2026-04-20')
    const report = (await screen.findByText('Panel’s report by')).closest('li')
    expect(report).toHaveTextContent('5 working days from 20 April 2026, the panel')
    expect(screen.queryByRole('button', { name: 'Give the day on which the panel met' })).not.toBeInTheDocument()
    expect(screen.getByLabelText('Panel’s report received on')).toBeVisible()
    expect(met).toHaveValue('20 april 2026')
    await expectNoViolations()

    await user.clear(met)
    await user.type(met, 'soonish')
    await user.tab()
    expect(met).toHaveAccessibleDescription(/“soonish” is not a date/)
    expect(screen.getByRole('region', { name: 'Not yet' })).toBeVisible()
  })

  it('takes the day of the acknowledgement where a limit starts with it', async () => {
    server.on(ROUTE, ({ query }) => {
      const started_on = query.get('acknowledged_on') ?? '2026-03-16'
      const code = clock({ kind: 'stage_1', name: 'Stage 1', starts: 'acknowledged', started_on })
      return answer(query, { clocks: [code] })
    })
    const { user } = await open('?procedure=corporate&received_on=2026-03-09')
    expect(await screen.findByText('20 working days from 16 March 2026, the acknowledgement')).toBeVisible()
    await user.type(screen.getByLabelText('Acknowledged on, if it was'), '11 March')
    expect(await screen.findByText('20 working days from 11 March 2026, the acknowledgement')).toBeVisible()
    await user.selectOptions(screen.getByLabelText('Procedure'), 'Adult statutory')
    await waitFor(() => expect(asked().at(-1)).toEqual({ procedure: 'adult_statutory', received_on: '2026-03-09' }))
  })

  it('says which dates are the complainant’s own', async () => {
    server.on(ROUTE, ({ query }) => {
      const ask = { kind: 'request_stage_3', name: 'Ask for a review panel', ends: 'next_requested' } as const
      const theirs = clock({ ...ask, owed_by: 'complainant', starts: 'response_received' })
      return answer(query, { clocks: [clock({ kind: 'stage_2', name: 'Stage 2' }), theirs] })
    })
    await open(ADULT)
    const row = (await screen.findByText('Ask for a review panel by')).closest('li')
    expect(row).toHaveTextContent('Theirs to do, not ours.')
  })
})

describe('counting days by themselves', () => {
  const COUNT = `${PATH}/count`

  beforeEach(() => {
    server.on(`GET ${COUNT}`, ({ query }) => ({
      clock: clock({
        kind: 'counted',
        name: 'Counted',
        amount: Number(query.get('amount')),
        started_on: query.get('start') ?? '',
        explanation: explanation('2026-03-09', '2026-04-08'),
      }),
    }))
  })

  const counted = () => server.asked('GET', COUNT).map(({ query }) => Object.fromEntries(query))

  it('is the second way, and shows its calendar at once', async () => {
    const { router, user } = await open()
    await user.click(screen.getByRole('link', { name: 'Count days by themselves' }))
    expect(screen.getByRole('region', { name: 'Not yet' })).toHaveTextContent('Give how many, as a whole number.')
    expect(screen.getByLabelText('From the day')).toHaveValue('24 March 2026')
    expect(screen.getByLabelText('How many')).not.toHaveAttribute('aria-invalid')
    await expectNoViolations()
    await user.clear(screen.getByLabelText('From the day'))
    await user.type(screen.getByLabelText('From the day'), '9 March')
    await user.type(screen.getByLabelText('How many'), '20')
    expect(await screen.findByRole('region', { name: 'Wednesday 8 April 2026' })).toHaveTextContent(
      '20 working days from Monday 9 March 2026, which is day 0.',
    )
    expect(screen.getByText('9 March, the start, day 0')).toBeInTheDocument()
    expect(router.state.location.search).toBe('?mode=count&start=2026-03-09&amount=20&unit=working_days')
    await expectNoViolations()

    await user.click(screen.getByRole('radio', { name: 'Months after that day' }))
    await waitFor(() =>
      expect(counted().at(-1)).toEqual({ start: '2026-03-09', amount: '20', unit: 'months_after' }),
    )
    await user.click(screen.getByRole('button', { name: /^Copy this/ }))
    expect(await navigator.clipboard.readText()).toContain(
      '20 working days from Monday 9 March 2026, which is day 0: Wednesday 8 April 2026.',
    )
  })

  it('says what is missing, and what the service refuses, at its field', async () => {
    server.on(`GET ${COUNT}`, () =>
      problem(422, 'Some fields are wrong.', [
        { pointer: '/query/amount', detail: 'Input should be less than or equal to 400' },
      ]),
    )
    await openPage('/deadlines?mode=count&start=2026-03-09', 'contact_centre')
    const user = userEvent.setup()
    const amount = await screen.findByLabelText('How many')
    await user.click(screen.getByRole('button', { name: 'Show the date' }))
    expect(amount).toHaveFocus()
    expect(amount).toHaveAccessibleDescription(/Give how many/)
    await user.type(amount, '500{Enter}')
    await waitFor(() => expect(amount).toHaveAccessibleDescription(/less than or equal to 400/))
    expect(amount).toHaveFocus()
    expect(screen.getByText('The form says what is needed.')).toBeVisible()
    await expectNoViolations()
  })
})

describe('what the service refuses', () => {
  it('is shown at its field', async () => {
    server.on(ROUTE, () =>
      problem(422, 'Some fields are wrong', [
        { pointer: '/query/procedure', detail: 'It was not in force on that day.' },
        { pointer: '/query/received_on', detail: 'the year is not between 1900 and 2100' },
        { pointer: '/query/grade', detail: 'The Adult statutory procedure has no grade puce.' },
      ]),
    )
    await open('?procedure=adult_statutory&received_on=2108-03-09&grade=puce')
    expect(await screen.findByText('The form says what is needed.')).toBeVisible()
    expect(screen.getByLabelText('Procedure')).toHaveAccessibleDescription(/not in force/)
    expect(screen.getByLabelText('Day received')).toHaveAccessibleDescription(/between 1900 and 2100/)
    expect(screen.getByLabelText('Grade')).toHaveAccessibleDescription(/no grade puce/)
    expect(screen.getByLabelText('Grade')).toHaveDisplayValue('Puce')
    await expectNoViolations()
  })

  it('is told with a way to try again where no field is to blame', async () => {
    server.on(ROUTE, () => problem(503, 'The service is starting.'))
    const { user } = await open(ADULT)
    expect(await screen.findByRole('alert')).toHaveTextContent('The service is starting.')
    server.on(ROUTE, ({ query }) => answer(query))
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    expect(await screen.findByRole('region', { name: /^Answer by/ })).toBeVisible()
  })
})

describe('the text of the dates', () => {
  it('goes to the clipboard', async () => {
    const { user } = await open(`${ADULT}&grade=simple`)
    await user.click(await screen.findByRole('button', { name: /^Copy this/ }))
    expect(await screen.findByText('Copied')).toHaveAttribute('role', 'status')
    const text = await navigator.clipboard.readText()
    expect(text).toContain('Grade: Simple.')
    expect(text).toContain('Answer by: Wednesday 8 April 2026\n20 working days. Council target. Local target.\n20 counted')
    await user.selectOptions(screen.getByLabelText('Procedure'), 'Corporate')
    await waitFor(() => expect(screen.queryByText('Copied')).not.toBeInTheDocument())
  })

  it('is shown to be copied by hand where the browser refuses', async () => {
    const { user } = await open(ADULT)
    vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('not allowed'))
    await user.click(await screen.findByRole('button', { name: /^Copy this/ }))
    const text = await screen.findByRole('textbox', { name: 'The dates as text' })
    expect((text as HTMLTextAreaElement).value).toContain('Answer by: Wednesday 8 April 2026')
    await expectNoViolations()
  })
})
