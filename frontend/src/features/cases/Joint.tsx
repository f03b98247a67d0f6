import { useState } from 'react'
import type { BodyPartRead, CaseRead, JointRead } from '../../api'
import {
  AGE_OF_PATIENT_WORDS,
  HEALTH_SUBJECT_WORDS,
  SHARE_CONSENT_WORDS,
  STATUS_OF_COMPLAINANT_WORDS,
} from '../../api/words.gen'
import { Card, Failed } from '../../components/Page'
import { bodyName, useCouncil } from '../../lib/council'
import { dayMonth, longDate } from '../../lib/dates'
import { draftOf } from '../../lib/drafts'
import { KeepTyped } from '../../lib/typed'
import { lowered } from '../../lib/words'
import { financialYear } from '../../lib/years'
import { Acts } from './FollowUp'
import { Ko41aForm, PartForm, WhoForm } from './JointForms'
import { useJointOf, useKo41aFile } from './queries'

const WHO = 'who'
const KO41A = 'ko41a'

function issuesWords(numbers: readonly number[]): string {
  if (numbers.length === 0) return 'No issue of its own'
  return `${numbers.length === 1 ? 'Issue' : 'Issues'} ${numbers.join(', ')}`
}

function consentWords({ consent, because, consent_asked_on, consent_settled_on }: BodyPartRead): string {
  if (consent === null) return 'not asked for'
  const on = consent_settled_on ?? consent_asked_on
  const words = lowered(SHARE_CONSENT_WORDS[consent])
  return [on ? `${words} on ${longDate(on)}` : words, because && lowered(because)].filter(Boolean).join(': ')
}

/** What it was asked for: recorded here, or as of a contributor, which has a date and a reminder of its own. */
function partWords({ name, ...part }: BodyPartRead, requests: CaseRead['requests']): string {
  const last = requests.findLast(({ asked_of, withdrawn_on }) => asked_of === name && !withdrawn_on)
  const isLater = part.answered_on !== null || (last !== undefined && (part.asked_on ?? '') > last.asked_on)
  const { asked_on, answered_on } = isLater ? part : (last ?? part)
  if (answered_on) return `Answered on ${longDate(answered_on)}, asked on ${dayMonth(asked_on ?? answered_on)}`
  return asked_on ? `Asked for its part on ${longDate(asked_on)}, no answer yet` : 'Not asked for its part yet'
}

interface PartProps {
  part: BodyPartRead
  requests: CaseRead['requests']
  open: (() => void) | undefined
}

function Part({ part, requests, open }: PartProps) {
  return (
    <li>
      <p>
        <b>{part.name}</b> {issuesWords(part.issues)}
      </p>
      <p className="rd-second">
        Consent to share: {consentWords(part)}. {partWords(part, requests)}.
      </p>
      {part.not_shared_because && (
        <p>
          <b>Nothing may be shared yet.</b> {part.not_shared_because}
        </p>
      )}
      {open && <Acts label={part.name} acts={[['Consent, asking and answer', open]]} />}
    </li>
  )
}

/** When a complaint that another body sent us counts as received; a wrong day is put right where any receipt is. */
function Transfer({ joint: { transfer, received_on } }: { joint: JointRead }) {
  if (!transfer) return null
  const on = longDate(transfer.on)
  if (transfer.way === 'sent')
    return (
      <p>
        Sent to {transfer.name} on {on}. If none of it is ours, change its class to other contact, on its contact: the
        case ends with that.
      </p>
    )
  return (
    <p>
      Received from {transfer.name} on {on}, which is its day of receipt.
      {transfer.on !== received_on && (
        <>
          {' '}
          The case has {longDate(received_on)}: <b>correct the day of receipt</b>, under More, if that is wrong.
        </>
      )}
    </p>
  )
}

