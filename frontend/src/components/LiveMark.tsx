import { clockSeconds, clockTime } from '../lib/dates'
import { useLive } from '../lib/LiveProvider'
import './liveMark.css'

/** Whether the numbers change by themselves, and of when they are. */
export function LiveMark({ asOf }: { asOf: string }) {
  const live = useLive()
  const words =
    live.state === 'lost'
      ? `Not live since ${clockTime(live.since)}`
      : live.state === 'live'
        ? `Live, as of ${clockSeconds(asOf)}`
        : `As of ${clockSeconds(asOf)}`
  return (
    <p className={`rd-livemark rd-livemark--${live.state}`}>
      <i aria-hidden="true" />
      {words}
    </p>
  )
}
