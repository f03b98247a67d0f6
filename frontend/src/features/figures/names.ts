import type { CouncilRead, FieldRead } from '../../api'
import { CLASSIFICATION_WORDS, DISPOSITION_WORDS, OUTCOME_WORDS } from '../../api/words.gen'
import { categoryName, teamName } from '../../lib/council'
import { longDate, monthYear } from '../../lib/dates'
import { NOT_DECIDED, sentence } from '../../lib/words'
import type { Asked, Operator } from './question'

export const MEASURE_WORDS: Record<Asked['measure'], string> = {
  count: 'How many',
  percentage: 'Share of each group',
  rate: 'Share that meets a condition',
  upheld_rate: 'Share upheld',
  within_target_rate: 'Share within target',
  mean_working_days: 'Mean working days',
  mean_calendar_days: 'Mean calendar days',
  mean_months: 'Mean months',
  median: 'Median',
  percentile_90: '90th percentile',
  sum: 'Total',
  percent_difference: 'Difference in percent',
  ranking: 'Ranking',
}

export const UNIT_WORDS: Record<Asked['unit'], string> = {
  case: 'Cases and contacts',
  issue: 'Issues',
  stage: 'Stages',
  learning: 'Learning',
  remedy: 'Remedies',
  team_involved: 'Teams involved',
  compliment: 'Compliments',
  telling: 'Told that it is late',
  ombudsman_case: 'Cases of the Ombudsman',
  contact_plan: 'Contact plans',
}

export const COHORT_WORDS: Record<Asked['cohort'], string> = {
  received: 'Received',
  answered: 'Answered',
  concluded: 'Concluded',
  with_outcome: 'With an outcome',
  open: 'Open at the end',
}

const OPERATOR_WORDS: Record<Operator, string> = {
  is: 'is',
  one_of: 'is one of',
  not: 'is not',
  recorded: 'is recorded',
  not_recorded: 'is not recorded',
  min: 'is at least',
  max: 'is at most',
}

/** "is at least"; of days "is on or after". */
export function operatorWords(op: Operator, kind: FieldRead['kind'] | undefined): string {
  if (kind === 'date' && op === 'min') return 'is on or after'
  if (kind === 'date' && op === 'max') return 'is on or before'
  return OPERATOR_WORDS[op]
}

const LISTS: Readonly<Record<string, string>> = {
  issues: 'Any issue',
  stages: 'Any stage',
  remedies: 'Any remedy',
  ombudsman_cases: 'Any case of the Ombudsman',
  contact_plans: 'Any contact plan',
}

function spaced(code: string): string {
  return code.replace(/_pounds$/, ' (£)').replaceAll('_', ' ')
}

/** "Person: age band" of "person.age_band". */
export function fieldName(path: string): string {
  if (path === 'ref') return 'Reference'
  const [head = '', ...rest] = path.split('.')
  if (rest.length === 0) return sentence(spaced(head))
  return `${partName(head)}: ${spaced(rest.join(' '))}`
}

/** What a field belongs to, for the headings of a list of fields. */
export function partName(head: string): string {
  return LISTS[head] ?? sentence(spaced(head))
}

const CODE = /^[a-z0-9]+(_[a-z0-9]+)*$/
const TABLES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  classification: { ...CLASSIFICATION_WORDS, not_decided: NOT_DECIDED },
  disposition: DISPOSITION_WORDS,
  outcome: OUTCOME_WORDS,
}

/** A value or a group's key as people say it; what has no word here stays readable. */
export function valueWords(path: string, key: string, council: CouncilRead | undefined): string {
  const tail = path.slice(path.lastIndexOf('.') + 1)
  if (key === 'true') return 'Yes'
  if (key === 'false') return 'No'
  if (/^\d{4}-\d{2}-\d{2}$/.test(key)) return longDate(key)
  if (tail === 'received_month' && /^\d{4}-\d{2}$/.test(key)) return monthYear(key)
  const known = TABLES[tail]?.[key]
  if (known) return known
  const named = tail.startsWith('team') ? teamName(council, key) : tail === 'category' ? categoryName(council, key) : key
  if (named !== key) return named
  return CODE.test(key) && !/^\d/.test(key) ? sentence(spaced(key)) : key
}
