import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { Dashboard } from '../../api'
import { CLASSIFICATION_WORDS, OUTCOME_WORDS, STATUS_WORDS } from '../../api/words.gen'
import { NOT_DECIDED, word } from '../../lib/words'
import { ChartCard } from './ChartCard'
import { percent } from './figures'

type TeamRow = Dashboard['by_team'][number]

export function total(row: TeamRow): number {
  return row.late + row.soon + row.on_track
}

export const STATES = [
  { key: 'late', label: 'Late' },
  { key: 'soon', label: 'Due in 5 working days' },
  { key: 'on_track', label: 'On track' },
] as const

export function largestFirst(board: Dashboard): TeamRow[] {
  return [...board.by_team].sort((a, b) => total(b) - total(a) || a.name.localeCompare(b.name))
}

/** What the colours of a team's bar stand for. */
export function StatesLegend() {
  return (
    <ul className="rd-legend">
      {STATES.map(({ key, label }) => (
        <li key={key}>
          <i className={`rd-key rd-teams__part--${key}`} />
          {label}
        </li>
      ))}
    </ul>
  )
}

/** In the place of what would be drawn of open cases. */
export function NoneOpen() {
  return <p>No case is open.</p>
}

/** A bar a team, as long as it has open cases beside the first. */
export function TeamRows({ rows, name }: { rows: readonly TeamRow[]; name: (row: TeamRow) => ReactNode }) {
  const most = Math.max(1, ...rows.map(total))
  if (rows.length === 0) return <NoneOpen />
  return (
    <ul className="rd-teams">
      {rows.map((row) => (
        <li key={row.team ?? 'none'}>
          {name(row)}
          <span className="rd-teams__track" aria-hidden="true">
            {STATES.filter(({ key }) => row[key] > 0).map(({ key }) => (
              <span
                key={key}
                className={`rd-teams__part rd-teams__part--${key}`}
                style={{ width: `${(100 * row[key]) / most}%` }}
              >
                {row[key]}
              </span>
            ))}
          </span>
          <b className="rd-teams__total">
            {total(row)}
            <span className="govuk-visually-hidden"> open</span>
          </b>
        </li>
      ))}
    </ul>
  )
}

/** Open cases by team: late, due and on track side by side, the number on each part. */
export function TeamBars({ board }: { board: Dashboard }) {
  const rows = largestFirst(board)
  return (
    <ChartCard
      title="Open cases by team"
      headings={['Team', 'Late', 'Due', 'On track', 'Open']}
      rows={rows.map((row) => [row.name, row.late, row.soon, row.on_track, total(row)])}
    >
      <TeamRows
        rows={rows}
        name={({ team, name }) =>
          team ? <Link to={`/cases?view=open&team=${encodeURIComponent(team)}`}>{name}</Link> : <span>{name}</span>
        }
      />
      <StatesLegend />
    </ChartCard>
  )
}

interface PlainBar {
  label: string
  count: number
}

/** Plain bars from zero, each with its number. */
function PlainBars({ bars }: { bars: readonly PlainBar[] }) {
  const most = Math.max(1, ...bars.map((bar) => bar.count))
  if (bars.length === 0) return <NoneOpen />
  return (
    <ul className="rd-plain">
      {bars.map((bar) => (
        <li key={bar.label}>
          <span>{bar.label}</span>
          <span className="rd-plain__track">
            <i aria-hidden="true" style={{ width: `${(84 * bar.count) / most}%` }} />
            <b>{bar.count}</b>
          </span>
        </li>
      ))}
    </ul>
  )
}

export function KindBars({ board }: { board: Dashboard }) {
  const bars = board.by_classification.map((row) => ({
    label: row.decided ? word(CLASSIFICATION_WORDS, row.classification) : NOT_DECIDED,
    count: row.count,
  }))
  return (
    <ChartCard
      title="What they are"
      note="Open cases"
      headings={['Kind', 'Open']}
      rows={bars.map((bar) => [bar.label, bar.count])}
    >
      <PlainBars bars={bars} />
    </ChartCard>
  )
}

const ENDED = ['closed', 'withdrawn']

export function StageBars({ board }: { board: Dashboard }) {
  const bars = board.by_stage
    .filter((row) => !ENDED.includes(row.stage))
    .map((row) => ({ label: word(STATUS_WORDS, row.stage), count: row.count }))
  // What has ended is still open only while the Ombudsman waits for an answer.
  const asked = board.by_stage.filter((row) => ENDED.includes(row.stage)).reduce((sum, row) => sum + row.count, 0)
  if (asked > 0) bars.push({ label: 'Ended, asked by the Ombudsman', count: asked })
  return (
    <ChartCard
      title="Where they stand"
      note="Open cases"
      headings={['Stage', 'Open']}
      rows={bars.map((bar) => [bar.label, bar.count])}
    >
      <PlainBars bars={bars} />
    </ChartCard>
  )
}

export function AgeBars({ board }: { board: Dashboard }) {
  const bars = board.age.map((row) => ({ label: row.band, count: row.count }))
  return (
    <ChartCard
      title="How old they are"
      note="Open cases, working days since receipt"
      headings={['Working days', 'Open']}
      rows={bars.map((bar) => [bar.label, bar.count])}
    >
      <PlainBars bars={bars} />
    </ChartCard>
  )
}

const FOUND = ['upheld', 'partially_upheld', 'upheld_not_council', 'not_upheld']

/** What was found, in one bar and a list; the colours do not say that one finding is worse. */
export function Found({ board }: { board: Dashboard }) {
  const known = (outcome: string) => {
    const at = FOUND.indexOf(outcome)
    return at < 0 ? FOUND.length : at
  }
  const rows = board.outcomes
    .filter((row) => row.count > 0)
    .sort((a, b) => known(a.outcome) - known(b.outcome))
  const all = rows.reduce((sum, row) => sum + row.count, 0)
  const { learned } = board
  const tone = (outcome: string) => (FOUND.includes(outcome) ? outcome : 'other')
  return (
    <ChartCard
      title="What we found"
      note={`${all} concluded in ${board.year}`}
      headings={['Finding', 'Cases', 'Share']}
      rows={rows.map((row) => [word(OUTCOME_WORDS, row.outcome), row.count, `${percent(row.count, all)}%`])}
    >
      <span className="rd-found" aria-hidden="true">
        {rows.map((row) => (
          <i
            key={row.outcome}
            className={`rd-found__part rd-found__part--${tone(row.outcome)}`}
            style={{ flexGrow: row.count }}
          />
        ))}
      </span>
      <ul className="rd-found__list" aria-hidden="true">
        {rows.map((row) => (
          <li key={row.outcome}>
            <i className={`rd-key rd-found__part--${tone(row.outcome)}`} />
            <span>{word(OUTCOME_WORDS, row.outcome)}</span>
            <b>{row.count}</b>
            <span>{percent(row.count, all)}%</span>
          </li>
        ))}
      </ul>
      {learned.denominator > 0 && (
        <p className="rd-chart__foot">
          <strong>
            Learning recorded in {learned.numerator} of {learned.denominator}
          </strong>{' '}
          where we found fault. <Link to="/learning">See what was learned</Link>
        </p>
      )}
      {all === 0 && <p>Nothing has been concluded yet this year.</p>}
    </ChartCard>
  )
}
