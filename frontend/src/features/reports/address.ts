import type { ReportAsked, ReportScope } from '../../api'

export const SCOPES: readonly { value: ReportScope; label: string }[] = [
  { value: 'adults', label: 'Adult social care' },
  { value: 'children', label: 'Children’s social care' },
  { value: 'corporate', label: 'Other council services' },
  { value: 'all', label: 'All complaints' },
]

export const QUARTERS = [
  { value: '', label: 'Whole year' },
  { value: '1', label: 'April to June' },
  { value: '2', label: 'July to September' },
  { value: '3', label: 'October to December' },
  { value: '4', label: 'January to March' },
] as const

const YEAR = /^20\d\d-\d\d$/

/** Which report an address asks for; what it does not say, or cannot mean, is this year's of adult social care. */
export function readAsked(params: URLSearchParams, authority: string, thisYear: string): Required<ReportAsked> {
  const year = params.get('year') ?? ''
  const quarter = Number(params.get('quarter'))
  return {
    authority,
    year: YEAR.test(year) ? year : thisYear,
    scope: SCOPES.find(({ value }) => value === params.get('scope'))?.value ?? 'adults',
    quarter: [1, 2, 3, 4].includes(quarter) ? quarter : null,
  }
}

export function addressOf({ year, scope, quarter }: ReportAsked): string {
  const params = new URLSearchParams({ year, ...(scope && { scope }), ...(quarter && { quarter: String(quarter) }) })
  return `?${params.toString()}`
}

/** A published version as it was. */
export function versionAddress(asked: ReportAsked, version: number): string {
  return `${addressOf(asked)}&version=${version}`
}

/** "Annual report 2025-26", "Report of July to September, 2025-26" */
export function titleOf({ year, quarter }: ReportAsked): string {
  const months = QUARTERS.find(({ value }) => value === String(quarter))
  return months ? `Report of ${months.label}, ${year}` : `Annual report ${year}`
}

/** Which dashboard, and of what: the whole council's this year where an address does not say. */
export interface BoardAsked {
  name: string
  year: string
  quarter: number | null
  team: string | null
}

export function readBoard(params: URLSearchParams, thisYear: string): BoardAsked {
  const { year, quarter } = readAsked(params, '', thisYear)
  return { name: params.get('board') ?? 'performance', year, quarter, team: params.get('team') }
}

export function boardAddress({ name, year, quarter, team }: BoardAsked): string {
  const params = new URLSearchParams({ board: name, year })
  if (quarter) params.set('quarter', String(quarter))
  if (team) params.set('team', team)
  return `?${params.toString()}`
}
