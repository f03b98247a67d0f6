import { describe, expect, it } from 'vitest'
import type { ChangeMade, ChangeRead, Impact, MoveRead } from '../../api'
import { dayWords, daysOf, monthsFrom, standingOf, touchedDays } from './days'
import { FIELDS, missing, readDraft, toChange, toQuestion } from './draft'
import type { Draft } from './draft'
import { byCase, csvOf } from './impact'
import { aloud, applyWords, changeWords, countWords, neverMoved, notUndoable, promiseWords, shiftWords } from './words'

const TODAY = '2026-03-24'

const CHANGE: ChangeRead = {
  number: 1,
  action: 'add',
  what: 'bank_holiday',
  on: '2026-04-17',
  to: null,
  until: null,
  name: 'Special bank holiday',
  announced_on: '2026-03-23',
  source: 'Proclamation in the Gazette',
  undoes: null,
}

const DAYS = daysOf([
  {
    year: 2026,
    version: 'v',
    first: '2000-01-01',
    last: '2030-12-31',
    published_until: '2028-12-31',
    days_off: [
      { on: '2026-04-03', name: 'Good Friday', what: 'bank_holiday', known_on: null, provisional: false, change: null },
      { on: '2026-12-29', name: 'Winter closure', what: 'closure', known_on: TODAY, provisional: false, change: 1 },
    ],
    worked: [{ on: '2026-05-04', name: 'Early May bank holiday', change: 2 }],
    changes: [],
  },
])

function move(before: string | null, after: string | null, change: Partial<MoveRead> = {}): MoveRead {
  return {
    ref: 'EAS-2526-0405',
    kind: 'stage_1',
    name: 'Council target',
    team: 'locality',
    owner: null,
    due_on_before: before,
    due_on_after: after,
    unknown_because: null,
    promised_on: null,
    promised_is_day_off: false,
    ...change,
  }
}

function impact(moves: MoveRead[], counts: Partial<Impact['counts']> = {}, change: Partial<ChangeRead> = {}): Impact {
  return {
    version: 'v',
    change: { ...CHANGE, ...change },
    counts: {
      cases_moved: moves.length,
      clocks_moved: moves.length,
      with_promise: 0,
      promised_on_day_off: 0,
      open_not_moved: 31,
      ...counts,
    },
    moves,
    not_listed: 0,
  }
}

describe('how far dates move', () => {
  it.each<[string, MoveRead[], Partial<ChangeRead>, string]>([
    ['one', [move('2026-04-21', '2026-04-22')], {}, 'gets a later target, by one working day'],
    [
      'over a weekend, and from the day itself',
      [move('2026-04-24', '2026-04-27'), move('2026-04-17', '2026-04-20')],
      {},
      'get a later target, by one working day',
    ],
    [
      'by differing numbers of days',
      [move('2026-04-20', '2026-04-22'), move('2026-04-21', '2026-04-23'), move('2026-04-17', '2026-04-20')],
      { what: 'closure', until: '2026-04-18' },
      'get a later target, by up to two working days',
    ],
    [
      'back',
      [move('2026-04-08', '2026-04-07')],
      { action: 'withdraw', on: '2026-04-06' },
      'gets an earlier target, by one working day',
    ],
    [
      'both ways',
      [move('2026-04-08', '2026-04-07'), move('2026-04-21', '2026-04-22')],
      { action: 'move', on: '2026-04-06', to: '2026-04-17' },
      'get another target',
    ],
    ['to no date', [move('2028-04-08', null)], {}, 'gets another target'],
  ])('%s', (_, moves, change, words) => expect(shiftWords(impact(moves, {}, change), DAYS)).toBe(words))
})

