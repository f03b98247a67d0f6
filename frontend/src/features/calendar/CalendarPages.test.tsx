import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { CalendarRead, ChangeAsked, ChangeMade, Impact, MoveRead, Role } from '../../api'
import * as download from '../../lib/download'
import { CONTACT, TODAY } from '../../testing/fixtures'
import { expectNoViolations, openPage } from '../../testing/render'
import { json, problem, startServer } from '../../testing/server'
import type { StubServer } from '../../testing/server'

const CALENDAR = '/api/cases/v1/calendar'

const MADE: ChangeMade = {
  number: 1,
  action: 'add',
  what: 'closure',
  on: '2026-12-29',
  to: null,
  until: '2026-12-30',
  name: 'Winter closure',
  announced_on: '2026-03-02',
  source: 'Chief executive',
  undoes: null,
  undone_by: null,
  may_undo: true,
  by: { subject: 'demo-manager', name: 'H R' },
  at: '2026-03-02T09:12:00Z',
  cases_moved: 1,
}

const HOLIDAY: ChangeMade = {
  ...MADE,
  number: 2,
  what: 'bank_holiday',
  on: '2026-04-17',
  until: null,
  name: 'Special bank holiday',
  announced_on: '2026-03-23',
  source: 'Proclamation in the Gazette',
  at: '2026-03-24T10:40:00Z',
  cases_moved: 2,
}

function calendar(year: number, changes: ChangeMade[]): CalendarRead {
  const common = { known_on: null, provisional: year > 2028, change: null }
  return {
    year,
    version: `england-and-wales/1+${changes.length}`,
    first: '2000-01-01',
    last: '2030-12-31',
    published_until: '2028-12-31',
    days_off: [
      { on: `${year}-01-01`, name: 'New Year’s Day', what: 'bank_holiday', ...common },
      ...(year === 2026
        ? [
            { on: '2026-04-03', name: 'Good Friday', what: 'bank_holiday', ...common } as const,
            { on: '2026-04-06', name: 'Easter Monday', what: 'bank_holiday', ...common } as const,
            {
              on: '2026-12-29',
              name: 'Winter closure',
              what: 'closure',
              known_on: '2026-03-02',
              provisional: false,
              change: 1,
            } as const,
          ]
        : []),
    ],
    worked: year === 2026 ? [{ on: '2026-05-04', name: 'Early May bank holiday', change: 1 }] : [],
    changes,
  }
}

const MOVE: MoveRead = {
  ref: 'EAS-2526-0398',
  kind: 'stage_1',
  name: 'Council target',
  team: 'locality',
  owner: { subject: 'officer-jt', name: 'J T' },
  due_on_before: '2026-04-21',
  due_on_after: '2026-04-22',
  unknown_because: null,
  promised_on: '2026-04-17',
  promised_is_day_off: true,
}

const MOVES: MoveRead[] = [
  MOVE,
  { ...MOVE, ref: 'EAS-2526-0405', owner: null, promised_on: null, promised_is_day_off: false },
]

function impact(asked: Partial<ChangeAsked>, moves = MOVES): Impact {
  const { action = 'add', what = 'bank_holiday', on = '2026-04-17', to = null, until = null } = asked
  return {
    version: 'england-and-wales/1+1',
    change: { ...HOLIDAY, action, what, on, to, until },
    counts: {
      cases_moved: moves.length,
      clocks_moved: moves.length,
      with_promise: moves.length && 1,
      promised_on_day_off: moves.length && 1,
      open_not_moved: 38 - moves.length,
    },
    moves,
    not_listed: 0,
  }
}

let server: StubServer
let changes: ChangeMade[]
beforeEach(() => {
  vi.setSystemTime(new Date('2026-03-24T10:42:07Z'))
  changes = [MADE]
  server = startServer()
    .on(`GET ${CALENDAR}`, ({ query }) => calendar(Number(query.get('year')), changes))
    .on(`POST ${CALENDAR}/preview`, ({ body }) => impact(body as ChangeAsked))
    .on(`POST ${CALENDAR}/changes`, () => {
      changes = [HOLIDAY, MADE]
      return json(impact({}), 201)
    })
})

async function open(path: string, role: Role = 'manager') {
  const page = await openPage(path, role)
  await screen.findByRole('heading', { level: 1 })
  return { ...page, user: userEvent.setup() }
}

