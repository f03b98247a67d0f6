import { useState } from 'react'
import { Link, useParams, useSearchParams } from 'react-router'
import type { ContactRead, MatterRead } from '../../api'
import {
  ADJUSTMENT_WORDS,
  AUTHORITY_KIND_WORDS,
  CHANNEL_WORDS,
  CLASSIFICATION_WORDS,
  CONSENT_WORDS,
  FUNCTION_WORDS,
  RAISED_BY_WORDS,
  REPLY_BY_WORDS,
} from '../../api/words.gen'
import { Anonymised } from '../../components/Anonymised'
import { Becomes } from '../../components/Becomes'
import { ContactPlanNotice } from '../../components/ContactPlan'
import { Duties } from '../../components/Duties'
import { Files } from '../../components/Files'
import { OwnCase } from '../../components/OwnCase'
import { MailOf } from '../../components/MailOf'
import { PublicEntries } from '../../components/PublicEntries'
import { Card, Failed, Filling, PageTitle } from '../../components/Page'
import { Withheld } from '../../components/Withheld'
import { clockWords } from '../../lib/clocks'
import { categoryName, teamName, useCouncil } from '../../lib/council'
import { clockTime, londonDay, longDate, nearWeekday } from '../../lib/dates'
import { draftOf } from '../../lib/drafts'
import { KeepTyped } from '../../lib/typed'
import { className, isDecided, lowered, word } from '../../lib/words'
import { useToday } from '../../lib/useNow'
import { useMay } from '../../lib/session'
import { LinkedContacts } from './LinkedContacts'
import { AnotherMatter } from './AnotherMatter'
import { ofItsOwn } from './draft'
import { changeWords } from './factWords'
import { ForSomebodyElse } from './ForSomebodyElse'
import { useContact, useContactChanged } from './queries'
import { PeopleForm } from './people/PeopleForm'
import { PutRight, StillToAsk, SuggestedFacts } from './Learned'
import { Reclassify } from './Reclassify'
import { PlanCard } from './plans/PlanCard'
import { KeptCard } from './kept/KeptCard'
import { OtherLetters } from './OtherLetters'
import { Restricted } from './Restricted'
import { Status } from './Status'
import { Dealt } from './registers/Dealt'
import { Transfer } from './Transfer'
import { useBegin } from './useBegin'
import { WhyClass } from './WhyClass'
import './record.css'
import './panel.css'
import './contacts.css'

type Line = [string, string]

function personLine(contact: ContactRead): string {
  const { person, complainant } = contact
  if (person?.same_as_complainant || complainant?.role === 'person_themselves') return 'The person themselves'
  if (!person?.name) return ''
  const state = person.has_died
    ? 'has died'
    : person.lacks_capacity
      ? 'cannot decide for themselves'
      : lowered(word(CONSENT_WORDS, person.consent))
  return [person.name, state].filter(Boolean).join(', ')
}

function representativeLine({ representative }: ContactRead, today: string): string {
  if (!representative) return ''
  const { authority, name, organisation } = representative
  const who = representative.same_as_complainant ? 'The complainant' : [name, organisation].filter(Boolean).join(', ')
  const seen = authority?.seen_on ? `${authority.evidence}, seen ${longDate(authority.seen_on)}` : 'not seen yet'
  const until = authority?.expires_on
    ? authority.expires_on < today
      ? `ran out on ${longDate(authority.expires_on)}`
      : `until ${longDate(authority.expires_on)}`
    : ''
  return [who, authority && `${word(AUTHORITY_KIND_WORDS, authority.kind)} (${[seen, until].filter(Boolean).join(', ')})`]
    .filter(Boolean)
    .join(': ')
}

function advocateLine({ advocate, advocacy }: ContactRead): string {
  const who = [advocate?.name, advocate?.organisation, advocate?.phone].filter(Boolean).join(', ')
  if (who || advocacy?.offered == null) return who
  if (!advocacy.offered) return 'Not offered'
  return advocacy.taken_up ? 'Offered and wanted' : 'Offered, not wanted'
}

