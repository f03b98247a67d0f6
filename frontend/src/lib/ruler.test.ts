import { describe, expect, it } from 'vitest'
import { rulerCells } from './ruler'
import type { RulerCell } from './ruler'

function count(cells: RulerCell[], kind: RulerCell) {
  return cells.filter((cell) => cell === kind).length
}

describe('the day ruler', () => {
  it('has a cell for every working day, used and left, then the due day', () => {
    const cells = rulerCells(20, 7)
    expect([count(cells, 'used'), count(cells, 'left')]).toEqual([13, 7])
    expect(cells.at(-1)).toBe('due')
  })

  it('is all used on the due day', () => {
    expect(rulerCells(3, 0)).toEqual(['used', 'used', 'used', 'due'])
  })

  it('shows late days past the bar, up to as many as can be told apart', () => {
    expect(count(rulerCells(20, -4), 'over')).toBe(4)
    expect(count(rulerCells(20, -4), 'left')).toBe(0)
    expect(count(rulerCells(20, -200), 'over')).toBe(8)
  })

  it('never has more used cells than days', () => {
    expect(count(rulerCells(10, 14), 'left')).toBe(10)
  })

  it('draws a long time in cells of several days', () => {
    const cells = rulerCells(120, 60)
    expect(cells.filter((cell) => cell === 'used')).toHaveLength(15)
    expect(cells.filter((cell) => cell === 'left')).toHaveLength(15)
  })
})
