import { longDate } from '../lib/dates'

/** Why names and texts are missing, and nothing can be done. */
export function Anonymised({ on }: { on: string | null | undefined }) {
  if (!on) return null
  return (
    <p className="rd-notice rd-said">
      <strong>The people were taken out of this record on {longDate(on)}.</strong> It had been kept for as long as the
      council’s schedule says. What is counted stays; nothing is done with it any more.
    </p>
  )
}
