import { describe, expect, it } from 'vitest'
import type { Figure } from '../../api'
import { basisWords, csvRows, emptyWords, figureWords, rowsOf, totalOf } from './answer'
import { roundUp } from './AnswerBars'
import { fieldName, valueWords } from './names'
import { firstQuestion } from './question'
import type { Asked } from './question'
import { financialYear } from '../../lib/years'
import { yearsTo } from './years'

const ask = (change: Partial<Asked>): Asked => ({ ...firstQuestion('eastmere', '2025-26'), groups: [], ...change })

function figure(values: unknown, numerator: unknown = values, denominator: unknown = null): Figure {
  return { values, numerator, denominator, definition: 'What was counted.', as_of: '2026-03-24T10:42:07Z' }
}

const said = (asked: Asked, answer: Figure) =>
  rowsOf(asked, answer).map((row) => [...row.keys, figureWords(asked, row), basisWords(asked, row)].filter(Boolean))

describe('the rows of an answer', () => {
  it.each<[string, Asked, Figure, string[][]]>([
    ['a count', ask({}), figure(1057), [['1,057']]],
    ['a total of pounds', ask({ measure: 'sum', field: 'costs_pounds' }), figure(1250.5), [['£1,250.50']]],
    ['a rate', ask({ measure: 'rate' }), figure(72, 41, 57), [['41 of 57 (72%)']]],
    ['a rate of nothing', ask({ measure: 'rate' }), figure(null, 0, 0), [['0 of 0']]],
    ['a rate with a place', ask({ measure: 'rate', rounding: 1 }), figure(72, 18, 25), [['18 of 25 (72.0%)']]],
    [
      'counts by group, what is not recorded last',
      ask({ groups: ['outcome'] }),
      figure({ not_recorded: 2, not_upheld: 31, upheld: 18 }),
      [
        ['not_upheld', '31'],
        ['upheld', '18'],
        ['not_recorded', '2'],
      ],
    ],
    [
      'shares of the whole',
      ask({ measure: 'percentage', groups: ['outcome'] }),
      figure({ not_upheld: 63, upheld: 37 }, { not_upheld: 31, upheld: 18 }, 49),
      [
        ['not_upheld', '31 of 49 (63%)'],
        ['upheld', '18 of 49 (37%)'],
      ],
    ],
    [
      'rates by two groups',
      ask({ measure: 'upheld_rate', groups: ['channel', 'grade'] }),
      figure({ email: { red: 50 }, phone: { red: 0 } }, { email: { red: 1 }, phone: { red: 0 } }, { email: { red: 2 }, phone: { red: 3 } }),
      [
        ['email', 'red', '1 of 2 (50%)'],
        ['phone', 'red', '0 of 3 (0%)'],
      ],
    ],
    [
      'means, one of them of nothing',
      ask({ measure: 'mean_working_days', field: 'working_days_to_respond', groups: ['channel'], rounding: 1 }),
      figure({ email: 16.3, phone: null }, { email: 49, phone: 0 }, { email: 3, phone: 0 }),
      [
        ['email', '16.3', '49 over 3'],
        ['phone', 'No figure', 'None has it recorded'],
      ],
    ],
    [
      'medians, one of them of nothing',
      ask({ measure: 'median', field: 'working_days_to_respond', groups: ['channel'], rounding: 1 }),
      figure({ email: 16.5, phone: null }, { email: 2, phone: 0 }, { email: 4, phone: 0 }),
      [
        ['email', '16.5', '2 of 4'],
        ['phone', 'No figure', 'None has it recorded'],
      ],
    ],
    [
      'differences',
      ask({ measure: 'percent_difference', groups: ['channel'] }),
      figure({ email: 60, letter: null, phone: -100 }, { email: 8, letter: 1, phone: 0 }, { email: 5, letter: 0, phone: 4 }),
      [
        ['email', '+60%', '8 against 5'],
        ['letter', 'No figure', '1 against 0: nothing to compare with'],
        ['phone', '-100%', '0 against 4'],
      ],
    ],
    [
      'a ranking',
      ask({ measure: 'ranking', groups: ['team'], depth: 2 }),
      figure([['b', 'c'], ['a']], { a: 3, b: 7, c: 7, d: 1 }),
      [
        ['b', '7'],
        ['c', '7'],
        ['a', '3'],
      ],
    ],
  ])('%s', (_, asked, answer, expected) => {
    expect(said(asked, answer)).toEqual(expected)
  })

  it('gives those with the same count the same place', () => {
    const answer = figure([['b', 'c'], ['a']], { a: 3, b: 7, c: 7 })
    expect(rowsOf(ask({ measure: 'ranking', groups: ['team'] }), answer).map((row) => row.place)).toEqual([1, 1, 2])
  })

  it('adds up what can be added up', () => {
    const rates = figure({ email: 50, phone: 0 }, { email: 1, phone: 0 }, { email: 2, phone: 3 })
    expect(totalOf(ask({ measure: 'rate', groups: ['channel'] }), rates)).toEqual({ numerator: 1, denominator: 5 })
    const nested = figure({ email: { red: 1, amber: 2 }, phone: { red: 4 } })
    expect(totalOf(ask({ groups: ['channel', 'grade'] }), nested)).toEqual({ numerator: 7, denominator: null })
  })
})

