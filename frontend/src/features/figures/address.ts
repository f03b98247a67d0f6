import type { Question } from '../../api'
import { COHORTS, MEASURES, OPERATORS, UNITS, clash, firstQuestion, fromQuestion, toQuestion } from './question'
import type { Asked, Band, Condition, Label, Operator, Scalar } from './question'

/**
 * The question in the address bar, every part of it, so that it can be kept and sent.
 *
 * A list of values is written with commas between them, as `channel:one_of:email,phone`. Numbers, true and
 * false are written bare; a text that would read as one of them, or that has a comma, stands in quotes.
 */

const NAMES = [
  'authority',
  'measure',
  'unit',
  'cohort',
  'year',
  'from',
  'to',
  'where',
  'numerator',
  'versus',
  'by',
  'label',
  'band',
  'missing',
  'field',
  'depth',
  'order',
  'rounding',
]
const LEFT_OUT = 'left_out'
const DATE = /^\d{4}-\d{2}-\d{2}$/
const BARE = /^(true|false|-?(0|[1-9]\d*)(\.\d+)?)$/

function written(value: Scalar | null): string {
  if (value === null) return ''
  if (typeof value !== 'string') return String(value)
  const plain = value !== '' && value === value.trim() && !/[",]/.test(value) && !BARE.test(value)
  return plain ? value : JSON.stringify(value)
}

const list = (values: readonly (Scalar | null)[]) => values.map(written).join(',')

/** The values of a list; null for an empty place. Throws where quotes do not close. */
function read(text: string): (Scalar | null)[] {
  const values: (Scalar | null)[] = []
  const token = /\s*("(?:[^"\\]|\\.)*"|[^",]*)\s*(,|$)/y
  for (;;) {
    const found = token.exec(text)
    if (!found) throw new Error('The quotes in it do not close.')
    const part = (found[1] ?? '').trim()
    if (part.startsWith('"')) values.push(JSON.parse(part) as string)
    else if (part === '') values.push(null)
    else values.push(BARE.test(part) ? (JSON.parse(part) as number | boolean) : part)
    if (found[2] === '') return values
  }
}

/** "path:rest": the rest may have colons of its own. */
function divided(text: string): [string, string] {
  const at = text.indexOf(':')
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)]
}

const present = (value: Scalar | null): value is Scalar => value !== null

const COUNTS: Record<Operator, (count: number) => boolean> = {
  is: (count) => count === 1,
  min: (count) => count === 1,
  max: (count) => count === 1,
  one_of: (count) => count > 0,
  not: (count) => count > 0,
  recorded: (count) => count === 0,
  not_recorded: (count) => count === 0,
}

function readCondition(text: string): Condition {
  const [path, rest] = divided(text)
  const [operator, said] = divided(rest)
  const op = OPERATORS.find((known) => known === operator)
  if (!op) throw new Error(`There is no condition “${operator}”.`)
  const values = (said ? read(said) : []).filter(present)
  if (!COUNTS[op](values.length)) throw new Error('It has too many values or too few.')
  return { path, op, values }
}

function readLabel(text: string): Label {
  const [path, rest] = divided(text)
  const [label, ...values] = read(rest)
  if (!present(label ?? null)) throw new Error('It has no label.')
  return { path, label: String(label), values: values.filter(present) }
}

function readBand(text: string): Band {
  const [path, rest] = divided(text)
  const [label, low, high, ...more] = read(rest)
  if (!present(label ?? null) || more.length > 0) throw new Error('It is not a label, a low and a high end.')
  return { path, label: String(label), low: low ?? null, high: high ?? null }
}

function writeCondition({ path, op, values }: Condition): string {
  return values.length > 0 ? `${path}:${op}:${list(values)}` : `${path}:${op}`
}

