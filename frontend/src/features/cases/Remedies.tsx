import { useState } from 'react'
import type { CaseRead, Remedies as AllRemedies, RemedyKind, RemedyRead } from '../../api'
import {
  agreeToRemedy,
  changeRemedy,
  dropRemedy,
  finishRemedy,
  payRemedy,
  putRemedyRight,
  recordRemedy,
} from '../../api'
import { REMEDY_KIND_WORDS } from '../../api/words.gen'
import { DateField } from '../../components/DateField'
import { Select, TextField } from '../../components/Fields'
import { Card, Failed } from '../../components/Page'
import { draftOf } from '../../lib/drafts'
import { longDate } from '../../lib/dates'
import { AMOUNT_NEEDED, penceOf, pounds } from '../../lib/money'
import { errorFor } from '../../lib/problem'
import type { FieldError } from '../../lib/problem'
import { KeepTyped, useTyped } from '../../lib/typed'
import { choices, word } from '../../lib/words'
import { ActionForm } from './actions/ActionForm'
import { dateFrom, maybeDate, startWith } from './actions/dated'
import { useBeside } from './actions/useBeside'
import {
  Acts,
  DONE_FIELDS,
  DROP_FIELDS,
  DoneForm,
  DropForm,
  Dropped,
  DueField,
  OwedStatus,
  OwnerField,
  RightForm,
  Struck,
} from './FollowUp'
import { useActBeside, useRefreshCase, useRemedies } from './queries'
import type { SendBeside } from './queries'

const SUMS: ReadonlySet<string> = new Set(['payment', 'refund'])
const FIELDS = {
  '/kind': 'remedy-kind',
  '/pence': 'remedy-pounds',
  '/whom': 'remedy-whom',
  '/what': 'remedy-what',
  '/owner': 'remedy-owner',
  '/due_on': 'remedy-due',
}

type Act = 'record' | 'change' | 'pay' | 'finish' | 'drop' | 'right'

interface FormProps {
  held: CaseRead
  today: string
  done: () => void
}

interface OneProps extends FormProps {
  remedy: RemedyRead
}

function nameOf({ kind, pence }: Pick<RemedyRead, 'kind' | 'pence'>): string {
  const name = word(REMEDY_KIND_WORDS, kind)
  return pence === null ? name : `${name} of ${pounds(pence)}`
}

/** The sum in a field, and what is wrong with it: none where the kind has none. */
function sumFrom(text: string, kind: string): [number | null, FieldError[]] {
  if (!SUMS.has(kind) && !(kind === 'other' && text.trim())) return [null, []]
  const pence = penceOf(text)
  return [pence, pence ? [] : [{ field: 'remedy-pounds', message: AMOUNT_NEEDED }]]
}

function RecordForm({ held, today, done }: FormProps) {
  const action = useBeside<AllRemedies>('remedies', held.ref, FIELDS, done)
  const [kind, setKind] = useTyped<string>('kind', 'apology', Object.keys(REMEDY_KIND_WORDS))
  const [amount, setAmount] = useTyped('amount', '')
  const [whom, setWhom] = useTyped('whom', '')
  const [what, setWhat] = useTyped('what', '')
  const [owner, setOwner] = useTyped('owner', '')
  const [due, setDue] = useTyped('due', '')
  const save = () => {
    const [pence, wrongSum] = sumFrom(amount, kind)
    const [dueOn, wrongDay] = maybeDate(due, today, 'remedy-due', 'ahead')
    const body = {
      kind: kind as RemedyKind,
      pence,
      whom: whom.trim() || null,
      what: what.trim() || null,
      owner: owner || null,
      due_on: dueOn,
    }
    action.submit(
      (headers) => recordRemedy({ path: { ref: held.ref }, body, headers, throwOnError: true }),
      [...wrongSum, ...wrongDay],
    )
  }
  const { errors } = action
  return (
    <ActionForm
      refId={held.ref}
      title="Record a remedy"
      save="Record the remedy"
      action={action}
      onSubmit={save}
      onCancel={done}
    >
      <Select
        id="remedy-kind"
        label="What puts it right"
        error={errorFor(errors, 'remedy-kind')}
        value={kind}
        onChange={setKind}
        options={choices(REMEDY_KIND_WORDS)}
      />
      {(SUMS.has(kind) || kind === 'other') && (
        <TextField
          id="remedy-pounds"
          className="rd-field--short"
          label={SUMS.has(kind) ? 'How much, in pounds' : 'How much, in pounds, if it is money'}
          inputMode="decimal"
          error={errorFor(errors, 'remedy-pounds')}
          value={amount}
          onChange={setAmount}
        />
      )}
      <TextField
        id="remedy-whom"
        label="For whom"
        error={errorFor(errors, 'remedy-whom')}
        value={whom}
        onChange={setWhom}
      />
      <TextField
        id="remedy-what"
        label="What exactly"
        error={errorFor(errors, 'remedy-what')}
        value={what}
        onChange={setWhat}
      />
      <OwnerField id="remedy-owner" error={errorFor(errors, 'remedy-owner')} value={owner} onChange={setOwner} />
      <DueField id="remedy-due" today={today} error={errorFor(errors, 'remedy-due')} value={due} onChange={setDue} />
    </ActionForm>
  )
}

