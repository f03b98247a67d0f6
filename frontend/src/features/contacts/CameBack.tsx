import type { ContactRead } from '../../api'
import { useMay } from '../../lib/session'
import { comesBack } from './draft'
import { useBegin } from './useBegin'

const SENT_AWAY = ['signposted', 'transferred']

/**
 * Who was sent to somebody else first, and comes back to us: a contact of its own, received on the day they come
 * back, linked to this one.
 */
export function CameBack({ contact }: { contact: ContactRead }) {
  const begin = useBegin()
  const records = useMay('contacts:record')
  const { disposition } = contact.assessment
  if (!records || !(contact.redirection || SENT_AWAY.includes(disposition))) return null
  return (
    <div className="rd-card__body">
      <p>If they are not satisfied there and come back, a complaint begins on that day.</p>
      <button type="button" className="rd-button rd-button--second" onClick={() => begin(comesBack(contact))}>
        They came back to us
      </button>
    </div>
  )
}
