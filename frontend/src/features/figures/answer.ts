import type { Figure } from '../../api'
import { longDate } from '../../lib/dates'
import type { Cell } from '../../lib/csv'
import { MEANS, PERCENTILES, RATES } from './question'
import type { Asked } from './question'
import { fieldName } from './names'

/** One group of an answer, or all of it. */
export interface Row {
  keys: string[]
  value: number | null
  numerator: number | null
  denominator: number | null
  /** In a ranking: those with the same count share a place. */
  place?: number
}

type Nested = number | null | { [key: string]: Nested }

function leaves(value: Nested, keys: string[] = []): [string[], number | null][] {
  if (value === null || typeof value === 'number') return [[keys, value]]
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...keys, key]))
}

/** The number at a group; one number that stands for all groups is the same for each. */
function at(value: Nested, keys: readonly string[]): number | null {
  let here: Nested = value
  for (const key of keys) {
    if (here === null || typeof here === 'number') break
    here = here[key] ?? null
  }
  return typeof here === 'number' ? here : null
}

/** The answer as rows, whichever shape the measure and the groups give it. */
export function rowsOf(asked: Asked, figure: Figure): Row[] {
  const numerator = figure.numerator as Nested
  if (asked.measure === 'ranking') {
    return (figure.values as string[][]).flatMap((level, index) =>
      level.map((key) => {
        const count = at(numerator, [key])
        return { keys: [key], value: count, numerator: count, denominator: null, place: index + 1 }
      }),
    )
  }
  const rows = leaves(figure.values as Nested).map(([keys, value]) => ({
    keys,
    value,
    numerator: at(numerator, keys),
    denominator: at(figure.denominator as Nested, keys),
  }))
  const unnamed = (row: Row) => row.keys.filter((key) => key === 'not_recorded').length
  return asked.groups.length > 0 ? rows.sort((a, b) => Math.sign(unnamed(a)) - Math.sign(unnamed(b))) : rows
}

const sum = (numbers: (number | null)[]) => numbers.reduce<number>((total, one) => total + (one ?? 0), 0)

/** All groups together, as far as that is a number: nothing is rounded or divided here. */
export function totalOf(asked: Asked, figure: Figure): Pick<Row, 'numerator' | 'denominator'> {
  const numerators = leaves(figure.numerator as Nested).map(([, value]) => value)
  const whole = typeof figure.denominator === 'number'
  const denominators = leaves(figure.denominator as Nested).map(([, value]) => value)
  return {
    numerator: sum(numerators),
    denominator: asked.measure === 'percentage' || whole ? null : figure.denominator === null ? null : sum(denominators),
  }
}

export function isShare(measure: Asked['measure']): boolean {
  return measure === 'percentage' || RATES.includes(measure)
}

export function isPounds(asked: Asked): boolean {
  return asked.measure === 'sum' && asked.field.endsWith('_pounds')
}

function number(value: number, places = 0): string {
  return value.toLocaleString('en-GB', { minimumFractionDigits: places, maximumFractionDigits: 10 })
}

/** A row's figure in words: "41 of 57 (72%)", "+20%", "£1,250.50". */
export function figureWords(asked: Asked, { value, numerator, denominator }: Omit<Row, 'keys'>): string {
  const { measure, rounding } = asked
  if (isShare(measure)) {
    const counts = `${number(numerator ?? 0)} of ${number(denominator ?? 0)}`
    return value === null ? counts : `${counts} (${number(value, rounding)}%)`
  }
  if (value === null) return 'No figure'
  if (measure === 'percent_difference') return `${value > 0 ? '+' : ''}${number(value, rounding)}%`
  if ([...MEANS, ...PERCENTILES].includes(measure)) return number(value, rounding)
  if (isPounds(asked)) return `£${number(value, Number.isInteger(value) ? 0 : 2)}`
  return number(value)
}

/** What the figure was worked out from, where the figure itself does not say so. */
export function basisWords(asked: Asked, { value, numerator, denominator }: Omit<Row, 'keys'>): string {
  if (MEANS.includes(asked.measure)) {
    return denominator ? `${number(numerator ?? 0)} over ${number(denominator)}` : 'None has it recorded'
  }
  if (PERCENTILES.includes(asked.measure)) {
    return denominator ? `${number(numerator ?? 0)} of ${number(denominator)}` : 'None has it recorded'
  }
  if (asked.measure === 'percent_difference') {
    const counts = `${number(numerator ?? 0)} against ${number(denominator ?? 0)}`
    return value === null ? `${counts}: nothing to compare with` : counts
  }
  return ''
}

export const VALUE_HEADINGS: Record<Asked['measure'], string> = {
  count: 'Number',
  percentage: 'Share of all',
  rate: 'Share',
  upheld_rate: 'Upheld',
  within_target_rate: 'Within target',
  mean_working_days: 'Mean',
  mean_calendar_days: 'Mean',
  mean_months: 'Mean',
  median: 'Median',
  percentile_90: '90th percentile',
  sum: 'Total',
  percent_difference: 'Difference',
  ranking: 'Number',
}

export function basisHeading(measure: Asked['measure']): string | null {
  if (MEANS.includes(measure)) return 'Sum over number'
  if (PERCENTILES.includes(measure)) return 'How many have no more'
  return measure === 'percent_difference' ? 'Counted against compared' : null
}

/** "in 2019-20", "from 1 April 2025 to 3 May 2025" */
export function periodWords(asked: Asked): string {
  return asked.year ? `in ${asked.year}` : `from ${longDate(asked.from)} to ${longDate(asked.to)}`
}

/** Why there is nothing to show, or null where there is something. */
export function emptyWords(asked: Asked, figure: Figure): string | null {
  const rows = rowsOf(asked, figure)
  const nothing = rows.every((row) => !row.numerator && !row.denominator)
  if (!nothing) return null
  const what = asked.filters.length > 0 ? 'Nothing that meets these conditions' : 'Nothing'
  if (['sum', ...MEANS, ...PERCENTILES].includes(asked.measure)) {
    return rows.length > 0 && asked.measure === 'sum' && asked.groups.length > 0
      ? null
      : `${what} ${periodWords(asked)} has “${fieldName(asked.field)}” recorded.`
  }
  if (asked.cohort === 'answered') return `${what} was answered ${periodWords(asked)}.`
  if (asked.cohort === 'concluded') return `${what} was concluded ${periodWords(asked)}.`
  if (asked.cohort === 'with_outcome') return `${what} received ${periodWords(asked)} has an outcome.`
  if (asked.cohort === 'open') return `${what} was open at the end of ${asked.year || longDate(asked.to)}.`
  return `${what} was received ${periodWords(asked)}.`
}

/** The same rows for a spreadsheet, with what they mean under them. */
export function csvRows(
  asked: Asked,
  figure: Figure,
  words: (path: string, key: string) => string,
): Cell[][] {
  const ranking = asked.measure === 'ranking'
  const headings = [
    ...(ranking ? ['Place'] : []),
    ...asked.groups.map(fieldName),
    VALUE_HEADINGS[asked.measure],
    'Numerator',
    'Denominator',
  ]
  const rows = rowsOf(asked, figure).map((row) => [
    ...(ranking ? [row.place ?? null] : []),
    ...row.keys.map((key, index) => words(asked.groups[index] ?? '', key)),
    row.value,
    row.numerator,
    row.denominator,
  ])
  return [headings, ...rows, [], ['Definition', figure.definition], ['As of', figure.as_of]]
}