function ChangeForm({ held, today, done, remedy }: OneProps) {
  const action = useBeside<AllRemedies>('remedies', held.ref, FIELDS, done)
  const [amount, setAmount] = useTyped('amount', remedy.pence === null ? '' : String(remedy.pence / 100))
  const [owner, setOwner] = useTyped('owner', remedy.owner?.subject ?? '')
  const [due, setDue] = useTyped('due', remedy.due_on ? longDate(remedy.due_on) : '')
  const hasSum = remedy.pence !== null
  const save = () => {
    const [pence, wrongSum] = hasSum ? sumFrom(amount, remedy.kind) : [null, []]
    const [dueOn, wrongDay] = maybeDate(due, today, 'remedy-due', 'ahead')
    const body = { ...(hasSum && { pence }), owner: owner || null, due_on: dueOn }
    action.submit(
      () => changeRemedy({ path: { ref: held.ref, number: remedy.number }, body, throwOnError: true }),
      [...wrongSum, ...wrongDay],
    )
  }
  const { errors } = action
  return (
    <ActionForm
      refId={held.ref}
      title={`Change: ${nameOf(remedy)}`}
      save="Save the change"
      action={action}
      onSubmit={save}
      onCancel={done}
    >
      {hasSum && (
        <TextField
          id="remedy-pounds"
          className="rd-field--short"
          label="How much, in pounds"
          inputMode="decimal"
          error={errorFor(errors, 'remedy-pounds')}
          value={amount}
          onChange={setAmount}
        />
      )}
      <OwnerField id="remedy-owner" error={errorFor(errors, 'remedy-owner')} value={owner} onChange={setOwner} />
      <DueField id="remedy-due" today={today} error={errorFor(errors, 'remedy-due')} value={due} onChange={setDue} />
    </ActionForm>
  )
}

const PAY_FIELDS = { '/pence': 'pay-pounds', '/paid_on': 'pay-on' }

function PayForm({ held, today, done, remedy }: OneProps) {
  const action = useBeside<AllRemedies>('remedies', held.ref, PAY_FIELDS, done)
  const left = (remedy.pence ?? 0) - remedy.paid_pence
  const [amount, setAmount] = useTyped('amount', String(left / 100))
  const [on, setOn] = useTyped('on', startWith(today))
  const save = () => {
    const [paidOn, wrongDay] = dateFrom(on, today, 'pay-on')
    const pence = penceOf(amount)
    const wrong = pence ? [] : [{ field: 'pay-pounds', message: AMOUNT_NEEDED }]
    const body = { pence: pence ?? 0, paid_on: paidOn }
    action.submit(
      (headers) => payRemedy({ path: { ref: held.ref, number: remedy.number }, body, headers, throwOnError: true }),
      [...wrong, ...wrongDay],
    )
  }
  return (
    <ActionForm
      refId={held.ref}
      title={`Record what was paid: ${nameOf(remedy)}`}
      save="Record the payment"
      action={action}
      onSubmit={save}
      onCancel={done}
    >
      <TextField
        id="pay-pounds"
        className="rd-field--short"
        label="How much, in pounds"
        hint={`${pounds(left)} is left to pay`}
        inputMode="decimal"
        error={errorFor(action.errors, 'pay-pounds')}
        value={amount}
        onChange={setAmount}
      />
      <DateField
        id="pay-on"
        label="Paid on"
        today={today}
        error={errorFor(action.errors, 'pay-on')}
        value={on}
        onChange={setOn}
      />
    </ActionForm>
  )
}

