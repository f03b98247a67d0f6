import { useState } from 'react'
import type {
  AgeOfPatient,
  BodyPartRead,
  CaseRead,
  HealthSubject,
  JointComplaint,
  JointRead,
  ShareConsent,
  StatusOfComplainant,
  TransferWay,
} from '../../api'
import { putJoint } from '../../api'
import {
  AGE_OF_PATIENT_WORDS,
  HEALTH_SUBJECT_WORDS,
  SHARE_CONSENT_WORDS,
  STATUS_OF_COMPLAINANT_WORDS,
  TRANSFER_WAY_WORDS,
} from '../../api/words.gen'
import { Checkboxes, Radios } from '../../components/Choices'
import { DateField } from '../../components/DateField'
import { Select, TextField } from '../../components/Fields'
import { bodyName, bodyOptions, useCouncil } from '../../lib/council'
import { longDate } from '../../lib/dates'
import { errorFor } from '../../lib/problem'
import type { FieldError, FieldMap } from '../../lib/problem'
import { useTyped } from '../../lib/typed'
import { choices } from '../../lib/words'
import { ActionForm } from './actions/ActionForm'
import { dateFrom, maybeDate, needText } from './actions/dated'
import { useBeside } from './actions/useBeside'
import { useIssueNames } from './useIssueNames'

export interface JointFormProps {
  held: CaseRead
  joint: JointRead
  today: string
  done: () => void
}

/** What is recorded now, as it is sent: a form changes its own part of it, and the rest goes back as it was. */
function recorded({ lead, communication, answer_from, bodies, transfer, ...ko41a }: JointRead): JointComplaint {
  return {
    lead,
    communication,
    answer_from,
    bodies: bodies.map((part) => ({
      body: part.body,
      issues: part.issues,
      consent: part.consent,
      because: part.because,
      consent_asked_on: part.consent_asked_on,
      consent_settled_on: part.consent_settled_on,
      asked_on: part.asked_on,
      answered_on: part.answered_on,
    })),
    transfer: transfer && { way: transfer.way, body: transfer.body, on: transfer.on },
    age_of_patient: ko41a.age_of_patient,
    status_of_complainant: ko41a.status_of_complainant,
    subjects: ko41a.subjects,
  }
}

/** One change of who answers it together, for the version that the form was opened on. */
function useJoint({ held, joint, done }: JointFormProps, fields: FieldMap) {
  const action = useBeside<JointRead>('joint', held.ref, fields, done)
  const [version] = useState(joint.version)
  const submit = (changed: Partial<JointComplaint>, wrong: FieldError[]) =>
    action.submit(
      (headers) =>
        putJoint({
          path: { ref: held.ref },
          body: { ...recorded(joint), ...changed },
          headers: { ...headers, 'If-Match': `"${version}"` },
          throwOnError: true,
        }),
      wrong,
    )
  return { ...action, submit }
}

const WHO_FIELDS = {
  '/bodies': 'joint-bodies',
  '/not_joint_because': 'joint-because',
  '/lead': 'joint-lead',
  '/communication': 'joint-communication',
  '/answer_from': 'joint-answer',
  '/transfer/body': 'joint-transfer-body',
  '/transfer/on': 'joint-transfer-on',
}

