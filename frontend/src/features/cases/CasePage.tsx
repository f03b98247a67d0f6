import { useState } from 'react'
import { Link, useParams } from 'react-router'
import type { CaseRead, ContactRead } from '../../api'
import { Failed, Filling, PageTitle } from '../../components/Page'
import { RagStatus } from '../../components/Rag'
import { teamName, useCouncil } from '../../lib/council'
import { longDate } from '../../lib/dates'
import { useOnChange } from '../../lib/LiveProvider'
import { useToday } from '../../lib/useNow'
import { CLASSIFICATIONS, FLAGS, FUNCTIONS, OUTCOMES, STAGES, inWords, plural, word } from '../../lib/words'
import { DoNow, OpenForm } from './ActionPanel'
import type { OpenAction } from './ActionPanel'
import { Issues, People, Remedies, Timeline } from './CaseParts'
import { Clocks } from './Clocks'
import { isMissing, useCase, useContactOf, useRefreshCase } from './queries'

const DUE_WORDS: Record<string, string> = {
  acknowledge: 'Acknowledge by',
  stage_1: 'Answer by',
  promised: 'Answer by',
  statutory: 'Legal limit',
  triage: 'Decide the route by',
  holding: 'Decide the route by',
}

function DueNext({ held }: { held: CaseRead }) {
  const due = held.next_due
  if (!due) {
    return (
      <div className="rd-strip__due">
        <p className="rd-strip__label">{held.status === 'closed' ? 'Outcome' : 'Due next'}</p>
        <p className="rd-strip__main">
          {held.status === 'closed' ? word(OUTCOMES, held.outcome) || STAGES[held.stage] : 'Nothing is owed'}
        </p>
        <p>{held.closed_on ? `Closed on ${longDate(held.closed_on)}` : held.next_action}</p>
      </div>
    )
  }
  const left = due.days_left ?? 0
  const days =
    due.days_left === null
      ? ''
      : left < 0
        ? `${plural(-left, 'working day')} late.`
        : left === 0
          ? 'Today.'
          : `${plural(left, 'working day')} left.`
  return (
    <div className="rd-strip__due">
      <p className="rd-strip__label">Due next</p>
      <p className="rd-strip__main">
        {due.due_on ? `${DUE_WORDS[due.kind] ?? due.name} ${longDate(due.due_on)}` : 'A date we do not know yet'}
      </p>
      <p>
        {days} {due.kind === 'promised' && 'This is the date that was promised.'}
      </p>
    </div>
  )
}

function Strip({ held, contact }: { held: CaseRead; contact: ContactRead | undefined }) {
  const council = useCouncil().data
  const person = contact?.person
  const service = teamName(council, held.team) || word(FUNCTIONS, contact?.function)
  const late = held.clocks.find((clock) => clock.rag === 'late')
  return (
    <div className="rd-strip">
      <div>
        <p className="rd-strip__label">Who</p>
        <p className="rd-strip__name">
          {contact?.complainant?.anonymous ? 'Not named' : (contact?.complainant?.name ?? ' ')}
        </p>
        {person?.name && !person.same_as_complainant && <p className="rd-strip__note">for {person.name}</p>}
      </div>
      <div>
        <p className="rd-strip__label">What</p>
        <p className="rd-strip__name">
          {inWords(held.issues.length)} {held.issues.length === 1 ? 'issue' : 'issues'}
        </p>
        <p className="rd-strip__note">
          {[service, contact?.provider?.name].filter(Boolean).join(', ')}
        </p>
      </div>
      <div>
        <p className="rd-strip__label">Where it stands</p>
        <p className="rd-strip__name">{STAGES[held.stage]}</p>
        <p className="rd-strip__note">
          {late ? <RagStatus rag="late" daysLeft={late.days_left} /> : held.next_action}
        </p>
      </div>
      <DueNext held={held} />
    </div>
  )
}

/** The contact is there and its case is on the way; or there is no such case at all. */
function NotThere({ refId }: { refId: string }) {
  const contact = useContactOf(refId)
  const opens = contact.data?.opens_case
  return (
    <>
      <PageTitle>{refId}</PageTitle>
      {contact.isPending && <Filling label="Looking for the case" />}
      {opens && (
        <div className="rd-notice" role="status">
          <p>
            <strong>This case is being opened.</strong> The contact is recorded; its case follows in a
            moment and will show here by itself.
          </p>
        </div>
      )}
      {opens === false && (
        <p>
          This contact opened no case. <Link to={`/contacts/${refId}`}>See what was recorded</Link>
        </p>
      )}
      {contact.isError && <p>There is no case with this reference.</p>}
    </>
  )
}

function IdLine({ held }: { held: CaseRead }) {
  return (
    <p className="rd-idline">
      <b>{held.ref}</b>
      <span className="rd-tag">{word(CLASSIFICATIONS, held.classification)}</span>
      {held.procedure_name && <span className="rd-tag rd-tag--plain">{held.procedure_name}</span>}
      {held.flags.map((flag) => (
        <span key={flag} className="rd-tag rd-tag--plain">
          {word(FLAGS, flag)}
        </span>
      ))}
      <span className="rd-second">
        Received {longDate(held.received_on)}. {held.owner ? `Owner ${held.owner.name}` : 'No owner'}
      </span>
    </p>
  )
}

/** One case: who, what, where it stands, what is due next, and what to do now. */
export function CasePage() {
  const { ref = '' } = useParams()
  const today = useToday()
  const found = useCase(ref)
  const contact = useContactOf(ref).data
  const [open, setOpen] = useState<OpenAction | null>(null)
  useOnChange(useRefreshCase(ref))

  const held = found.data
  if (!held) {
    if (isMissing(found.error)) return <NotThere refId={ref} />
    if (found.isError) {
      return (
        <>
          <PageTitle>{ref}</PageTitle>
          <Failed error={found.error} retry={() => void found.refetch()} />
        </>
      )
    }
    return <Filling rows={8} label="Fetching the case" />
  }
  return (
    <>
      <p className="rd-back">
        <Link to="/cases">Back to the work queue</Link>
      </p>
      <PageTitle tab={held.ref}>{contact?.title ?? held.ref}</PageTitle>
      <IdLine held={held} />
      <Strip held={held} contact={contact} />
      <div className="rd-casegrid">
        <div className="rd-casegrid__do">
          <DoNow held={held} onOpen={setOpen} />
        </div>
        <div className="rd-casegrid__main rd-stack">
          {open && (
            <OpenForm
              key={`${open.action}${open.issue ?? ''}`}
              open={open}
              held={held}
              today={today}
              done={() => setOpen(null)}
            />
          )}
          <Clocks held={held} today={today} />
          <Issues held={held} provider={contact?.provider?.name} onOpen={setOpen} />
          <Remedies held={held} />
          <Timeline held={held} today={today} />
        </div>
        <div className="rd-casegrid__people rd-stack">
          {contact && <People contact={contact} />}
          <p>
            <Link to={`/contacts/${held.ref}`}>See what was recorded</Link>
          </p>
        </div>
      </div>
    </>
  )
}
