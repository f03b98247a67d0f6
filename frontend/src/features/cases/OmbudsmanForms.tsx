import type {
  AgreedRemedyRead,
  CaseRead,
  LinkRead,
  OmbudsmanBody,
  OmbudsmanCaseRead,
  OmbudsmanDecision,
  OmbudsmanReason,
  OmbudsmanCases as Whole,
} from '../../api'
import {
  agreeRemedy,
  changeOmbudsmanCase,
  putAgreedRemedy,
  putOmbudsmanDecision,
  putOmbudsmanDraft,
  recordOmbudsmanCase,
} from '../../api'
import { OMBUDSMAN_BODY_WORDS, OMBUDSMAN_DECISION_WORDS, OMBUDSMAN_REASON_WORDS } from '../../api/words.gen'
import { Radios } from '../../components/Choices'
import { DateField } from '../../components/DateField'
import { Select, TextField } from '../../components/Fields'
import { longDate } from '../../lib/dates'
import { AMOUNT_NEEDED, penceOf } from '../../lib/money'
import { errorFor } from '../../lib/problem'
import type { FieldError } from '../../lib/problem'
import { useTyped } from '../../lib/typed'
import { choices } from '../../lib/words'
import { ActionForm } from './actions/ActionForm'
import { dateFrom, maybeDate, needText, startWith } from './actions/dated'
import { useBeside } from './actions/useBeside'
import { DONE_FIELDS, DoneForm, DueField } from './FollowUp'

const FIELDS = {
  '/body': 'omb-body',
  '/reference': 'omb-reference',
  '/contact_ref': 'omb-reference',
  '/received_on': 'omb-received',
  '/formal_investigation': 'omb-formal',
  '/draft_on': 'omb-draft',
  '/draft_decision': 'omb-draft-decision',
  '/comments_due_on': 'omb-comments-due',
  '/commented_on': 'omb-commented',
  '/decided_on': 'omb-decided',
  '/decision': 'omb-decision',
  '/grounds': 'omb-grounds',
  '/public_report': 'omb-report',
  '/came_back_on': 'omb-came-back',
  '/what': 'omb-what',
  '/pence': 'omb-pounds',
  '/due_on': 'omb-due',
  '/mistaken_because': 'omb-mistake',
  '/struck_because': 'omb-struck',
}
const YES_OR_NO = [
  { value: 'no', label: 'No' },
  { value: 'yes', label: 'Yes' },
]
const DECISIONS = choices(OMBUDSMAN_DECISION_WORDS).filter(({ value }) => value !== 'open')
const NOT_CHOSEN = { value: '', label: 'Choose one' }

export type Act = 'begin' | 'change' | 'draft' | 'decide' | 'agree' | 'remedy' | 'done' | 'mistake' | 'strike'

export interface Opened {
  act: Act
  number: number
  remedy?: number
  /** The contact by which the Ombudsman asked. */
  link?: LinkRead
}

interface FormProps {
  held: CaseRead
  today: string
  done: () => void
  opened: Opened
  of: OmbudsmanCaseRead | undefined
  remedy: AgreedRemedyRead | undefined
}

export const written = (day: string | null | undefined) => (day ? longDate(day) : '')

function useSending({ held, done }: FormProps) {
  return useBeside<Whole>('ombudsman', held.ref, FIELDS, done)
}