describe('an empty answer', () => {
  it.each<[Partial<Asked>, Figure, string]>([
    [{ year: '2019-20' }, figure(0), 'Nothing was received in 2019-20.'],
    [{ year: '2019-20', groups: ['outcome'] }, figure({}), 'Nothing was received in 2019-20.'],
    [{ cohort: 'concluded' }, figure(0), 'Nothing was concluded in 2025-26.'],
    [{ cohort: 'with_outcome' }, figure(0), 'Nothing received in 2025-26 has an outcome.'],
    [{ cohort: 'open' }, figure(0), 'Nothing was open at the end of 2025-26.'],
    [
      { year: '', from: '2025-04-01', to: '2025-05-03', filters: [{ path: 'grade', op: 'is', values: ['red'] }] },
      figure(0),
      'Nothing that meets these conditions was received from 1 April 2025 to 3 May 2025.',
    ],
    [{ measure: 'rate' }, figure(null, 0, 0), 'Nothing was received in 2025-26.'],
    [{ measure: 'ranking', groups: ['team'] }, figure([], {}), 'Nothing was received in 2025-26.'],
    [
      { measure: 'mean_working_days', field: 'working_days_to_close' },
      figure(null, 0, 0),
      'Nothing in 2025-26 has “Working days to close” recorded.',
    ],
  ])('%j says so', (change, answer, words) => {
    expect(emptyWords(ask(change), answer)).toBe(words)
  })

  it('is not one whose share is none of some', () => {
    expect(emptyWords(ask({ measure: 'rate' }), figure(0, 0, 12))).toBeNull()
  })
})

describe('the words of a figure', () => {
  it.each([
    ['outcome', 'Outcome'],
    ['ref', 'Reference'],
    ['working_days_to_respond', 'Working days to respond'],
    ['person.age_band', 'Person: age band'],
    ['issues.theme', 'Any issue: theme'],
    ['issue.theme', 'Issue: theme'],
    ['ombudsman.remedy_pounds', 'Ombudsman: remedy (£)'],
  ])('the field %s is %s', (path, name) => expect(fieldName(path)).toBe(name))

  it.each([
    ['outcome', 'partially_upheld', 'Partly upheld'],
    ['issue.outcome', 'upheld', 'Upheld'],
    ['investigated', 'true', 'Yes'],
    ['received_month', '2025-04', 'April 2025'],
    ['closed_on', '2025-04-01', '1 April 2025'],
    ['person.ethnicity', 'white_british', 'White british'],
    ['service_area', 'Locality teams', 'Locality teams'],
    ['person.age_band', '85-94', '85-94'],
    ['outcome', 'not_recorded', 'Not recorded'],
  ])('of %s, %s is %s', (path, key, words) => expect(valueWords(path, key, undefined)).toBe(words))

  it('gives a scale a round end', () => {
    expect([0, 1, 3, 7, 18, 31, 164].map(roundUp)).toEqual([1, 1, 5, 10, 20, 50, 200])
  })

  it('offers the last years, and the chosen one', () => {
    expect(financialYear('2026-03-31')).toBe('2025-26')
    expect(financialYear('2026-04-01')).toBe('2026-27')
    expect(financialYear('2099-04-01')).toBe('2099-00')
    const years = yearsTo('2026-03-24', '1999-00').map((option) => option.value)
    expect([years[0], years.at(-2)]).toEqual(['2025-26', '1999-00'])
  })
})

it('gives a spreadsheet the numbers apart, and what they mean', () => {
  const asked = ask({ measure: 'percentage', groups: ['outcome'] })
  expect(csvRows(asked, figure({ upheld: 100 }, { upheld: 3 }, 3), (_, key) => key)).toEqual([
    ['Outcome', 'Share of all', 'Numerator', 'Denominator'],
    ['upheld', 100, 3, 3],
    [],
    ['Definition', 'What was counted.'],
    ['As of', '2026-03-24T10:42:07Z'],
  ])
})
