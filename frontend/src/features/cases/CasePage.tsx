import { Fragment, useRef, useState } from 'react'
import { Link, Navigate, useParams, useSearchParams } from 'react-router'
import type { Act, CaseRead, ContactRead } from '../../api'
import {
  FLAG_WORDS,
  FUNCTION_WORDS,
  OUTCOME_WORDS,
  STATUS_WORDS,
} from '../../api/words.gen'
import { Anonymised } from '../../components/Anonymised'
import { Becomes } from '../../components/Becomes'
import { ContactPlanNotice } from '../../components/ContactPlan'
import { Files } from '../../components/Files'
import { Failed, Filling, PageTitle } from '../../components/Page'
import { RagStatus } from '../../components/Rag'
import { RepeatedProvider } from '../../components/RepeatedProvider'
import { Withheld } from '../../components/Withheld'
import { ofWholeCase } from '../../lib/clocks'
import { teamName, useCouncil } from '../../lib/council'
import { longDate } from '../../lib/dates'
import { useOnChange } from '../../lib/LiveProvider'
import { useMay } from '../../lib/session'
import { useToday } from '../../lib/useNow'
import { className, inWords, plural, word } from '../../lib/words'
import { DoNow, OpenForm, addressOf, focusDoNow, openedBy } from './ActionPanel'
import type { OpenAction } from './ActionPanel'
import { Issues, Linked, People, Stages, Timeline } from './CaseParts'
import { followUpWords, lateClocks, shortName, stageName, waitingFor, waitingSince } from './clockWords'
import { Clocks } from './Clocks'
import { AlsoOwed } from './AlsoOwed'
import { Complaint } from './Complaint'
import { Contributions } from './Contributions'
import { Correspondence } from './Correspondence'
import { Costs } from './Costs'
import { Joint } from './Joint'
import { orderOf } from './partOrder'
import type { Part } from './partOrder'
import { Plan } from './Plan'
import { Restriction } from './Restriction'
import { Learning } from './Learning'
import { NotArrived } from './NotArrived'
import { isMissing, useCase, useContactOf, useRefreshCase } from './queries'
import { Ombudsman } from './Ombudsman'
import { Remedies } from './Remedies'
import { Survey } from './Survey'
import { Tasks } from './Tasks'
import { StagePeople } from './StagePeople'
import { StillOpen } from './StillOpen'
import { ThroughList } from './ThroughList'
import { useFollowUps } from './useFollowUps'
import { Watch } from './Watch'
import './case.css'
import './clocks.css'
import './letters.css'

const DUE_WORDS: Partial<Record<Act, string>> = {
  decided: 'Decide the route by',
  acknowledged: 'Acknowledge by',
  responded: 'Answer by',
  panel_met: 'Hold the panel by',
  panel_reported: 'Have the panel’s report by',
  answered: 'Answer the Ombudsman by',
  consent_settled: 'Settle consent by',
}

function DueNext({ held }: { held: CaseRead }) {
  const due = held.next_due
  if (!due) {
    return (
      <div className="rd-strip__due">
        <p className="rd-strip__label">{held.status === 'closed' ? 'Outcome' : 'Due next'}</p>
        <p className="rd-strip__main">
          {held.status === 'closed' ? word(OUTCOME_WORDS, held.outcome) || STATUS_WORDS[held.stage] : 'Nothing is owed'}
        </p>
        <p>{held.closed_on ? `Closed on ${longDate(held.closed_on)}` : held.next_action}</p>
      </div>
    )
  }
  const clock = held.clocks.find((one) => one.kind === due.kind)
  const legal = clock && ofWholeCase(clock) && due.act === 'responded'
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
        {due.due_on
          ? `${legal ? clock.name : (DUE_WORDS[due.act] ?? due.name)} ${longDate(due.due_on)}`
          : 'A date we do not know yet'}
      </p>
      <p>
        {days} {clock?.basis === 'promised' && 'This is the date that was promised.'}
      </p>
    </div>
  )
}

