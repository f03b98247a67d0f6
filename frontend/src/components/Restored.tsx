import { clockTime, londonDay, longDate } from '../lib/dates'
import { useForm } from '../lib/typed'
import { useToday } from '../lib/useNow'

/** Says that a form holds what was typed earlier, and takes it away again if it is not wanted. */
export function Restored() {
  const { restored, discard } = useForm()
  const today = useToday()
  if (!restored) return null
  const day = londonDay(restored.at)
  return (
    <p className="rd-restored rd-second" role="status">
      Restored what you typed at {clockTime(restored.at)}
      {day !== today && ` on ${longDate(day)}`}.{' '}
      <button type="button" className="rd-linklike" onClick={discard}>
        Discard
      </button>
    </p>
  )
}
