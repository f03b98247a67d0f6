import type { ClockRead, Unit } from '../../api'
import { holidayWords } from '../../components/Explained'
import { aimWords, limitWords } from '../../lib/clocks'
import { fullDate, longDate } from '../../lib/dates'
import type { FieldError, FieldMap } from '../../lib/problem'
import { dueWords, provisionalWords } from './answer'
import { dayErrors, dayIn } from './question'

type CountedUnit = Exclude<Unit, 'agreed_date'>

export const UNITS: { value: CountedUnit; label: string }[] = [
  { value: 'working_days', label: 'Working days' },
  { value: 'calendar_days', label: 'Days' },
  { value: 'months_inclusive', label: 'Months, counting that day' },
  { value: 'months_after', label: 'Months after that day' },
]

/** The question while it is typed. */
export interface CountDraft {
  start: string
  amount: string
  unit: CountedUnit
}

/** The question as the service takes it. */
export interface Count {
  start: string
  amount: number
  unit: CountedUnit
}

export const countIds = { start: 'count-start', amount: 'count-amount', unit: 'count-unit' }

export const COUNT_FIELDS: FieldMap = {
  '/query/start': countIds.start,
  '/query/amount': countIds.amount,
  '/query/unit': countIds.unit,
}

/** The name in an address of counting without a procedure. */
export const MODE = 'count'

export function readCount(params: URLSearchParams, today: string): CountDraft {
  const said = params.get('start') ?? today
  const on = dayIn(said, today)
  return {
    start: on ? longDate(on) : said,
    amount: params.get('amount') ?? '',
    unit: UNITS.find(({ value }) => value === params.get('unit'))?.value ?? 'working_days',
  }
}

export function writeCount(draft: CountDraft, today: string): URLSearchParams {
  const params = new URLSearchParams({ mode: MODE, start: dayIn(draft.start, today) ?? draft.start })
  if (draft.amount.trim()) params.set('amount', draft.amount.trim())
  params.set('unit', draft.unit)
  return params
}

export function missingOfCount(draft: CountDraft, today: string): FieldError[] {
  const whole = /^\d{1,6}$/.test(draft.amount.trim())
  return [
    ...dayErrors(countIds.start, draft.start, today, 'Give the day to count from'),
    ...(whole ? [] : [{ field: countIds.amount, message: 'Give how many, as a whole number' }]),
  ]
}

/** Null while something is missing. */
export function toCount(draft: CountDraft, today: string): Count | null {
  const start = dayIn(draft.start, today)
  if (start === null || missingOfCount(draft, today).length > 0) return null
  return { start, amount: Number(draft.amount.trim()), unit: draft.unit }
}

/** "20 working days from Monday 9 March 2026"; months say themselves which day they start with. */
export function countWords(clock: ClockRead): string {
  const days = clock.unit.endsWith('_days')
  return days ? `${limitWords(clock)} from ${fullDate(clock.started_on)}, which is day 0` : limitWords(clock)
}

/** The counted date as plain text. */
export function countText(clock: ClockRead, today: string): string {
  const skipped = holidayWords(clock.explanation?.days ?? [])
  return [
    `${countWords(clock)}: ${dueWords(clock)}.`,
    aimWords(clock),
    clock.provisional ? `${provisionalWords(clock)}.` : '',
    clock.unknown_because ?? '',
    skipped && `Skipped: ${skipped}`,
    `Worked out on ${longDate(today)}.`,
  ]
    .filter(Boolean)
    .join('\n')
}
