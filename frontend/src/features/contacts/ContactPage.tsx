import { useState } from 'react'
import { Link, useParams, useSearchParams } from 'react-router'
import type { ContactRead } from '../../api'
import { Card, Failed, Filling, PageTitle } from '../../components/Page'
import { clockWords } from '../../lib/clocks'
import { categoryName, teamName, useCouncil } from '../../lib/council'
import { clockTime, londonDay, longDate, nearWeekday } from '../../lib/dates'
import {
  ADJUSTMENTS,
  CHANNELS,
  CLASSIFICATIONS,
  CONSENTS,
  DISPOSITIONS,
  FUNCTIONS,
  RELATIONS,
  word,
} from '../../lib/words'
import { useToday } from '../../lib/useNow'
import { hasRole, useSession } from '../../lib/session'
import { useContact } from './queries'
import { Reclassify } from './Reclassify'

type Line = [string, string]

function personLine(contact: ContactRead): string {
  const { person, complainant } = contact
  if (person?.same_as_complainant || complainant?.role === 'person_themselves') return 'The person themselves'
  if (!person?.name) return ''
  const state = person.has_died
    ? 'has died'
    : person.lacks_capacity
      ? 'cannot decide for themselves'
      : word(CONSENTS, person.consent).toLowerCase()
  return [person.name, state].filter(Boolean).join(', ')
}

function lines(contact: ContactRead, service: string): Line[] {
  const caller = contact.complainant
  const all: Line[] = [
    ['From', caller?.anonymous ? 'Did not say who they are' : (caller?.name ?? '')],
    ['They are', caller?.relationship || word(RELATIONS, caller?.role)],
    ['Phone', caller?.phone ?? ''],
    ['Email', caller?.email ?? ''],
    ['About', personLine(contact)],
    ['Service', service],
    ['Provider', contact.provider?.name ?? ''],
    ['Started', contact.event_on ? longDate(contact.event_on) : ''],
    ['Would put it right', contact.desired_outcome ?? ''],
    ['Made easier by', (contact.adjustments ?? []).map((code) => ADJUSTMENTS[code]).join(', ')],
  ]
  return all.filter(([, value]) => value !== '')
}

function WhatItIs({ contact }: { contact: ContactRead }) {
  const session = useSession()
  // A case whose route is to be decided leads here with the form open.
  const [params] = useSearchParams()
  const [open, setOpen] = useState(params.has('decide'))
  const today = useToday()
  const { assessment } = contact
  const may = hasRole(session, 'complaints_officer', 'manager')
  return (
    <Card title={assessment.title} id="class" note={assessment.summary}>
      <div className="rd-card__body rd-stack">
        <ul className="rd-because">
          {assessment.reasons.map((reason) => (
            <li key={`${reason.rule}${reason.text}`}>
              {reason.text} <span className="rd-second">Rule {reason.rule}. {reason.source}.</span>
            </li>
          ))}
        </ul>
        {assessment.clocks.length > 0 && (
          <dl className="rd-saved__dates">
            {assessment.clocks.map((clock) => (
              <div key={clock.kind}>
                <dt>{clockWords(clock)}</dt>
                <dd>{clock.due_on ? nearWeekday(clock.due_on, today) : 'Not known yet'}</dd>
              </div>
            ))}
          </dl>
        )}
        {contact.reclassified.map((change) => (
          <p key={change.at}>
            <b>{change.by} decided: {word(CLASSIFICATIONS, change.classification)}.</b> {change.reason}{' '}
            <span className="rd-second">
              {longDate(londonDay(change.at))}, {clockTime(change.at)}
            </span>
          </p>
        ))}
        {may && !open && (
          <button type="button" className="rd-linklike" onClick={() => setOpen(true)}>
            It is something else
          </button>
        )}
      </div>
      {may && open && <Reclassify contact={contact} done={() => setOpen(false)} />}
    </Card>
  )
}

/** One contact as it was recorded, and what it was found to be. */
export function ContactPage() {
  const { ref = '' } = useParams()
  const council = useCouncil().data
  const contact = useContact(ref)
  if (contact.isPending) return <Filling label="Fetching the contact" />
  if (contact.isError) {
    return (
      <>
        <PageTitle>{ref}</PageTitle>
        <Failed error={contact.error} retry={() => void contact.refetch()} />
      </>
    )
  }
  const held = contact.data
  const service = teamName(council, held.team) || word(FUNCTIONS, held.function)
  return (
    <>
      <p className="rd-back">
        <Link to="/contacts">Back to contacts</Link>
      </p>
      <PageTitle tab={held.ref}>{held.title ?? held.ref}</PageTitle>
      <p className="rd-idline">
        <b>{held.ref}</b>
        <span className="rd-tag">{word(CLASSIFICATIONS, held.assessment.classification)}</span>
        {held.assessment.disposition !== 'accepted' && (
          <span className="rd-tag rd-tag--plain">{word(DISPOSITIONS, held.assessment.disposition)}</span>
        )}
        <span className="rd-second">
          Received by {word(CHANNELS, held.channel)} on {longDate(held.received_on)}
        </span>
        {held.opens_case && <Link to={`/cases/${held.ref}`}>Open the case</Link>}
      </p>
      <div className="rd-columns">
        <div className="rd-stack">
          <Card title="What they said" id="said">
            <div className="rd-card__body rd-stack">
              <p className="rd-narrative">{held.narrative}</p>
              {(held.matters ?? []).length > 0 && (
                <ol className="rd-numbered">
                  {(held.matters ?? []).map((matter, index) => (
                    <li key={index}>
                      {index + 1}. {matter.description || categoryName(council, matter.category)}
                    </li>
                  ))}
                </ol>
              )}
            </div>
          </Card>
          <Card title="Who and what" id="who">
            <dl className="rd-card__body rd-lines">
              {lines(held, service).map(([name, value]) => (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
          </Card>
        </div>
        <div className="rd-stack">
          <WhatItIs contact={held} />
        </div>
      </div>
    </>
  )
}