/** Whose case it is, their reference and when we heard of it: new, or put right. */
function BeginForm(props: FormProps) {
  const { held, today, done, opened, of } = props
  const action = useSending(props)
  const received = opened.link?.received_on ?? of?.received_on
  const [body, setBody] = useTyped<string>('body', of?.body ?? 'lgsco', Object.keys(OMBUDSMAN_BODY_WORDS))
  const [reference, setReference] = useTyped('reference', of?.reference ?? '')
  const [on, setOn] = useTyped('received', received ? longDate(received) : startWith(today))
  const [formal, setFormal] = useTyped('formal', of?.formal_investigation == null ? '' : yesOrNo(of.formal_investigation))
  const save = () => {
    const [received_on, wrong] = dateFrom(on, today, 'omb-received')
    const sent = {
      body: body as OmbudsmanBody,
      reference: reference.trim() || null,
      contact_ref: opened.link?.ref ?? of?.contact_ref ?? null,
      received_on,
      formal_investigation: formal === '' ? null : formal === 'yes',
    }
    const path = { ref: held.ref, number: opened.number }
    action.submit(
      (headers) =>
        of
          ? changeOmbudsmanCase({ path, body: sent, headers, throwOnError: true })
          : recordOmbudsmanCase({ path: { ref: held.ref }, body: sent, headers, throwOnError: true }),
      wrong,
    )
  }
  const { errors } = action
  return (
    <ActionForm
      refId={held.ref}
      title={of ? 'Change the Ombudsman’s case' : 'It is with the Ombudsman'}
      save={of ? 'Save the change' : 'Record it'}
      action={action}
      onSubmit={save}
      onCancel={done}
    >
      <Radios
        id="omb-body"
        legend="Which Ombudsman"
        error={errorFor(errors, 'omb-body')}
        choices={choices(OMBUDSMAN_BODY_WORDS)}
        value={body}
        onChange={setBody}
      />
      <TextField
        id="omb-reference"
        className="rd-field--short"
        label="Their reference"
        hint="Such as 24 012 345; leave it empty while you do not know it"
        error={errorFor(errors, 'omb-reference')}
        value={reference}
        onChange={setReference}
      />
      <DateField
        id="omb-received"
        label="We heard of it on"
        today={today}
        error={errorFor(errors, 'omb-received')}
        value={on}
        onChange={setOn}
      />
      <Select
        id="omb-formal"
        label="Do they investigate it formally?"
        error={errorFor(errors, 'omb-formal')}
        value={formal}
        onChange={setFormal}
        options={[{ value: '', label: 'Not known yet' }, ...YES_OR_NO]}
      />
    </ActionForm>
  )
}

const yesOrNo = (is: boolean) => (is ? 'yes' : 'no')

function DraftForm(props: FormProps) {
  const { held, today, done, opened, of } = props
  const action = useSending(props)
  const [on, setOn] = useTyped('draft', written(of?.draft_on) || startWith(today))
  const [decision, setDecision] = useTyped<string>('decision', of?.draft_decision ?? '')
  const [due, setDue] = useTyped('due', written(of?.comments_due_on))
  const [commented, setCommented] = useTyped('commented', written(of?.commented_on))
  const save = () => {
    const [draft_on, wrongDay] = dateFrom(on, today, 'omb-draft')
    const [comments_due_on, wrongDue] = maybeDate(due, today, 'omb-comments-due', 'ahead')
    const [commented_on, wrongCommented] = maybeDate(commented, today, 'omb-commented')
    const body = { draft_on, draft_decision: decision as OmbudsmanDecision, comments_due_on, commented_on }
    action.submit(
      (headers) =>
        putOmbudsmanDraft({ path: { ref: held.ref, number: opened.number }, body, headers, throwOnError: true }),
      [
        ...wrongDay,
        ...needText(decision, 'omb-draft-decision', 'Choose what the draft says'),
        ...wrongDue,
        ...wrongCommented,
      ],
    )
  }
  const { errors } = action
  return (
    <ActionForm
      refId={held.ref}
      title="The Ombudsman’s draft decision"
      save="Record the draft"
      action={action}
      onSubmit={save}
      onCancel={done}
    >
      <DateField
        id="omb-draft"
        label="Date of the draft"
        today={today}
        error={errorFor(errors, 'omb-draft')}
        value={on}
        onChange={setOn}
      />
      <Select
        id="omb-draft-decision"
        label="What it says"
        error={errorFor(errors, 'omb-draft-decision')}
        value={decision}
        onChange={setDecision}
        options={[NOT_CHOSEN, ...DECISIONS]}
      />
      <DateField
        id="omb-comments-due"
        label="Comments are due by, if the letter says"
        today={today}
        error={errorFor(errors, 'omb-comments-due')}
        value={due}
        onChange={setDue}
        ahead
      />
      <DateField
        id="omb-commented"
        label="We commented on, once we have"
        today={today}
        error={errorFor(errors, 'omb-commented')}
        value={commented}
        onChange={setCommented}
      />
    </ActionForm>
  )
}

