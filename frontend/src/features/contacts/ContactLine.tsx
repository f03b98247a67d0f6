import { Link } from 'react-router'
import type { ContactRead } from '../../api'
import { TEXT_KIND_WORDS } from '../../api/words.gen'
import { teamName, useCouncil } from '../../lib/council'
import { clockTime, longDate, londonDay } from '../../lib/dates'
import { className, lowered } from '../../lib/words'
import './contacts.css'

/** One contact in a list. */
export function ContactLine({ contact }: { contact: ContactRead }) {
  const council = useCouncil().data
  return (
    <li className="rd-contact">
      <p className="rd-contact__when rd-second">
        {longDate(contact.received_on)}
        {contact.received_at && londonDay(contact.received_at) === contact.received_on
          ? `, ${clockTime(contact.received_at)}`
          : ''}
      </p>
      <div>
        <Link to={`/contacts/${contact.ref}`} className="rd-contact__title">
          {contact.title ?? contact.ref}
        </Link>
        <p className="rd-second">
          {contact.ref}
          {contact.complainant?.name && ` · from ${contact.complainant.name}`}
          {contact.person?.name && ` · about ${contact.person.name}`}
          {contact.complainant?.contact_plan && contact.complainant.contact_plan.review !== 'ended' && ' · contact plan'}
        </p>
      </div>
      <p>{teamName(council, contact.team)}</p>
      <p>
        <span className={contact.opens_case ? 'rd-tag' : 'rd-tag rd-tag--plain'}>
          {className(contact.assessment)}
        </span>
        {contact.suggested?.harm && <span className="rd-tag rd-tag--late">May tell of harm</span>}
        {contact.suggested?.kind && (
          <span className="rd-second rd-block">Seems: {lowered(TEXT_KIND_WORDS[contact.suggested.kind.code])}</span>
        )}
      </p>
    </li>
  )
}
