import { describe, expect, it } from 'vitest'
import type { ClockRead } from '../api'
import { clock } from '../testing/fixtures'
import { aimWords, clockWords, lengthWords, limitWords, mainClock } from './clocks'

const one = (change: Partial<ClockRead> = {}) => clock({ kind: 'stage_1', name: 'Council target', ...change })
const legal = one({ name: 'Legal limit', stage: 0, amount: 6, unit: 'months_inclusive', basis: 'statutory' })

describe('the words of a clock', () => {
  it.each([
    [one(), 'Answer by'],
    [one({ stage: 2, kind: 'stage_2', basis: 'ombudsman' }), 'Answer by'],
    [one({ ends: 'acknowledged' }), 'Acknowledge by'],
    [one({ ends: 'decided' }), 'Decide by'],
    [one({ ends: 'panel_met' }), 'Hold the panel by'],
    [one({ ends: 'answered', owed_by: 'contributor', stage: 0 }), 'Reply by'],
    [one({ name: 'Ask for a panel', ends: 'next_requested', owed_by: 'complainant' }), 'Ask for a panel by'],
    [one({ basis: 'promised', unit: 'agreed_date' }), 'Promised'],
    [legal, 'Legal limit'],
  ])('say what is due', (held, words) => expect(clockWords(held)).toBe(words))

  it('say how long it runs, and from when if that is another day', () => {
    expect(lengthWords(one(), '2026-03-09')).toBe('20 working days')
    expect(lengthWords(one(), '2026-03-02')).toBe('20 working days from 9 March 2026')
    expect(lengthWords(one({ starts: 'panel_met' }), '2026-03-02')).toBe('20 working days from 9 March 2026, the panel')
    expect(lengthWords(legal, '2026-03-02')).toBe('6 months, counting 9 March')
    expect(limitWords(one({ unit: 'agreed_date', basis: 'promised' }))).toBe('The date that was agreed')
    expect(limitWords(one({ unit: 'agreed_date', basis: 'ombudsman' }))).toBe('The date in the letter')
  })

  it.each([
    [{}, ''],
    [{ aim_for: null }, ''],
    [{ aim_for: '2027-02-28' }, ''],
    [
      { aim_for: '2027-02-26' },
      'That is not a working day. Aim for Friday 26 February 2027, the last working day before it.',
    ],
  ])('name the day to aim for: %j', (part, words) => {
    expect(aimWords({ ...legal, due_on: '2027-02-28', aim_for: '2027-02-28', ...part })).toBe(words)
  })
})

describe('the clock that matters most', () => {
  const acknowledge = one({ ends: 'acknowledged' })
  const target = one()

  it('is the answer of the stage, then of the whole case, then the first', () => {
    expect(mainClock([legal, acknowledge, target])).toBe(target)
    expect(mainClock([acknowledge, legal])).toBe(legal)
    expect(mainClock([acknowledge])).toBe(acknowledge)
    expect(mainClock([])).toBeUndefined()
  })
})
