import { useMemo } from 'react'
import { useSearchParams } from 'react-router'
import type { Chart, Report, Table } from '../../api'
import { Failed, Filling } from '../../components/Page'
import { Wall } from '../../components/Wall'
import { teamName, useCouncil } from '../../lib/council'
import { useToday } from '../../lib/useNow'
import { financialYear } from '../../lib/years'
import { QUARTERS, readBoard } from './address'
import { Drawing } from './ReportChart'
import { onWall } from './onWall'
import { useBoards, useLiveBoard } from './queries'
import { columnWords, seriesOf, textOf } from './reading'
import './paper.css'
import './boardWall.css'

/** So many are read from across a room. */
const MOST_GROUPS = 8
const MOST_FACTS = 4

function Facts({ table }: { table: Table }) {
  const before = table.columns.findIndex(({ id }) => id === 'before')
  return (
    <ul className="rd-card rd-wall__card rd-wall__facts">
      {table.rows.slice(0, MOST_FACTS).map(({ id, label, values: [now], values }) => (
        <li key={id}>
          <b>{now && textOf(now)}</b>
          <span>{label}</span>
          {values[before]?.value != null && table.columns[before] && (
            <span className="rd-second">
              {columnWords(table.columns[before])}: {textOf(values[before])}
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}

function Card({ chart, report }: { chart: Chart; report: Report }) {
  const groups = seriesOf(report, chart)[0]?.points.length ?? 0
  const room = chart.drawn_as === 'bars' ? MOST_GROUPS : groups
  return (
    <section className="rd-card rd-wall__card rd-wall__drawn" aria-labelledby={`wall-${chart.id}`}>
      <h2 className="rd-h2" id={`wall-${chart.id}`}>
        {chart.title}
      </h2>
      <Drawing report={report} chart={chart} most={room} />
      {groups > room && <p>and {groups - room} more</p>}
    </section>
  )
}

function Board({ report }: { report: Report }) {
  const { said, facts, charts } = useMemo(() => onWall(report), [report])
  const beside = facts ? 0 : 1
  const cards = charts.map((chart) => <Card key={chart.id} chart={chart} report={report} />)
  return (
    <div className="rd-wall__board">
      <div className="rd-wall__aside">
        {said && <p className="rd-card rd-sentence rd-wall__said">{said}</p>}
        {facts ? <Facts table={facts} /> : cards.slice(0, beside)}
      </div>
      <div className="rd-wall__aside">{cards.slice(beside, beside + 2)}</div>
    </div>
  )
}

/** A dashboard for a screen on a wall: what it says, its numbers in short, and what it draws. */
export function BoardWallPage() {
  const [params] = useSearchParams()
  const thisYear = financialYear(useToday())
  const asked = useMemo(() => readBoard(params, thisYear), [params, thisYear])
  const council = useCouncil().data
  const boards = useBoards()
  const board = useLiveBoard(asked)
  const title = boards.data?.find(({ name }) => name === asked.name)?.title ?? 'Figures'
  const months = QUARTERS.find(({ value }) => value === String(asked.quarter))
  return (
    <Wall
      title={[title, teamName(council, asked.team)].filter(Boolean).join(': ')}
      of={[council?.name, months?.label, asked.year].filter(Boolean).join(', ')}
      asOf={board.data?.as_of}
      page={{ pathname: '/figures/ready', search: params.toString() }}
    >
      {board.error ? (
        <Failed error={board.error} retry={() => void board.refetch()} />
      ) : board.data ? (
        <Board report={board.data} />
      ) : (
        <Filling rows={6} label="Working out the figures" />
      )}
    </Wall>
  )
}
