import type { Act, Deadlines } from '../../api'
import { dateError } from '../../components/DateField'
import { longDate, readDate } from '../../lib/dates'
import type { FieldError, FieldMap } from '../../lib/problem'

/** Acts of a stage from whose day further limits are counted, in the order in which they happen. */
export const DAY_ACTS = ['acknowledged', 'response_received', 'panel_met', 'panel_reported'] as const
export type DayAct = (typeof DAY_ACTS)[number]

/** The question while it is typed: days are text. */
export interface Draft {
  procedure: string
  /** Empty: the first. */
  stage: string
  received: string
  grade: string
  days: Readonly<Record<DayAct, string>>
}

export const NO_DAYS: Draft['days'] = { acknowledged: '', response_received: '', panel_met: '', panel_reported: '' }

/** The question as the service takes it. */
export type Question = Record<'procedure' | 'received_on', string> &
  Record<'stage' | 'grade' | `${DayAct}_on`, string | null>

export const ids = {
  procedure: 'dates-procedure',
  stage: 'dates-stage',
  received: 'dates-received',
  grade: 'dates-grade',
  acknowledged: 'dates-acknowledged',
  response_received: 'dates-response-received',
  panel_met: 'dates-panel-met',
  panel_reported: 'dates-panel-reported',
}

/** Where on the form each part of the question stands, so that a refusal shows where it belongs. */
export const FIELDS: FieldMap = {
  '/query/procedure': ids.procedure,
  '/query/stage': ids.stage,
  '/query/received_on': ids.received,
  '/query/grade': ids.grade,
  ...Object.fromEntries(DAY_ACTS.map((act) => [`/query/${act}_on`, ids[act]])),
}

/** A day to count from; "mid January" is none. */
export function dayIn(text: string, today: string): string | null {
  const read = readDate(text, today)
  return read && !read.about ? read.on : null
}

function written(said: string, today: string): string {
  const on = dayIn(said, today)
  return on ? longDate(on) : said
}

/** The question in an address. Where it names no day, the day is today. */
export function readDraft(params: URLSearchParams, today: string): Draft {
  const said = (name: string) => params.get(name) ?? ''
  return {
    procedure: said('procedure'),
    stage: said('stage'),
    received: written(params.get('received_on') ?? today, today),
    grade: said('grade'),
    days: perAct((act) => written(said(`${act}_on`), today)),
  }
}

function perAct<T>(make: (act: DayAct) => T): Record<DayAct, T> {
  return Object.fromEntries(DAY_ACTS.map((act) => [act, make(act)])) as Record<DayAct, T>
}

/** The address of a question: also of one that is not complete, so that a reload shows what was typed. */
export function writeDraft(draft: Draft, today: string): URLSearchParams {
  const params = new URLSearchParams()
  if (draft.procedure) params.set('procedure', draft.procedure)
  if (draft.stage) params.set('stage', draft.stage)
  params.set('received_on', dayIn(draft.received, today) ?? draft.received)
  if (draft.grade) params.set('grade', draft.grade)
  for (const act of DAY_ACTS) {
    const text = draft.days[act]
    if (text.trim()) params.set(`${act}_on`, dayIn(text, today) ?? text)
  }
  return params
}

/** What is wrong with a field that has to hold a day; `empty` is what to say when it holds nothing. */
export function dayErrors(field: string, text: string, today: string, empty: string): FieldError[] {
  if (!text.trim()) return empty ? [{ field, message: empty }] : []
  if (!readDate(text, today)) return [{ field, message: dateError(text) }]
  return dayIn(text, today) ? [] : [{ field, message: `“${text}” is not one day. Try “15 January 2026”` }]
}

/** What is needed before dates can be worked out, each at its field. */
export function missing(draft: Draft, today: string): FieldError[] {
  return [
    ...(draft.procedure ? [] : [{ field: ids.procedure, message: 'Choose a procedure' }]),
    ...dayErrors(ids.received, draft.received, today, 'Give the day it was received'),
    ...DAY_ACTS.flatMap((act) => dayErrors(ids[act], draft.days[act], today, '')),
  ]
}

/** Null while something is missing. */
export function toQuestion(draft: Draft, today: string): Question | null {
  const on = dayIn(draft.received, today)
  if (on === null || missing(draft, today).length > 0) return null
  const day = perAct((act) => dayIn(draft.days[act], today))
  return {
    procedure: draft.procedure,
    received_on: on,
    stage: draft.stage || null,
    grade: draft.grade || null,
    acknowledged_on: day.acknowledged,
    response_received_on: day.response_received,
    panel_met_on: day.panel_met,
    panel_reported_on: day.panel_reported,
  }
}

/** The days that an answer can be told, in the order in which they happen. */
export function daysToGive({ needs, clocks }: Deadlines): DayAct[] {
  const starts = new Set<Act>(needs)
  for (const clock of clocks) starts.add(clock.starts)
  return DAY_ACTS.filter((act) => starts.has(act))
}
