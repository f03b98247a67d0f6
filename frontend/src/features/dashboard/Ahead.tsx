import { Link } from 'react-router'
import type { Dashboard, Whose } from '../../api'
import { WHOSE_WORDS } from '../../api/words.gen'
import { dayMonth, monthLetters, nearDate } from '../../lib/dates'
import { plural } from '../../lib/words'
import { NoneOpen } from './Bars'
import { ChartCard } from './ChartCard'

export function Turns({ board }: { board: Dashboard }) {
  const most = Math.max(1, ...board.turns.map((turn) => turn.count))
  if (board.turns.length === 0) return <NoneOpen />
  return (
    <ul className="rd-waiting">
      {board.turns.map((turn) => (
        <li key={turn.whose}>
          <span>{WHOSE_WORDS[turn.whose]}</span>
          <span className="rd-plain__track">
            <i aria-hidden="true" style={{ width: `${(84 * turn.count) / most}%` }} />
            <b>{turn.count}</b>
          </span>
          <span className="rd-second">{plural(turn.typical_days, 'day')}</span>
        </li>
      ))}
    </ul>
  )
}

/** Whom open cases wait for, and how long the middle one has waited. */
export function WaitingFor({ board }: { board: Dashboard }) {
  const all = board.turns.reduce((sum, turn) => sum + turn.count, 0)
  const others = board.turns.filter((turn) => turn.whose !== 'service')
  const elsewhere = others.reduce((sum, turn) => sum + turn.count, 0)
  return (
    <ChartCard
      title="Who we are waiting for"
      note="Open cases, and typical working days waiting so far"
      headings={['Whose turn', 'Open', 'Typical days']}
      rows={board.turns.map((turn) => [WHOSE_WORDS[turn.whose], turn.count, turn.typical_days])}
    >
      <Turns board={board} />
      <p className="rd-chart__foot">
        <strong>
          {elsewhere} of {all} wait on someone else.
        </strong>{' '}
        Days are working days.
      </p>
    </ChartCard>
  )
}

const BECAUSE: Record<Whose, string> = {
  service: 'we have not answered yet',
  contributor: 'a contributor has not replied',
  complainant: 'we wait for the complainant',
  consent: 'consent is not there yet',
  elsewhere: 'we wait for somebody outside',
}

/** What most of the answers that are likely late wait for; empty when none is. */
export function mostlyBecause(board: Dashboard): string {
  const counts = new Map<Whose, number>()
  for (const { turn } of board.forecast.cases) if (turn) counts.set(turn, (counts.get(turn) ?? 0) + 1)
  const [first] = [...counts].sort((a, b) => b[1] - a[1])
  return first ? BECAUSE[first[0]] : ''
}

/** A bar a week of what is due then, and how many of it will rather be late than not. */
export function Weeks({ board }: { board: Dashboard }) {
  const { weeks } = board.forecast
  const most = Math.max(1, ...weeks.map((week) => week.due))
  return (
    <ul className="rd-ahead">
      {weeks.map((week) => (
        <li key={week.since}>
          <span className="rd-ahead__bar">
            <i className="rd-ahead__late" style={{ height: `${(100 * week.likely_late) / most}%` }} />
            <i style={{ height: `${(100 * (week.due - week.likely_late)) / most}%` }} />
          </span>
          <span>
            {week.likely_late > 0 && <strong className="rd-ahead__number">{week.likely_late} of </strong>}
            <b>{week.due}</b>
            <span className="govuk-visually-hidden"> due from </span>
          </span>
          <span>
            {Number(week.since.slice(8))} {monthLetters(week.since)}
          </span>
        </li>
      ))}
    </ul>
  )
}

/** How many answers of the next four weeks are due, and how many of them will rather be late than not. */
export function dueAndLate(board: Dashboard) {
  const { weeks } = board.forecast
  return {
    due: weeks.reduce((sum, week) => sum + week.due, 0),
    likely: weeks.reduce((sum, week) => sum + week.likely_late, 0),
  }
}

/** Answers due in the next four weeks, week by week, and which of them will rather be late than not. */
export function LikelyLate({ board }: { board: Dashboard }) {
  const { weeks, cases, too_few_to_say: tooFew, past_answers: past, expected } = board.forecast
  const { due, likely } = dueAndLate(board)
  const lateIn = (days: number) => Math.round(expected[days] ?? 0)
  return (
    <ChartCard
      title={`Answers likely to be late: ${likely}`}
      note={`Of ${due} due in the next 20 working days`}
      headings={['From', 'Due', 'Likely late']}
      rows={weeks.map((week) => [dayMonth(week.since), week.due, week.likely_late])}
    >
      <Weeks board={board} />
      <ul className="rd-ahead__cases">
        {cases.map((one) => (
          <li key={one.ref}>
            <Link to={`/cases/${one.ref}`}>{one.ref}</Link>
            <span>
              due {nearDate(one.due_on, board.today)}, {one.chance}% likely late
              {one.turn && `: ${BECAUSE[one.turn]}`}
            </span>
          </li>
        ))}
      </ul>
      <p className="rd-chart__foot">
        {past === 0
          ? 'Too few to say: nothing has been answered yet.'
          : `At the pace of ${plural(past, 'past answer')} about ${lateIn(5)} of those due in 5 working days will be late, ${lateIn(10)} in 10, and ${lateIn(20)} of all ${due} in 20${lateIn(20) > likely ? ', also some that are not named here' : ''}.`}
        {past > 0 && tooFew > 0 && ` Of ${tooFew}, too few are like them to say.`}
      </p>
    </ChartCard>
  )
}
