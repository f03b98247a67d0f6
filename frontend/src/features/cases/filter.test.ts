import { describe, expect, it } from 'vitest'
import { QUEUE, summary } from '../../testing/fixtures'
import { changedCount, filtersOn, grouped, readFilter, writeFilter } from './filter'

describe('the queue in the address', () => {
  it('reads back what it writes', () => {
    const filter = readFilter(new URLSearchParams('view=late&team=locality&q=EAS-2526'))
    expect(filter).toMatchObject({ view: 'late', team: 'locality', q: 'EAS-2526', owner: '' })
    expect(readFilter(writeFilter(filter))).toEqual(filter)
    expect(filtersOn(filter)).toBe(2)
  })

  it('shows the own team unless something else is asked for', () => {
    expect(readFilter(new URLSearchParams(''), 'locality').team).toBe('locality')
    expect(readFilter(new URLSearchParams('view=late'), 'locality').team).toBe('')
    const any = { ...readFilter(new URLSearchParams(''), 'locality'), team: '' }
    expect(readFilter(writeFilter(any), 'locality').team).toBe('')
  })

  it('opens all open cases when the view is not one it knows', () => {
    expect(readFilter(new URLSearchParams('view=nonsense')).view).toBe('open')
  })
})

describe('groups', () => {
  it('puts late first, then due, then on track, and leaves out empty ones', () => {
    const closed = summary({ ref: 'EAS-2526-0001', next_due: null })
    expect(grouped([...QUEUE, closed]).map((group) => [group.name, group.cases.length])).toEqual([
      ['late', 1],
      ['soon', 1],
      ['on_track', 1],
      ['other', 1],
    ])
    expect(grouped([closed]).map((group) => group.name)).toEqual(['other'])
  })
})

describe('what changed since the rows were shown', () => {
  it('counts those that came, went or differ, each once', () => {
    const [first, second, third] = QUEUE
    if (!first || !second || !third) throw new Error('the queue is too short')
    const now = [first, { ...second, next_action: 'Draft the answer' }, summary({ ref: 'EAS-2526-0412' })]
    expect(changedCount(QUEUE, now)).toBe(3)
    expect(changedCount(QUEUE, [...QUEUE])).toBe(0)
  })
})
