import type { FieldRead } from '../../api'
import type { Option, OptionGroup } from '../../components/Fields'
import { fieldName, partName } from './names'
import { OPERATORS } from './question'
import type { Operator } from './question'

/** Fields under the part of the case that they belong to, by name; one that is chosen is always there. */
export function fieldOptions(paths: readonly string[], chosen: string): (Option | OptionGroup)[] {
  const all = chosen === '' || paths.includes(chosen) ? paths : [...paths, chosen]
  const groups = new Map<string, Option[]>()
  for (const path of all) {
    const dot = path.indexOf('.')
    const head = dot < 0 ? 'The case' : partName(path.slice(0, dot))
    groups.set(head, [...(groups.get(head) ?? []), { value: path, label: fieldName(path) }])
  }
  const byLabel = (a: Option, b: Option) => a.label.localeCompare(b.label)
  return [...groups].map(([label, options]) => ({ label, options: options.sort(byLabel) }))
}

const ORDERED: readonly Operator[] = ['is', 'min', 'max', 'not', 'one_of', 'recorded', 'not_recorded']

/** Whether a field's values are numbers: plain ones, days, months or pounds. */
export function isNumeric(kind: FieldRead['kind'] | undefined): boolean {
  return kind === 'number' || kind === 'calendar_days' || kind === 'months' || kind === 'pounds'
}

/** What can be asked of a field; a field without a kind here is a list or a part of the case. */
export function operatorsOf(kind: FieldRead['kind'] | undefined): readonly Operator[] {
  if (kind === undefined) return ['recorded', 'not_recorded']
  if (kind === 'boolean') return ['is', 'recorded', 'not_recorded']
  return kind === 'text' ? OPERATORS.filter((op) => op !== 'min' && op !== 'max') : ORDERED
}

export function takesSeveral(op: Operator): boolean {
  return op === 'one_of' || op === 'not'
}
