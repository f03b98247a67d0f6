/** A change to the calendar as it is typed, and what is sent of it. */
import type { ChangeAsked, What } from '../../api'
import { dateError } from '../../components/DateField'
import { longDate, readDate } from '../../lib/dates'
import type { FieldError, FieldMap } from '../../lib/problem'

export type Action = ChangeAsked['action']

export interface Draft {
  action: Action
  what: What
  on: string
  to: string
  until: string
  name: string
  announced: string
  source: string
}

export const ids = {
  on: 'change-on',
  to: 'change-to',
  until: 'change-until',
  name: 'change-name',
  announced: 'change-announced',
  source: 'change-source',
} as const

/** Which field holds what the service speaks of. */
export const FIELDS: FieldMap = {
  '/on': ids.on,
  '/to': ids.to,
  '/until': ids.until,
  '/name': ids.name,
  '/announced_on': ids.announced,
  '/source': ids.source,
}

/** The change that an address asks for. What is moved or withdrawn is named there; what is added is typed. */
export function readDraft(action: Action, params: URLSearchParams, today: string): Draft {
  const on = params.get('on') ?? ''
  return {
    action,
    what: params.get('what') === 'closure' ? 'closure' : 'bank_holiday',
    on: readDate(on, today) ? longDate(on) : '',
    to: '',
    until: '',
    name: '',
    announced: longDate(today),
    source: '',
  }
}

function ahead(text: string, from: string): string | null {
  return text.trim() ? (readDate(text, from, 'ahead')?.on ?? null) : null
}

/** The days as they were read; the last day of a closure is the next such day after its first. */
export function readDays(draft: Draft, today: string) {
  const on = ahead(draft.on, today)
  return {
    on,
    to: draft.action === 'move' ? ahead(draft.to, today) : null,
    until: draft.what === 'closure' && draft.action === 'add' ? ahead(draft.until, on ?? today) : null,
    announced: draft.announced.trim() ? (readDate(draft.announced, today)?.on ?? null) : null,
  }
}

function wrongDate(field: string, text: string, empty: string | null): FieldError[] {
  if (text.trim()) return [{ field, message: dateError(text) }]
  return empty === null ? [] : [{ field, message: empty }]
}

/** What must be typed or mended before this can be applied, in the order of the form. */
export function missing(draft: Draft, today: string): FieldError[] {
  const days = readDays(draft, today)
  const errors: FieldError[] = []
  const closure = draft.what === 'closure'
  if (!days.on) errors.push(...wrongDate(ids.on, draft.on, closure ? 'Give the first day' : 'Give the date'))
  if (draft.action === 'move' && !days.to) errors.push(...wrongDate(ids.to, draft.to, 'Give the new date'))
  if (draft.action === 'add' && closure && !days.until) errors.push(...wrongDate(ids.until, draft.until, null))
  if (draft.action === 'add' && !draft.name.trim()) errors.push({ field: ids.name, message: 'Give it a name' })
  if (!days.announced) errors.push(...wrongDate(ids.announced, draft.announced, 'Say when it was announced'))
  if (!draft.source.trim()) errors.push({ field: ids.source, message: 'Say who decided or announced it' })
  return errors
}

/** What stands in the question until it is typed: neither the name nor the source moves a date. */
const NOT_TYPED = 'Preview'

/** The question what would move, as soon as its days are known; null until then. */
export function toQuestion(draft: Draft, today: string): ChangeAsked | null {
  const { on, to, until, announced } = readDays(draft, today)
  if (on === null || (draft.action === 'move' && to === null) || (draft.until.trim() && until === null)) return null
  return {
    action: draft.action,
    what: draft.what,
    on,
    to,
    until: until === on ? null : until,
    name: draft.action === 'add' ? NOT_TYPED : null,
    announced_on: announced ?? today,
    source: NOT_TYPED,
  }
}

/** The change to be carried out: what was asked, with its name and source. */
export function toChange(question: ChangeAsked, draft: Draft): ChangeAsked {
  return {
    ...question,
    name: draft.action === 'add' ? draft.name.trim() : null,
    source: draft.source.trim(),
  }
}
