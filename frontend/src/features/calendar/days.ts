/** What the days of a calendar are: pure, over what the service said. */
import type { CalendarRead, ChangeRead, DayOff, WorkedDay } from '../../api'
import { addDays, dayMonth, weekdayIndex } from '../../lib/dates'

export interface Days {
  /** Whether anything is known at all yet. */
  loaded: boolean
  off: ReadonlyMap<string, DayOff>
  /** Bank holidays of the published list that count here. */
  worked: ReadonlyMap<string, WorkedDay>
}

export function daysOf(calendars: readonly CalendarRead[]): Days {
  return {
    loaded: calendars.length > 0,
    off: new Map(calendars.flatMap((one) => one.days_off).map((day) => [day.on, day])),
    worked: new Map(calendars.flatMap((one) => one.worked).map((day) => [day.on, day])),
  }
}

export function isWeekend(on: string): boolean {
  return weekdayIndex(on) > 4
}

export function yearOf(on: string): number {
  return Number(on.slice(0, 4))
}

/** The years of these days, each once. */
export function yearsOf(days: readonly (string | null)[]): number[] {
  return [...new Set(days.filter((day) => day !== null).map(yearOf))].sort((a, b) => a - b)
}

/** "2026-03": the months from one day to another, at most a few. */
export function monthsFrom(first: string, last: string, most = 3): string[] {
  const months: string[] = []
  let on = `${first.slice(0, 7)}-01`
  while (on <= last && months.length < most) {
    months.push(on.slice(0, 7))
    on = `${addDays(on, 31).slice(0, 7)}-01`
  }
  return months
}

type Touching = Pick<ChangeRead, 'on' | 'to' | 'until'>

/** The weekdays that a change turns from working days into days off, or back. */
export function touchedDays({ on, to, until }: Touching): string[] {
  const days: string[] = to ? [to] : []
  for (let day = on; day <= (until ?? on); day = addDays(day, 1)) {
    if (!isWeekend(day)) days.push(day)
  }
  return days.sort()
}

/** How a day stands in a month. */
export type Standing = 'chosen' | 'leaving' | 'bank_holiday' | 'closure' | 'weekend' | 'worked' | 'counts'

/** Days of a change that is looked at: those that would be days off, and those that would count again. */
export interface Marked {
  chosen?: readonly string[]
  leaving?: readonly string[]
}

export function marksOf(touched: readonly string[], days: Days): Required<Marked> {
  return {
    chosen: touched.filter((day) => !days.off.has(day)),
    leaving: touched.filter((day) => days.off.has(day)),
  }
}

export function standingOf(on: string, days: Days, { chosen = [], leaving = [] }: Marked): Standing {
  if (chosen.includes(on)) return 'chosen'
  if (leaving.includes(on)) return 'leaving'
  if (isWeekend(on)) return 'weekend'
  return days.off.get(on)?.what ?? (days.worked.has(on) ? 'worked' : 'counts')
}

const STANDINGS: Record<Standing, string> = {
  chosen: 'chosen',
  leaving: 'would count again',
  bank_holiday: 'bank holiday',
  closure: 'offices closed',
  weekend: 'weekend',
  worked: 'a working day here',
  counts: '',
}

/** What a screen reader hears in a cell: "3 April, bank holiday, Good Friday". */
export function dayWords(on: string, standing: Standing, days: Days, today: string): string {
  const name = days.off.get(on)?.name ?? days.worked.get(on)?.name
  return [dayMonth(on), on === today ? 'today' : '', STANDINGS[standing], name ?? ''].filter(Boolean).join(', ')
}

/** Working days from one day to a later one, not counting the first. */
export function workingDaysBetween(from: string, to: string, isOff: (on: string) => boolean): number {
  let count = 0
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) {
    if (!isWeekend(day) && !isOff(day)) count += 1
  }
  return count
}
