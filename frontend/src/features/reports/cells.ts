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
const ANSWERED: readonly Question['measure'][] = ['count', 'sum', 'percent_difference', ...RATES, ...OF_DAYS]
const TOTAL = 'total'
const OTHERS = 'others'

/** Of which values of what it is grouped by a group is; undefined where that cannot be asked. */
function ofGroup(question: Question, path: string, group: string): unknown {
  const bands = question.bands?.[path]
  if (bands) {
    const [, low, high] = bands.find(([label]) => label === group) ?? []
    if (low === undefined) return undefined
    return { ...(low !== null && { min: low }), ...(high !== null && { max: high }) }
  }
  const named = question.value_groups?.[path]?.[group]
  if (named) return named
  if (group === OTHERS) return undefined
  if (group === NOT_RECORDED) return { exists: false }
  if (group === 'true' || group === 'false') return group === 'true'
  return group
}

/** What a column counts of its row: all of it, those that matched, or what the whole question answers. */
function ofColumn(question: Question, column: Column): Question {
  const filters = (question.filters ?? {}) as Filters
  const counted: Question = { ...question, measure: 'count', numerator: null, versus: null, field: null, rounding: 0 }
  if (column.id.endsWith(' versus')) return { ...counted, filters: question.versus ?? {} }
  if (column.id.endsWith(' matching')) return { ...counted, filters: { ...filters, ...question.numerator } }
  if (!column.id.endsWith(' count')) return question
  return question.field ? { ...counted, filters: { [question.field]: { exists: true }, ...filters } } : counted
}

/** None of a number that is not there, or of one that several groups make together. */
export function questionOf(report: Report, table: Table, row: Row, column: Column): Question | undefined {
  const value = row.values[table.columns.indexOf(column)]
  if (value?.hidden || typeof value?.value !== 'number') return undefined
  const note = (id: string) => report.figures?.find((one) => one.id === id)
  const asked = (id: string) =>
    (column.head === report.period ? note(id)?.question : note(id)?.earlier?.[column.head]) as Question | undefined
  if (column.id === 'now' || column.id === 'before') return asked(row.id)
  const crossed = note(table.id)?.question as Question | undefined // of one period alone
  const isCrossed = crossed?.group_by?.length === 2
  const question = isCrossed ? crossed : asked(table.id)
  const [down, across] = question?.group_by ?? []
  if (!question || !down || !ANSWERED.includes(question.measure)) return undefined
  const beside = question.measure === 'count' ? !column.id.endsWith(' count') : column.measure === 'percent_change'
  if (beside && !isCrossed) return undefined // its number is beside it
  const ungrouped = { ...question, group_by: [], bands: {}, value_groups: {} }
  const groups = [[down, row.id] as const, ...(across ? [[across, column.id] as const] : [])]
  const only = groups.filter(([, group]) => group !== TOTAL).map(([path, group]) => [path, ofGroup(question, path, group)])
  if (only.some(([, of]) => of === undefined)) return undefined
  const counted = isCrossed ? ungrouped : ofColumn(ungrouped, column)
  return { ...counted, filters: { ...counted.filters, ...(Object.fromEntries(only) as Filters) } }
}
