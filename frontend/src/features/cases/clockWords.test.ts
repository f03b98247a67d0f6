import { describe, expect, it } from 'vitest'
import type { CaseRead, ClockRead, StageRead } from '../../api'
import { CASE, TODAY, clock } from '../../testing/fixtures'
import {
  clockName,
  daysByWords,
  dayZeroWords,
  extensionWords,
  groupClocks,
  lateClocks,
  movedWords,
  shortName,
  stageName,
  theirWords,
  waitingFor,
  waitingSince,
} from './clockWords'

const stage = (number: number, code: string, name: string, received: string): StageRead => ({
  number,
  code,
  name,
  answered_by: null,
  acts: { received },
  response_days: null,
  outcome: null,
})
const STATUSES = [
  stage(1, 'stage_1', 'Local resolution', '2026-01-05'),
  stage(2, 'stage_2', 'Investigation', '2026-02-02'),
]
const target = (change: Partial<ClockRead> = {}) => clock({ kind: 'stage_1', name: 'Council target', ...change })
const asked = (change: Partial<ClockRead> = {}) =>
  clock({
    kind: 'contributor_1',
    name: 'Asked',
    stage: 0,
    starts: 'asked',
    ends: 'answered',
    owed_by: 'contributor',
    ...change,
  })
const theirs = (change: Partial<ClockRead> = {}) =>
  target({ name: 'Ask for a review panel', owed_by: 'complainant', ends: 'next_requested', ...change })
const held = (change: Partial<CaseRead>): CaseRead => ({ ...CASE, ...change })
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

describe('the clocks that stand together', () => {
  it('are all of them while there is one stage', () => {
    expect(groupClocks(CASE).map(({ name, clocks }) => [name, clocks.length])).toEqual([[null, 4]])
    expect(groupClocks({ ...CASE, clocks: [] })).toEqual([])
  })

  it('are the present stage first, then the whole case, then earlier stages', () => {
    const clocks = [
      target(),
      target({ kind: 'stage_2', stage: 2 }),
      target({ kind: 'statutory', stage: 0 }),
      asked({ started_on: '2026-02-10' }),
      asked({ kind: 'contributor_2', started_on: '2026-01-12' }),
      asked({ kind: 'contributor_3', started_on: '2026-01-02' }),
    ]
    expect(
      groupClocks({ clocks, stages: STATUSES }).map(({ name, clocks: own }) => [name, own.map(({ kind }) => kind)]),
    ).toEqual([
      ['Investigation', ['stage_2', 'contributor_1']],
      ['The whole case', ['statutory']],
      ['Local resolution', ['stage_1', 'contributor_2', 'contributor_3']],
    ])
  })

  it('say when a case passes a stage again', () => {
    const more = [3, 4].map((number) => stage(number, 'reopened', 'Further answer', TODAY))
    const again = [...STATUSES, ...more]
    expect([1, 3, 4].map((number) => stageName(again, number))).toEqual([
      'Local resolution',
      'Further answer',
      'Further answer (2)',
    ])
    expect(stageName([], 2)).toBe('Stage 2')
  })
})

