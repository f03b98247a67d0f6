import type { ExplainedDayRead } from '../../api'
import { dayMonth, shortWeekdayDate } from '../../lib/dates'
import type { Demo } from '../../lib/demo'

function cellClass(day: ExplainedDayRead, due: string): string {
  if (day.skipped) return `rd-proof__cell rd-proof__cell--${day.skipped}`
  if (day.number === 0) return 'rd-proof__cell rd-proof__cell--received'
  if (day.on === due) return 'rd-proof__cell rd-proof__cell--due'
  return 'rd-proof__cell'
}

/** "Good Friday", "Easter Monday": Easter is one thing to a reader. */
function skippedNames(days: readonly ExplainedDayRead[]): string {
  const names = days.filter((day) => day.skipped === 'bank_holiday').map((day) => day.name ?? 'Bank holiday')
  return [...new Set(names)].join(', ')
}

/** The proof on the first page: one date, with every day on the way to it counted or skipped. */
export function CountedMonth({ proof }: { proof: Demo['proof'] }) {
  const holidays = skippedNames(proof.days)
  return (
    <figure className="rd-proof">
      <figcaption>
        <strong>
          Received on {dayMonth(proof.received_on)}, so answer by {dayMonth(proof.due_on)}.
        </strong>{' '}
        {proof.counted} working days counted, {proof.skipped} days skipped. Every date can show its
        working.
      </figcaption>
      <div className="rd-proof__cells" aria-hidden="true">
        {proof.days.map((day) => (
          <span key={day.on} className={cellClass(day, proof.due_on)}>
            {day.number ?? ''}
          </span>
        ))}
      </div>
      <p className="rd-proof__ends">
        <span>{shortWeekdayDate(proof.received_on)}</span>
        {holidays && <span className="rd-proof__skipped">Skipped: weekends and {holidays}</span>}
        <span>{shortWeekdayDate(proof.due_on)}</span>
      </p>
    </figure>
  )
}
