import { Link } from 'react-router'
import { SENDING_STATE_WORDS, SENDING_WAY_WORDS } from '../../api/words.gen'
import { useMay } from '../../lib/session'
import { lowered } from '../../lib/words'
import { useMessages } from './queries'

/** Messages of a case that came back, were refused or may not have left; nothing while all is well. */
export function NotArrived({ refId }: { refId: string }) {
  const keeps = useMay('cases:write')
  const messages = useMessages(refId).data?.items ?? []
  const trouble = messages.filter(
    ({ state, replaced_by }) => ['refused', 'unsure', 'bounced'].includes(state) && replaced_by === null,
  )
  if (trouble.length === 0) return null
  return (
    <section className="rd-notice rd-notice--soon rd-notarrived" aria-labelledby="not-arrived">
      <h2 className="rd-h3" id="not-arrived">
        Not known to have arrived
      </h2>
      <ul>
        {trouble.map(({ number, state, way, subject, to_name, why }) => (
          <li key={number}>
            {SENDING_STATE_WORDS[state]}: {subject ?? `message ${number}`}, {lowered(SENDING_WAY_WORDS[way])}
            {to_name && ` to ${to_name}`}. {why}
          </li>
        ))}
      </ul>
      {keeps && <Link to="/outbox">See what can be done</Link>}
    </section>
  )
}
