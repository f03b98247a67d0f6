import { describe, expect, it } from 'vitest'
import { TODAY, clock, explanation } from '../../testing/fixtures'
import type { Deadlines } from '../../api'
import { basisWords, groupsOf, provisionalWords, textOf, told } from './answer'

const RECEIVED = '2026-03-09'
const acknowledge = clock({
  kind: 'acknowledge',
  name: 'Acknowledge',
  ends: 'acknowledged',
  amount: 3,
  basis: 'statutory',
  source: 'SI 2009/309, reg 13(3)',
  due_on: '2026-03-12',
  explanation: explanation(RECEIVED, '2026-03-12'),
})
const target = clock({ kind: 'stage_1', name: 'Council target', explanation: explanation(RECEIVED, '2026-04-08') })
const legal = clock({
  kind: 'statutory',
  name: 'Legal limit',
  stage: 0,
  amount: 6,
  unit: 'months_inclusive',
  basis: 'statutory',
  source: 'SI 2009/309, reg 14(3)',
  due_on: '2026-09-08',
  explanation: { ...explanation(RECEIVED, RECEIVED), days: [], summary: 'Six months, the day of receipt the first.' },
})
const ANSWER: Deadlines = {
  procedure: 'adult_statutory',
  procedure_name: 'Adult statutory',
  procedure_version: 3,
  received_on: RECEIVED,
  stage: 'stage_1',
  clocks: [acknowledge, target, legal],
  needs: [],
  stages: [{ code: 'stage_1', name: 'Investigation', answered_by: null, source: 'local policy' }],
}
const STAGED: Deadlines = {
  ...ANSWER,
  stages: [
    { code: 'stage_1', name: 'Local resolution', answered_by: 'The Team Manager', source: 'reg 14' },
    { code: 'stage_2', name: 'Review', answered_by: null, source: 'reg 17' },
  ],
}

describe('the groups of dates', () => {
  it('are one without a heading where there are no stages', () => {
    expect(groupsOf(ANSWER)).toEqual([{ code: 'all', name: null, note: '', clocks: ANSWER.clocks }])
  })

  it('are the stage, then the whole case, where a procedure has more stages', () => {
    const groups = groupsOf(STAGED)
    expect(groups.map(({ name, note }) => [name, note])).toEqual([
      ['Local resolution', 'Answered by the Team Manager. Reg 14.'],
      ['The whole case', ''],
    ])
    expect(groups.map(({ clocks }) => clocks)).toEqual([[acknowledge, target], [legal]])
    expect(groupsOf({ ...STAGED, stage: 'stage_2', clocks: [target] }).map(({ name, note }) => [name, note])).toEqual([
      ['Review', 'Reg 17.'],
    ])
  })
})

describe('the words of a date', () => {
  it('do not say the basis twice', () => {
    expect([acknowledge, target, legal].map(basisWords)).toEqual(['Legal limit', 'Council target', ''])
  })

  it('say what a provisional date rests on', () => {
    expect(provisionalWords(target)).toBe('')
    expect(provisionalWords({ ...target, provisional: true })).toBe(
      'Provisional: bank holidays after 2028 are projected',
    )
    expect(provisionalWords({ ...target, provisional: true, explanation: null })).toBe(
      'Provisional: its bank holidays are projected',
    )
  })

  it('tell a listener every date', () => {
    expect(told(ANSWER, groupsOf(ANSWER))).toBe(
      'Adult statutory. Received on Monday 9 March 2026, which is day 0. ' +
        'Acknowledge by Thursday 12 March 2026. Answer by Wednesday 8 April 2026. Legal limit Tuesday 8 September 2026',
    )
    expect(told({ ...STAGED, stage: 'stage_2' }, [])).toContain('The request was received on Monday 9 March 2026')
  })
})

describe('the text to copy', () => {
  it('has every date with its reasons', () => {
    expect(textOf(ANSWER, 'Simple', TODAY)).toBe(`Adult statutory procedure, version 3.
Received on Monday 9 March 2026, which is day 0.
Grade: Simple.

Acknowledge by: Thursday 12 March 2026
3 working days. Legal limit. SI 2009/309, reg 13(3).
3 counted, 0 skipped. Day 1 is the first working day after we received it.

Answer by: Wednesday 8 April 2026
20 working days. Council target. Local target.
20 counted, 10 skipped. Day 1 is the first working day after we received it.
Skipped: Good Friday, 3 April. Easter Monday, 6 April.

Legal limit: Tuesday 8 September 2026
6 months, counting 9 March. SI 2009/309, reg 14(3).
Six months, the day of receipt the first.

Worked out on 24 March 2026. England and Wales bank holidays, published to 2028.`)
  })

  it('has the stages, and what is not known with its reason', () => {
    const unknown = { ...target, due_on: null, unknown_because: 'That runs past 2030.', explanation: null }
    const text = textOf({ ...STAGED, clocks: [unknown, legal] }, '', TODAY)
    expect(text).toContain('Local resolution\nAnswered by the Team Manager. Reg 14.\n\nAnswer by')
    expect(text).toContain('The whole case\n\nLegal limit')
    expect(text).not.toContain('Grade')
    expect(textOf({ ...STAGED, needs: ['panel_met'] }, '', TODAY)).toContain(
      '\n\nMore dates follow once the day on which the panel met is known.\n\n',
    )
    expect(textOf({ ...ANSWER, clocks: [unknown] }, '', TODAY)).toContain(
      'Answer by: Not known\n20 working days. Council target. Local target.\nThat runs past 2030.\n\nWorked out on',
    )
  })
})
