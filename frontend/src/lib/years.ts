const YEARS = 12

function yearFrom(first: number): string {
  return `${first}-${String((first + 1) % 100).padStart(2, '0')}`
}

/** "2025-26": the financial year that a day is in. */
export function financialYear(on: string): string {
  return yearFrom(Number(on.slice(0, 4)) - (on.slice(5) < '04-01' ? 1 : 0))
}

/** The last years up to today's, the chosen one among them. */
export function lastYears(today: string, chosen: string): string[] {
  const latest = Number(financialYear(today).slice(0, 4))
  const years = Array.from({ length: YEARS }, (_, back) => yearFrom(latest - back))
  return chosen && !years.includes(chosen) ? [...years, chosen] : years
}
