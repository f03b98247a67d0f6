import { useLocation } from 'react-router'
import { useCouncil } from '../lib/council'
import { longDate } from '../lib/dates'
import { useToday } from '../lib/useNow'

const REFERENCE = /^\/(?:cases|contacts)\/([A-Z]+-\d{4}-\d+)$/

/** The head of a page on paper: whose it is, of what, and of which day; no screen shows it. */
export function Printed() {
  const council = useCouncil().data
  const today = useToday()
  const reference = REFERENCE.exec(useLocation().pathname)?.[1]
  return (
    <p className="rd-printed">{[council?.name, reference, `Printed ${longDate(today)}`].filter(Boolean).join(' · ')}</p>
  )
}
