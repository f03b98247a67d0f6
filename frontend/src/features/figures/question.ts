import type { Question } from '../../api'

/** A question as the form and the address hold it: every part in a plain list, nothing nested. */
export type Scalar = string | number | boolean

export const OPERATORS = ['is', 'one_of', 'not', 'recorded', 'not_recorded', 'min', 'max'] as const
export type Operator = (typeof OPERATORS)[number]

export interface Condition<V = Scalar> {
  path: string
  op: Operator
  values: V[]
}

/** Values of a grouping that go together under one label. */
export interface Label<V = Scalar> {
  path: string
  label: string
  values: V[]
}

/** A stretch of a grouping's values under one label, both ends included; null is open. */
export interface Band<V = Scalar> {
  path: string
  label: string
  low: V | null
  high: V | null
}

export interface Asked<V = Scalar> {
  authority: string
  /** Empty where the period is from one day to another. */
  year: string
  from: string
  to: string
  measure: Question['measure']
  unit: NonNullable<Question['unit']>
  cohort: NonNullable<Question['cohort']>
  filters: Condition<V>[]
  numerator: Condition<V>[]
  versus: Condition<V>[]
  groups: string[]
  labels: Label<V>[]
  bands: Band<V>[]
  excludeMissing: boolean
  field: string
  depth: number
  order: NonNullable<Question['order']>
  rounding: number
}

export const MEASURES: readonly Asked['measure'][] = [
  'count',
  'percentage',
  'rate',
  'upheld_rate',
  'within_target_rate',
  'mean_working_days',
  'mean_calendar_days',
  'mean_months',
  'median',
  'percentile_90',
  'sum',
  'percent_difference',
  'ranking',
]
export const UNITS: readonly Asked['unit'][] = ['case', 'issue', 'stage', 'learning', 'remedy', 'team_involved', 'compliment', 'telling', 'ombudsman_case', 'contact_plan']
export const COHORTS: readonly Asked['cohort'][] = ['received', 'answered', 'concluded', 'with_outcome', 'open']
export const MEANS: readonly Asked['measure'][] = ['mean_working_days', 'mean_calendar_days', 'mean_months']
export const PERCENTILES: readonly Asked['measure'][] = ['median', 'percentile_90']
export const RATES: readonly Asked['measure'][] = ['rate', 'upheld_rate', 'within_target_rate']

/** What is asked where the address asks nothing yet. */
export function firstQuestion(authority: string, year: string): Asked {
  return {
    authority,
    year,
    from: '',
    to: '',
    measure: 'count',
    unit: 'case',
    cohort: 'received',
    filters: [],
    numerator: [],
    versus: [],
    groups: ['classification'],
    labels: [],
    bands: [],
    excludeMissing: false,
    field: '',
    depth: 1,
    order: 'desc',
    rounding: 0,
  }
}

/** Two conditions of one field are one answer's worth only where the service can hold them together. */
export function clash(conditions: readonly Condition<unknown>[]): string | null {
  const seen = new Map<string, Operator[]>()
  for (const { path, op } of conditions) {
    const kind = op === 'one_of' ? 'is' : op === 'not_recorded' ? 'recorded' : op
    const before = seen.get(path) ?? []
    if (before.includes(kind) || (before.length > 0 && (kind === 'is' || before.includes('is')))) return path
    seen.set(path, [...before, kind])
  }
  return null
}

function spoken(conditions: readonly Condition[]): Record<string, unknown> {
  const filters: Record<string, unknown> = {}
  for (const { path, op, values } of conditions) {
    if (op === 'is') filters[path] = values[0]
    else if (op === 'one_of') filters[path] = values
    else {
      const part =
        op === 'recorded' || op === 'not_recorded'
          ? { exists: op === 'recorded' }
          : { [op]: op === 'not' && values.length > 1 ? values : values[0] }
      filters[path] = { ...(filters[path] as object | undefined), ...part }
    }
  }
  return filters
}

function spokenLabels(labels: readonly Label[]): NonNullable<Question['value_groups']> {
  const groups: Record<string, Record<string, Scalar[]>> = {}
  for (const { path, label, values } of labels) groups[path] = { ...groups[path], [label]: values }
  return groups
}

function spokenBands(bands: readonly Band[]): NonNullable<Question['bands']> {
  const spokenOf: Record<string, [string, Scalar | null, Scalar | null][]> = {}
  for (const { path, label, low, high } of bands) (spokenOf[path] ??= []).push([label, low, high])
  return spokenOf
}

/** The question as the service takes it: only the parts that its measure looks at. */
export function toQuestion(asked: Asked): Question {
  const { measure } = asked
  return {
    authority: asked.authority,
    ...(asked.year ? { year: asked.year } : { from: asked.from || null, to: asked.to || null }),
    measure,
    unit: asked.unit,
    cohort: asked.cohort,
    filters: spoken(asked.filters),
    ...(RATES.includes(measure) && asked.numerator.length > 0 && { numerator: spoken(asked.numerator) }),
    ...(measure === 'percent_difference' && { versus: spoken(asked.versus) }),
    group_by: asked.groups,
    value_groups: spokenLabels(asked.labels),
    bands: spokenBands(asked.bands),
    exclude_missing: asked.excludeMissing,
    ...(['sum', ...MEANS, ...PERCENTILES].includes(measure) && asked.field && { field: asked.field }),
    ...(measure === 'ranking' && { depth: asked.depth, order: asked.order }),
    rounding: asked.rounding,
  }
}

type Spoken = Readonly<Record<string, unknown>> | null | undefined

function heard(filters: Spoken): Condition[] {
  return Object.entries(filters ?? {}).flatMap(([path, said]): Condition[] => {
    if (Array.isArray(said)) return [{ path, op: 'one_of', values: said as Scalar[] }]
    if (typeof said !== 'object' || said === null) return [{ path, op: 'is', values: [said as Scalar] }]
    return Object.entries(said).map(([name, value]: [string, Scalar | Scalar[]]) =>
      name === 'exists'
        ? { path, op: value ? 'recorded' : 'not_recorded', values: [] }
        : { path, op: name as Operator, values: [value].flat() },
    )
  })
}

/** A question of the service's as the address holds it: the way back from `toQuestion`. */
export function fromQuestion(question: Question): Asked {
  const first = firstQuestion(question.authority, question.year ?? '')
  return {
    ...first,
    from: question.from ?? '',
    to: question.to ?? '',
    measure: question.measure,
    unit: question.unit ?? first.unit,
    cohort: question.cohort ?? first.cohort,
    filters: heard(question.filters),
    numerator: heard(question.numerator),
    versus: heard(question.versus),
    groups: question.group_by ?? [],
    labels: Object.entries(question.value_groups ?? {}).flatMap(([path, groups]) =>
      Object.entries(groups).map(([label, values]) => ({ path, label, values: values as Scalar[] })),
    ),
    bands: Object.entries(question.bands ?? {}).flatMap(([path, bands]) =>
      bands.map(([label, low, high]) => ({
        path,
        label: String(label),
        low: (low ?? null) as Scalar | null,
        high: (high ?? null) as Scalar | null,
      })),
    ),
    excludeMissing: question.exclude_missing ?? false,
    field: question.field ?? '',
    depth: question.depth ?? first.depth,
    order: question.order ?? first.order,
    rounding: question.rounding ?? first.rounding,
  }
}
