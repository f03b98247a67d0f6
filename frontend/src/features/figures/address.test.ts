import { describe, expect, it } from 'vitest'
import { pageOf, readAsked, writeAsked } from './address'
import { firstQuestion, fromQuestion, toQuestion } from './question'
import type { Asked, Scalar } from './question'

const FIRST: Asked = { ...firstQuestion('eastmere', '2025-26'), groups: [] }

const ask = (change: Partial<Asked>): Asked => ({ ...FIRST, ...change })
const back = (asked: Asked) => readAsked(new URLSearchParams(writeAsked(asked).toString()), 'eastmere', '2026-27')

describe('a question in the address', () => {
  it.each<[string, Asked]>([
    ['a plain count', ask({})],
    ['another council', ask({ authority: 'leicester' })],
    ['from one day to another', ask({ year: '', from: '2025-04-01', to: '2025-05-03' })],
    ['a field to add up', ask({ measure: 'mean_working_days', field: 'working_days_to_respond', rounding: 1 })],
    ['a ranking', ask({ measure: 'ranking', groups: ['service_area'], depth: 3, order: 'asc' })],
    ['two groupings', ask({ unit: 'issue', groups: ['issue.category', 'channel'], excludeMissing: true })],
    [
      'conditions of every kind',
      ask({
        cohort: 'concluded',
        filters: [
          { path: 'classification', op: 'one_of', values: ['statutory_complaint', 'corporate_complaint'] },
          { path: 'outcome', op: 'not', values: ['withdrawn'] },
          { path: 'investigated', op: 'is', values: [true] },
          { path: 'person.age', op: 'min', values: [65] },
          { path: 'person.age', op: 'max', values: [84.5] },
          { path: 'closed_on', op: 'recorded', values: [] },
          { path: 'issues', op: 'not_recorded', values: [] },
        ],
      }),
    ],
    ['a share', ask({ measure: 'rate', numerator: [{ path: 'working_days_over_target', op: 'max', values: [0] }] })],
    ['a comparison', ask({ measure: 'percent_difference', versus: [{ path: 'channel', op: 'is', values: ['phone'] }] })],
    [
      'values under one name',
      ask({
        groups: ['channel'],
        labels: [{ path: 'channel', label: 'Centre, or: form', values: ['contact_centre', 'web_form'] }],
      }),
    ],
    [
      'ranges',
      ask({
        groups: ['person.age'],
        bands: [
          { path: 'person.age', label: 'under 65', low: null, high: 64 },
          { path: 'person.age', label: '65 and over', low: 65, high: null },
        ],
      }),
    ],
  ])('reads back %s', (_, asked) => {
    expect(back(asked)).toEqual({ asked, wrong: [] })
    expect(fromQuestion(toQuestion(asked))).toEqual(asked)
  })

  it('is that of a question of the service', () => {
    const question = { authority: 'eastmere', from: '2025-04-01', to: '2026-03-31', measure: 'count', cohort: 'answered' } as const
    expect(pageOf(question)).toBe('/figures?authority=eastmere&measure=count&unit=case&cohort=answered&from=2025-04-01&to=2026-03-31')
  })

  it.each<Scalar>([
    'upheld',
    '12',
    12,
    -0.5,
    'true',
    true,
    '',
    'a, b',
    'say "no"',
    'a:b',
    ' x ',
    'é & ü #?=+%',
    '=1+1',
    '2024-03-31',
    '007',
  ])('keeps the value %j and its kind', (value) => {
    const asked = ask({ filters: [{ path: 'grade', op: 'one_of', values: [value, 'other', value] }] })
    expect(back(asked)).toEqual({ asked, wrong: [] })
  })

  it.each([
    ['measure=total', /no measure “total”/],
    ['unit=house', /no unit “house”/],
    ['cohort=all', /no cohort “all”/],
    ['order=up', /no order “up”/],
    ['depth=0', /whole number from 1/],
    ['rounding=two', /whole number from 0/],
    ['year=2025', /is not a year/],
    ['from=yesterday', /is not a date/],
    ['year=2025-26&from=2025-04-01', /both a year and days/],
    ['colour=red', /no part “colour”/],
    ['where=outcome', /no condition “”/],
    ['where=outcome:like:up', /no condition “like”/],
    ['where=outcome:is', /too many values or too few/],
    ['where=outcome:is:a,b', /too many values or too few/],
    ['where=outcome:is:"open', /do not close/],
    ['where=outcome:is:"a"b', /do not close/],
    ['where=outcome:is:"\\x"', /cannot be read/],
    ['where=outcome:is:a&where=outcome:not:b', /asked of twice/],
    ['where=age:min:1&where=age:min:2', /asked of twice/],
    ['band=person.age:', /not a label, a low and a high end/],
    ['band=person.age:old,1,2,3', /not a label, a low and a high end/],
    ['label=channel:', /has no label/],
  ])('says what is wrong with %s, and does not fail', (address, said) => {
    const { wrong } = readAsked(new URLSearchParams(address), 'eastmere', '2025-26')
    expect(wrong.join('\n')).toMatch(said)
  })

  it('asks of this year where the address names no time', () => {
    const { asked } = readAsked(new URLSearchParams('measure=count'), 'eastmere', '2025-26')
    expect(asked).toMatchObject({ year: '2025-26', authority: 'eastmere', groups: [] })
  })
})

describe('the question that is sent', () => {
  it('puts conditions of one field together', () => {
    const filters: Asked['filters'] = [
      { path: 'person.age', op: 'min', values: [18] },
      { path: 'person.age', op: 'max', values: [64] },
      { path: 'outcome', op: 'not', values: ['withdrawn', 'refused'] },
      { path: 'grade', op: 'is', values: ['red'] },
      { path: 'stages', op: 'recorded', values: [] },
    ]
    expect(toQuestion(ask({ filters })).filters).toEqual({
      'person.age': { min: 18, max: 64 },
      outcome: { not: ['withdrawn', 'refused'] },
      grade: 'red',
      stages: { exists: true },
    })
  })

  it('leaves out what its measure does not look at', () => {
    const numerator: Asked['numerator'] = [{ path: 'outcome', op: 'is', values: ['upheld'] }]
    expect(toQuestion(ask({ numerator, field: 'stage_count', depth: 4 }))).not.toHaveProperty('numerator')
    expect(toQuestion(ask({ numerator, field: 'stage_count', depth: 4 }))).not.toHaveProperty('field')
    expect(toQuestion(ask({ numerator, measure: 'rate' }))).toMatchObject({ numerator: { outcome: 'upheld' } })
    expect(toQuestion(ask({ measure: 'percent_difference' }))).toMatchObject({ versus: {} })
  })
})
