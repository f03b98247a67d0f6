import type { ExplainedDayRead } from '../api'
import { addDays, dayMonth, monthYear, weekdayIndex } from '../lib/dates'

interface Props {
  days: readonly ExplainedDayRead[]
  today: string
  /** What happened on day 0, as in "received". */
  began?: string | undefined
}

interface Week {
  key: string
  days: (ExplainedDayRead | { on: string; number: null; skipped: null; name: null } | null)[]
}

function weeksOf(days: readonly ExplainedDayRead[]): Week[] {
  const byDate = new Map(days.map((day) => [day.on, day]))
  const first = days[0]?.on
  const last = days.at(-1)?.on
  if (!first || !last) return []
  const month = first.slice(0, 7)
  const weeks: Week[] = []
  const monday = addDays(first, -weekdayIndex(first))
  for (let start = monday; start <= last; start = addDays(start, 7)) {
    const week = Array.from({ length: 7 }, (_, index) => {
      const on = addDays(start, index)
      if (on.slice(0, 7) !== month) return null
      return byDate.get(on) ?? { on, number: null, skipped: null, name: null }
    })
    weeks.push({ key: start, days: week })
  }
  return weeks
}

function byMonth(days: readonly ExplainedDayRead[]): [string, ExplainedDayRead[]][] {
  const months = new Map<string, ExplainedDayRead[]>()
  for (const day of days) {
    const month = day.on.slice(0, 7)
    months.set(month, [...(months.get(month) ?? []), day])
  }
  return [...months]
}

/** Why a day was not counted, in the words of a cell; those that a name follows have one. */
const SKIPPED: Record<string, string> = {
  weekend: 'skipped, weekend',
  bank_holiday: 'skipped, bank holiday',
  closure: 'skipped, council closed',
  held: 'not counted, waiting',
}

function skippedWords(day: ExplainedDayRead): string {
  if (day.skipped === 'bank_holiday' && day.name) return `skipped, ${day.name}`
  const why = SKIPPED[day.skipped ?? ''] ?? 'skipped'
  return day.name ? `${why}, ${day.name}` : why
}

/** What a screen reader hears in a cell: "18 March, counted, day 7". */
export function cellWords(day: ExplainedDayRead, today: string, due: string, began = 'received'): string {
  const parts = [dayMonth(day.on)]
  if (day.on === today) parts.push('today')
  if (day.number === 0) parts.push(began, 'day 0')
  else if (day.number !== null) parts.push('counted', `day ${day.number}`)
  else if (day.skipped !== null) parts.push(skippedWords(day))
  if (day.on === due) parts.push('due')
  return parts.join(', ')
}

function cellClass(day: ExplainedDayRead, today: string, due: string): string {
  const classes = ['rd-day']
  if (day.skipped) classes.push(`rd-day--${day.skipped}`)
  else if (day.number === 0) classes.push('rd-day--received')
  else if (day.on === due) classes.push('rd-day--due')
  else if (day.number !== null) classes.push(day.on < today ? 'rd-day--used' : 'rd-day--left')
  if (day.on === today) classes.push('rd-day--today')
  return classes.join(' ')
}

/** What stands in the cell of a skipped day, for those that see it; a weekend needs no word. */
const MARKS: Record<string, string> = { bank_holiday: 'BH', closure: 'Shut', held: 'Wait' }

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

/** The counted days as a calendar: date small, count large, one table a month. */
export function DayCalendar({ days, today, began }: Props) {
  const due = days.at(-1)?.on ?? ''
  return (
    <div className="rd-calendar">
      {byMonth(days).map(([month, ofMonth]) => (
        <table key={month} className="rd-calendar__month">
          <caption>{monthYear(month)}</caption>
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
            {weeksOf(ofMonth).map((week) => (
              <tr key={week.key}>
                {week.days.map((day, index) =>
                  day === null ? (
                    <td key={index} />
                  ) : (
                    <td key={index} className={cellClass(day, today, due)}>
                      <span className="govuk-visually-hidden">{cellWords(day, today, due, began)}</span>
                      <span className="rd-day__date" aria-hidden="true">
                        {Number(day.on.slice(8))}
                      </span>
                      <b className="rd-day__count" aria-hidden="true">
                        {day.skipped === null ? (day.number ?? '') : MARKS[day.skipped]}
                      </b>
                    </td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </div>
  )
}