function lines(contact: ContactRead, service: string, today: string): Line[] {
  const caller = contact.complainant
  const all: Line[] = [
    ['From', caller?.anonymous ? 'Did not say who they are' : (caller?.name ?? '')],
    ['They are', caller?.relationship || word(RAISED_BY_WORDS, caller?.role)],
    ['Phone', caller?.phone ?? ''],
    ['Email', caller?.email ?? ''],
    ['Address', caller?.address ?? ''],
    ['Language', caller?.language ?? ''],
    ['To reach them', caller?.contact_note ?? ''],
    ['Answer by', word(REPLY_BY_WORDS, contact.reply_by)],
    ['About', personLine(contact)],
    ['Number in the care system', contact.person?.care_number ?? ''],
    ['Represented by', representativeLine(contact, today)],
    ['Advocate', advocateLine(contact)],
    ['Service', service],
    ['Provider', contact.provider?.name ?? ''],
    [
      'First made to',
      contact.transferred_from
        ? `${contact.transferred_from.body}, on ${longDate(contact.transferred_from.received_on)}`
        : '',
    ],
    ['Started', contact.event_on ? longDate(contact.event_on) : ''],
    ['Would put it right', contact.desired_outcome ?? ''],
    [
      'Made easier by',
      [...(contact.adjustments ?? []).map((code) => ADJUSTMENT_WORDS[code]), contact.adjustment_note].filter(Boolean).join(', '),
    ],
  ]
  return all.filter(([, value]) => value !== '')
}

function WhatItIs({ contact }: { contact: ContactRead }) {
  // A case whose route is to be decided leads here with the form open.
  const [params] = useSearchParams()
  const { ref, assessment } = contact
  const contactChanged = useContactChanged()
  const draft = { id: `contact/${ref}/class`, title: `What it is: ${ref}`, path: `/contacts/${ref}` }
  const [open, setOpen] = useState(() => params.has('decide') || draftOf(draft.id) !== undefined)
  const today = useToday()
  const may = useMay('contacts:classify') && !contact.anonymised_on
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
        <WhyClass of={ref} />
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
        {assessment.now_suggests && (
          <p className="rd-notice rd-notice--soon">
            <strong>With what is known now it would be {assessment.now_suggests}</strong> An officer decides.
          </p>
        )}
        {!contact.anonymised_on && (
          <>
            <SuggestedFacts contact={contact} />
            {assessment.duties.length > 0 && (
              <section aria-labelledby="duties">
                <h3 id="duties">We must also</h3>
                <Duties refId={contact.ref} duties={assessment.duties} changed={contactChanged} />
              </section>
            )}
            <OtherLetters refId={contact.ref} />
            <StillToAsk contact={contact} />
            <PutRight contact={contact} />
            <AnotherMatter contact={contact} />
          </>
        )}
        {contact.reclassified.map((change) => (
          <p key={change.at}>
            <b>{change.by} decided: {word(CLASSIFICATION_WORDS, change.classification)}.</b> {change.reason}{' '}
            <span className="rd-second">
              {longDate(londonDay(change.at))}, {clockTime(change.at)}
            </span>
          </p>
        ))}
        {may && !open && (
          <button
            type="button"
            className={isDecided(assessment) ? 'rd-linklike' : 'rd-button'}
            onClick={() => setOpen(true)}
          >
            Confirm or change what it is
          </button>
        )}
      </div>
      {may && open && (
        <KeepTyped {...draft}>
          <Reclassify contact={contact} done={() => setOpen(false)} />
        </KeepTyped>
      )}
    </Card>
  )
}