/** Who takes part and leads, what is whose, and whether it came from one of them or was sent on. */
export function WhoForm(props: JointFormProps) {
  const { held, joint, today, done } = props
  const action = useJoint(props, WHO_FIELDS)
  const council = useCouncil().data
  const issueName = useIssueNames(held.ref)
  const own = council?.code ?? ''
  const before = joint.bodies.map(({ body }) => body)
  const [bodies, setBodies] = useTyped<string[]>('bodies', before)
  const [lead, setLead] = useTyped('lead', joint.lead ?? '')
  const [communication, setCommunication] = useTyped('communication', joint.communication ?? '')
  const [answer, setAnswer] = useTyped('answer', joint.answer_from ?? '')
  const begin = Object.fromEntries(
    joint.bodies.flatMap(({ body, issues }) => issues.map((number) => [number, body] as const)),
  )
  const [whose, setWhose] = useTyped<Record<string, string>>('whose', begin)
  const [way, setWay] = useTyped<TransferWay | ''>('way', joint.transfer?.way ?? '')
  const [transferBody, setTransferBody] = useTyped('transfer-body', joint.transfer?.body ?? '')
  const [on, setOn] = useTyped('on', joint.transfer ? longDate(joint.transfer.on) : '')
  const [because, setBecause] = useTyped('because', '')
  const isAlone = bodies.length === 0 && before.length > 0
  const named = bodies.map((code) => ({ value: code, label: bodyName(council, code) }))
  const all = [{ value: own, label: council?.name ?? 'The council' }, ...named]
  const among = (code: string) => (all.some(({ value }) => value === code) ? code : '')
  const save = () => {
    const [transferOn, wrongDay] = way ? dateFrom(on, today, 'joint-transfer-on') : ['', []]
    const parts = new Map(recorded(joint).bodies.map((part) => [part.body, part]))
    action.submit(
      {
        lead: among(lead) || null,
        communication: among(communication) || null,
        answer_from: among(answer) || null,
        bodies: bodies.map((body) => ({
          ...(parts.get(body) ?? { body }),
          issues: held.issues.map(({ number }) => number).filter((number) => whose[number] === body),
        })),
        transfer: way ? { way, body: transferBody, on: transferOn } : null,
        not_joint_because: isAlone ? because.trim() : null,
      },
      [
        ...(isAlone ? needText(because, 'joint-because', 'Say why nobody takes part any more') : []),
        ...(bodies.length + before.length === 0 ? [{ field: 'joint-bodies', message: 'Choose who takes part' }] : []),
        ...(way ? needText(transferBody, 'joint-transfer-body', 'Choose which body') : []),
        ...wrongDay,
      ],
    )
  }
  const { errors } = action
  const leads = (none: string) => [{ value: '', label: none }, ...all]
  return (
    <ActionForm refId={held.ref} title="Who answers it together" save="Save it" action={action} onSubmit={save} onCancel={done}>
      <Checkboxes
        id="joint-bodies"
        legend="Who takes part besides us"
        error={errorFor(errors, 'joint-bodies')}
        choices={bodyOptions(council).filter(({ value }) => value !== '')}
        value={bodies}
        onChange={setBodies}
      />
      {isAlone && (
        <TextField
          id="joint-because"
          label="Why nobody takes part any more"
          hint="It is kept with the case."
          error={errorFor(errors, 'joint-because')}
          value={because}
          onChange={setBecause}
        />
      )}
      <Select
        id="joint-lead"
        label="Who leads the handling"
        error={errorFor(errors, 'joint-lead')}
        value={among(lead)}
        onChange={setLead}
        options={leads('Not agreed yet')}
      />
      <Select
        id="joint-communication"
        label="Who speaks to the complainant"
        error={errorFor(errors, 'joint-communication')}
        value={among(communication)}
        onChange={setCommunication}
        options={leads('Not agreed yet')}
      />
      <Select
        id="joint-answer"
        label="Who sends the one answer"
        error={errorFor(errors, 'joint-answer')}
        value={among(answer)}
        onChange={setAnswer}
        options={leads('Not agreed yet')}
      />
      {bodies.length > 0 &&
        held.issues.map((issue) => (
          <Select
            key={issue.number}
            id={`joint-issue-${issue.number}`}
            label={`Who answers issue ${issue.number}: ${issueName(issue)}`}
            value={among(whose[issue.number] ?? '') || own}
            onChange={(code) => setWhose((known) => ({ ...known, [issue.number]: code }))}
            options={all}
          />
        ))}
      <Select
        id="joint-way"
        label="Did it pass from one body to another"
        value={way}
        onChange={(next) => setWay(next as TransferWay | '')}
        options={[{ value: '', label: 'No' }, ...choices(TRANSFER_WAY_WORDS)]}
      />
      {way && (
        <>
          <Select
            id="joint-transfer-body"
            label={way === 'received' ? 'From' : 'To'}
            error={errorFor(errors, 'joint-transfer-body')}
            value={transferBody}
            onChange={setTransferBody}
            options={[{ value: '', label: 'Choose' }, ...named]}
          />
          <DateField
            id="joint-transfer-on"
            label="On"
            today={today}
            error={errorFor(errors, 'joint-transfer-on')}
            value={on}
            onChange={setOn}
          />
        </>
      )}
    </ActionForm>
  )
}