function Ko41a({ joint }: { joint: JointRead }) {
  const { age_of_patient: age, status_of_complainant: status, subjects } = joint
  const said = [
    age && `patient ${lowered(AGE_OF_PATIENT_WORDS[age])}`,
    status && `complained of by: ${lowered(STATUS_OF_COMPLAINANT_WORDS[status])}`,
    subjects.length > 0 && `about ${subjects.map((one) => lowered(HEALTH_SUBJECT_WORDS[one])).join(', ')}`,
  ].filter(Boolean)
  if (said.length === 0) return null
  return <p className="rd-second">For KO41a: {said.join('; ')}.</p>
}

interface Props {
  held: CaseRead
  today: string
  reason: string
}

/** A complaint that is answered together with another body: who leads, what is whose, what may be shared. */
export function Joint({ held, today, reason }: Props) {
  const joint = useJointOf(held.ref, reason).data
  const council = useCouncil().data
  const numbers = useKo41aFile()
  const year = financialYear(today)
  const [opened, setOpened] = useState<string | null>(null)
  const isJoint = held.flags.includes('joint') || held.issues.some(({ about }) => about === 'another_body')
  if (!joint || (joint.bodies.length === 0 && !(isJoint && joint.may_record))) return null
  const draft = (form: string) => `joint/${held.ref}/${form}`
  const forms = [WHO, KO41A, ...joint.bodies.map(({ body }) => body)]
  const open = opened ?? forms.find((form) => draftOf(draft(form))) ?? null
  const part = joint.bodies.find(({ body }) => body === open)
  const props = { held, joint, today, done: () => setOpened('') }
  const theirs = joint.bodies.flatMap(({ issues }) => issues)
  const there = held.issues.map(({ number }) => number)
  const ours = there.filter((number) => !theirs.includes(number))
  const named = (code: string | null) => (code ? bodyName(council, code) : 'not agreed yet')
  return (
    <>
      {open && joint.may_record && (
        <KeepTyped key={open} id={draft(open)} title={`Joint complaint: ${held.ref}`} path={`/cases/${held.ref}`}>
          {open === WHO && <WhoForm {...props} />}
          {open === KO41A && <Ko41aForm {...props} />}
          {part && <PartForm {...props} part={part} />}
        </KeepTyped>
      )}
      <Card title="Joint complaint" id="joint">
        <div className="rd-card__body rd-stack">
          {joint.bodies.length === 0 ? (
            <p>Another body has a part in it. Agree with them who leads, who speaks to the complainant and who answers what.</p>
          ) : (
            <>
              <dl className="rd-lines">
                <div>
                  <dt>Leads</dt>
                  <dd>{named(joint.lead)}</dd>
                </div>
                <div>
                  <dt>Speaks to them</dt>
                  <dd>{named(joint.communication)}</dd>
                </div>
                <div>
                  <dt>One answer</dt>
                  <dd>
                    {joint.answer_from ? `From ${named(joint.answer_from)}` : 'From whom is not agreed yet'}
                    {joint.answered_on ? `, sent on ${longDate(joint.answered_on)}` : ', not sent yet'}
                  </dd>
                </div>
                <div>
                  <dt>Ours</dt>
                  <dd>{issuesWords(ours)}</dd>
                </div>
              </dl>
              <ul className="rd-followup">
                {joint.bodies.map((one) => (
                  <Part
                    key={one.body}
                    part={{ ...one, issues: one.issues.filter((number) => there.includes(number)) }}
                    requests={held.requests}
                    open={joint.may_record ? () => setOpened(one.body) : undefined}
                  />
                ))}
              </ul>
              <Transfer joint={joint} />
              <Ko41a joint={joint} />
            </>
          )}
          {joint.may_record && (
            <Acts
              label="Joint complaint"
              acts={[
                ['Who answers it together', () => setOpened(WHO)],
                ...(joint.bodies.length > 0 ? [['For KO41a', () => setOpened(KO41A)] as const] : []),
              ]}
            />
          )}
          {joint.may_record && joint.bodies.length > 0 && (
            <p className="rd-second">
              KO41a over all joint cases:{' '}
              <button type="button" className="rd-linklike" onClick={() => numbers.mutate(year)}>
                the numbers of {year}
              </button>
            </p>
          )}
          {numbers.isError && <Failed error={numbers.error} />}
        </div>
      </Card>
    </>
  )
}
