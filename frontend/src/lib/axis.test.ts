import { describe, expect, it } from 'vitest'
import { CASE } from '../testing/fixtures'
import { clockAxis } from './axis'

const TODAY = '2026-03-24'

function named(kind: string) {
  const clock = CASE.clocks.find((one) => one.kind === kind)
  if (!clock) throw new Error(`no ${kind} clock`)
  return clock
}

describe('one axis for all clocks', () => {
  const axis = clockAxis(CASE.clocks, TODAY)

  it('starts where the first clock does and keeps every bar inside', () => {
    expect(axis.start).toBe('2026-03-09')
    for (const clock of CASE.clocks) {
      const bar = axis.bar(clock)
      expect(bar.from + bar.used + bar.late).toBeLessThanOrEqual(100)
    }
  })

  it('puts today at the same place for each, and a running bar ends there', () => {
    const target = axis.bar(named('stage_1'))
    expect(target.from + target.used).toBeCloseTo(axis.today ?? -1)
    expect(target.due).toBeGreaterThan(axis.today ?? 100)
  })

  it('ends a met clock on the day it was met, before its due day', () => {
    const met = axis.bar(named('acknowledge'))
    expect(met.from + met.used).toBeLessThan(met.due ?? 0)
    expect(met.late).toBe(0)
  })

  it('draws six months beyond a break, so that days stay readable', () => {
    expect(axis.bar(named('statutory'))).toMatchObject({ beyond: true, late: 0 })
    expect(axis.bar(named('stage_1')).beyond).toBe(false)
  })

  it('shows the days past the due day as late', () => {
    const late = { ...named('stage_1'), due_on: '2026-03-18' }
    const bar = clockAxis([late], TODAY).bar(late)
    expect(bar.late).toBeGreaterThan(0)
    expect(bar.from + bar.used).toBeCloseTo(bar.due ?? -1)
  })

  it('leaves today out once every clock has stopped, and ends near the last date', () => {
    const stopped = CASE.clocks
      .filter((clock) => clock.kind !== 'statutory')
      .map((clock) => ({ ...clock, state: 'met', met_on: '2026-03-20' }))
    const closed = clockAxis(stopped, '2027-11-01')
    expect(closed.today).toBeNull()
    expect(closed.end < '2026-05-01').toBe(true)
  })

  it('gives each tick room, also beside today', () => {
    const places = axis.ticks.map((tick) => tick.at)
    for (const [index, place] of places.slice(1).entries()) {
      expect(place - (places[index] ?? 0)).toBeGreaterThan(12)
    }
    for (const place of places) expect(Math.abs(place - (axis.today ?? 0))).toBeGreaterThan(12)
  })
})

describe('clocks that are not ours alone', () => {
  const target = named('stage_1')

  it('show where an extended clock was due before', () => {
    const extended = { ...target, original_due_on: '2026-03-30' }
    const bar = clockAxis([extended], TODAY).bar(extended)
    expect(bar.was).toBeGreaterThan(bar.from)
    expect(bar.was).toBeLessThan(bar.due ?? 0)
    expect(clockAxis([target], TODAY).bar(target).was).toBeNull()
  })

  it('end what the complainant let pass on its last day, without days late', () => {
    const theirs = { ...target, due_on: '2026-03-18', state: 'missed' as const, owed_by: 'complainant' as const }
    const axis = clockAxis([theirs], '2027-06-01')
    expect(axis.today).toBeNull()
    expect(axis.end < '2026-05-01').toBe(true)
    expect(axis.bar(theirs).late).toBe(0)
  })
})
