import { useNavigate } from 'react-router'
import { keepDraft } from '../../lib/drafts'
import { addressOfRecord, newRecord } from './draft'
import type { Draft } from './draft'

/** Opens the form for a new contact, with what is known of it already. */
export function useBegin(): (record: Draft) => void {
  const navigate = useNavigate()
  return (record) => {
    const id = newRecord()
    const now = new Date().toISOString()
    const path = addressOfRecord(id)
    keepDraft({ id, title: 'Record a contact', path, begun: now, at: now, values: { record }, key: crypto.randomUUID() })
    void navigate(path)
  }
}
