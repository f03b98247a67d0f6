import { Link } from 'react-router'
import type { CalendarRead, DayOff, WorkedDay } from '../../api'
import { UnknownMark } from '../../components/Icons'
import { Card } from '../../components/Page'
import { longDate, weekdayDate } from '../../lib/dates'
import { useMay } from '../../lib/session'
import { plural } from '../../lib/words'

function Actions({ day }: { day: DayOff }) {
  const may = useMay('calendar:write')
  if (!may) return null
  const address = `?what=${day.what}&on=${day.on}`
  const about = <span className="govuk-visually-hidden">{`${day.name}, ${weekdayDate(day.on)}`}</span>
  return (
    <p className="rd-dayoff__do">
      <Link to={`/calendar/move${address}`}>Move {about}</Link>
      <Link to={`/calendar/withdraw${address}`}>Withdraw {about}</Link>
    </p>
  )
}

/** "Offices closed. Known since 3 March 2026, by change 2." */
function noteOf(day: DayOff): string {
  const known = day.known_on && `Known since ${longDate(day.known_on)}`
  const since = [known, day.change !== null && `by change\u00a0${day.change}`].filter(Boolean).join(', ')
  return [day.what === 'closure' && 'Offices closed', since].filter(Boolean).join('. ')
}

function Day({ day }: { day: DayOff }) {
  const note = noteOf(day)
  return (
    <li className="rd-dayoff">
      <i className={`rd-key ${day.what === 'closure' ? 'rd-month__key--closure' : 'rd-key--holiday'}`} />
      <div className="rd-dayoff__words">
        <p>
          <b>{weekdayDate(day.on)}</b> {day.name}
        </p>
        {note && <p className="rd-second">{note}</p>}
        {day.provisional && (
          <p className="rd-dayoff__provisional">
            <UnknownMark />
            Provisional: the list of this year is not published yet
          </p>
        )}
      </div>
      <Actions day={day} />
    </li>
  )
}

function Worked({ day }: { day: WorkedDay }) {
  return (
    <li className="rd-dayoff">
      <i className="rd-key" />
      <div className="rd-dayoff__words">
        <p>
          <b>{weekdayDate(day.on)}</b> {day.name}
        </p>
        <p className="rd-second">Counts as a working day here, by change {day.change}</p>
      </div>
    </li>
  )
}

/** The days of a year that do not count, and those that count against the published list. */
export function DaysOff({ calendar: { year, days_off: daysOff, worked } }: { calendar: CalendarRead }) {
  return (
    <Card title={`Days off in ${year}`} note={`${plural(daysOff.length, 'weekday')} beside the weekends`} id="days-off">
      <ul>
        {daysOff.map((day) => (
          <Day key={`${day.what}${day.on}`} day={day} />
        ))}
        {worked.map((day) => (
          <Worked key={day.on} day={day} />
        ))}
      </ul>
    </Card>
  )
}
