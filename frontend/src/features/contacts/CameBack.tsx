import { useNavigate } from 'react-router'
import type { ContactRead } from '../../api'
import { keepDraft } from '../../lib/drafts'
import { useMay } from '../../lib/session'
import { addressOfRecord, comesBack, newRecord } from './draft'

const SENT_AWAY = ['signposted', 'transferred']

/**
 * Who was sent to somebody else first, and comes back to us: a contact of its own, received on the day they come
 * back, linked to this one.
 */
export function CameBack({ contact }: { contact: ContactRead }) {
  const navigate = useNavigate()
  const records = useMay('contacts:record')
  const { disposition } = contact.assessment
  if (!records || !(contact.redirection || SENT_AWAY.includes(disposition))) return null
  const begin = () => {
    const id = newRecord()
    const now = new Date().toISOString()
    const path = addressOfRecord(id)
    const values = { record: comesBack(contact) }
    keepDraft({ id, title: 'Record a contact', path, begun: now, at: now, values, key: crypto.randomUUID() })
    void navigate(path)
  }
  return (
    <div className="rd-card__body">
      <p>If they are not satisfied there and come back, a complaint begins on that day.</p>
      <button type="button" className="rd-button rd-button--second" onClick={begin}>
        They came back to us
      </button>
    </div>
  )
}
