import type { ReactNode } from 'react'
import type { OfficerName } from '../../api'
import { Radios } from '../../components/Choices'
import { DateField } from '../../components/DateField'
import { Select, TextField } from '../../components/Fields'
import { LateMark, MetMark } from '../../components/Icons'
import { dayMonth, longDate } from '../../lib/dates'
import { useOfficers } from '../../lib/officers'
import { errorFor } from '../../lib/problem'
import type { FieldError } from '../../lib/problem'
import { useTyped } from '../../lib/typed'
import { ActionForm } from './actions/ActionForm'
import { dateFrom, needText, startWith } from './actions/dated'
import './followUp.css'

/** What remedies and actions that were learned have in common: somebody owes them by a date. */
interface Owed {
  due_on: string | null
  done_on: string | null
  dropped_because: string | null
  is_open: boolean
  late: boolean
  owner: OfficerName | null
}

export function Late({ children }: { children: ReactNode }) {
  return (
    <span className="rd-rag rd-rag--late">
      <LateMark />
      <span>{children}</span>
    </span>
  )
}

interface ActsProps {
  /** What they are done to. */
  label: string
  acts: readonly (readonly [string, () => void])[]
}

/** What can be done with one thing that follows an answer. */
export function Acts({ label, acts }: ActsProps) {
  return (
    <p className="rd-followup__acts" role="group" aria-label={label}>
      {acts.map(([name, act]) => (
        <button key={name} type="button" className="rd-linklike" onClick={act}>
          {name}
        </button>
      ))}
    </p>
  )
}

/** How it stands, as shape, words and colour together. */
export function OwedStatus({ of: { due_on, done_on, is_open, late, owner } }: { of: Owed }) {
  const whose = owner ? `, ${owner.name}` : ''
  if (done_on) {
    return (
      <span className="rd-rag rd-rag--met">
        <MetMark />
        <span>
          Done {dayMonth(done_on)}
          {whose}
        </span>
      </span>
    )
  }
  if (!is_open) return <span className="rd-second">Not followed up{whose}</span>
  if (late && due_on) {
    return (
      <Late>
        Late: it was due {longDate(due_on)}
        {whose}
      </Late>
    )
  }
  return (
    <span className="rd-second">
      {due_on ? `Due ${longDate(due_on)}` : 'No date yet'}
      {owner ? whose : ', nobody yet'}
    </span>
  )
}

/** What counts no more, struck through; the words beside it say why. */
export function Struck({ is, children }: { is: boolean; children: ReactNode }) {
  return is ? <s>{children}</s> : <>{children}</>
}

interface DroppedProps {
  because: string | null
  withheld: boolean
  /** It was recorded by mistake. */
  mistaken?: boolean
}

export function Dropped({ because, withheld, mistaken = false }: DroppedProps) {
  const what = mistaken ? 'Recorded by mistake' : 'Does not go ahead'
  return (
    <span className="rd-second">
      {what}
      {withheld ? '' : `: ${because ?? ''}`}
    </span>
  )
}

interface OwnerProps {
  id: string
  error: string | undefined
  value: string
  onChange: (subject: string) => void
}

/** Who carries it out: whoever may be given work today. */
export function OwnerField({ id, error, value, onChange }: OwnerProps) {
  const officers = useOfficers().data?.items ?? []
  return (
    <Select
      id={id}
      label="Who carries it out"
      error={error}
      value={value}
      onChange={onChange}
      options={[
        { value: '', label: 'Nobody yet' },
        ...officers
          .filter((officer) => officer.may_own || officer.subject === value)
          .map((officer) => ({ value: officer.subject, label: officer.name })),
      ]}
    />
  )
}

interface DueProps {
  id: string
  today: string
  error: string | undefined
  value: string
  onChange: (text: string) => void
}

export function DueField({ id, today, error, value, onChange }: DueProps) {
  return <DateField id={id} label="By when" today={today} error={error} value={value} onChange={onChange} ahead />
}

export interface Sending {
  errors: readonly FieldError[]
  conflict: boolean
  waiting: boolean
  busy: boolean
}

interface FormProps {
  refId: string
  title: string
  action: Sending
  done: () => void
}

interface DoneProps extends FormProps {
  today: string
  save: (doneOn: string, evidence: string, wrong: FieldError[]) => void
}

export const DONE_FIELDS = { '/done_on': 'done-on', '/evidence': 'done-evidence' }

/** That it was done, and what shows it. */
export function DoneForm({ refId, title, action, done, today, save }: DoneProps) {
  const [on, setOn] = useTyped('on', startWith(today))
  const [evidence, setEvidence] = useTyped('evidence', '')
  const submit = () => {
    const [doneOn, wrong] = dateFrom(on, today, 'done-on')
    save(doneOn, evidence.trim(), [...wrong, ...needText(evidence, 'done-evidence', 'Say what shows it')])
  }
  return (
    <ActionForm refId={refId} title={title} save="It is done" action={action} onSubmit={submit} onCancel={done}>
      <DateField
        id="done-on"
        label="Done on"
        today={today}
        error={errorFor(action.errors, 'done-on')}
        value={on}
        onChange={setOn}
      />
      <TextField
        id="done-evidence"
        label="What shows it"
        hint="Such as a letter, minutes, or where it is kept"
        error={errorFor(action.errors, 'done-evidence')}
        value={evidence}
        onChange={setEvidence}
      />
    </ActionForm>
  )
}

interface DropProps extends FormProps {
  save: (because: string, wrong: FieldError[]) => void
}

export const DROP_FIELDS = { '/because': 'drop-because' }

export function DropForm({ refId, title, action, done, save }: DropProps) {
  const [because, setBecause] = useTyped('because', '')
  return (
    <ActionForm
      refId={refId}
      title={title}
      save="It does not go ahead"
      action={action}
      onSubmit={() => save(because.trim(), needText(because, 'drop-because', 'Say why it does not go ahead'))}
      onCancel={done}
    >
      <TextField
        id="drop-because"
        label="Why it does not go ahead"
        error={errorFor(action.errors, 'drop-because')}
        value={because}
        onChange={setBecause}
      />
    </ActionForm>
  )
}

interface RightProps extends FormProps {
  /** What may be true instead, each with how it is sent. */
  ways: readonly { value: string; label: string }[]
  save: (truth: string, because: string, wrong: FieldError[]) => void
  /** What else is asked of what is true. */
  children?: (truth: string) => ReactNode
}

/** What was recorded wrongly of something beside a case, put right; the history keeps both. */
export function RightForm({ refId, title, action, done, ways, save, children }: RightProps) {
  const values = ways.map(({ value }) => value)
  const [truth, setTruth] = useTyped<string>('truth', values[0] ?? '', values)
  const [because, setBecause] = useTyped('because', '')
  return (
    <ActionForm
      refId={refId}
      title={title}
      save="Put it right"
      action={action}
      onSubmit={() => save(truth, because.trim(), needText(because, 'right-reason', 'Say how you know'))}
      onCancel={done}
    >
      <p>The history keeps what stood before, and why it was changed.</p>
      <Radios
        id="right-truth"
        legend="What is true"
        error={errorFor(action.errors, 'right-truth')}
        choices={ways}
        value={truth}
        onChange={setTruth}
      />
      {children?.(truth)}
      <TextField
        id="right-reason"
        label="How you know"
        error={errorFor(action.errors, 'right-reason')}
        value={because}
        onChange={setBecause}
      />
    </ActionForm>
  )
}
