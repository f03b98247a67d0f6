import { rulerCells } from '../lib/ruler'
import type { Reading } from '../api'

interface Props {
  total: number
  daysLeft: number
  rag: Reading
}

/** One cell a working day, a bar at the due day, late cells past it; the words beside it say the same. */
export function DayRuler({ total, daysLeft, rag }: Props) {
  return (
    <span className={`rd-ruler rd-ruler--${rag}`} aria-hidden="true">
      {rulerCells(total, daysLeft).map((cell, index) => (
        <i key={index} className={`rd-ruler__cell rd-ruler__cell--${cell}`} />
      ))}
    </span>
  )
}