/** Whether the person agrees that one body is told, when it was asked for its part, and when it answered. */
export function PartForm(props: JointFormProps & { part: BodyPartRead }) {
  const { held, joint, today, done, part } = props
  const place = joint.bodies.findIndex(({ body }) => body === part.body)
  const fields = Object.fromEntries(
    ['consent', 'because', 'consent_asked_on', 'consent_settled_on', 'asked_on', 'answered_on'].map((name) => [
      `/bodies/${place}/${name}`,
      `part-${name}`,
    ]),
  )
  const action = useJoint(props, fields)
  const date = (day: string | null) => (day ? longDate(day) : '')
  const [consent, setConsent] = useTyped<ShareConsent | null>('consent', part.consent, Object.keys(SHARE_CONSENT_WORDS))
  const [because, setBecause] = useTyped('because', part.because ?? '')
  const [consentAsked, setConsentAsked] = useTyped('consent-asked', date(part.consent_asked_on))
  const [settled, setSettled] = useTyped('settled', date(part.consent_settled_on))
  const [asked, setAsked] = useTyped('asked', date(part.asked_on))
  const [answered, setAnswered] = useTyped('answered', date(part.answered_on))
  const isAsked = consent !== null && consent !== 'not_needed'
  const isSettled = consent === 'given' || consent === 'refused'
  const save = () => {
    const read = [
      maybeDate(isAsked ? consentAsked : '', today, 'part-consent_asked_on'),
      isSettled ? dateFrom(settled, today, 'part-consent_settled_on') : maybeDate('', today, ''),
      maybeDate(asked, today, 'part-asked_on'),
      maybeDate(answered, today, 'part-answered_on'),
    ] as const
    const [[consent_asked_on], [consent_settled_on], [asked_on], [answered_on]] = read
    const changed = {
      body: part.body,
      issues: part.issues,
      consent,
      because: consent === 'not_needed' ? because.trim() || null : null,
      consent_asked_on,
      consent_settled_on,
      asked_on,
      answered_on,
    }
    action.submit({ bodies: recorded(joint).bodies.map((one) => (one.body === part.body ? changed : one)) }, [
      ...(consent === 'not_needed' ? needText(because, 'part-because', 'Say why nobody has to agree') : []),
      ...read.flatMap(([, wrong]) => wrong),
    ])
  }
  const { errors } = action
  const field = (name: string, label: string, value: string, onChange: (text: string) => void) => (
    <DateField
      id={`part-${name}`}
      label={label}
      today={today}
      error={errorFor(errors, `part-${name}`)}
      value={value}
      onChange={onChange}
    />
  )
  return (
    <ActionForm refId={held.ref} title={`The part of ${part.name}`} save="Save it" action={action} onSubmit={save} onCancel={done}>
      <Radios
        id="part-consent"
        legend="Consent of the person that it is shared with them"
        hint="Of the person whose care it is about, or of who may decide for them. Nothing is shared without it."
        error={errorFor(errors, 'part-consent')}
        choices={choices(SHARE_CONSENT_WORDS)}
        value={consent}
        onChange={setConsent}
      />
      {consent === 'not_needed' && (
        <TextField
          id="part-because"
          label="Why nobody has to agree"
          error={errorFor(errors, 'part-because')}
          value={because}
          onChange={setBecause}
        />
      )}
      {isAsked && field('consent_asked_on', 'Consent asked for on', consentAsked, setConsentAsked)}
      {isSettled && field('consent_settled_on', consent === 'given' ? 'Given on' : 'Refused on', settled, setSettled)}
      {field('asked_on', 'They were asked for their part on', asked, setAsked)}
      {field('answered_on', 'They answered on', answered, setAnswered)}
    </ActionForm>
  )
}

/** What an NHS lead has to count of the complaint once a year. */
export function Ko41aForm(props: JointFormProps) {
  const { held, joint, done } = props
  const action = useJoint(props, { '/age_of_patient': 'ko-age', '/status_of_complainant': 'ko-status', '/subjects': 'ko-subjects' })
  const [age, setAge] = useTyped('age', joint.age_of_patient ?? '')
  const [status, setStatus] = useTyped('status', joint.status_of_complainant ?? '')
  const [subjects, setSubjects] = useTyped<HealthSubject[]>('subjects', joint.subjects)
  const save = () =>
    action.submit(
      {
        age_of_patient: (age || null) as AgeOfPatient | null,
        status_of_complainant: (status || null) as StatusOfComplainant | null,
        subjects,
      },
      [],
    )
  const none = { value: '', label: 'Not recorded' }
  return (
    <ActionForm refId={held.ref} title="For the NHS’s yearly count (KO41a)" save="Save it" action={action} onSubmit={save} onCancel={done}>
      <Select
        id="ko-age"
        label="Age of the patient"
        error={errorFor(action.errors, 'ko-age')}
        value={age}
        onChange={setAge}
        options={[none, ...choices(AGE_OF_PATIENT_WORDS)]}
      />
      <Select
        id="ko-status"
        label="Who complains"
        error={errorFor(action.errors, 'ko-status')}
        value={status}
        onChange={setStatus}
        options={[none, ...choices(STATUS_OF_COMPLAINANT_WORDS)]}
      />
      <Checkboxes
        id="ko-subjects"
        legend="What it is about"
        error={errorFor(action.errors, 'ko-subjects')}
        choices={choices(HEALTH_SUBJECT_WORDS)}
        value={subjects}
        onChange={setSubjects}
      />
    </ActionForm>
  )
}
