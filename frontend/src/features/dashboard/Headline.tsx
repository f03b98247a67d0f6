import { useEffect, useRef, useState } from 'react'
import { Link } from 'react-router'
import type { Dashboard } from '../../api'
import { LateMark, SoonMark } from '../../components/Icons'
import { plural } from '../../lib/words'
import { mostlyBecause } from './Ahead'
import { answersToTarget, percent } from './figures'

/** A number that is tinted for a second when it changes, in place. */
export function Changing({ value }: { value: number }) {
  const before = useRef(value)
  const [tint, setTint] = useState(0)
  useEffect(() => {
    if (before.current !== value) setTint((count) => count + 1)
    before.current = value
  }, [value])
  return (
    <span key={tint} className={tint > 0 ? 'rd-tint' : undefined}>
      {value}
    </span>
  )
}

/** What is late, due, and likely late. */
export function Sentence({ board }: { board: Dashboard }) {
  const late =
    board.late === 0
      ? 'Nothing is late'
      : board.late === 1
        ? '1 case is late'
        : `${board.late} cases are late`
  const soon = board.soon === 0 ? 'none is due' : board.soon === 1 ? '1 is due' : `${board.soon} are due`
  const likely = board.forecast.weeks.reduce((sum, week) => sum + week.likely_late, 0)
  const because = mostlyBecause(board)
  return (
    <p className="rd-sentence">
      <strong className={board.late > 0 ? 'rd-sentence__late' : undefined}>{late}</strong>
      {board.late_to_acknowledge > 0 && ` (${board.late_to_acknowledge} of them to be acknowledged)`} and{' '}
      <strong className={board.soon > 0 ? 'rd-sentence__soon' : undefined}>{soon}</strong> in the next 5
      working days
      {board.due_this_week > 0 && (
        <>
          , <strong>{board.due_this_week}</strong> of them this week
        </>
      )}
      .{' '}
      {likely > 0 && (
        <>
          <strong>{likely} more may be late</strong>
          {because && `, mostly because ${because}`}.
        </>
      )}
    </p>
  )
}

interface Figure {
  value: number
  label: string
  view: string
  mark?: React.ReactNode
}

/** Five numbers, each named by `name`: a link to its cases, or words alone. */
export function Figures({ board, name }: { board: Dashboard; name: (figure: Figure) => React.ReactNode }) {
  const figures: Figure[] = [
    { value: board.open, label: 'open cases', view: 'view=open' },
    { value: board.late, label: 'late', view: 'view=late', mark: <LateMark size={17} /> },
    { value: board.soon, label: 'due in 5 days', view: 'view=soon', mark: <SoonMark size={17} /> },
    {
      value: board.to_acknowledge,
      label: 'to acknowledge',
      view: 'view=to_acknowledge',
      mark: <SoonMark size={17} />,
    },
    { value: board.unallocated, label: 'without an owner', view: 'view=unowned' },
  ]
  return (
    <ul className="rd-figures">
      {figures.map((figure) => (
        <li key={figure.label}>
          <span className="rd-figures__value">
            {figure.value > 0 && figure.mark}
            <Changing value={figure.value} />
          </span>
          {name(figure)}
        </li>
      ))}
    </ul>
  )
}

function reach(board: Dashboard): string {
  const { numerator, denominator } = board.on_time
  if (board.target === null) return ''
  const missing = answersToTarget(numerator, denominator, board.target)
  if (denominator === 0) return 'No answer is counted yet this year.'
  if (missing === 0) return 'The target is reached.'
  if (missing === null) return 'The target cannot be reached any more this year.'
  return missing === 1
    ? 'The next answer, if on time, would reach the target.'
    : `The next ${missing} answers, all on time, would reach the target.`
}

/** The share answered on time beside its target; `how`: with the way to what it counts. */
export function OnTime({ board, how }: { board: Dashboard; how?: boolean }) {
  const [open, setOpen] = useState(false)
  const { numerator, denominator, definition } = board.on_time
  const share = percent(numerator, denominator)
  return (
    <section className="rd-ontime" aria-labelledby="on-time">
      <h2 className="rd-ontime__title" id="on-time">
        Answered on time, {board.year}
      </h2>
      <p className="rd-ontime__share">{share === null ? 'None yet' : `${share}%`}</p>
      <p>
        {numerator} of {plural(denominator, 'answer')}
      </p>
      {board.target !== null && (
        <p className="rd-ontime__target" style={{ marginLeft: `${Math.max(0, board.target - 22)}%` }}>
          Target {board.target}%
        </p>
      )}
      <div className="rd-ontime__bar" aria-hidden="true">
        <i className="rd-ontime__fill" style={{ width: `${share ?? 0}%` }} />
        {board.target !== null && <i className="rd-ontime__mark" style={{ left: `${board.target}%` }} />}
      </div>
      <p>
        {reach(board)}{' '}
        {how && (
          <button
            type="button"
            className="rd-verdict__link"
            aria-expanded={open}
            onClick={() => setOpen(!open)}
          >
            How this is counted
          </button>
        )}
      </p>
      {open && <p className="rd-ontime__how">{definition}</p>}
    </section>
  )
}

/** The ten seconds: a sentence, five numbers that open their cases, and one share with its target. */
export function Headline({ board, team }: { board: Dashboard; team: string }) {
  const ofTeam = team ? `&team=${encodeURIComponent(team)}` : ''
  return (
    <div className="rd-headline">
      <div className="rd-headline__left">
        <Sentence board={board} />
        <Figures board={board} name={({ view, label }) => <Link to={`/cases?${view}${ofTeam}`}>{label}</Link>} />
      </div>
      <OnTime board={board} how />
    </div>
  )
}