describe('the words of a clock', () => {
  it('name who was asked, and for what', () => {
    const with_request = held({ requests: [REQUEST] })
    expect(clockName(with_request, asked())).toBe('Provider B: Visit records')
    expect(shortName(with_request, asked())).toBe('Provider B')
    const ours = held({ requests: [{ ...REQUEST, who: 'council', asked_of: 'LGSCO' }] })
    expect(clockName(ours, asked())).toBe('The Ombudsman: Visit records')
    expect([clockName(CASE, target()), shortName(CASE, target())]).toEqual(['Council target', 'Council target'])
  })

  it.each([
    [{}, ''],
    [{ original_due_on: '2026-04-08', due_on: '2026-04-22' }, 'It was 8 April; extended to 22 April.'],
    [
      { original_due_on: '2025-12-30', due_on: '2026-04-22', basis: 'promised' as const },
      'It was 30 December 2025; moved to 22 April.',
    ],
    [
      { original_due_on: '2026-04-08', due_on: '2026-04-22', met_original: true, met_extended: true },
      'It was 8 April; extended to 22 April. Met by both.',
    ],
    [
      { original_due_on: '2026-04-08', due_on: '2026-04-22', met_original: false, met_extended: true },
      'It was 8 April; extended to 22 April. Late by the first date, met by the later one.',
    ],
    [
      { original_due_on: '2026-04-08', due_on: '2026-04-22', met_original: false, met_extended: false },
      'It was 8 April; extended to 22 April. Late by both.',
    ],
  ])('say what date it was: %j', (change, words) => expect(extensionWords(target(change), TODAY)).toBe(words))

  it.each([
    [{ met_on: '2026-03-12', state: 'met' as const }, 'They asked, 12 March'],
    [{ state: 'cancelled' as const, days_left: null }, 'Stopped'],
    [{ due_on: null, days_left: null }, 'No date'],
    [{ days_left: -4, state: 'missed' as const }, 'Their time is over'],
    [{ days_left: 0 }, 'Their last day'],
    [{ days_left: 1 }, '1 day left for them'],
  ])('of the complainant never say late: %j', (change, words) => expect(theirWords(theirs(change))).toBe(words))

  it('say what happened on day 0', () => {
    expect(dayZeroWords(CASE, target())).toBe('received')
    expect(dayZeroWords(CASE, asked())).toBe('asked')
    expect(dayZeroWords(CASE, target({ starts: 'acknowledged', started_on: '2026-03-10' }))).toBe('acknowledged')
    expect(dayZeroWords(CASE, target({ starts: 'acknowledged', started_on: '2026-03-16' }))).toBe('acknowledgement due')
  })

  it('list what is late, and not what the complainant let pass', () => {
    const late = target({ kind: 'late', rag: 'late' })
    expect(lateClocks(held({ clocks: [theirs({ rag: 'late' }), late, target()] }))).toEqual([late])
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

  it('says for what, on whom, how long and when it is looked at again', () => {
    expect(waitingFor(waiting)).toBe('Waiting for consent from Mrs M P')
    expect(waitingFor({ reason: 'safeguarding', waiting_on: 'the team' })).toBe('Waiting on the team (safeguarding)')
    expect(waitingFor({ reason: 'court', waiting_on: 'the court' })).toBe('Waiting on the court (court)')
    expect(waitingFor({ reason: 'other', waiting_on: 'the NHS' })).toBe('Waiting on the NHS')
    expect(waitingSince(waiting, TODAY)).toBe('4 working days, looked at again on 31 March')
    expect(waitingSince({ ...waiting, days: 0, since: TODAY }, TODAY)).toBe(
      'since 24 March, looked at again on 31 March',
    )
    expect(waitingSince({ ...waiting, days: 1, review_on: '2026-03-23' }, TODAY)).toBe(
      '1 working day, was to be looked at again on 23 March',
    )
  })
})

describe('dates that moved', () => {
  it('are told one by one', () => {
    const after = CASE.clocks.map((one) => (one.kind === 'stage_1' ? { ...one, due_on: '2026-04-22' } : one))
    expect(movedWords(CASE, held({ clocks: after }))).toEqual([
      'Council target moved from 8 April 2026 to 22 April 2026.',
    ])
    expect(movedWords(CASE, CASE)).toEqual([])
    expect(movedWords(CASE, held({ clocks: [] }))).toEqual([])
  })
})

it.each([
  [null, 'acknowledged', '10 working days so far: 8 with us, 2 with a contributor'],
  ['2026-03-20', 'responded', '10 working days to the answer: 8 with us, 2 with a contributor'],
  ['2026-03-20', 'acknowledged', '10 working days to the last answer: 8 with us, 2 with a contributor'],
  [null, 'withdrawn', '10 working days to the end: 8 with us, 2 with a contributor'],
] as const)('says until when its days are counted: answered on %s, %s', (responded_on, stage, said) => {
  expect(daysByWords({ days_by: { service: 8, contributor: 2 }, responded_on, stage })).toBe(said)
})