const previews = () => server.asked('POST', `${CALENDAR}/preview`)
const asked = () => previews().at(-1)?.body

describe('the working-day calendar', () => {
  it('shows the year that it is, with what every day off is', async () => {
    await open('/calendar')
    const april = await screen.findByRole('table', { name: 'April 2026' })
    expect(within(april).getByText('3 April, bank holiday, Good Friday')).toBeInTheDocument()
    expect(within(april).getByText('4 April, weekend')).toBeInTheDocument()
    expect(screen.getByText('24 March, today')).toBeInTheDocument()
    expect(screen.getByText('29 December, offices closed, Winter closure')).toBeInTheDocument()
    expect(screen.getAllByRole('table')).toHaveLength(12)
    const off = screen.getByRole('region', { name: 'Days off in 2026' })
    expect(off).toHaveTextContent('Tuesday 29 December Winter closure')
    expect(off).toHaveTextContent('Offices closed. Known since 2 March 2026, by change 1')
    expect(off).toHaveTextContent('Counts as a working day here, by change 1')
    expect(within(off).getByRole('link', { name: 'Move Good Friday, Friday 3 April' })).toHaveAttribute(
      'href',
      '/calendar/move?what=bank_holiday&on=2026-04-03',
    )
    await expectNoViolations()
  })

  it('goes from year to year as far as it is known', async () => {
    const { user } = await open('/calendar?year=2029')
    expect(await screen.findByText(/^Provisional/)).toBeVisible()
    await user.click(screen.getByRole('link', { name: 'Next year, 2030' }))
    expect(await screen.findByRole('heading', { name: 'Days off in 2030' })).toBeVisible()
    expect(screen.queryByRole('link', { name: /^Next year/ })).not.toBeInTheDocument()
    expect(screen.getByRole('link', { name: 'Previous year, 2029' })).toBeVisible()
  })

  it('keeps what was changed, with what it moved', async () => {
    const moves = [{ ref: MOVE.ref, kind: 'stage_1', due_on_before: '2026-12-29', due_on_after: '2026-12-31' }]
    server.on(`GET ${CALENDAR}/changes/1`, () => ({ ...MADE, moves }))
    const { user } = await open('/calendar')
    const history = await screen.findByRole('region', { name: 'What was changed here' })
    expect(history).toHaveTextContent('Offices closed from Tuesday 29 December 2026 to Wednesday 30 December 2026')
    expect(history).toHaveTextContent('Change 1, by H R, 2 March 2026, 09:12')
    expect(within(history).getByRole('link', { name: /^Undo/ })).toHaveAttribute('href', '/calendar/changes/1/undo')
    await user.click(within(history).getByRole('button', { name: /^What moved/ }))
    expect(await within(history).findByRole('link', { name: CONTACT.title })).toHaveAttribute('href', `/cases/${MOVE.ref}`)
    expect(history).toHaveTextContent('Tue 29 Dec moved to Thu 31 Dec')
    await expectNoViolations()
  })
})

