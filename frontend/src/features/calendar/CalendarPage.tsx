import { useEffect, useRef } from 'react'
import { Link, useLocation, useSearchParams } from 'react-router'
import type { CalendarRead, ChangeMade } from '../../api'
import { Failed, Filling, PageTitle } from '../../components/Page'
import { longDate } from '../../lib/dates'
import { useMay } from '../../lib/session'
import { useToday } from '../../lib/useNow'
import { DaysOff } from './DaysOff'
import { daysOf, yearOf } from './days'
import { History } from './History'
import { MonthTable } from './MonthTable'
import { useCalendar } from './queries'
import { changeWords, movedWords } from './words'
import './workdays.css'

const MONTHS = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12']

/** What was just applied; takes the focus, so that it is read first. */
function Applied({ change, changes }: { change: ChangeMade; changes: readonly ChangeMade[] }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    // A new page takes the focus first.
    const timer = setTimeout(() => heading.current?.focus())
    return () => clearTimeout(timer)
  }, [])
  return (
    <div className="rd-notice rd-notice--well rd-said" role="status">
      <h2 className="rd-h2" tabIndex={-1} ref={heading}>
        {changeWords(change, changes)}
      </h2>
      <p>
        {movedWords(change.cases_moved)}. It is change {change.number}, at the top of the history
        {change.action === 'undo' ? '.' : ', where it can be undone.'}
      </p>
    </div>
  )
}

function Legend() {
  return (
    <ul className="rd-legend rd-year__legend">
      <li>
        <i className="rd-key rd-key--weekend" />
        Weekend
      </li>
      <li>
        <i className="rd-key rd-key--holiday" />
        Bank holiday
      </li>
      <li>
        <i className="rd-key rd-month__key--closure" />
        Offices closed
      </li>
      <li>
        <i className="rd-key rd-month__key--today" />
        Today
      </li>
    </ul>
  )
}

function Year({ calendar, today }: { calendar: CalendarRead; today: string }) {
  const { year, first, last } = calendar
  const days = daysOf([calendar])
  return (
    <section className="rd-card rd-year" aria-labelledby="year-title">
      <header className="rd-year__head">
        <h2 className="rd-h2" id="year-title">
          {year}
        </h2>
        <nav className="rd-year__switch" aria-label="Year">
          {yearOf(first) < year && <Link to={`/calendar?year=${year - 1}`}>Previous year, {year - 1}</Link>}
          {yearOf(last) > year && <Link to={`/calendar?year=${year + 1}`}>Next year, {year + 1}</Link>}
        </nav>
      </header>
      <div className="rd-year__months">
        {MONTHS.map((month) => (
          <MonthTable key={month} month={`${year}-${month}`} days={days} today={today} short />
        ))}
      </div>
      <Legend />
    </section>
  )
}

/** The council's calendar: which days count, what it changed, and changing it. */
export function CalendarPage() {
  const [params] = useSearchParams()
  const today = useToday()
  const may = useMay('calendar:write')
  const asked = Number(params.get('year'))
  const found = useCalendar(Number.isInteger(asked) && asked > 0 ? asked : yearOf(today))
  const applied = (useLocation().state as { applied?: number } | null)?.applied
  const calendar = found.data
  const newest = calendar?.changes[0]
  return (
    <>
      {/* Once somebody changed the calendar again this is no news any more. */}
      {newest?.number === applied && newest && <Applied change={newest} changes={calendar.changes} />}
      <div className="rd-titlerow">
        <div className="rd-year__lead">
          <PageTitle>Working-day calendar</PageTitle>
          <p className="rd-second">
            Every date is counted on it: the bank holidays of England and Wales
            {calendar && `, published to ${longDate(calendar.published_until)}`}, and the days on which your offices
            are closed.
          </p>
        </div>
        {may && (
        <div className="rd-buttons">
          <Link to="/calendar/add" className="rd-button">
            Add a bank holiday
          </Link>
          <Link to="/calendar/add?what=closure" className="rd-button rd-button--second">
            Close the offices
          </Link>
        </div>
        )}
      </div>
      <nav className="rd-modes" aria-label="Working days">
        <Link to="/calendar" className="rd-modes__on" aria-current="page">
          Working-day calendar
        </Link>
        <Link to="/deadlines">Work out a date</Link>
      </nav>
      {found.isError && <Failed error={found.error} retry={() => void found.refetch()} />}
      {found.isPending && <Filling label="Fetching the calendar" rows={8} />}
      {calendar && (
        <div className="rd-stack">
          <Year calendar={calendar} today={today} />
          <div className="rd-yearparts">
            <DaysOff calendar={calendar} />
            <History changes={calendar.changes} today={today} />
          </div>
        </div>
      )}
    </>
  )
}