/**
 * What keeps it: the date that is late first, then on whom it waits; else what comes next, which is, once the case has
 * ended, what puts it right.
 */
function Standing({ held, today, reason }: { held: CaseRead; today: string; reason: string }) {
  const [late] = lateClocks(held)
  const followUps = useFollowUps(held.ref, reason)
  const isStillOpen = held.status !== 'open' && followUps.open > 0
  const { waiting } = held
  return (
    <div>
      <p className="rd-strip__label">Where it stands</p>
      <p className="rd-strip__name">{STATUS_WORDS[held.stage]}</p>
      {held.stages.length > 1 && (
        <p className="rd-strip__note">{stageName(held.stages, held.stages.at(-1)?.number ?? 1)}</p>
      )}
      {late && (
        <p className="rd-strip__note">
          <RagStatus rag="late" daysLeft={late.days_left} of={shortName(held, late)} />
        </p>
      )}
      {waiting && (
        <p className="rd-strip__note">
          <b>{waitingFor(waiting)}</b>, {waitingSince(waiting, today)}
        </p>
      )}
      {!late && !waiting && (held.next_due || !isStillOpen) && <p className="rd-strip__note">{held.next_action}</p>}
      {isStillOpen && (
        <p className="rd-strip__note">
          <StillOpen said={followUpWords(followUps.open)} late={followUps.late} />
        </p>
      )}
    </div>
  )
}

function Strip({ held, contact, today, reason }: Omit<PartsProps, 'onOpen'>) {
  const council = useCouncil().data
  const person = contact?.person
  const nameless = contact?.withheld?.includes('names') ? 'Name not shown' : ' '
  const service = teamName(council, held.team) || word(FUNCTION_WORDS, contact?.function)
  return (
    <div className="rd-strip">
      <div>
        <p className="rd-strip__label">Who</p>
        <p className="rd-strip__name">
          {contact?.complainant?.anonymous ? 'Not named' : (contact?.complainant?.name ?? nameless)}
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
      <Standing held={held} today={today} reason={reason} />
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
      <span className="rd-tag">{className(held)}</span>
      <Becomes of={held} />
      {held.procedure_name && <span className="rd-tag rd-tag--plain">{held.procedure_name}</span>}
      {held.flags.map((flag) => (
        <span key={flag} className="rd-tag rd-tag--plain">
          {word(FLAG_WORDS, flag)}
        </span>
      ))}
      <span className="rd-second">
        Received {longDate(held.received_on)}. {held.owner ? `Owner ${held.owner.name}` : 'No owner'}
      </span>
    </p>
  )
}

interface PartsProps {
  held: CaseRead
  contact: ContactRead | undefined
  today: string
  reason: string
  onOpen: (open: OpenAction) => void
}

/** The parts of a case, by what is owed as one comes to it: they stay where they are while one works. */
function Parts({ held, contact, today, reason, onOpen }: PartsProps) {
  const [order] = useState(() => orderOf(held))
  const props = { held, today, reason }
  const parts: Record<Part, React.ReactNode> = {
    clocks: <Clocks held={held} today={today} onOpen={onOpen} />,
    issues: <Issues {...props} provider={contact?.provider?.name} onOpen={onOpen} />,
    contributions: <Contributions {...props} onOpen={onOpen} />,
    joint: <Joint {...props} />,
    stagePeople: <StagePeople {...props} />,
    plan: <Plan {...props} contact={contact} />,
    tasks: <Tasks {...props} />,
    remedies: <Remedies {...props} />,
    learning: <Learning {...props} />,
    ombudsman: <Ombudsman {...props} links={contact?.links} />,
    letters: <Correspondence held={held} today={today} onOpen={onOpen} />,
    survey: <Survey held={held} />,
    costs: <Costs held={held} today={today} />,
  }
  return order.map((part) => <Fragment key={part}>{parts[part]}</Fragment>)
}