describe('adding a bank holiday', () => {
  it('says which cases move once the typing pauses', async () => {
    const { user } = await open('/calendar/add')
    expect(screen.getByText('Give the date: which cases move is then shown here.')).toBeVisible()
    expect(previews()).toEqual([])
    await user.type(screen.getByLabelText('Date'), '17 april')
    expect(await screen.findByText('Friday 17 April 2026. A working day until now.')).toBeVisible()
    expect(await screen.findByText('cases get a later target, by one working day')).toBeVisible()
    const sheet = screen.getByRole('region', { name: 'What would happen' })
    expect(asked()).toMatchObject({ action: 'add', what: 'bank_holiday', on: '2026-04-17', announced_on: TODAY })
    expect(previews()).toHaveLength(1)
    expect(within(sheet).getByText('other open cases do not move')).toBeVisible()
    const row = await within(sheet).findByRole('row', { name: new RegExp(CONTACT.title) })
    expect(row).toHaveTextContent('Tue 21 April')
    expect(row).toHaveTextContent('Wed 22 April')
    expect(row).toHaveTextContent('Stays 17 April, now a holiday. Tell them the new date')
    expect(within(sheet).getByRole('row', { name: /No owner/ })).toHaveTextContent('None given yet')
    expect(screen.getByText('17 April, chosen')).toBeInTheDocument()
    expect(screen.getByText(/^2 cases get a later target.*36 other open cases do not move\.$/)).toHaveAttribute(
      'role',
      'status',
    )
    await expectNoViolations()
  })

  it('asks nothing again for a name or a source', async () => {
    const { user } = await open('/calendar/add')
    await user.type(screen.getByLabelText('Date'), '17 april')
    await screen.findByRole('button', { name: 'Apply to 2 cases' })
    await user.type(screen.getByLabelText('Name'), 'Special bank holiday')
    await user.type(screen.getByLabelText('Source'), 'Proclamation in the Gazette')
    await new Promise((resolve) => setTimeout(resolve, 400))
    expect(previews()).toHaveLength(1)
  })

  it('applies what was looked at, and puts it at the top of the history', async () => {
    const { user, router } = await open('/calendar/add')
    await user.type(screen.getByLabelText('Date'), '17 april')
    await user.click(await screen.findByRole('button', { name: 'Apply to 2 cases' }))
    expect(await screen.findByRole('link', { name: 'Give it a name' })).toBeVisible()
    expect(server.asked('POST', `${CALENDAR}/changes`)).toEqual([])
    await user.type(screen.getByLabelText('Name'), 'Special bank holiday')
    expect(screen.getByLabelText('Name')).toHaveFocus()
    await user.type(screen.getByLabelText('Source'), 'Proclamation in the Gazette')
    await user.click(screen.getByRole('button', { name: 'Apply to 2 cases' }))
    const said = await screen.findByRole('heading', { name: 'Special bank holiday added on Friday 17 April 2026' })
    await waitFor(() => expect(said).toHaveFocus())
    expect(router.state.location.pathname).toBe('/calendar')
    const [sent] = server.asked('POST', `${CALENDAR}/changes`)
    expect(sent?.body).toMatchObject({
      on: '2026-04-17',
      name: 'Special bank holiday',
      source: 'Proclamation in the Gazette',
      previewed_version: 'england-and-wales/1+1',
    })
    expect(sent?.headers.get('Idempotency-Key')).toBeTruthy()
    const [first] = within(screen.getByRole('region', { name: 'What was changed here' })).getAllByRole('listitem')
    expect(first).toHaveTextContent('2 cases moved')
  })

  it('keeps what was typed when the calendar was changed meanwhile, and looks again', async () => {
    server.on(`POST ${CALENDAR}/changes`, () => {
      changes = [{ ...HOLIDAY, on: '2026-06-12' }, MADE]
      return problem(409, 'The calendar was changed since this was previewed.')
    })
    const { user } = await open('/calendar/add')
    await user.type(screen.getByLabelText('Date'), '17 april')
    await user.type(screen.getByLabelText('Name'), 'Special bank holiday')
    await user.type(screen.getByLabelText('Source'), 'The Gazette')
    await user.click(await screen.findByRole('button', { name: 'Apply to 2 cases' }))
    expect(await screen.findByText('Special bank holiday added on Friday 12 June 2026.')).toBeVisible()
    expect(screen.getByRole('alert')).toHaveTextContent('H R changed the calendar while you were looking')
    expect(screen.getByLabelText('Source')).toHaveValue('The Gazette')
    await waitFor(() => expect(previews()).toHaveLength(2))
    await expectNoViolations()
  })

  it('says at its field what the service refuses', async () => {
    const detail = '18 April 2026 is a Saturday, which does not count anyway.'
    server.on(`POST ${CALENDAR}/preview`, () => problem(422, 'Some fields are wrong', [{ pointer: '/on', detail }]))
    const { user } = await open('/calendar/add')
    await user.type(screen.getByLabelText('Date'), '18 april')
    await waitFor(() => expect(screen.getByLabelText('Date')).toHaveAccessibleDescription(new RegExp(detail)))
    expect(screen.getByRole('heading', { name: 'Not yet' })).toBeVisible()
    expect(screen.queryByRole('button', { name: /^Apply/ })).not.toBeInTheDocument()
  })

  it('tells others who may apply it, and gives them the list', async () => {
    const save = vi.spyOn(download, 'saveFile').mockReturnValue()
    const { user } = await open('/calendar/add', 'complaints_officer')
    expect(screen.queryByLabelText('Source')).not.toBeInTheDocument()
    await user.type(screen.getByLabelText('Date'), '17 april')
    expect(await screen.findByText('Only the head of service or an administrator may apply this.')).toBeVisible()
    expect(screen.queryByRole('button', { name: /^Apply/ })).not.toBeInTheDocument()
    await user.click(screen.getByRole('button', { name: 'Download the list' }))
    expect(save).toHaveBeenCalledWith('calendar-2026-04-17.csv', expect.any(Blob))
  })
})