function DecisionForm(props: FormProps) {
  const { held, today, done, opened, of } = props
  const action = useSending(props)
  const [on, setOn] = useTyped('decided', written(of?.decided_on) || startWith(today))
  const [decision, setDecision] = useTyped<string>('decision', of?.decision ?? of?.draft_decision ?? '')
  const [grounds, setGrounds] = useTyped<string>('grounds', of?.grounds ?? '')
  const [report, setReport] = useTyped('report', yesOrNo(of?.public_report ?? false))
  const [back, setBack] = useTyped('back', written(of?.came_back_on))
  const isReferred = decision === 'referred_back'
  const save = () => {
    const [decided_on, wrongDay] = dateFrom(on, today, 'omb-decided')
    const [came_back_on, wrongBack] = isReferred ? maybeDate(back, today, 'omb-came-back') : [null, []]
    const body = {
      decided_on,
      decision: decision as OmbudsmanDecision,
      grounds: (grounds || null) as OmbudsmanReason | null,
      public_report: report === 'yes',
      came_back_on,
    }
    action.submit(
      (headers) =>
        putOmbudsmanDecision({ path: { ref: held.ref, number: opened.number }, body, headers, throwOnError: true }),
      [...wrongDay, ...needText(decision, 'omb-decision', 'Choose what was decided'), ...wrongBack],
    )
  }
  const { errors } = action
  return (
    <ActionForm
      refId={held.ref}
      title="The Ombudsman’s decision"
      save="Record the decision"
      action={action}
      onSubmit={save}
      onCancel={done}
    >
      <DateField
        id="omb-decided"
        label="Decided on"
        today={today}
        error={errorFor(errors, 'omb-decided')}
        value={on}
        onChange={setOn}
      />
      <Select
        id="omb-decision"
        label="Decision"
        error={errorFor(errors, 'omb-decision')}
        value={decision}
        onChange={setDecision}
        options={[NOT_CHOSEN, ...DECISIONS]}
      />
      {isReferred && (
        <DateField
          id="omb-came-back"
          label="It came back to us on, if later"
          hint="Our clock runs from this day: a complaint that was answered or had ended is taken up again."
          today={today}
          error={errorFor(errors, 'omb-came-back')}
          value={back}
          onChange={setBack}
        />
      )}
      <Select
        id="omb-grounds"
        label="Their reason"
        error={errorFor(errors, 'omb-grounds')}
        value={grounds}
        onChange={setGrounds}
        options={[{ value: '', label: 'None given' }, ...choices(OMBUDSMAN_REASON_WORDS)]}
      />
      <Select
        id="omb-report"
        label="Is it a public report?"
        error={errorFor(errors, 'omb-report')}
        value={report}
        onChange={setReport}
        options={YES_OR_NO}
      />
    </ActionForm>
  )
}

/** A remedy that was agreed: new, or another now. */
function RemedyForm(props: FormProps) {
  const { held, today, done, opened, remedy } = props
  const action = useSending(props)
  const [what, setWhat] = useTyped('what', remedy?.what ?? '')
  const [amount, setAmount] = useTyped('amount', remedy?.pence ? String(remedy.pence / 100) : '')
  const [due, setDue] = useTyped('due', written(remedy?.due_on))
  const save = () => {
    const [due_on, wrongDay] = maybeDate(due, today, 'omb-due', 'ahead')
    const pence = amount.trim() ? penceOf(amount) : null
    const wrongSum: FieldError[] =
      amount.trim() && !pence ? [{ field: 'omb-pounds', message: AMOUNT_NEEDED }] : []
    const kept = { done_on: remedy?.done_on ?? null, evidence: remedy?.evidence ?? null }
    const body = { what: what.trim(), pence, due_on, ...kept }
    const path = { ref: held.ref, number: opened.number }
    action.submit(
      (headers) =>
        remedy
          ? putAgreedRemedy({ path: { ...path, remedy: remedy.number }, body, headers, throwOnError: true })
          : agreeRemedy({ path, body, headers, throwOnError: true }),
      [...needText(what, 'omb-what', 'Say what was agreed'), ...wrongSum, ...wrongDay],
    )
  }
  const { errors } = action
  return (
    <ActionForm
      refId={held.ref}
      title={remedy ? 'Change the agreed remedy' : 'A remedy agreed with the Ombudsman'}
      save={remedy ? 'Save the change' : 'Record the remedy'}
      action={action}
      onSubmit={save}
      onCancel={done}
    >
      <TextField
        id="omb-what"
        label="What was agreed"
        error={errorFor(errors, 'omb-what')}
        value={what}
        onChange={setWhat}
      />
      <TextField
        id="omb-pounds"
        className="rd-field--short"
        label="How much, in pounds, if it is money"
        inputMode="decimal"
        error={errorFor(errors, 'omb-pounds')}
        value={amount}
        onChange={setAmount}
      />
      <DueField id="omb-due" today={today} error={errorFor(errors, 'omb-due')} value={due} onChange={setDue} />
    </ActionForm>
  )
}

