import type { FieldRead, QuestionParts } from '../../api'
import { readDate } from '../../lib/dates'
import type { FieldError, FieldMap } from '../../lib/problem'
import { isNumeric } from './fields'
import { RATES, clash } from './question'
import type { Asked, Band, Condition, Label, Scalar } from './question'

/** A question while it is typed: every value is text. */
export type Draft = Asked<string>
export type Part = 'filters' | 'numerator' | 'versus'
export const PARTS: readonly Part[] = ['filters', 'numerator', 'versus']

export function draftOf(asked: Asked): Draft {
  const rows = (conditions: readonly Condition[]) =>
    conditions.map((condition) => ({ ...condition, values: condition.values.map(String) }))
  return {
    ...asked,
    filters: rows(asked.filters),
    numerator: rows(asked.numerator),
    versus: rows(asked.versus),
    labels: asked.labels.map((one) => ({ ...one, values: one.values.map(String) })),
    bands: asked.bands.map((one) => ({
      ...one,
      low: one.low === null ? null : String(one.low),
      high: one.high === null ? null : String(one.high),
    })),
  }
}

export function fieldsOf(parts: QuestionParts | undefined, unit: Asked['unit']): FieldRead[] {
  return parts?.units.find((one) => one.unit === unit)?.fields ?? []
}

export function needsOf(parts: QuestionParts | undefined, measure: Asked['measure']) {
  return parts?.measures.find((one) => one.measure === measure)
}

/** ids of the controls, by the part of the question that they hold. */
export const ids = {
  condition: (part: Part, index: number) => `figure-${part}-${index}`,
  add: (part: Part) => `figure-${part}-add`,
  group: (index: number) => `figure-group-${index}`,
  label: (index: number) => `figure-label-${index}`,
  band: (index: number) => `figure-band-${index}`,
}

/** Where on the form each part of the question stands, so that a refusal shows where it belongs. */
export function fieldMap(asked: Asked): FieldMap {
  const map: Record<string, string> = {
    '/measure': 'figure-measure',
    '/unit': 'figure-unit',
    '/cohort': 'figure-cohort',
    '/year': 'figure-year',
    '/from': 'figure-from',
    '/to': 'figure-to',
    '/field': 'figure-field',
    '/rounding': 'figure-rounding',
    '/depth': 'figure-depth',
    '/order': 'figure-order',
    '/exclude_missing': 'figure-missing',
    '/group_by': ids.group(0),
    '/group_by/0': ids.group(0),
    '/group_by/1': ids.group(1),
  }
  for (const part of PARTS) {
    map[`/${part}`] = ids.add(part)
    asked[part].forEach(({ path }, index) => (map[`/${part}/${path}`] = ids.condition(part, index)))
  }
  asked.labels.forEach(({ path, label }, index) => {
    map[`/value_groups/${path}`] ??= ids.label(index)
    map[`/value_groups/${path}/${label}`] = ids.label(index)
  })
  const seen: Record<string, number> = {}
  asked.bands.forEach(({ path }, index) => {
    const of = seen[path] ?? 0
    seen[path] = of + 1
    map[`/bands/${path}`] ??= ids.band(index)
    map[`/bands/${path}/${of}`] = ids.band(index)
  })
  return map
}

class Unreadable extends Error {}

function typed(kind: FieldRead['kind'] | undefined, text: string, today: string): Scalar {
  const said = text.trim()
  if (said === '') throw new Unreadable('Give a value, or take this condition away')
  if (kind === 'boolean') return said === 'true'
  if (kind === 'date') {
    const on = readDate(said, today)?.on
    if (!on) throw new Unreadable(`“${said}” is not a date. Try “1 April 2026”`)
    return on
  }
  if (isNumeric(kind)) {
    const number = Number(said.replaceAll(',', '').replace(/^£/, ''))
    if (!Number.isFinite(number)) throw new Unreadable(`“${said}” is not a number`)
    return number
  }
  return said
}

/** The typed question with every value of its field's kind, or what is wrong with it, each at its control. */
export function askedOf(
  draft: Draft,
  parts: QuestionParts | undefined,
  today: string,
): { asked: Asked; errors: FieldError[] } {
  const errors: FieldError[] = []
  const kinds = new Map(fieldsOf(parts, draft.unit).map((field) => [field.path, field.kind]))

  function attempt<T>(field: string, otherwise: T, read: () => T): T {
    try {
      return read()
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error
      errors.push({ field, message: error.message })
      return otherwise
    }
  }
  function conditions(part: Part): Condition[] {
    const read = draft[part].map((row, index) => {
      const bare = row.op === 'recorded' || row.op === 'not_recorded'
      const given = row.values.length > 0 ? row.values : ['']
      const values = attempt<Scalar[]>(ids.condition(part, index), [], () =>
        bare ? [] : given.map((text) => typed(kinds.get(row.path), text, today)),
      )
      return { ...row, values }
    })
    const twice = clash(read)
    if (twice !== null) {
      const last = read.map((row) => row.path).lastIndexOf(twice)
      errors.push({
        field: ids.condition(part, last),
        message: 'This field is asked of twice, in ways that do not go together',
      })
    }
    return read
  }
  function day(id: string, text: string): string {
    if (draft.year) return ''
    return attempt(id, '', () => String(typed('date', text || ' ', today)))
  }
  const grouped = <T extends { path: string }>(rows: readonly T[]) =>
    rows.map((row, index) => ({ row, index })).filter(({ row }) => draft.groups.includes(row.path))
  const labels: Label[] = grouped(draft.labels).map(({ row, index }) =>
    attempt<Label>(ids.label(index), { ...row, values: [] }, () => {
      if (row.label.trim() === '') throw new Unreadable('Give it a name')
      if (row.values.length === 0) throw new Unreadable('Choose the values that go together')
      return { ...row, label: row.label.trim(), values: row.values.map((text) => typed(kinds.get(row.path), text, today)) }
    }),
  )
  const bands: Band[] = grouped(draft.bands).map(({ row, index }) =>
    attempt<Band>(ids.band(index), { ...row, low: null, high: null }, () => {
      if (row.label.trim() === '') throw new Unreadable('Give it a name')
      const end = (text: string | null) => (text?.trim() ? typed(kinds.get(row.path), text, today) : null)
      return { path: row.path, label: row.label.trim(), low: end(row.low), high: end(row.high) }
    }),
  )
  const asked: Asked = {
    ...draft,
    from: day('figure-from', draft.from),
    to: day('figure-to', draft.to),
    filters: conditions('filters'),
    numerator: RATES.includes(draft.measure) ? conditions('numerator') : [],
    versus: draft.measure === 'percent_difference' ? conditions('versus') : [],
    labels,
    bands,
  }
  return { asked, errors }
}
