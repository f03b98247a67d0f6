/** Dates as people read them here: en-GB, and instants in London. ISO strings in, words out. */

const LONDON = 'Europe/London'

const monthNames = new Intl.DateTimeFormat('en-GB', { month: 'long', timeZone: 'UTC' })
const shortMonthNames = new Intl.DateTimeFormat('en-GB', { month: 'short', timeZone: 'UTC' })
const weekdayNames = new Intl.DateTimeFormat('en-GB', { weekday: 'long', timeZone: 'UTC' })
const londonDate = new Intl.DateTimeFormat('en-CA', {
  timeZone: LONDON,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})
const londonTime = new Intl.DateTimeFormat('en-GB', {
  timeZone: LONDON,
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})
const londonSeconds = new Intl.DateTimeFormat('en-GB', {
  timeZone: LONDON,
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
})

const DAY = 86_400_000

/** Days since 1970 of an ISO date, so that dates can be subtracted. */
export function dayNumber(on: string): number {
  return Math.round(Date.parse(`${on}T00:00:00Z`) / DAY)
}

export function fromDayNumber(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10)
}

export function addDays(on: string, days: number): string {
  return fromDayNumber(dayNumber(on) + days)
}

function utc(on: string): Date {
  return new Date(`${on}T00:00:00Z`)
}

/** "12 March 2026" */
export function longDate(on: string): string {
  return `${dayMonth(on)} ${on.slice(0, 4)}`
}

/** "12 March" */
export function dayMonth(on: string): string {
  return `${Number(on.slice(8, 10))} ${monthNames.format(utc(on))}`
}

/** "12 March", with its year where that is not this one. */
export function nearDate(on: string, today: string): string {
  return on.slice(0, 4) === today.slice(0, 4) ? dayMonth(on) : longDate(on)
}

/** "Friday 27 March": for a day on which someone must act. */
export function weekdayDate(on: string): string {
  return `${weekdayNames.format(utc(on))} ${dayMonth(on)}`
}

/** "Friday 27 March", with its year where that is not this one. */
export function nearWeekday(on: string, today: string): string {
  return on.slice(0, 4) === today.slice(0, 4) ? weekdayDate(on) : fullDate(on)
}

/** "Wed 23 Sept": where room is short. */
export function shortWeekdayDate(on: string): string {
  return `${weekdayNames.format(utc(on)).slice(0, 3)} ${Number(on.slice(8, 10))} ${shortMonth(on)}`
}

/** "Tuesday 24 March 2026" */
export function fullDate(on: string): string {
  return `${weekdayDate(on)} ${on.slice(0, 4)}`
}

/** "Sept"; months of up to five letters are written out, as in "March". */
export function shortMonth(on: string): string {
  const long = monthNames.format(utc(on))
  return long.length <= 5 ? long : shortMonthNames.format(utc(on))
}

/** "March 2026" of "2026-03" or of a date in it. */
export function monthYear(month: string): string {
  const first = `${month.slice(0, 7)}-01`
  return `${monthNames.format(utc(first))} ${first.slice(0, 4)}`
}

/** "Mar" of "2026-03": three letters, for an axis. */
export function monthLetters(month: string): string {
  return monthNames.format(utc(`${month.slice(0, 7)}-01`)).slice(0, 3)
}

/** "10:42", in London. */
export function clockTime(at: string | Date): string {
  return londonTime.format(new Date(at))
}

/** "10:42:07", in London. */
export function clockSeconds(at: string | Date): string {
  return londonSeconds.format(new Date(at))
}

/** The local date of an instant: a message at 23:30 UTC in July is of the next day. */
export function londonDay(at: string | Date): string {
  return londonDate.format(new Date(at))
}

/** Monday is 0, so that a calendar's week begins where the working week does. */
export function weekdayIndex(on: string): number {
  return (utc(on).getUTCDay() + 6) % 7
}

const MONTHS = Array.from({ length: 12 }, (_, index) =>
  monthNames.format(new Date(Date.UTC(2026, index, 1))).toLowerCase(),
)

export interface ReadDate {
  on: string
  /** True when only part of the month was said ("mid January"). */
  about: boolean
}

function valid(year: number, month: number, day: number): string | null {
  const made = new Date(Date.UTC(year, month - 1, day))
  const same =
    made.getUTCFullYear() === year && made.getUTCMonth() === month - 1 && made.getUTCDate() === day
  return same ? made.toISOString().slice(0, 10) : null
}

function monthNumber(word: string): number {
  if (word.length < 3) return 0
  return MONTHS.findIndex((name) => name.startsWith(word === 'sept' ? 'sep' : word)) + 1
}

type Tense = 'past' | 'ahead'

/** Without a year: the last such day up to today or, for a promise, the next one. */
function withYear(today: string, tense: Tense, month: number, day: number, year?: string): string | null {
  if (year) return valid(Number(year.length === 2 ? `20${year}` : year), month, day)
  const thisYear = Number(today.slice(0, 4))
  const on = valid(thisYear, month, day)
  if (on === null || on === today || on > today === (tense === 'ahead')) return on
  return valid(tense === 'ahead' ? thisYear + 1 : thisYear - 1, month, day)
}

/**
 * Reads a date as callers say it: "15 January", "15/1/2026", "mid january", "yesterday".
 *
 * @returns null when it is not a date.
 */
export function readDate(text: string, today: string, tense: Tense = 'past'): ReadDate | null {
  const said = text.trim().toLowerCase().replace(/,/g, ' ').replace(/\s+/g, ' ')
  if (said === 'today') return { on: today, about: false }
  if (said === 'yesterday') return { on: addDays(today, -1), about: false }
  const exact = (on: string | null): ReadDate | null => (on === null ? null : { on, about: false })

  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(said)
  if (iso) return exact(valid(Number(iso[1]), Number(iso[2]), Number(iso[3])))

  const numbers = /^(\d{1,2})[/. -](\d{1,2})(?:[/. -](\d{4}|\d{2}))?$/.exec(said)
  if (numbers) return exact(withYear(today, tense, Number(numbers[2]), Number(numbers[1]), numbers[3]))

  const words = /^(?:[a-z]+day )?(\d{1,2})(?:st|nd|rd|th)?(?: of)? ([a-z]+)(?: (\d{4}|\d{2}))?$/.exec(said)
  if (words) return exact(withYear(today, tense, monthNumber(words[2] ?? ''), Number(words[1]), words[3]))

  const part = /^(?:(early|mid|late|in|about) )?([a-z]+)(?: (\d{4}))?$/.exec(said)
  const month = part ? monthNumber(part[2] ?? '') : 0
  if (part && month) {
    const day = part[1] === 'early' ? 5 : part[1] === 'late' ? 25 : 15
    const on = withYear(today, tense, month, day, part[3])
    return on === null ? null : { on, about: true }
  }
  return null
}

/** The instant of a local time in London, whichever side of the clock change it is. */
export function londonInstant(on: string, time: string): string {
  const asUtc = Date.parse(`${on}T${time}:00Z`)
  const shown = `${londonDay(new Date(asUtc))}T${clockTime(new Date(asUtc))}:00Z`
  return new Date(asUtc - (Date.parse(shown) - asUtc)).toISOString()
}