export function writeAsked(asked: Asked): URLSearchParams {
  const params = new URLSearchParams({ authority: asked.authority, measure: asked.measure, unit: asked.unit })
  params.set('cohort', asked.cohort)
  for (const name of ['year', 'from', 'to', 'field'] as const) if (asked[name]) params.set(name, asked[name])
  for (const one of asked.filters) params.append('where', writeCondition(one))
  for (const one of asked.numerator) params.append('numerator', writeCondition(one))
  for (const one of asked.versus) params.append('versus', writeCondition(one))
  for (const path of asked.groups) params.append('by', path)
  for (const one of asked.labels) params.append('label', `${one.path}:${list([one.label, ...one.values])}`)
  for (const one of asked.bands) params.append('band', `${one.path}:${list([one.label, one.low, one.high])}`)
  if (asked.excludeMissing) params.set('missing', LEFT_OUT)
  if (asked.depth !== 1) params.set('depth', String(asked.depth))
  if (asked.order !== 'desc') params.set('order', asked.order)
  if (asked.rounding !== 0) params.set('rounding', String(asked.rounding))
  return params
}

/** The page on which a question of the service's is asked, with its cases behind it. */
export function pageOf(question: Question): string {
  return `/figures?${writeAsked(fromQuestion(question)).toString()}`
}

/** The question of one value that an address holds; null where it holds none, or one with groups. */
export function oneValueIn(params: URLSearchParams, authority: string): Question | null {
  const { asked, wrong } = readAsked(params, authority, '')
  const isOne = params.has('measure') && wrong.length === 0 && asked.groups.length === 0
  return isOne ? toQuestion(asked) : null
}

/** The question in an address, and in words what in it cannot be read. */
export function readAsked(
  params: URLSearchParams,
  authority: string,
  thisYear: string,
): { asked: Asked; wrong: string[] } {
  const wrong: string[] = []
  const first = firstQuestion(authority, '')
  const text = (name: string) => params.get(name) ?? ''

  function oneOf<T extends string>(name: string, known: readonly T[], otherwise: T): T {
    const said = params.get(name)
    const found = known.find((value) => value === said)
    if (said !== null && !found) wrong.push(`There is no ${name} “${said}”.`)
    return found ?? otherwise
  }
  function whole(name: string, otherwise: number, least: number, most: number): number {
    const said = params.get(name)
    if (said === null) return otherwise
    const number = /^\d{1,4}$/.test(said) ? Number(said) : -1
    if (number >= least && number <= most) return number
    wrong.push(`${name}: “${said}” is not a whole number from ${least} to ${most}.`)
    return otherwise
  }
  function all<T>(name: string, how: (said: string) => T): T[] {
    return params.getAll(name).flatMap((said) => {
      try {
        return [how(said)]
      } catch (error) {
        wrong.push(`${name}: “${said}” cannot be read. ${error instanceof SyntaxError ? '' : (error as Error).message}`)
        return []
      }
    })
  }
  function conditions(name: string): Condition[] {
    const found = all(name, readCondition)
    const twice = clash(found)
    if (twice !== null) wrong.push(`${name}: “${twice}” is asked of twice, in ways that do not go together.`)
    return found
  }
  function day(name: string): string {
    const said = text(name)
    if (said === '' || DATE.test(said)) return said
    wrong.push(`${name}: “${said}” is not a date such as 2026-03-31.`)
    return ''
  }

  for (const name of new Set(params.keys())) {
    if (!NAMES.includes(name)) wrong.push(`A question has no part “${name}”.`)
  }
  const from = day('from')
  const to = day('to')
  const asked: Asked = {
    ...first,
    authority: text('authority') || authority,
    measure: oneOf('measure', MEASURES, first.measure),
    unit: oneOf('unit', UNITS, first.unit),
    cohort: oneOf('cohort', COHORTS, first.cohort),
    year: text('year') || (from || to ? '' : thisYear),
    from,
    to,
    filters: conditions('where'),
    numerator: conditions('numerator'),
    versus: conditions('versus'),
    groups: params.getAll('by'),
    labels: all('label', readLabel),
    bands: all('band', readBand),
    excludeMissing: oneOf('missing', [LEFT_OUT, 'kept'], 'kept') === LEFT_OUT,
    field: text('field'),
    depth: whole('depth', 1, 1, 1000),
    order: oneOf('order', ['asc', 'desc'] as const, 'desc'),
    rounding: whole('rounding', 0, 0, 10),
  }
  if (asked.year && !/^\d{4}-\d{2}$/.test(asked.year)) wrong.push(`year: “${asked.year}” is not a year such as 2025-26.`)
  if (asked.year && (from || to)) wrong.push('It has both a year and days from and to.')
  return { asked, wrong }
}
