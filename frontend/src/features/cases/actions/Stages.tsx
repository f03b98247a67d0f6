import { useState } from 'react'
import type { Act, CaseRead, WayRead } from '../../../api'
import { beginNextStage, reopenCase, takeStep } from '../../../api'
import { Checkboxes, Radios } from '../../../components/Choices'
import { DateField } from '../../../components/DateField'
import { Select, TextField } from '../../../components/Fields'
import { longDate, readDate } from '../../../lib/dates'
import { errorFor } from '../../../lib/problem'
import { useChoice, useTyped } from '../../../lib/typed'
import { useContactOf } from '../queries'
import { ActionForm } from './ActionForm'
import { dateFrom, maybeDate, needText, startWith } from './dated'
import { useAction } from './useAction'
import type { ActionProps } from './useAction'

const FIELDS = {
  '/stage': 'next-stage',
  '/requested_on': 'requested-on',
  '/made_orally': 'how-asked',
  '/statement_agreed_on': 'statement-agreed-on',
  '/agreed': 'agreed',
  '/reason': 'reason',
}
const HOW = [
  { value: 'writing', label: 'In writing' },
  { value: 'orally', label: 'Orally' },
] as const
type How = (typeof HOW)[number]['value']

/** The last day of the present stage's own answer, where it has a limit and no answer. */
function openLimit(held: CaseRead): string | null {
  const stage = held.stages.at(-1)
  const clock = held.clocks.find(
    (one) => one.stage === stage?.number && one.ends === 'responded' && one.basis !== 'promised',
  )
  return clock?.due_on ?? null
}

interface Needs {
  /** Both sides have to agree, since nothing else opens the way. */
  agreement: boolean
  /** The request comes after its time, which ended on this day. */
  lateAfter: string | null
  /** What has to be so first, as a sentence. */
  first: string
}

/** What a way to a further stage asks for, on the day that it was requested. */
function needsOf(held: CaseRead, way: WayRead | undefined, requestedOn: string | null): Needs {
  const none = { agreement: false, lateAfter: null, first: '' }
  if (!way) return none
  const answered = held.stages.at(-1)?.acts.responded !== undefined
  const until = way.request_until
  const lateAfter = until && requestedOn && requestedOn > until ? until : null
  if (answered) return { ...none, lateAfter }
  const limit = openLimit(held)
  if (way.when.includes('limit_passed') && limit && requestedOn && requestedOn > limit) return { ...none, lateAfter }
  const running = way.when.includes('limit_passed') && limit ? `, and its time runs until ${longDate(limit)}` : ''
  return {
    agreement: way.when.includes('agreed'),
    lateAfter,
    first: `The present stage is not answered${running}.`,
  }
}

/** The next stage begins on the day it was asked for. */
export function Escalate({ held, today, done }: ActionProps) {
  const action = useAction(held, FIELDS, done)
  // Only of children's complaints the statement of an oral request starts the time (SI 2006/1738).
  const asksHow = useContactOf(held.ref).data?.function === 'childrens_social_care'
  const [chosen, setChosen] = useChoice('chosen', held.next_stages.map((one) => one.to), held.next_stages[0]?.to ?? '')
  const [on, setOn] = useTyped('on', startWith(today))
  const [how, setHow] = useTyped<How>('how', 'writing', HOW.map((one) => one.value))
  const [statement, setStatement] = useTyped('statement', '')
  const [agreed, setAgreed] = useTyped<'agreed'[]>('agreed', [], ['agreed'])
  const [reason, setReason] = useTyped('reason', '')
  const way = held.next_stages.find((one) => one.to === chosen)
  const needs = needsOf(held, way, readDate(on, today)?.on ?? null)
  const oral = asksHow && how === 'orally'
  const save = () => {
    const [requestedOn, wrong] = dateFrom(on, today, 'requested-on')
    const [statementOn, wrongStatement] = oral ? maybeDate(statement, today, 'statement-agreed-on') : [null, []]
    const body = {
      stage: chosen,
      requested_on: requestedOn,
      made_orally: oral,
      statement_agreed_on: statementOn,
      agreed: needs.agreement && agreed.length > 0,
      reason: needs.lateAfter ? reason.trim() : null,
    }
    action.submit(
      (headers) => beginNextStage({ path: { ref: held.ref }, body, headers, throwOnError: true }),
      [
        ...wrong,
        ...wrongStatement,
        ...(needs.agreement && agreed.length === 0
          ? [{ field: 'agreed', message: 'Say that both sides agree to go on without an answer' }]
          : []),
        ...(needs.lateAfter ? needText(reason, 'reason', 'Say why it is accepted late') : []),
      ],
    )
  }
  return (
    <ActionForm
      refId={held.ref}
      title="Go on to the next stage"
      save="Begin the stage"
      action={action}
      onSubmit={save}
      onCancel={done}
    >
      {held.next_stages.length > 1 ? (
        <Select
          id="next-stage"
          label="Which"
          error={errorFor(action.errors, 'next-stage')}
          value={chosen}
          onChange={setChosen}
          options={held.next_stages.map((one) => ({ value: one.to, label: one.name }))}
        />
      ) : (
        <p>
          <b>{way?.name}</b> begins on the day it was asked for. Every issue then needs a finding again; the earlier
          ones are kept.
        </p>
      )}
      {way?.request_until && <p>The complainant has until {longDate(way.request_until)} to ask for it.</p>}
      <DateField
        id="requested-on"
        label="Asked for on"
        today={today}
        error={errorFor(action.errors, 'requested-on')}
        value={on}
        onChange={setOn}
      />
      {asksHow && (
        <Radios
          id="how-asked"
          legend="How it was asked for"
          error={errorFor(action.errors, 'how-asked')}
          choices={HOW}
          value={how}
          onChange={setHow}
        />
      )}
      {oral && (
        <DateField
          id="statement-agreed-on"
          label="Written statement agreed on"
          hint="The stage’s time then starts on that day."
          today={today}
          error={errorFor(action.errors, 'statement-agreed-on')}
          value={statement}
          onChange={setStatement}
        />
      )}
      {needs.first && (
        <p>
          {needs.first}
          {needs.agreement && ' Both sides may agree to go on all the same.'}
        </p>
      )}
      {needs.agreement && (
        <Checkboxes
          id="agreed"
          legend="Agreement"
          error={errorFor(action.errors, 'agreed')}
          choices={[{ value: 'agreed', label: 'Both sides agree to go on without an answer' }]}
          value={agreed}
          onChange={setAgreed}
        />
      )}
      {needs.lateAfter && (
        <TextField
          id="reason"
          label="Why it is accepted late"
          hint={`The time to ask for it ended on ${longDate(needs.lateAfter)}.`}
          error={errorFor(action.errors, 'reason')}
          value={reason}
          onChange={setReason}
        />
      )}
    </ActionForm>
  )
}

