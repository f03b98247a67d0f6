import type { ImportField, ImportMapping, SheetColumn } from '../../api'
import { CLASSIFICATION_WORDS, OUTCOME_WORDS } from '../../api/words.gen'
import type { Option, OptionGroup } from '../../components/Fields'
import { sentence, word } from '../../lib/words'

export type Mapped = ImportMapping['columns'][number]

/** One field that a column gives, and where it stands in the mapping; null: nothing comes from the column yet. */
export interface Entry {
  index: number | null
  field: string
  values: Record<string, string | null>
}

/** A column as a row of the table; `missing`: the mapping names it, and the file does not have it. */
export interface ColumnRow {
  column: string
  repeated: boolean
  missing: boolean
  values: string[]
  entries: Entry[]
}

const normal = (text: string) => text.trim().split(/\s+/).join(' ').toLowerCase()
const slug = (text: string) => text.toLowerCase().replace(/[^a-z0-9]+/g, '_').replace(/^_|_$/g, '')

/** The file's columns in their order, then those that only the mapping has. */
export function columnRows(mapping: ImportMapping, columns: readonly SheetColumn[]): ColumnRow[] {
  const known = new Set(columns.map(({ column }) => normal(column)))
  const lost = mapping.columns.map(({ column }) => column).filter((column) => !known.has(normal(column)))
  const rows = [
    ...columns.map((column) => ({ ...column, missing: false })),
    ...[...new Set(lost)].map((column) => ({ column, repeated: false, missing: true, values: [] })),
  ]
  return rows.map((row) => ({ ...row, entries: entriesOf(mapping, row.column) }))
}

function entriesOf(mapping: ImportMapping, column: string): Entry[] {
  const found = mapping.columns.flatMap((each, index) =>
    normal(each.column) === normal(column) ? [{ index, field: each.field, values: each.values ?? {} }] : [],
  )
  return found.length > 0 ? found : [{ index: null, field: '', values: {} }]
}

/** The mapping with another field at this place; none takes the place away. */
export function withField(mapping: ImportMapping, column: string, index: number | null, field: string): ImportMapping {
  const columns = [...mapping.columns]
  if (index === null) columns.push({ column, field, values: {} })
  else columns.splice(index, 1, ...(field ? [{ column, field, values: {} }] : []))
  return { ...mapping, columns }
}

/** What a word of the council stands for; null: not known; undefined: it is not translated. */
export function withMeaning(
  mapping: ImportMapping,
  index: number,
  text: string,
  meaning: string | null | undefined,
): ImportMapping {
  const columns = mapping.columns.map((each, at) => {
    if (at !== index) return each
    const others = Object.entries(each.values ?? {}).filter(([key]) => normal(key) !== normal(text))
    return { ...each, values: Object.fromEntries(meaning === undefined ? others : [...others, [text, meaning]]) }
  })
  return { ...mapping, columns }
}

/** A field's description: `issues[2].category` is one of `issues[].category`. */
export function fieldOf(fields: readonly ImportField[], path: string): ImportField | undefined {
  const whole = path.replace(/\[\d+\]/, '[]')
  return fields.find((field) => field.path === whole)
}

/** A word of the council in a column, and what it stands for; null: not known; undefined: nobody said yet. */
export interface OwnWord {
  text: string
  meaning: string | null | undefined
}

/** The words in a column that its field does not take as they stand, and those that were translated. */
export function wordsOf(row: ColumnRow, entry: Entry, fields: readonly ImportField[]): OwnWord[] {
  const field = fieldOf(fields, entry.field)
  if (!field) return []
  const meanings = new Map(Object.entries(entry.values).map(([text, meaning]) => [normal(text), meaning]))
  const listed = new Set(field.known.flatMap(({ code, name }) => [normal(code), normal(name)]))
  const isStrange = (value: string) => {
    if (field.kind === 'code') return !field.codes.includes(slug(value))
    return meanings.has(normal(value)) || (listed.size > 0 && !listed.has(normal(value)))
  }
  const words = new Map(row.values.filter(isStrange).map((value) => [normal(value), value]))
  return [...words].map(([key, text]) => ({ text, meaning: meanings.get(key) }))
}

/** What a word may stand for: codes of the format, or entries of the council's own list. */
export function meaningsOf(field: ImportField | undefined): Option[] {
  if (!field) return []
  const codes = field.codes.map((code) => ({ value: code, label: codeWord(code) }))
  return [...codes, ...field.known.map(({ code, name }) => ({ value: code, label: name }))]
}

/** A code in words. */
export function codeWord(code: string): string {
  return word({ ...CLASSIFICATION_WORDS, ...OUTCOME_WORDS }, code)
}

const PARTS: Record<string, string> = { stages: 'Stage', issues: 'Issue', remedies: 'Remedy' }
const NAMES: Record<string, string> = { ref: 'reference', 'person.person_ref': 'number', received_on: 'day received' }

/** "issues[2].category" is "Issue 2: category". */
export function fieldLabel(path: string): string {
  const [, first = path, number, name] = /^([a-z_]+)(?:\[(\d+)\])?(?:\.([a-z_]+))?$/.exec(path) ?? []
  const said = NAMES[path] ?? (name ?? first).replace(/_on$/, '').replace(/_pounds$/, ' in pounds').replaceAll('_', ' ')
  return name ? `${partLabel(first, number)}: ${said}` : sentence(said)
}

/** What a service says of fields, with their names instead of their paths. */
export function inWords(reason: string, fields: readonly ImportField[]): string {
  return reason.replace(/\b(?:ref\b|[a-z_]*(?:\[\d+\]\.|[._])[a-z_]+)/g, (path) =>
    fieldOf(fields, path) ? `“${fieldLabel(path)}”` : path,
  )
}

function partLabel(part: string, number: string | undefined): string {
  const said = PARTS[part] ?? sentence(part.replaceAll('_', ' '))
  return number ? `${said} ${number}` : said
}

/** Every field to choose from, in groups; of each list one more than is taken. */
export function fieldOptions(fields: readonly ImportField[], mapping: ImportMapping): OptionGroup[] {
  const taken = [...mapping.columns.map(({ field }) => field), ...Object.keys(mapping.constants ?? {})]
  const groups = new Map<string, Option[]>([['The case', []]])
  for (const part of new Set(fields.map(({ path }) => path.split('.')[0] ?? ''))) {
    const list = part.endsWith('[]')
    const name = part.replace('[]', '')
    const numbers = taken.flatMap((path) => (path.startsWith(`${name}[`) ? [Number(/\d+/.exec(path)?.[0])] : []))
    const last = list ? Math.max(0, ...numbers) + 1 : 1
    for (let number = 1; number <= last; number += 1) {
      for (const { path } of fields.filter((field) => field.path.split('.')[0] === part)) {
        const value = path.replace('[]', `[${number}]`)
        const group = path.includes('.') ? partLabel(name, list ? String(number) : undefined) : 'The case'
        groups.set(group, [...(groups.get(group) ?? []), { value, label: fieldLabel(value) }])
      }
    }
  }
  return [...groups].map(([label, options]) => ({ label, options }))
}
