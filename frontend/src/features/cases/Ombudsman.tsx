import { useState } from 'react'
import { Link } from 'react-router'
import type { AgreedRemedyRead, CaseRead, ContactRead, OmbudsmanCaseRead } from '../../api'
import {
  OMBUDSMAN_BODY_WORDS,
  OMBUDSMAN_DECISION_WORDS,
  OMBUDSMAN_REASON_WORDS,
  OMBUDSMAN_STANDING_WORDS,
} from '../../api/words.gen'
import { MetMark } from '../../components/Icons'
import { Card } from '../../components/Page'
import { longDate } from '../../lib/dates'
import { pounds } from '../../lib/money'
import { KeepTyped } from '../../lib/typed'
import { isOwed } from './clockWords'
import { Acts, Late, Struck } from './FollowUp'
import { FORMS, written } from './OmbudsmanForms'
import type { Act, Opened } from './OmbudsmanForms'
import { useOmbudsman } from './queries'

function RemedyStatus({ of: { due_on, done_on, late, on_time, struck, struck_because } }: { of: AgreedRemedyRead }) {
  if (struck) return <span className="rd-second">{['Struck off', struck_because].filter(Boolean).join(': ')}</span>
  if (done_on && on_time === false) {
    return (
      <Late>
        Done late on {longDate(done_on)}: it was due {written(due_on)}
      </Late>
    )
  }
  if (done_on) {
    return (
      <span className="rd-rag rd-rag--met">
        <MetMark />
        <span>
          Done {longDate(done_on)}
          {on_time && ', on time'}
        </span>
      </span>
    )
  }
  if (late) return <Late>Late: it was due {written(due_on)}</Late>
  return <span className="rd-second">{due_on ? `Due ${longDate(due_on)}` : 'No date was agreed'}</span>
}

/** What can be done with a remedy; one that is struck off is changed to stand again. */
function actsOf(remedy: AgreedRemedyRead): [string, Act][] {
  if (remedy.struck) return [['It stands after all', 'remedy']]
  return [
    ...(remedy.done_on ? [] : [['It is done', 'done'] as [string, Act]]),
    ['Change', 'remedy'],
    ['Strike off', 'strike'],
  ]
}

/** What the draft says, and by when it may be commented on. */
function Draft({ of }: { of: OmbudsmanCaseRead }) {
  if (!of.draft_on || !of.draft_decision) return null
  const due = written(of.comments_due_on)
  return (
    <p>
      Draft decision of {longDate(of.draft_on)}: {OMBUDSMAN_DECISION_WORDS[of.draft_decision].toLowerCase()}
      <span className="rd-block">
        {of.commented_on && <span className="rd-second">We commented on {longDate(of.commented_on)}</span>}
        {!of.commented_on && !of.decision && due && of.comments_late && <Late>Comments are late: due {due}</Late>}
        {!of.commented_on && !of.decision && due && !of.comments_late && (
          <span className="rd-second">Comments are due by {due}</span>
        )}
      </span>
    </p>
  )
}

function Decided({ of }: { of: OmbudsmanCaseRead }) {
  if (!of.decision || !of.decided_on) return null
  return (
    <>
      <p>
        <b>
          {OMBUDSMAN_DECISION_WORDS[of.decision]}, {longDate(of.decided_on)}
        </b>
        <span className="rd-second rd-block">
          {[of.grounds && OMBUDSMAN_REASON_WORDS[of.grounds], of.public_report && 'A public report']
            .filter(Boolean)
            .join('. ')}
        </span>
      </p>
      {of.decision === 'referred_back' && (
        <p className="rd-second">It came back to us on {longDate(of.came_back_on ?? of.decided_on)}.</p>
      )}
    </>
  )
}

/** What an earlier decision did to the case, and another one does not undo by itself. */
function TakenUp({ of }: { of: OmbudsmanCaseRead }) {
  if (!of.taken_up_on) return null
  return (
    <p className="rd-notice">
      The case was taken up again on {longDate(of.taken_up_on)}, when it was recorded as referred back, and still is. If that
      was wrong too, <Link to="?do=correct">put it right</Link>.
    </p>
  )
}

interface ItemProps {
  of: OmbudsmanCaseRead
  mayRecord: boolean
  open: (opened: Opened) => void
}