function WhoAndWhat({ contact, service }: { contact: ContactRead; service: string }) {
  const today = useToday()
  // The case page leads here with the form open.
  const [params] = useSearchParams()
  const { ref, version } = contact
  const draft = { id: `contact/${ref}/people`, title: `What is known of the people: ${ref}`, path: `/contacts/${ref}` }
  const [open, setOpen] = useState(() => params.has('people') || draftOf(draft.id) !== undefined)
  const [said, setSaid] = useState('')
  const may = useMay('contacts:people') && !contact.anonymised_on
  const council = useCouncil().data
  if (may && open) {
    return (
      <Card title="Who and what" id="who">
        <KeepTyped {...draft} version={version}>
          <PeopleForm
            contact={contact}
            done={(saved) => {
              setSaid(saved)
              setOpen(false)
            }}
          />
        </KeepTyped>
      </Card>
    )
  }
  return (
    <Card title="Who and what" id="who">
      <div role="status">{said && <p className="rd-notice rd-notice--well rd-said">{said}</p>}</div>
      <dl className="rd-card__body rd-lines">
        {lines(contact, service, today).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <div className="rd-card__body rd-stack">
        {contact.people_changed.map((change) => (
          <div key={change.at} className="rd-second">
            <p>
              {change.by} changed this on {longDate(londonDay(change.at))}, {clockTime(change.at)}
            </p>
            {(change.facts ?? []).length > 0 && (
              <ul>
                {(change.facts ?? []).map((fact) => (
                  <li key={fact.fact}>{changeWords(fact, (code) => teamName(council, code) || code)}</li>
                ))}
              </ul>
            )}
          </div>
        ))}
        <div className="rd-buttons">
          {may && (
            <button type="button" className="rd-linklike" onClick={() => setOpen(true)}>
              Change what is known of the people
            </button>
          )}
          {!contact.anonymised_on && <ForSomebodyElse contact={contact} />}
        </div>
      </div>
    </Card>
  )
}

/** What one matter is, where the matters of a contact are of several classes; of another law, its own dates. */
function MatterClass({ of, contact }: { of: MatterRead | undefined; contact: ContactRead }) {
  const begin = useBegin()
  const records = useMay('contacts:record')
  if (!of) return null
  return (
    <>
      <span className="rd-second rd-block">
        {of.title}. {of.reason}
      </span>
      <OwnCase matter={of} />
      {of.has_own_case && records && (
        <button type="button" className="rd-linklike" onClick={() => begin(ofItsOwn(contact, of.number))}>
          Record it as a contact of its own
        </button>
      )}
    </>
  )
}

/** One contact as it was recorded, and what it was found to be. */
export function ContactPage() {
  const { ref = '' } = useParams()
  const council = useCouncil().data
  const [reason, setReason] = useState('')
  const contact = useContact(ref, reason)
  const today = useToday()
  const readsCases = useMay('cases:read')
  const readsTransfers = useMay('contacts:narrative')
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
  // Another's contact of long ago: a caller who names it is told where it stands.
  const isBare = (held.withheld ?? []).includes('contact')
  const service = teamName(council, held.team) || word(FUNCTION_WORDS, held.function)
  return (
    <>
      <p className="rd-back">
        <Link to="/contacts">Back to contacts</Link>
      </p>
      <PageTitle tab={held.ref}>{held.title ?? held.ref}</PageTitle>
      <p className="rd-idline">
        <b>{held.ref}</b>
        <span className="rd-tag">{className(held.assessment)}</span>
        <Becomes of={held.assessment} />
        <span className="rd-second">
          Received on {longDate(held.received_on)} ({lowered(word(CHANNEL_WORDS, held.channel))})
        </span>
        {held.opens_case && readsCases && <Link to={`/cases/${held.ref}`}>Open the case</Link>}
      </p>
      <Withheld parts={held.withheld ?? []} lift={setReason} />
      <ContactPlanNotice contact={held} today={today} />
      <Anonymised on={held.anonymised_on} />
      <div className="rd-columns">
        <div className="rd-stack">
          {held.channel === 'web_form' && <PublicEntries refId={held.ref} />}
          <MailOf refId={ref} />
          <Card title="What they said" id="said">
            <div className="rd-card__body rd-stack">
              <p className="rd-narrative">{held.narrative ?? (held.anonymised_on ? 'Not kept.' : 'Not shown to your role.')}</p>
              {(held.matters ?? []).length > 0 && (
                <ol className="rd-numbered">
                  {(held.matters ?? []).map((matter, index) => (
                    <li key={index}>
                      {index + 1}. {matter.description || categoryName(council, matter.category ?? '') || 'A matter'}
                      <MatterClass of={held.assessment.matters?.find((one) => one.number === index + 1)} contact={held} />
                    </li>
                  ))}
                </ol>
              )}
            </div>
          </Card>
          {!isBare && !held.anonymised_on && <Files refId={held.ref} reason={reason} />}
          {!isBare && <WhoAndWhat contact={held} service={service} />}
        </div>
        <div className="rd-stack">
          {held.opens_case && !readsCases && <Status refId={held.ref} today={today} />}
          <WhatItIs contact={held} />
          {readsTransfers && held.assessment.duties.some(({ code }) => code === 'transfer') && (
            <Transfer contact={held} />
          )}
          <Dealt contact={held} />
          {!isBare && !held.anonymised_on && (
            <>
              {!(held.withheld ?? []).includes('plans') && <PlanCard contact={held} />}
              <Restricted contact={held} />
              <LinkedContacts contact={held} />
            </>
          )}
          {!isBare && <KeptCard refId={held.ref} />}
        </div>
      </div>
    </>
  )
}
