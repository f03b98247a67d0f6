import { dayMonth } from '../lib/dates'
import { plural, sentence } from '../lib/words'
import type { ExplainedDayRead, ExplanationRead } from '../api'
import { DayCalendar } from './DayCalendar'

interface Props {
  explanation: ExplanationRead
  today: string
  /** What happened on day 0, as in "received". */
  began?: string
}

/** "Good Friday, 3 April.": the bank holidays, and the council's own closures, that a count skipped. */
export function holidayWords(days: readonly ExplainedDayRead[]): string {
  return days
    .filter((day) => day.skipped === 'bank_holiday' || day.skipped === 'closure')
    .map((day) => [day.name ?? (day.skipped === 'closure' ? 'Council closed' : 'Bank holiday'), dayMonth(day.on)])
    .map(([name, on]) => `${name}, ${on}.`)
    .join(' ')
}

/** How a date was worked out: the counted days, and the rule and calendar behind them. */
export function Explained({ explanation, today, began }: Props) {
  const { days } = explanation
  const counted = days.filter((day) => day.number !== null && day.number > 0)
  const used = counted.filter((day) => day.on < today).length
  const skipped = (why: string) => days.filter((day) => day.skipped === why).length
  const closed = skipped('closure')
  const held = skipped('held')
  const named = holidayWords(days)
  return (
    <div className="rd-explained">
      {days.length > 0 && <DayCalendar days={days} today={today} began={began} />}
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
              Weekends skipped: {plural(skipped('weekend'), 'day')}
            </li>
            <li>
              <i className="rd-key rd-key--holiday" />
              Bank holidays skipped: {skipped('bank_holiday')}
            </li>
            {closed > 0 && (
              <li>
                <i className="rd-key rd-key--closure" />
                Council closed, skipped: {plural(closed, 'day')}
              </li>
            )}
            {held > 0 && (
              <li>
                <i className="rd-key rd-key--held" />
                Waiting, not counted: {plural(held, 'day')}
              </li>
            )}
          </ul>
        )}
        {named && <p>{named}</p>}
        <p className="rd-second">
          {explanation.rule}. {explanation.calendar}. {sentence(explanation.source)}.
        </p>
      </div>
    </div>
  )
}