function Item({ of, mayRecord, open }: ItemProps) {
  const { number } = of
  const allActs: [string, Act][] = [
    ...(of.decision ? [] : [[of.draft_on ? 'Comments, or another draft' : 'A draft came', 'draft'] as [string, Act]]),
    [of.decision ? 'Change the decision' : 'It decided', 'decide'],
    ...(of.decision ? [['Add an agreed remedy', 'agree'] as [string, Act]] : []),
    ['Change its details', 'change'],
    ['Recorded by mistake', 'mistake'],
  ]
  const acts: [string, Act][] = of.standing === 'mistaken' ? [['It was no mistake', 'change']] : allActs
  const name = OMBUDSMAN_BODY_WORDS[of.body]
  return (
    <li className="rd-followup__spaced">
      <p>
        <b>{name}</b> {of.reference}
        <span className="rd-second rd-block">
          {OMBUDSMAN_STANDING_WORDS[of.standing]}. We heard of it on {longDate(of.received_on)}
          {of.formal_investigation !== null && (of.formal_investigation ? ', formally investigated' : ', no formal investigation')}
          {of.contact_ref && (
            <>
              {' '}
              by <Link to={`/cases/${of.contact_ref}`}>{of.contact_ref}</Link>
            </>
          )}
        </span>
      </p>
      {of.also_of.length > 0 && (
        <p className="rd-notice">
          The same case of the Ombudsman is recorded with{' '}
          {of.also_of.map((ref, place) => (
            <span key={ref}>
              {place > 0 && ', '}
              <Link to={`/cases/${ref}`}>{ref}</Link>
            </span>
          ))}{' '}
          too. Are both right?
        </p>
      )}
      {of.mistaken_because && <p>{of.mistaken_because}</p>}
      <Draft of={of} />
      <Decided of={of} />
      <TakenUp of={of} />
      {of.remedies.length > 0 && (
        <ul className="rd-followup rd-followup--within">
          {of.remedies.map((remedy) => (
            <li key={remedy.number}>
              <Struck is={remedy.struck}>
                {remedy.what ?? `Agreed remedy ${remedy.number}`}
                {remedy.pence !== null && ` (${pounds(remedy.pence)})`}
              </Struck>
              <span className="rd-block">
                <RemedyStatus of={remedy} />
              </span>
              {remedy.of_earlier && !remedy.struck && (
                <span className="rd-second rd-block">
                  {of.standing === 'mistaken' ? 'Not counted' : 'Agreed with an earlier decision'}
                  {of.standing !== 'mistaken' && !remedy.done_on && ', and owed still'}
                </span>
              )}
              {remedy.evidence && <span className="rd-second rd-block">{remedy.evidence}</span>}
              {mayRecord && of.standing !== 'mistaken' && (
                <Acts
                  label={remedy.what ?? `Agreed remedy ${remedy.number}`}
                  acts={actsOf(remedy).map(([label, act]) => [label, () => open({ act, number, remedy: remedy.number })])}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      {of.recommendations_met_on && (
        <p className="rd-second">All that was agreed is done since {longDate(of.recommendations_met_on)}</p>
      )}
      {mayRecord && (
        <Acts label={name} acts={acts.map(([label, act]) => [label, () => open({ act, number })])} />
      )}
    </li>
  )
}

/** What the Ombudsman asked of the council: each has its clock among the dates of the case. */
function Enquiries({ held }: { held: CaseRead }) {
  const asked = held.requests.filter((request) => request.who === 'council')
  if (asked.length === 0) return null
  return (
    <ul>
      {asked.map((request) => {
        const clock = held.clocks.find((one) => one.kind === request.clock)
        const due = written(clock?.due_on)
        return (
          <li key={request.number}>
            Its enquiry of {longDate(request.letter_on ?? request.asked_on)}
            {request.letter_on && request.letter_on !== request.asked_on && `, received on ${longDate(request.asked_on)}`}
            <span className="rd-block">
              {request.answered_on && <span className="rd-second">We answered on {longDate(request.answered_on)}</span>}
              {request.withdrawn_on && <span className="rd-second">It is needed no more since {longDate(request.withdrawn_on)}</span>}
              {isOwed(request) && clock?.rag === 'late' && <Late>Late: our answer was due {due}</Late>}
              {isOwed(request) && clock?.rag !== 'late' && <span className="rd-second">Answer due {due}</span>}
            </span>
          </li>
        )
      })}
    </ul>
  )
}

interface Props {
  held: CaseRead
  links: ContactRead['links'] | undefined
  today: string
  reason: string
}

/** What the Ombudsman made of it: also long after the case closed. */
export function Ombudsman({ held, links = [], today, reason }: Props) {
  const found = useOmbudsman(held.ref, reason).data
  const [opened, setOpened] = useState<Opened | null>(null)
  if (!found || held.classification === 'ombudsman_enquiry') return null
  const { items, may_record } = found
  const enquiries = held.requests.some((request) => request.who === 'council')
  if (items.length === 0 && !may_record && !enquiries) return null
  const taken = new Set(items.filter((item) => item.standing !== 'mistaken').map((item) => item.contact_ref))
  const offered = may_record
    ? links.filter((link) => link.classification === 'ombudsman_enquiry' && !taken.has(link.ref))
    : []
  const of = items.find((item) => item.number === opened?.number)
  const remedy = of?.remedies.find((one) => one.number === opened?.remedy)
  const Form = opened && FORMS[opened.act]
  const [next] = items.flatMap((item) => item.next_due_on ?? []).sort()
  const note = next ? `Next date we owe: ${longDate(next)}` : items.some((item) => item.is_open) && 'Still open'
  return (
    <>
      {Form && (
        <KeepTyped
          key={`${opened.act} ${opened.number} ${opened.remedy ?? ''}`}
          id={`ombudsman/${held.ref}/${opened.number}/${opened.act}/${opened.remedy ?? ''}`}
          title={`The Ombudsman: ${held.ref}`}
          path={`/cases/${held.ref}`}
        >
          <Form held={held} today={today} done={() => setOpened(null)} opened={opened} of={of} remedy={remedy} />
        </KeepTyped>
      )}
      <Card title="The Ombudsman" id="ombudsman" note={note}>
        <div className="rd-card__body rd-stack">
          {items.length > 0 && (
            <ul className="rd-followup">
              {items.map((item) => (
                <Item key={item.number} of={item} mayRecord={may_record} open={setOpened} />
              ))}
            </ul>
          )}
          <Enquiries held={held} />
          {offered.map((link) => (
            <p key={link.ref}>
              The Ombudsman asked about it in <Link to={`/cases/${link.ref}`}>{link.ref}</Link> on{' '}
              {longDate(link.received_on)}.{' '}
              <button
                type="button"
                className="rd-linklike"
                onClick={() => setOpened({ act: 'begin', number: 0, link })}
              >
                Take it over
              </button>
            </p>
          ))}
          {may_record && opened?.act !== 'begin' && (
            <p>
              <button
                type="button"
                className="rd-linklike"
                onClick={() => setOpened({ act: 'begin', number: 0 })}
              >
                {items.length > 0 ? 'It has another case about it' : 'It is with the Ombudsman'}
              </button>
            </p>
          )}
        </div>
      </Card>
    </>
  )
}