function FinishForm({ held, today, done, remedy }: OneProps) {
  const action = useBeside<AllRemedies>('remedies', held.ref, DONE_FIELDS, done)
  const path = { ref: held.ref, number: remedy.number }
  return (
    <DoneForm
      refId={held.ref}
      title={`Done: ${nameOf(remedy)}`}
      action={action}
      done={done}
      today={today}
      save={(done_on, evidence, wrong) =>
        action.submit(
          (headers) => finishRemedy({ path, body: { done_on, evidence }, headers, throwOnError: true }),
          wrong,
        )
      }
    />
  )
}

function LeaveForm({ held, done, remedy }: OneProps) {
  const action = useBeside<AllRemedies>('remedies', held.ref, DROP_FIELDS, done)
  const path = { ref: held.ref, number: remedy.number }
  return (
    <DropForm
      refId={held.ref}
      title={`Not done: ${nameOf(remedy)}`}
      action={action}
      done={done}
      save={(because, wrong) =>
        action.submit((headers) => dropRemedy({ path, body: { because }, headers, throwOnError: true }), wrong)
      }
    />
  )
}

const RIGHT_FIELDS = { '/payment': 'right-truth', '/because': 'right-reason' }
const END = 'end'

/** What of a remedy may have been recorded wrongly: each payment, or how it ended. */
function wrongOnes(remedy: RemedyRead): { value: string; label: string }[] {
  const parts = remedy.payments.filter((part) => part.wrong_on === null)
  const isPaid = remedy.done_on !== null && parts.length > 0
  return [
    ...(remedy.is_open || isPaid
      ? []
      : [{ value: END, label: remedy.done_on ? 'It was not done' : 'It goes ahead after all' }]),
    ...parts.map((part) => ({
      value: String(part.number),
      label: `${pounds(part.pence)} was not paid on ${longDate(part.paid_on)}`,
    })),
  ]
}

/** A payment that never was, or an end that was none: it is owed again, and the history keeps both. */
function PutRightForm({ held, done, remedy }: OneProps) {
  const action = useBeside<AllRemedies>('remedies', held.ref, RIGHT_FIELDS, done)
  const path = { ref: held.ref, number: remedy.number }
  return (
    <RightForm
      refId={held.ref}
      title={`Put right: ${nameOf(remedy)}`}
      action={action}
      done={done}
      ways={wrongOnes(remedy)}
      save={(truth, because, wrong) => {
        const body = { payment: truth === END ? null : Number(truth), because }
        action.submit((headers) => putRemedyRight({ path, body, headers, throwOnError: true }), wrong)
      }}
    />
  )
}

/** A second person agrees to a sum over the limit: to the one that they read. */
function Agree({ held, remedy }: { held: CaseRead; remedy: RemedyRead }) {
  const act = useActBeside<AllRemedies>('remedies', held.ref)
  const refresh = useRefreshCase(held.ref)
  const [key] = useState(() => crypto.randomUUID())
  const path = { ref: held.ref, number: remedy.number }
  const body = { pence: remedy.pence ?? 0 }
  const agree = () => {
    if (act.isPending) return
    const send: SendBeside<AllRemedies> = (headers) => agreeToRemedy({ path, body, headers, throwOnError: true })
    act.mutate({ send, key }, { onError: refresh })
  }
  return (
    <>
      <p>
        <b>To be agreed by somebody else</b> before it is paid or done
      </p>
      {act.error && <Failed error={act.error} />}
      {remedy.may_agree && (
        <p className="rd-followup__agree">
          <button type="button" className="rd-button rd-button--second" aria-disabled={act.isPending} onClick={agree}>
            I agree <span className="govuk-visually-hidden">to {nameOf(remedy)}</span>
          </button>
        </p>
      )}
    </>
  )
}

const FORMS: Record<Exclude<Act, 'record'>, (props: OneProps) => React.ReactNode> = {
  change: ChangeForm,
  pay: PayForm,
  finish: FinishForm,
  drop: LeaveForm,
  right: PutRightForm,
}

