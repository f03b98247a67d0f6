import type { Chart, Paragraph, Report, Table } from '../../api'
import { columnWords, isFacts, isOfRates, tablesOf, textOf } from './reading'

/** What a wall shows of a dashboard: the sentence, the numbers in short, and all that can be drawn. */
export interface OnWall {
  said: string | undefined
  facts: Table | undefined
  charts: Chart[]
}

function textIn({ runs }: Paragraph): string {
  return runs.map((run) => (typeof run === 'string' ? run : run.text)).join('')
}

/** A table that nothing is drawn from, drawn: how many, or the share. */
function drawn(table: Table): Chart {
  const at = isOfRates(table) ? 2 : 0
  const column = table.columns.slice(at, at + 1)
  const groups = table.rows.filter(({ is_total }) => !is_total)
  const alt = groups.map(({ label, values }) => `${label} ${values[at] ? textOf(values[at]) : ''}`).join(', ')
  return {
    kind: 'chart',
    id: table.id,
    number: table.number,
    title: [table.title, ...column.map(columnWords)].join(', '),
    drawn_as: 'bars',
    table: table.id,
    columns: column.map(({ id }) => id),
    alt: `${table.row_title}: ${alt}.`,
  }
}

export function onWall(report: Report): OnWall {
  const blocks = report.sections.flatMap((section) => section.blocks)
  const charts = blocks.filter((block) => 'drawn_as' in block)
  const tables = tablesOf(report)
  const others = tables.filter((table) => !isFacts(table) && charts.every((chart) => chart.table !== table.id))
  // A sentence without a figure says what is left out.
  const said = blocks.find((block) => 'runs' in block && block.runs.some((run) => typeof run !== 'string'))
  return {
    said: said && 'runs' in said ? textIn(said) : undefined,
    facts: tables.find(isFacts),
    charts: [...charts, ...others.map(drawn)],
  }
}