describe('other changes', () => {
  it('close the offices for several days', async () => {
    const { user } = await open('/calendar/add?what=closure')
    await user.type(screen.getByLabelText('First day'), '16 april')
    await user.type(screen.getByLabelText('Last day'), '17 april')
    await waitFor(() => expect(asked()).toMatchObject({ what: 'closure', on: '2026-04-16', until: '2026-04-17' }))
    expect(screen.getByText('Legal limits: the law takes no account of closures.')).toBeVisible()
  })

  it('move a day to another', async () => {
    const { user } = await open('/calendar/move?what=bank_holiday&on=2026-04-06')
    expect(await screen.findByText('Easter Monday, Monday 6 April 2026')).toBeVisible()
    expect(previews()).toEqual([])
    await user.type(screen.getByLabelText('New date'), '8 may')
    await waitFor(() => expect(asked()).toMatchObject({ action: 'move', on: '2026-04-06', to: '2026-05-08' }))
    expect(screen.getByText('6 April, would count again, Easter Monday')).toBeInTheDocument()
    expect(screen.getByRole('table', { name: 'May 2026' })).toBeVisible()
    await expectNoViolations()
  })

  it('withdraw a day', async () => {
    server.on(`POST ${CALENDAR}/preview`, ({ body }) => impact(body as ChangeAsked, []))
    await open('/calendar/withdraw?what=bank_holiday&on=2026-04-06')
    expect(await screen.findByRole('button', { name: 'Apply: no case moves' })).toBeVisible()
    expect(asked()).toMatchObject({ action: 'withdraw', on: '2026-04-06', name: null })
  })

  it('need a day that was chosen', async () => {
    await open('/calendar/withdraw')
    expect(screen.getByText(/^Choose the day in the calendar first/)).toBeVisible()
  })
})

describe('undoing a change', () => {
  const undone = { ...HOLIDAY, number: 3, action: 'undo', undoes: 2, may_undo: false } as const
  beforeEach(() => {
    changes = [HOLIDAY, MADE]
    server
      .on(`GET ${CALENDAR}/changes/2`, () => ({ ...HOLIDAY, moves: [] }))
      .on(`GET ${CALENDAR}/changes/2/undo`, () => ({ ...impact({}), change: undone }))
      .on(`POST ${CALENDAR}/changes/2/undo`, () => {
        changes = [undone, { ...HOLIDAY, undone_by: 3, may_undo: false }, MADE]
        return json({ ...impact({}), change: undone }, 201)
      })
  })

  it('shows what would move, and keeps both in the history', async () => {
    const { user } = await open('/calendar/changes/2/undo')
    await user.click(await screen.findByRole('button', { name: 'Undo it for 2 cases' }))
    expect(await screen.findByRole('link', { name: 'Say why it is taken back' })).toBeVisible()
    await expectNoViolations()
    await user.type(screen.getByLabelText('Why it is taken back'), 'Announced in error')
    await user.click(screen.getByRole('button', { name: 'Undo it for 2 cases' }))
    const said = await screen.findByRole('heading', { name: /^Undone: Special bank holiday added/ })
    await waitFor(() => expect(said).toHaveFocus())
    expect(server.asked('POST', `${CALENDAR}/changes/2/undo`)[0]?.body).toEqual({
      source: 'Announced in error',
      announced_on: TODAY,
      previewed_version: 'england-and-wales/1+1',
    })
    expect(screen.getByText('Undone by change 3')).toBeVisible()
    expect(screen.getByText('Takes back change 2')).toBeVisible()
  })

  it('says why it cannot be undone', async () => {
    const why = 'Change 3 rests on it. Undo that one first.'
    server.on(`GET ${CALENDAR}/changes/2/undo`, () => problem(409, why))
    await open('/calendar/changes/2/undo')
    expect(await screen.findByRole('alert')).toHaveTextContent(why)
  })
})