interface ItemProps {
  held: CaseRead
  remedy: RemedyRead
  withheld: boolean
  open: (act: Act) => void
}

function Remedy({ held, remedy, withheld, open }: ItemProps) {
  const words = [remedy.whom && `For ${remedy.whom}`, remedy.what].filter(Boolean).join('. ')
  const name = nameOf(remedy)
  const isDropped = !remedy.is_open && remedy.done_on === null
  const canBeDone = remedy.may_act && !remedy.to_be_agreed
  const acts: [Act, string][] = [
    ...(canBeDone ? [['finish', 'It is done'] as [Act, string]] : []),
    ...(canBeDone && remedy.pence !== null ? [['pay', 'A part was paid'] as [Act, string]] : []),
    ...(remedy.may_act ? ([['change', 'Change'], ['drop', 'Not going ahead']] as [Act, string][]) : []),
    ...(remedy.may_put_right ? [['right', 'Put right'] as [Act, string]] : []),
  ]
  return (
    <li>
      <p>
        <Struck is={isDropped}>
          <b>{name}</b> {words}
        </Struck>
      </p>
      <p>
        {isDropped ? (
          <Dropped because={remedy.dropped_because} withheld={withheld} />
        ) : (
          <OwedStatus of={remedy} />
        )}
      </p>
      {remedy.pence !== null && remedy.paid_pence > 0 && remedy.paid_pence < remedy.pence && (
        <p className="rd-second">
          {pounds(remedy.paid_pence)} of {pounds(remedy.pence)} is paid
        </p>
      )}
      {remedy.to_be_agreed && <Agree key={remedy.pence} held={held} remedy={remedy} />}
      {remedy.agreed_by && remedy.agreed_on && (
        <p className="rd-second">
          Agreed by {remedy.agreed_by.name} on {longDate(remedy.agreed_on)}
        </p>
      )}
      {remedy.evidence && <p className="rd-second">{remedy.evidence}</p>}
      {acts.length > 0 && (
        <Acts label={name} acts={acts.map(([act, label]) => [label, () => open(act)])} />
      )}
    </li>
  )
}

/** What puts it right: owed by somebody by a date, also after the case closed. */
export function Remedies({ held, today, reason }: { held: CaseRead; today: string; reason: string }) {
  const remedies = useRemedies(held.ref, reason).data
  const draft = { id: `remedy/${held.ref}`, title: `Record a remedy: ${held.ref}`, path: `/cases/${held.ref}` }
  const [opened, setOpened] = useState<{ act: Act; number: number } | null>(() =>
    draftOf(draft.id) ? { act: 'record', number: 0 } : null,
  )
  if (!remedies || (remedies.items.length === 0 && !remedies.may_record)) return null
  const about = remedies.items.find((remedy) => remedy.number === opened?.number)
  const Form = opened && opened.act !== 'record' ? FORMS[opened.act] : null
  const done = () => setOpened(null)
  const open = remedies.items.filter((remedy) => remedy.is_open).length
  return (
    <>
      {opened?.act === 'record' && (
        <KeepTyped {...draft}>
          <RecordForm held={held} today={today} done={done} />
        </KeepTyped>
      )}
      {Form && about && (
        <KeepTyped
          key={`${opened?.act} ${about.number}`}
          id={`remedy/${held.ref}/${about.number}/${opened?.act}`}
          title={`${nameOf(about)}: ${held.ref}`}
          path={`/cases/${held.ref}`}
        >
          <Form held={held} today={today} done={done} remedy={about} />
        </KeepTyped>
      )}
      <Card title="Putting it right" id="remedies" note={open > 0 && `${open} still open`}>
        <div className="rd-card__body rd-stack">
          {remedies.items.length > 0 && (
            <ul className="rd-followup">
              {remedies.items.map((remedy) => (
                <Remedy
                  key={remedy.number}
                  held={held}
                  remedy={remedy}
                  withheld={remedies.withheld.length > 0}
                  open={(act) => setOpened({ act, number: remedy.number })}
                />
              ))}
            </ul>
          )}
          {remedies.may_record && opened?.act !== 'record' && (
            <p>
              <button type="button" className="rd-linklike" onClick={() => setOpened({ act: 'record', number: 0 })}>
                Record a remedy
              </button>
            </p>
          )}
        </div>
      </Card>
    </>
  )
}
