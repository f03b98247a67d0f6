import { useEffect, useRef } from 'react'
import { Link } from 'react-router'
import type { ContactRead } from '../../api'
import { ContactPlanNotice } from '../../components/ContactPlan'
import { Files } from '../../components/Files'
import { clockWords } from '../../lib/clocks'
import { nearWeekday } from '../../lib/dates'
import { useMay } from '../../lib/session'
import { ForSomebodyElse } from './ForSomebodyElse'
import { callerLines } from './say'

/** "25 26, 04 12": the digits of a reference, as they are said on the phone. */
export function inPairs(ref: string): string {
  return ref
    .split('-')
    .filter((part) => /^\d+$/.test(part))
    .map((part) => (part.match(/\d{1,2}/g) ?? []).join(' '))
    .join(', ')
}

interface Props {
  contact: ContactRead
  next: () => void
}

/** Saved, while the caller is still on the line: the reference large, and what to say with it. */
export function Saved({ contact, next }: Props) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = `${contact.ref} recorded - Redress`
    heading.current?.focus()
  }, [contact.ref])
  const readsCases = useMay('cases:read')
  const { assessment } = contact
  return (
    <div className="rd-stack">
      <div className="rd-card rd-saved">
        <div className="rd-notice rd-notice--well">
          <h1 className="rd-saved__title" tabIndex={-1} ref={heading}>
            <span>Give the caller this reference</span> <b data-testid="reference">{contact.ref}</b>
          </h1>
          <p>Say it in pairs: {inPairs(contact.ref)}.</p>
          {contact.restriction && <p>It is restricted: you and managers alone see it.</p>}
          {contact.links.length > 0 && <p>Linked to {contact.links.map((link) => link.ref).join(', ')}.</p>}
        </div>
        <ContactPlanNotice contact={contact} today={contact.received_on} />
        <div className="rd-saved__facts">
          <div>
            <h2 className="rd-h2">{assessment.title}</h2>
            <p className="rd-second">{assessment.summary}</p>
            <dl className="rd-saved__dates">
              {assessment.clocks.map((clock) => (
                <div key={clock.kind}>
                  <dt>{clockWords(clock)}</dt>
                  <dd>{clock.due_on ? nearWeekday(clock.due_on, contact.received_on) : 'Not known yet'}</dd>
                </div>
              ))}
            </dl>
          </div>
          <div>
            <h2 className="rd-h2">Tell the caller</h2>
            {callerLines(assessment, contact.person?.name ?? '').map((line, index) => (
              <p key={index}>
                {line.map((said) => (said.strong ? <b key={said.text}>{said.text}</b> : said.text))}
              </p>
            ))}
          </div>
        </div>
        <div className="rd-buttons">
          <button type="button" className="rd-button" onClick={next}>
            Next call
          </button>
          {contact.opens_case && readsCases && (
            <Link to={`/cases/${contact.ref}`} className="rd-button rd-button--second">
              Open the case
            </Link>
          )}
          <ForSomebodyElse contact={contact} begun={next} />
          <Link to={`/contacts/${contact.ref}`}>See what was recorded</Link>
        </div>
      </div>
      <Files refId={contact.ref} />
    </div>
  )
}
