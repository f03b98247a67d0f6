import type { Option } from '../../components/Fields'

export const OTHER_DAYS = 'other'
const YEARS = 12

function yearFrom(first: number): string {
  return `${first}-${String((first + 1) % 100).padStart(2, '0')}`
}

/** "2025-26": the financial year that a day is in. */
export function financialYear(on: string): string {
  return yearFrom(Number(on.slice(0, 4)) - (on.slice(5) < '04-01' ? 1 : 0))
}

/** The last years up to today's, the chosen one among them, and a period of one's own. */
export function yearsTo(today: string, chosen: string): Option[] {
  const latest = Number(financialYear(today).slice(0, 4))
  const years = Array.from({ length: YEARS }, (_, back) => yearFrom(latest - back))
  if (chosen && !years.includes(chosen)) years.push(chosen)
  return [
    ...years.map((year) => ({ value: year, label: year })),
    { value: OTHER_DAYS, label: 'From one day to another' },
  ]
}
