import { LateMark } from '../../components/Icons'
import { dayMonth } from '../../lib/dates'

interface Props {
  /** What is open. */
  said: string
  /** The first day by which something of it is due. */
  due_on?: string | null
  /** How much of it is late. */
  late: number
}

/** What is still open beside the dates of a case, by when something of it is due, and how much is late. */
export function StillOpen({ said, due_on, late }: Props) {
  return (
    <>
      {said}
      {due_on && `, first due ${dayMonth(due_on)}`}
      {late > 0 && (
        <span className="rd-block">
          <span className="rd-rag rd-rag--late">
            <LateMark />
            <span>{late} late</span>
          </span>
        </span>
      )}
    </>
  )
}