/** A case that was answered is taken up again, with a clock of its own. */
export function Reopen({ held, today, done }: ActionProps) {
  const action = useAction(held, { '/requested_on': 'requested-on' }, done)
  const [on, setOn] = useTyped('on', startWith(today))
  const save = () => {
    const [requested, wrong] = dateFrom(on, today, 'requested-on')
    action.submit(
      (headers) =>
        reopenCase({ path: { ref: held.ref }, body: { requested_on: requested }, headers, throwOnError: true }),
      wrong,
    )
  }
  return (
    <ActionForm
      refId={held.ref}
      title="Take it up again"
      save="Take it up again"
      action={action}
      onSubmit={save}
      onCancel={done}
    >
      <p>
        {held.stage === 'withdrawn' || held.outcome === 'resolved_informally'
          ? 'The same case goes on where it stood. The time in between is kept as waiting; no limit of the law waits.'
          : 'The same case goes on. Every issue needs a finding again; the earlier ones are kept.'}
      </p>
      <DateField
        id="requested-on"
        label="Asked for on"
        today={today}
        error={errorFor(action.errors, 'requested-on')}
        value={on}
        onChange={setOn}
      />
    </ActionForm>
  )
}

/** Steps within a stage, as something to do. */
export const STEPS: Partial<Record<Act, string>> = {
  panel_met: 'Record that the panel met',
  panel_reported: 'Record the panel’s report',
}
const STEP_DAYS: Record<string, string> = { panel_met: 'Panel met on', panel_reported: 'Report received on' }

/** The step of the present stage that comes next. */
export function TakeStep({ held, today, about, done }: ActionProps) {
  const action = useAction(held, { '/taken_on': 'taken-on', '/step': 'taken-on', '/because': 'taken-because' }, done)
  // Whoever takes the step meanwhile: this form stays about the one it was opened for.
  const [step] = useState((about ?? held.next_step) as Act | null)
  const [on, setOn] = useTyped('on', startWith(today))
  const [because, setBecause] = useTyped('because', '')
  const asked = errorFor(action.errors, 'taken-because')
  const title = (step && STEPS[step]) ?? 'Record the next step'
  const save = () => {
    const [taken, wrong] = dateFrom(on, today, 'taken-on')
    if (step === null) return
    const body = { step, taken_on: taken, ...(because.trim() && { because: because.trim() }) }
    action.submit(
      (headers) => takeStep({ path: { ref: held.ref }, body, headers, throwOnError: true }),
      wrong,
    )
  }
  return (
    <ActionForm refId={held.ref} title={title} save="Record it" action={action} onSubmit={save} onCancel={done}>
      <DateField
        id="taken-on"
        label={STEP_DAYS[step ?? ''] ?? 'On'}
        hint="The limits that start with it are counted from that day."
        today={today}
        error={errorFor(action.errors, 'taken-on')}
        value={on}
        onChange={setOn}
      />
      {(asked !== undefined || because !== '') && (
        <TextField
          id="taken-because"
          label="Why all the same"
          hint="It is kept with the case."
          error={asked}
          value={because}
          onChange={setBecause}
        />
      )}
    </ActionForm>
  )
}
