/** What stands behind one number of a ready page: the question whose answer it is, without its groups. */
import type { Column, Question, Report, Row, Table } from '../../api'

type Filters = Record<string, unknown>

const NOT_RECORDED = 'not_recorded'
const RATES: readonly Question['measure'][] = ['rate', 'upheld_rate', 'within_target_rate']
const OF_DAYS: readonly Question['measure'][] = [
  'mean_working_days',
  'mean_calendar_days',
  'mean_months',
  'median',
  'percentile_90',
]
const ANSWERED: readonly Question['measure'][] = ['count', 'sum', ...RATES, ...OF_DAYS]

/** Of which values of what it is grouped by a row is; undefined where that cannot be asked. */
function ofRow(question: Question, path: string, row: Row): unknown {
  const bands = question.bands?.[path]
  if (bands) {
    const [, low, high] = bands.find(([label]) => label === row.id) ?? []
    if (low === undefined) return undefined
    return { ...(low !== null && { min: low }), ...(high !== null && { max: high }) }
  }
  const named = question.value_groups?.[path]?.[row.id]
  if (named) return named
  if (row.id === NOT_RECORDED) return { exists: false }
  if (row.id === 'true' || row.id === 'false') return row.id === 'true'
  return row.id
}

/** What a column counts of its row: all of it, those that matched, or what the whole question answers. */
function ofColumn(question: Question, column: Column): Question {
  const filters = (question.filters ?? {}) as Filters
  const counted: Question = { ...question, measure: 'count', numerator: null, field: null, rounding: 0 }
  if (column.id.endsWith(' matching')) return { ...counted, filters: { ...filters, ...question.numerator } }
  if (!column.id.endsWith(' count')) return question
  return question.field ? { ...counted, filters: { [question.field]: { exists: true }, ...filters } } : counted
}

/** None of a number that is not there, or of one that several groups make together. */
export function questionOf(report: Report, table: Table, row: Row, column: Column): Question | undefined {
  const value = row.values[table.columns.indexOf(column)]
  if (value?.hidden || typeof value?.value !== 'number') return undefined
  const asked = (id: string) => {
    const note = report.figures?.find((one) => one.id === id)
    const found = column.head === report.period ? note?.question : note?.earlier?.[column.head]
    return found as unknown as Question | undefined
  }
  if (column.id === 'now' || column.id === 'before') return asked(row.id)
  const question = asked(table.id)
  const [path, ...others] = question?.group_by ?? []
  if (!question || !path || others.length > 0 || !ANSWERED.includes(question.measure)) return undefined
  if (question.measure === 'count' && !column.id.endsWith(' count')) return undefined // its number is beside it
  const ungrouped = ofColumn({ ...question, group_by: [], bands: {}, value_groups: {} }, column)
  if (row.is_total) return ungrouped
  const only = ofRow(question, path, row)
  return only === undefined ? undefined : { ...ungrouped, filters: { ...ungrouped.filters, [path]: only } }
}
