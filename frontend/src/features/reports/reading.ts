import type { Bound, Chart, Column, FigureNote, HiddenRead, Paragraph, Report, Row, Section, Table, Value } from '../../api'
import { lowered } from '../../lib/words'

export type Block = Section['blocks'][number]

const HIDDEN = '[c]'
const NOTHING = '[z]'
const PERCENTAGES: readonly Value['unit'][] = ['percent', 'percent_change']
const SIGNED: readonly Value['unit'][] = ['change', 'percent_change']

/** A number as every format prints it. */
export function textOf({ value, unit, places = 0, hidden }: Value): string {
  if (hidden) return HIDDEN
  if (value === null) return NOTHING
  if (typeof value === 'string') return value
  const digits = { minimumFractionDigits: places, maximumFractionDigits: places }
  const sign = value < 0 ? '−' : SIGNED.includes(unit) && value > 0 ? '+' : ''
  const number = Math.abs(value).toLocaleString('en-GB', digits)
  return `${sign}${unit === 'pounds' ? '£' : ''}${number}${PERCENTAGES.includes(unit) ? '%' : ''}`
}

type Headed = Pick<Column, 'head' | 'title'>

/** "2025-26 share": what the service calls a column. */
function columnName({ head, title }: Headed): string {
  return [head, title.toLowerCase()].filter(Boolean).join(' ')
}

/** The same for people: a column whose head says all of it is called by that. */
export function columnWords({ head, title }: Headed): string {
  return head === title ? head : columnName({ head, title })
}

/** A table as a spreadsheet takes it: numbers as numbers, with their sign where their column does not say it. */
export function csvRows(table: Table): (string | number)[][] {
  const head = [table.row_title, ...table.columns.map(columnWords)]
  const cell = (value: Value | undefined, measure: Column['measure']) => {
    if (value === undefined) return ''
    const isPlain = !value.hidden && typeof value.value === 'number' && (value.unit ?? 'count') === measure
    return isPlain ? Number(value.value) : textOf(value)
  }
  return [
    head,
    ...table.rows.map((row) => [
      row.label,
      ...table.columns.map(({ measure }, at) => cell(row.values[at], measure)),
    ]),
  ]
}

export function tablesOf(report: Report): Table[] {
  return report.sections.flatMap((section) => section.blocks.filter((block) => 'rows' in block))
}

/** Where on the page a table, a chart or a place for words stands. */
export function anchorOf(block: string): string {
  return `at-${block}`
}

/** What a block is called by in an address: itself, and each clause of an assessment. */
export function placesIn(block: Block): string[] {
  return [...('id' in block ? [block.id] : []), ...('clauses' in block ? block.clauses.map(({ id }) => id) : [])]
}

export function sectionAnchor(section: Section): string {
  return `section-${section.id}`
}

/** The section that an address leads to: the first, unless it names one or something in one. */
export function sectionAt(report: Report, anchor: string): Section | undefined {
  const named = report.sections.find(
    (section) =>
      sectionAnchor(section) === anchor ||
      section.blocks.some((block) => placesIn(block).some((place) => anchorOf(place) === anchor)),
  )
  return named ?? report.sections[0]
}

/** What stands behind a number of a sentence. */
export interface Behind {
  title: string
  note: FigureNote
  /** What the report's own table has beside it: last year, the target, of how many. */
  beside: { name: string; text: string }[]
}

export function isFacts(table: Table): boolean {
  return table.columns[0]?.id === 'now'
}

function rowOf(report: Report, figure: string): { table: Table; row: Row } | undefined {
  for (const table of tablesOf(report)) {
    const row = table.rows.find(({ id }) => (isFacts(table) ? id : `${table.id}.${id}`) === figure)
    if (row) return { table, row }
  }
  return undefined
}

export function behind(report: Report, { figure }: Bound): Behind | undefined {
  const note = report.figures?.find(({ id }) => id === figure || id === figure.split('.')[0])
  if (!note) return undefined
  const found = rowOf(report, figure)
  const beside = (found?.table.columns ?? []).map((column, at) => {
    const value = found?.row.values[at]
    return { name: columnWords(column), text: value ? textOf(value) : NOTHING }
  })
  const row = found && !isFacts(found.table) ? `, ${found.row.label}` : ''
  return { title: `${note.title}${row}`, note, beside: beside.filter(({ text }) => text !== NOTHING) }
}

/** A figure that can be put among an officer's words, and what stands there then. */
export interface Insertable {
  binding: string
  title: string
  text: string
}

const NAME = /^[a-z0-9_.]+$/
const PART_OF_WHOLE = /^[\d,]+ of [\d,]+$/
const UNNAMED: readonly unknown[] = ['ranking', 'percent_difference']

function isNamed(report: Report, table: Table): boolean {
  const question = report.figures?.find(({ id }) => id === table.id)?.question
  return question !== undefined && (question.group_by as string[]).length === 1 && !UNNAMED.includes(question.measure)
}

