import type { Dashboard } from '../../api'
import { monthLetters, monthYear } from '../../lib/dates'
import { ChartCard } from './ChartCard'

const SERIES = [
  { key: 'received', label: 'Received' },
  { key: 'answered', label: 'Answered' },
] as const

/** Received and answered, month by month, side by side from zero, the number on each bar. */
export function MonthBars({ board }: { board: Dashboard }) {
  const total = (key: 'received' | 'answered') => board.months.reduce((sum, month) => sum + month[key], 0)
  const most = Math.max(1, ...board.months.flatMap((month) => [month.received, month.answered]))
  return (
    <ChartCard
      title="Received and answered each month"
      note={`${total('received')} received, ${total('answered')} answered in ${board.year}.`}
      headings={['Month', 'Received', 'Answered']}
      rows={board.months.map((month) => [monthYear(month.month), month.received, month.answered])}
    >
      <ul className="rd-legend">
        {SERIES.map(({ key, label }) => (
          <li key={key}>
            <i className={`rd-key rd-key--${key}`} />
            {label}
          </li>
        ))}
      </ul>
      <div className="rd-months" aria-hidden="true">
        {board.months.map((month) => (
          <div key={month.month} className="rd-months__month">
            {SERIES.map(({ key }) => (
              <span key={key} className="rd-months__bar">
                <b>{month[key]}</b>
                <i className={`rd-key--${key}`} style={{ height: `${(170 * month[key]) / most}px` }} />
              </span>
            ))}
            <span className="rd-months__name">{monthLetters(month.month)}</span>
          </div>
        ))}
      </div>
    </ChartCard>
  )
}