/** One case: who, what, where it stands, what is due next, and what to do now. */
export function CasePage() {
  const { ref = '' } = useParams()
  const today = useToday()
  const [reason, setReason] = useState('')
  const found = useCase(ref, reason)
  const contact = useContactOf(ref, reason).data
  const changesPeople = useMay('contacts:people')
  const readsCases = useMay('cases:read')
  const [address, setAddress] = useSearchParams()
  const open = openedBy(address)
  const setOpen = (next: OpenAction | null) =>
    setAddress(next ? addressOf(next) : {}, { replace: true, preventScrollReset: true })
  const [said, setSaid] = useState('')
  const form = useRef<HTMLDivElement>(null)
  useOnChange(useRefreshCase(ref))

  const held = found.data
  if (!held) {
    // Whoever takes calls is sent the address of a case too: its contact says where it stands.
    if (!readsCases) return <Navigate to={`/contacts/${ref}`} replace />
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
  const openForm = (next: OpenAction) => {
    setOpen(next)
    setSaid('')
  }
  const done = (text = '') => {
    setSaid(text)
    // What was saved may show before its answer is here, and another form be open by then: that one stays.
    const now = openedBy(new URLSearchParams(window.location.search))
    if (now && (now.action !== open?.action || now.about !== open.about)) return
    const at = document.activeElement
    // Whoever went on to write beside the case meanwhile stays there.
    const isThere = !at || at === document.body || form.current?.contains(at)
    setOpen(null)
    if (isThere) focusDoNow()
  }
  return (
    <>
      <p className="rd-back">
        <ThroughList refId={ref} />
        <button type="button" className="rd-linklike" onClick={() => window.print()}>
          Print this case
        </button>
        <Watch refId={ref} />
      </p>
      <PageTitle tab={held.ref}>{contact?.title ?? held.ref}</PageTitle>
      <IdLine held={held} />
      <Withheld parts={[...new Set([...(contact?.withheld ?? []), ...(held.withheld ?? [])])]} lift={setReason} />
      <ContactPlanNotice contact={contact} today={today} />
      <Anonymised on={held.anonymised_on} />
      <Strip held={held} contact={contact} today={today} reason={reason} />
      <NotArrived refId={held.ref} />
      <div role="status">{said && <p className="rd-notice rd-notice--well rd-said">{said}</p>}</div>
      <div className="rd-casegrid">
        <div className="rd-casegrid__do">
          <DoNow held={held} onOpen={openForm} />
        </div>
        <div className="rd-casegrid__main rd-stack">
          {open && (
            <div ref={form}>
              <OpenForm
                key={`${open.action}${open.about ?? ''}`}
                open={open}
                held={held}
                today={today}
                done={done}
              />
            </div>
          )}
          {contact?.provider && (
            <RepeatedProvider
              name={contact.provider.name}
              categories={held.issues.map(({ category }) => category)}
              counted
            />
          )}
          {contact && !held.anonymised_on && <AlsoOwed contact={contact} />}
          {contact && !held.anonymised_on && <Complaint contact={contact} />}
          <Parts key={held.ref} held={held} contact={contact} today={today} reason={reason} onOpen={openForm} />
          {!held.anonymised_on && <Files refId={held.ref} reason={reason} />}
          <Timeline held={held} today={today} reason={reason} />
        </div>
        <div className="rd-casegrid__people rd-stack">
          <Stages held={held} />
          {!held.anonymised_on && <Restriction held={held} />}
          {contact && !held.anonymised_on && <People contact={contact} />}
          {contact && <Linked contact={contact} />}
          <p>
            <Link to={`/contacts/${held.ref}`}>See what was recorded</Link>
          </p>
          {changesPeople && !held.anonymised_on && (
            <p>
              <Link to={`/contacts/${held.ref}?people`}>Change what is known of the people</Link>
            </p>
          )}
        </div>
      </div>
    </>
  )
}
