import { addDays, monthYear, weekdayIndex } from '../../lib/dates'
import { dayWords, marksOf, monthsFrom, standingOf, touchedDays } from './days'
import type { Days, Marked } from './days'

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

/** The weeks of "2026-04", from Monday; days of other months are null. */
function weeksOf(month: string): (string | null)[][] {
  const first = `${month}-01`
  const weeks: (string | null)[][] = []
  for (let monday = addDays(first, -weekdayIndex(first)); monday.slice(0, 7) <= month; monday = addDays(monday, 7)) {
    const days = WEEKDAYS.map((_, index) => addDays(monday, index))
    weeks.push(days.map((day) => (day.slice(0, 7) === month ? day : null)))
  }
  return weeks
}

interface Props extends Marked {
  month: string
  days: Days
  today: string
  /** The month alone, where the year stands above. */
  short?: boolean
}

/** A month as a table; what a day is stands in its cell as text, too. */
export function MonthTable({ month, days, today, short = false, ...marked }: Props) {
  return (
    <table className="rd-month">
      <caption>
        {monthYear(month).slice(0, -5)}{' '}
        <span className={short ? 'govuk-visually-hidden' : undefined}>{month.slice(0, 4)}</span>
      </caption>
      <thead>
        <tr>
          {WEEKDAYS.map((name) => (
            <th key={name} scope="col" abbr={name}>
              {name.slice(0, 2)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(month).map((week, row) => (
          <tr key={row}>
            {week.map((on, index) => {
              if (on === null) return <td key={index} />
              const standing = standingOf(on, days, marked)
              const now = on === today ? ' rd-month__day--today' : ''
              return (
                <td key={index} className={`rd-month__day rd-month__day--${standing}${now}`}>
                  <span className="govuk-visually-hidden">{dayWords(on, standing, days, today)}</span>
                  <span aria-hidden="true">{Number(on.slice(8))}</span>
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

interface MonthsProps {
  first: string
  last: string
  touched: { on: string | null; to: string | null; until: string | null }
  days: Days
  today: string
}

/** The months in which a change lies, with its days marked. */
export function Months({ first, last, touched, days, today }: MonthsProps) {
  const { on, to, until } = touched
  const marks = marksOf(on ? touchedDays({ on, to, until }) : [], days)
  const [from, upTo] = first <= last ? [first, last] : [last, first]
  const months = monthsFrom(from, upTo)
  // A day that moves far is shown with where it goes, not with every month between.
  const shown = to && months.length > 2 ? [from, upTo].map((day) => day.slice(0, 7)) : months
  return (
    <div className="rd-changemonths">
      {shown.map((month) => (
        <MonthTable key={month} month={month} days={days} today={today} {...marks} />
      ))}
    </div>
  )
}
