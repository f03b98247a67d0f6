import type { Dashboard } from '../../api'

/**
 * How many further answers, all on time, would bring the share to its target.
 *
 * @param target a percentage, as 75.
 * @returns 0 when it is reached; null when no number of answers would do.
 */
export function answersToTarget(numerator: number, denominator: number, target: number): number | null {
  if (target >= 100) return numerator === denominator ? 0 : null
  const missing = target * denominator - 100 * numerator
  return missing <= 0 ? 0 : Math.ceil(missing / (100 - target))
}

export function percent(numerator: number, denominator: number): number | null {
  return denominator === 0 ? null : Math.round((100 * numerator) / denominator)
}

export interface TrendPoint {
  month: string
  percent: number | null
  numerator: number
  denominator: number
}

/** The share of all answers since April, at the end of each month that has had an answer. */
export function trend(months: Dashboard['months']): TrendPoint[] {
  return months.map((month) => ({
    month: month.month,
    percent: percent(month.on_time_numerator, month.on_time_denominator),
    numerator: month.on_time_numerator,
    denominator: month.on_time_denominator,
  }))
}

/** A scale in tens around the values, so that small changes can be seen. */
export function scale(values: readonly (number | null)[]): [number, number] {
  const known = values.filter((value) => value !== null)
  if (known.length === 0) return [0, 100]
  const low = Math.max(0, Math.floor((Math.min(...known) - 3) / 10) * 10)
  const high = Math.min(100, Math.ceil((Math.max(...known) + 3) / 10) * 10)
  return [low, high]
}
