import { Link, useNavigate } from 'react-router'
import { useCharacterKeys, useKeys } from '../../lib/keys'
import { usePlace } from './list'

function Way({ to, label, letter }: { to: string | undefined; label: string; letter: string }) {
  const [on] = useCharacterKeys()
  if (to === undefined) return null
  return (
    <Link to={`/cases/${to}`}>
      {label} <span className="govuk-visually-hidden">of the list, {to}</span>
      {on && <kbd aria-hidden="true">{letter}</kbd>}
    </Link>
  )
}

/** Back to the list that the case was opened from, and on through it. */
export function ThroughList({ refId }: { refId: string }) {
  const place = usePlace(refId)
  const navigate = useNavigate()
  const go = (to: string | undefined) => {
    if (to !== undefined) void navigate(`/cases/${to}`)
  }
  useKeys({ next: () => go(place?.next), previous: () => go(place?.previous) })
  return (
    <>
      <Link to={place?.address ?? '/cases'}>Back to the work queue</Link>
      <Way to={place?.previous} label="Previous case" letter="K" />
      <Way to={place?.next} label="Next case" letter="J" />
    </>
  )
}