describe('the counts', () => {
  const seven = impact([move('2026-04-21', '2026-04-22')], { cases_moved: 7, with_promise: 3, promised_on_day_off: 1 })

  it('say what moves, what was promised and what stays', () => {
    expect(countWords(seven, DAYS)).toEqual({
      moved: 'cases get a later target, by one working day',
      promised: 'of them were promised a date, which stays unless you tell the person. 1 of these falls on a day off',
      others: 'other open cases do not move',
    })
    expect(aloud(seven, DAYS)).toMatch(/^7 cases get .*\. 3 of them .*\. 31 other open cases do not move\.$/)
    expect(aloud(impact([]), DAYS)).toBe('0 cases move. 31 open cases do not move.')
  })

  it('name what the button does', () => {
    expect([applyWords(7), applyWords(1), applyWords(0)]).toEqual([
      'Apply to 7 cases',
      'Apply to 1 case',
      'Apply: no case moves',
    ])
    expect([applyWords(2, true), applyWords(0, true)]).toEqual(['Undo it for 2 cases', 'Undo it: no case moves'])
  })

  it('name what never moves', () => {
    expect(neverMoved(CHANGE)[0]).toBe('Legal limits that are counted in months.')
    expect(neverMoved({ what: 'closure', action: 'undo' })).toEqual([
      'Legal limits: the law takes no account of closures.',
      'Closed cases and published figures: they keep the calendar they were judged on.',
      'Dates already past, unless it was this change that moved them.',
    ])
  })
})

describe('a promised date', () => {
  it.each<[Partial<MoveRead>, Partial<ChangeRead>, ReturnType<typeof promiseWords>]>([
    [{}, {}, null],
    [{ promised_on: '2026-04-20' }, {}, { stays: 'Stays 20 April', dayOff: null }],
    [
      { promised_on: '2026-04-17', promised_is_day_off: true },
      {},
      { stays: 'Stays 17 April', dayOff: 'now a holiday' },
    ],
    [
      { promised_on: '2026-04-17', promised_is_day_off: true },
      { what: 'closure' },
      { stays: 'Stays 17 April', dayOff: 'now a day the offices are closed' },
    ],
    [
      { promised_on: '2026-12-29', promised_is_day_off: true },
      {},
      { stays: 'Stays 29 December', dayOff: 'a day the offices are closed' },
    ],
    [{ promised_on: '2027-01-05' }, {}, { stays: 'Stays 5 January 2027', dayOff: null }],
  ])('%j, %j', (part, change, words) =>
    expect(promiseWords(move('2026-04-21', '2026-04-22', part), { ...CHANGE, ...change }, DAYS, TODAY)).toEqual(words),
  )
})

describe('a change in words', () => {
  it.each<[Partial<ChangeRead>, string]>([
    [{}, 'Special bank holiday added on Friday 17 April 2026'],
    [{ action: 'withdraw' }, 'Special bank holiday withdrawn on Friday 17 April 2026'],
    [
      { action: 'move', to: '2026-04-20' },
      'Special bank holiday moved from Friday 17 April 2026 to Monday 20 April 2026',
    ],
    [
      { what: 'closure', name: 'Winter closure', on: '2026-12-29', until: '2026-12-31' },
      'Offices closed from Tuesday 29 December 2026 to Thursday 31 December 2026: Winter closure',
    ],
    [
      { action: 'undo', undoes: 4, number: 5 },
      'Undone: Special bank holiday withdrawn on Friday 17 April 2026',
    ],
  ])('%j', (change, words) =>
    expect(changeWords({ ...CHANGE, ...change }, [{ number: 4, action: 'withdraw' }])).toBe(words),
  )

  it('says why it cannot be undone', () => {
    const made: ChangeMade = {
      ...CHANGE,
      undone_by: null,
      may_undo: true,
      by: { subject: 'demo-manager', name: 'H R' },
      at: '2026-03-24T10:42:00Z',
      cases_moved: 7,
    }
    expect(notUndoable(made)).toBeNull()
    expect(notUndoable({ ...made, may_undo: false, undone_by: 3 })).toBe('Undone by change 3')
    expect(notUndoable({ ...made, may_undo: false, action: 'undo', undoes: 2 })).toBe('Takes back change 2')
    expect(notUndoable({ ...made, may_undo: false })).toBe('A later change rests on it. Undo that one first.')
  })
})

