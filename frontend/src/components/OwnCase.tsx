import type { MatterRead } from '../api'
import { clockWords } from '../lib/clocks'
import { longDate } from '../lib/dates'

/** By which law a matter goes that is not the contact's, and by when; nothing of one that goes by the same. */
export function OwnCase({ matter }: { matter: MatterRead }) {
  if (!matter.has_own_case) return null
  const days = (matter.clocks ?? []).filter((clock) => clock.due_on)
  return (
    <span className="rd-second rd-block">
      It needs a case of its own, by {matter.procedure_name}.{' '}
      {days.map((clock) => `${clockWords(clock)} ${longDate(clock.due_on ?? '')}.`).join(' ')}
    </span>
  )
}
