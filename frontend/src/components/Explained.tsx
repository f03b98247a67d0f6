import { dayMonth } from '../lib/dates'
import { plural, sentence } from '../lib/words'
import type { ExplainedDay, Explanation } from '../api'
import { DayCalendar } from './DayCalendar'

interface Props {
  explanation: Explanation
  today: string
}

function holidays(days: readonly ExplainedDay[]): string {
  return days
    .filter((day) => day.skipped === 'bank_holiday')
    .map((day) => `${day.name ?? 'Bank holiday'}, ${dayMonth(day.on)}.`)
    .join(' ')
}

/** How a date was worked out: the counted days, and the rule and calendar behind them. */
export function Explained({ explanation, today }: Props) {
  const { days } = explanation
  const counted = days.filter((day) => day.number !== null && day.number > 0)
  const used = counted.filter((day) => day.on < today).length
  const weekend = days.filter((day) => day.skipped === 'weekend').length
  const holiday = days.filter((day) => day.skipped === 'bank_holiday').length
  return (
    <div className="rd-explained">
      {days.length > 0 && <DayCalendar days={days} today={today} />}
      <div className="rd-explained__words">
        <p>{explanation.summary}</p>
        {days.length > 0 && (
          <ul className="rd-legend rd-legend--stacked">
            <li>
              <i className="rd-key rd-key--used" />
              Counted, already used: {used}
            </li>
            <li>
              <i className="rd-key rd-key--left" />
              Counted, still to come: {counted.length - used}
            </li>
            <li>
              <i className="rd-key rd-key--weekend" />
              Weekends skipped: {plural(weekend, 'day')}
            </li>
            <li>
              <i className="rd-key rd-key--holiday" />
              Bank holidays skipped: {holiday}
            </li>
          </ul>
        )}
        {holiday > 0 && <p>{holidays(days)}</p>}
        <p className="rd-second">
          {explanation.rule}. {explanation.calendar}. {sentence(explanation.source)}.
        </p>
      </div>
    </div>
  )
}
