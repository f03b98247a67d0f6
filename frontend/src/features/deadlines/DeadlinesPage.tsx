import { Link, useSearchParams } from 'react-router'
import { PageTitle } from '../../components/Page'
import { useToday } from '../../lib/useNow'
import { ByProcedure } from './ByProcedure'
import { ByThemselves } from './ByThemselves'
import { MODE } from './count'
import './deadlines.css'

const MODES = [
  { mode: '', to: '/deadlines', label: 'By a procedure' },
  { mode: MODE, to: `/deadlines?mode=${MODE}`, label: 'Count days by themselves' },
]

/** By when something is due: by a procedure's limits, or counted by itself. Nothing is recorded. */
export function DeadlinesPage() {
  const [params] = useSearchParams()
  const today = useToday()
  const mode = params.get('mode') === MODE ? MODE : ''
  return (
    <>
      <div className="rd-titlerow">
        <div>
          <PageTitle>Work out a date</PageTitle>
          <p className="rd-second">
            Nothing is recorded. The address of this page is the question: keep it, or send it to a colleague.
          </p>
        </div>
      </div>
      <nav className="rd-modes" aria-label="Ways to work out a date">
        {MODES.map((one) => (
          <Link
            key={one.mode}
            to={one.to}
            className={one.mode === mode ? 'rd-modes__on' : undefined}
            aria-current={one.mode === mode ? 'page' : undefined}
          >
            {one.label}
          </Link>
        ))}
        <Link to="/calendar">Working-day calendar</Link>
      </nav>
      {mode === MODE ? <ByThemselves today={today} /> : <ByProcedure today={today} />}
    </>
  )
}
