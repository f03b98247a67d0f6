import type { Reading } from '../api'
import { dayMonth } from '../lib/dates'
import { daysWords, lowered } from '../lib/words'
import { LateMark, MetMark, OnTrackMark, SoonMark, UnknownMark } from './Icons'

const MARKS: Record<Reading, typeof LateMark> = {
  late: LateMark,
  soon: SoonMark,
  on_track: OnTrackMark,
  met: MetMark,
  met_late: LateMark,
  cancelled: UnknownMark,
  unknown: UnknownMark,
}

interface Props {
  rag: Reading
  daysLeft: number | null
  metOn?: string | null
  /** Whose date it is, where that is not said beside it. */
  of?: string
}

/** How a date stands, always as shape, words and colour together. */
export function RagStatus({ rag, daysLeft, metOn, of }: Props) {
  const Mark = MARKS[rag]
  const words = daysWords(daysLeft, rag)
  return (
    <span className={`rd-rag rd-rag--${rag}`}>
      <Mark />
      <span>
        {of ? `${of}: ${lowered(words)}` : words}
        {metOn ? `, ${dayMonth(metOn)}` : ''}
      </span>
    </span>
  )
}