function RemedyDoneForm({ held, today, done, opened, remedy }: FormProps) {
  const action = useBeside<Whole>('ombudsman', held.ref, DONE_FIELDS, done)
  if (!remedy) return null
  const path = { ref: held.ref, number: opened.number, remedy: remedy.number }
  const said = { what: remedy.what ?? '', pence: remedy.pence, due_on: remedy.due_on }
  return (
    <DoneForm
      refId={held.ref}
      title={`Done: ${remedy.what ?? 'the agreed remedy'}`}
      action={action}
      done={done}
      today={today}
      save={(done_on, evidence, wrong) =>
        action.submit(
          (headers) => putAgreedRemedy({ path, body: { ...said, done_on, evidence }, headers, throwOnError: true }),
          wrong,
        )
      }
    />
  )
}

/** That all of it was recorded by mistake, and why. */
function MistakeForm(props: FormProps) {
  const { held, opened, of } = props
  const action = useSending(props)
  if (!of) return null
  const { body, reference, contact_ref, received_on, formal_investigation } = of
  const said = { body, reference, contact_ref, received_on, formal_investigation }
  const path = { ref: held.ref, number: opened.number }
  return (
    <BecauseForm
      {...props}
      id="omb-mistake"
      title="The Ombudsman’s case was recorded by mistake"
      label="Why it was a mistake"
      save="Record the mistake"
      action={action}
      send={(mistaken_because, wrong) =>
        action.submit(
          (headers) => changeOmbudsmanCase({ path, body: { ...said, mistaken_because }, headers, throwOnError: true }),
          wrong,
        )
      }
    />
  )
}

/** That an agreed remedy was none, or another took its place, and why. */
function StrikeForm(props: FormProps) {
  const { held, opened, remedy } = props
  const action = useSending(props)
  if (!remedy) return null
  const { what, pence, due_on, done_on, evidence } = remedy
  const said = { what: what ?? '', pence, due_on, done_on, evidence }
  const path = { ref: held.ref, number: opened.number, remedy: remedy.number }
  return (
    <BecauseForm
      {...props}
      id="omb-struck"
      title={`Strike off: ${what ?? 'the agreed remedy'}`}
      label="Why it is struck off"
      save="Strike it off"
      action={action}
      send={(struck_because, wrong) =>
        action.submit(
          (headers) => putAgreedRemedy({ path, body: { ...said, struck_because }, headers, throwOnError: true }),
          wrong,
        )
      }
    />
  )
}

interface BecauseProps extends FormProps {
  id: string
  title: string
  label: string
  save: string
  action: ReturnType<typeof useSending>
  send: (because: string, wrong: FieldError[]) => void
}

/** Why something counts no more. */
function BecauseForm({ held, done, id, title, label, save, action, send }: BecauseProps) {
  const [because, setBecause] = useTyped('because', '')
  return (
    <ActionForm
      refId={held.ref}
      title={title}
      save={save}
      action={action}
      onSubmit={() => send(because.trim(), needText(because, id, `Say ${label.toLowerCase()}`))}
      onCancel={done}
    >
      <TextField
        id={id}
        label={label}
        hint="It stays in the history, and is neither open nor counted"
        error={errorFor(action.errors, id)}
        value={because}
        onChange={setBecause}
      />
    </ActionForm>
  )
}

export const FORMS: Record<Act, (props: FormProps) => React.ReactNode> = {
  begin: BeginForm,
  change: BeginForm,
  draft: DraftForm,
  decide: DecisionForm,
  agree: RemedyForm,
  remedy: RemedyForm,
  done: RemedyDoneForm,
  mistake: MistakeForm,
  strike: StrikeForm,
}
