import { describe, expect, it } from 'vitest'
import { DASHBOARD } from '../../testing/fixtures'
import { answersToTarget, percent, scale, trend } from './figures'

describe('what would reach the target', () => {
  it('counts the next answers that must all be on time', () => {
    const missing = answersToTarget(41, 57, 75) ?? 0
    expect(missing).toBe(7)
    expect((41 + missing) / (57 + missing)).toBeGreaterThanOrEqual(0.75)
    expect((41 + missing - 1) / (57 + missing - 1)).toBeLessThan(0.75)
  })

  it('is nothing once it is reached, and never when all must be on time and one was not', () => {
    expect(answersToTarget(3, 4, 75)).toBe(0)
    expect(answersToTarget(3, 4, 100)).toBeNull()
    expect(answersToTarget(4, 4, 100)).toBe(0)
  })
})

describe('the trend', () => {
  it('is a share of all answers so far, and nothing where there is none', () => {
    expect(trend(DASHBOARD.months).map((point) => point.percent)).toEqual([75, 67, 72])
    expect(percent(0, 0)).toBeNull()
  })

  it('has a stated scale in tens with room above and below', () => {
    expect(scale([75, 67, 72])).toEqual([60, 80])
    expect(scale([99, null])).toEqual([90, 100])
    expect(scale([])).toEqual([0, 100])
  })
})
