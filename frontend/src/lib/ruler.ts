export type RulerCell = 'used' | 'left' | 'due' | 'over'

/** Beyond this many late cells the words tell more than the picture. */
const MOST_LATE_CELLS = 8

/** A longer time is drawn in so many cells, each of several days: six months would not fit beside a name. */
const MOST_CELLS = 30

/**
 * The day ruler: one cell a working day, a bar at the due day, late cells past it.
 *
 * @param total working days from receipt to the due day.
 * @param daysLeft working days from today; negative is days late.
 */
export function rulerCells(total: number, daysLeft: number): RulerCell[] {
  const cells = Math.min(total, MOST_CELLS)
  const used = Math.round((Math.min(total, Math.max(0, total - daysLeft)) * cells) / Math.max(total, 1))
  const over = Math.min(MOST_LATE_CELLS, Math.max(0, -daysLeft))
  return [
    ...Array<RulerCell>(used).fill('used'),
    ...Array<RulerCell>(cells - used).fill('left'),
    'due',
    ...Array<RulerCell>(over).fill('over'),
  ]
}
