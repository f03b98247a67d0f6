import type { ContactRead } from '../../api'
import { Duties, isOwed } from '../../components/Duties'
import { Card } from '../../components/Page'
import { useDutyChanged } from './queries'

/** What is owed besides the answer and no act of the case meets, such as a notice; nothing where all is done. */
export function AlsoOwed({ contact }: { contact: ContactRead }) {
  const changed = useDutyChanged(contact.ref)
  const owed = contact.assessment.duties.filter(isOwed)
  if (owed.length === 0) return null
  return (
    <Card title="Also owed" id="also-owed">
      <div className="rd-card__body">
        <Duties refId={contact.ref} duties={owed} changed={changed} />
      </div>
    </Card>
  )
}
