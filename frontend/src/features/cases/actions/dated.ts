import { dateError } from '../../../components/DateField'
import { longDate, readDate } from '../../../lib/dates'
import type { FieldError } from '../../../lib/problem'

/** A date field starts with today written out, so that it reads as a date and can be changed. */
export function startWith(today: string): string {
  return longDate(today)
}

/** The date in a field, and what is wrong with it if it is none. */
export function dateFrom(
  text: string,
  today: string,
  field: string,
  tense: 'past' | 'ahead' = 'past',
): [string, FieldError[]] {
  const read = readDate(text, today, tense)
  return read ? [read.on, []] : ['', [{ field, message: text.trim() ? dateError(text) : 'Give the date' }]]
}

/** As `dateFrom`, for a field that may stay empty. */
export function maybeDate(
  text: string,
  today: string,
  field: string,
  tense: 'past' | 'ahead' = 'past',
): [string | null, FieldError[]] {
  return text.trim() ? dateFrom(text, today, field, tense) : [null, []]
}

export function needText(text: string, field: string, message: string): FieldError[] {
  return text.trim() === '' ? [{ field, message }] : []
}