function ofFacts(table: Table): Insertable[] {
  return table.rows.flatMap((row) => {
    const texts = new Map(table.columns.map(({ id }, at) => [id, row.values[at] ? textOf(row.values[at]) : NOTHING]))
    const [now = NOTHING, counted = NOTHING, before = NOTHING] = ['now', 'counted', 'before'].map((id) => texts.get(id))
    return [
      { binding: `{${row.id}}`, title: row.label, text: now },
      ...(PART_OF_WHOLE.test(counted) && now !== HIDDEN
        ? [{ binding: `{${row.id}|of}`, title: `${row.label}, out of how many`, text: `${counted} (${now})` }]
        : []),
      { binding: `{${row.id}|before}`, title: `${row.label}, the year before`, text: before },
    ]
  })
}

/** Whether it says of each group how many, how many of these, and their share. */
export function isOfRates({ columns: [first, second, third] }: Table): boolean {
  return second?.measure === 'count' && second.head === first?.head && third?.measure === 'percent'
}

function ofGroups(table: Table): Insertable[] {
  const second = table.columns[1]
  const isRate = isOfRates(table)
  const total = table.rows.find((row) => row.is_total)?.values[0]
  return table.rows.flatMap((row) => {
    const [count = NOTHING, next = NOTHING, last = NOTHING] = row.values.map(textOf)
    const named = { binding: `{${table.id}.${row.id}}`, title: `${table.title}: ${row.label}`, text: count }
    const [part, whole, share] = isRate ? [next, count, last] : [count, total ? textOf(total) : NOTHING, next]
    if (!isRate && second?.measure !== 'percent') return [named]
    return [
      named,
      { ...named, binding: named.binding.replace('}', '|share}'), title: `${named.title}, share`, text: share },
      {
        binding: named.binding.replace('}', '|of}'),
        title: `${named.title}, out of how many`,
        text: [part, whole, share].includes(HIDDEN) ? HIDDEN : `${part} of ${whole} (${share})`,
      },
    ]
  })
}

/** Every figure that the report prints and shows, as it can be bound. */
export function insertable(report: Report): Insertable[] {
  const tables = tablesOf(report)
  const all = [
    ...tables.filter(isFacts).flatMap(ofFacts),
    ...tables.filter((table) => isNamed(report, table)).flatMap(ofGroups),
  ]
  return all.filter(({ binding, text }) => NAME.test(binding.replace(/^\{|(\|\w+)?\}$/g, '')) && text !== HIDDEN && text !== NOTHING)
}

/** One column of a chart, group by group; totals are not drawn. */
export interface Series {
  name: string
  points: { label: string; value: number | null; text: string }[]
}

export function seriesOf(report: Report, chart: Chart): Series[] {
  const table = tablesOf(report).find(({ id }) => id === chart.table)
  if (!table) return []
  return chart.columns.map((wanted) => {
    const at = table.columns.findIndex(({ id }) => id === wanted)
    const column = table.columns[at]
    const rows = table.rows.filter((row) => !row.is_total)
    return {
      name: column ? columnWords(column) : '',
      points: rows.flatMap(({ label, values }) => {
        const value = values[at]
        if (!value) return []
        return [{ label, value: typeof value.value === 'number' ? value.value : null, text: textOf(value) }]
      }),
    }
  })
}

/** Hidden numbers of one row that are hidden for one reason. */
export interface HiddenRow extends Omit<HiddenRead, 'column'> {
  columns: string[]
}

export function hiddenRows(report: Report, hidden: readonly HiddenRead[]): HiddenRow[] {
  const columns = tablesOf(report).flatMap((table) => table.columns)
  const names = new Map(columns.map((column) => [columnName(column), columnWords(column)]))
  const rows = new Map<string, HiddenRow>()
  for (const { column, ...one } of hidden) {
    const key = [one.table, one.row, one.small, ...one.because_of].join('\n')
    const row = rows.get(key) ?? { ...one, columns: [] }
    row.columns.push(lowered(names.get(column) ?? column))
    rows.set(key, row)
  }
  return [...rows.values()]
}

export function isHiddenFor(hidden: readonly HiddenRead[], table: Table, row: Row, column: Column) {
  return hidden.find((one) => one.table === table.id && one.row === row.id && one.column === columnName(column))
}

export function plainText({ runs }: Paragraph): string {
  return runs.map((run) => (typeof run === 'string' ? run : run.text)).join('')
}

/** How many columns of numbers half a page has room for. */
const MOST_COLUMNS = 6

const isWide = (block: Block) => 'rows' in block && block.columns.length > MOST_COLUMNS

/** Which parts of a dashboard have the width of its page: those with a wide table, and one that would stand alone. */
export function haveWidth(sections: readonly Pick<Section, 'blocks'>[]): boolean[] {
  const wide = sections.map(({ blocks }) => blocks.some(isWide))
  return wide.map((is, at) => is || ((wide[at - 1] ?? true) && (wide[at + 1] ?? true)))
}
