import { fullDate, readDate } from '../lib/dates'
import { TextField } from './Fields'

interface Props {
  id: string
  label: string
  value: string
  onChange: (value: string) => void
  today: string
  error?: string | undefined
  hint?: string
  className?: string
  /** A promise lies ahead; without a year it is the next such day. */
  ahead?: boolean
}

/** The date in a field as typed, or what to say about it. */
export function dateError(text: string): string {
  return `“${text}” is not a date. Try “1 April 2026”`
}

/** A date typed as people say it; how it was read is shown under it. */
export function DateField({ today, value, hint, ahead = false, ...field }: Props) {
  const read = value.trim() ? readDate(value, today, ahead ? 'ahead' : 'past') : null
  const echo = read ? `Read as ${read.about ? 'about ' : ''}${fullDate(read.on)}.` : hint
  return <TextField {...field} value={value} hint={echo} />
}