describe('the days of a month', () => {
  it.each([
    ['2026-04-01', '1 April'],
    ['2026-04-03', '3 April, bank holiday, Good Friday'],
    ['2026-04-04', '4 April, weekend'],
    ['2026-04-17', '17 April, chosen'],
    ['2026-12-29', '29 December, offices closed, Winter closure'],
    ['2026-05-04', '4 May, a working day here, Early May bank holiday'],
    [TODAY, '24 March, today'],
  ])('%s', (on, words) =>
    expect(dayWords(on, standingOf(on, DAYS, { chosen: ['2026-04-17'] }), DAYS, TODAY)).toBe(words),
  )

  it('of a change leave weekends out', () => {
    expect(touchedDays({ on: '2026-04-16', to: null, until: '2026-04-20' })).toEqual([
      '2026-04-16',
      '2026-04-17',
      '2026-04-20',
    ])
    expect(touchedDays({ on: '2026-05-04', to: '2026-05-08', until: null })).toEqual(['2026-05-04', '2026-05-08'])
  })

  it('span a few months at most', () => {
    expect(monthsFrom('2026-12-29', '2027-01-01')).toEqual(['2026-12', '2027-01'])
    expect(monthsFrom('2026-01-31', '2026-12-01')).toEqual(['2026-01', '2026-02', '2026-03'])
  })
})

describe('a change as it is typed', () => {
  const typed = (part: Partial<Draft>): Draft => ({ ...readDraft('add', new URLSearchParams(), TODAY), ...part })

  it('is asked as soon as its days are known', () => {
    expect(toQuestion(typed({}), TODAY)).toBeNull()
    expect(toQuestion(typed({ on: '17 april' }), TODAY)).toMatchObject({ on: '2026-04-17', announced_on: TODAY })
    expect(toQuestion(typed({ on: '17 april', name: 'A' }), TODAY)).toEqual(toQuestion(typed({ on: '17 april' }), TODAY))
  })

  it('reads the last day of a closure from its first', () => {
    const closure = typed({ what: 'closure', on: '29 december', until: '2 january' })
    expect(toQuestion(closure, TODAY)).toMatchObject({ on: '2026-12-29', until: '2027-01-02' })
    expect(toQuestion({ ...closure, until: 'soon' }, TODAY)).toBeNull()
    expect(toQuestion({ ...closure, until: '29 december' }, TODAY)).toMatchObject({ until: null })
  })

  it('needs its new day, its name and its source', () => {
    const moving = readDraft('move', new URLSearchParams('what=bank_holiday&on=2026-05-04'), TODAY)
    expect(toQuestion(moving, TODAY)).toBeNull()
    expect(missing(moving, TODAY).map((error) => error.field)).toEqual([FIELDS['/to'], FIELDS['/source']])
    expect(missing(typed({ on: 'then', announced: '' }), TODAY).map((error) => error.message)).toEqual([
      '“then” is not a date. Try “1 April 2026”',
      'Give it a name',
      'Say when it was announced',
      'Say who decided or announced it',
    ])
  })

  it('is sent with its name and source', () => {
    const draft = typed({ on: '17 april', name: ' Special bank holiday ', source: 'The Gazette' })
    const question = toQuestion(draft, TODAY)
    expect(question && toChange(question, draft)).toEqual({
      action: 'add',
      what: 'bank_holiday',
      on: '2026-04-17',
      to: null,
      until: null,
      name: 'Special bank holiday',
      announced_on: TODAY,
      source: 'The Gazette',
    })
  })
})

describe('the list', () => {
  const moves = [
    move('2026-04-22', '2026-04-23'),
    move('2026-04-20', '2026-04-21', { kind: 'acknowledge', name: 'Acknowledge' }),
    move('2026-04-21', '2026-04-22', { ref: 'EAS-2526-0399', promised_on: '2026-04-17', promised_is_day_off: true }),
  ]

  it('has each case once, by its nearest date', () => {
    expect(byCase(moves).map((one) => [one.ref, one.moves.map((held) => held.kind)])).toEqual([
      ['EAS-2526-0405', ['acknowledge', 'stage_1']],
      ['EAS-2526-0399', ['stage_1']],
    ])
  })

  it('is a file with one line a date', () => {
    const lines = csvOf(impact(moves), new Map()).trim().split('\r\n')
    expect(lines).toHaveLength(4)
    expect(lines[3]).toBe('EAS-2526-0399,,,Council target,2026-04-21,2026-04-22,2026-04-17,yes')
  })
})
