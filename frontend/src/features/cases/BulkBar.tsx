import { useRef, useState } from 'react'
import { useLocation } from 'react-router'
import type { BulkDone, ListedCase, OfficerRead } from '../../api'
import { DateField } from '../../components/DateField'
import { TextArea, TextField } from '../../components/Fields'
import { Failed } from '../../components/Page'
import { SendForm } from '../../components/SendForm'
import { useCouncil } from '../../lib/council'
import { draftOf } from '../../lib/drafts'
import { useKeys } from '../../lib/keys'
import { useOfficers } from '../../lib/officers'
import { errorFor } from '../../lib/problem'
import { useMay } from '../../lib/session'
import { KeepTyped, useTyped } from '../../lib/typed'
import { useFormSend } from '../../lib/useFormSend'
import { useToday } from '../../lib/useNow'
import { counted, plural } from '../../lib/words'
import { dateFrom, needText } from './actions/dated'
import { useBulkAllocation, useBulkNote, useBulkTask } from './queries'
import { WhoField, whoFrom } from './Tasks'
import { AT_MOST } from './useSelection'
import type { Selection } from './useSelection'

/** "9 of 20 open, 1 late, 2 due soon" */
export function loadWords({ open_cases, capacity, late, due_soon }: OfficerRead): string {
  const open = capacity === null ? `${counted(open_cases)} open` : `${counted(open_cases)} of ${counted(capacity)} open`
  const pressing = [late > 0 && `${counted(late)} late`, due_soon > 0 && `${counted(due_soon)} due soon`]
  return [open, ...pressing].filter(Boolean).join(', ')
}

interface Told {
  what: string
  done: BulkDone
}

function Refused({ told: { what, done } }: { told: Told }) {
  const refused = done.items.filter((item) => item.result !== 'done')
  return (
    <div className="rd-bulk__told" role="status">
      <p>
        {plural(done.done, 'case')} {what}.{refused.length > 0 && ` ${plural(refused.length, 'case')} stayed as ${refused.length === 1 ? 'it was' : 'they were'}:`}
      </p>
      {refused.length > 0 && (
        <ul>
          {refused.map(({ ref, because }) => (
            <li key={ref}>
              <b>{ref}</b>: {because}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

interface Props {
  cases: readonly ListedCase[]
  selection: Selection
  /** What was done shows in the list. */
  done: () => void
}

function Allocate({ chosen, finish }: { chosen: readonly ListedCase[]; finish: (told: Told) => void }) {
  const officers = useOfficers().data?.items.filter((officer) => officer.may_own) ?? []
  const teams = useCouncil().data?.teams ?? []
  const allocate = useBulkAllocation()
  const [to, setTo] = useState('')
  const [tried, setTried] = useState(false)
  const [kind, value = ''] = to.split(/:(.*)/)
  const name =
    kind === 'owner'
      ? officers.find((officer) => officer.subject === value)?.name
      : teams.find((team) => team.code === value)?.name
  return (
    <form
      className="rd-bulk__form"
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (!to) return
        const cases = chosen.map(({ ref, version }) => ({ ref, version }))
        allocate.mutate(kind === 'nobody' ? { cases, owner: null } : { cases, [kind ?? 'owner']: value }, {
          onSuccess: (done) => finish({ what: kind === 'nobody' ? 'have no owner now' : `given to ${name ?? 'them'}`, done }),
        })
      }}
    >
      <label className="govuk-visually-hidden" htmlFor="bulk-to">
        Allocate to
      </label>
      <select
        className="govuk-select rd-input"
        id="bulk-to"
        value={to}
        aria-invalid={tried && !to ? true : undefined}
        aria-describedby={tried && !to ? 'bulk-to-error' : undefined}
        onChange={(event) => setTo(event.target.value)}
      >
        <option value="">Allocate to …</option>
        <optgroup label="An officer">
          {officers.map((officer) => (
            <option key={officer.subject} value={`owner:${officer.subject}`}>
              {officer.name} ({loadWords(officer)})
            </option>
          ))}
        </optgroup>
        <optgroup label="A team">
          {teams.map((team) => (
            <option key={team.code} value={`team:${team.code}`}>
              {team.name}
            </option>
          ))}
        </optgroup>
        <option value="nobody:">Nobody: give them back</option>
      </select>
      <button type="submit" className="rd-button rd-button--accent" aria-disabled={allocate.isPending}>
        Allocate {chosen.length}
      </button>
      {tried && !to && (
        <p className="rd-bulk__wrong" id="bulk-to-error">
          Choose who takes them
        </p>
      )}
      {allocate.isError && <Failed error={allocate.error} />}
    </form>
  )
}

interface FormProps {
  chosen: readonly ListedCase[]
  finish: (told: Told) => void
}

function Note({ chosen, finish }: FormProps) {
  const [text, setText] = useTyped('text', '')
  const sending = useFormSend(useBulkNote(), { '/text': 'bulk-note' }, (done) => finish({ what: 'have the note', done }))
  const add = () =>
    sending.submit(
      { refs: chosen.map(({ ref }) => ref), text: text.trim() },
      needText(text, 'bulk-note', 'Say something'),
    )
  return (
    <SendForm className="rd-bulk__note" sending={sending} save={`Add to ${chosen.length}`} submit={add}>
      <TextArea
        id="bulk-note"
        label="Note"
        hint="It stands in the history of each"
        rows={3}
        value={text}
        onChange={setText}
        error={errorFor(sending.errors, 'bulk-note')}
      />
    </SendForm>
  )
}

const TASK_FIELDS = { '/what': 'bulk-task', '/owner': 'bulk-who', '/team': 'bulk-who', '/due_on': 'bulk-due' }

function Task({ chosen, finish }: FormProps) {
  const today = useToday()
  const [what, setWhat] = useTyped('what', '')
  const [who, setWho] = useTyped('who', '')
  const [due, setDue] = useTyped('due', '')
  const sending = useFormSend(useBulkTask(), TASK_FIELDS, (done) => finish({ what: 'have the task', done }))
  const { errors } = sending
  const add = () => {
    const [due_on, wrongDay] = dateFrom(due, today, 'bulk-due', 'ahead')
    sending.submit({ refs: chosen.map(({ ref }) => ref), what: what.trim(), due_on, ...whoFrom(who) }, [
      ...needText(what, 'bulk-task', 'Say what is to be done'),
      ...wrongDay,
    ])
  }
  return (
    <SendForm className="rd-bulk__note" sending={sending} save={`Add to ${chosen.length}`} submit={add}>
      <TextField
        id="bulk-task"
        label="What is to be done"
        hint="Each case gets a task of its own"
        value={what}
        onChange={setWhat}
        error={errorFor(errors, 'bulk-task')}
      />
      <WhoField id="bulk-who" value={who} onChange={setWho} error={errorFor(errors, 'bulk-who')} />
      <DateField
        id="bulk-due"
        label="By when"
        today={today}
        value={due}
        onChange={setDue}
        error={errorFor(errors, 'bulk-due')}
        ahead
      />
    </SendForm>
  )
}

const FORMS = { note: Note, task: Task }
type FormName = keyof typeof FORMS

/**
 * What is done with the chosen cases together: there while some are chosen. What was refused stays chosen. Escape closes
 * the form that is open; what was typed in it is kept.
 */
export function BulkBar({ cases, selection, done }: Props) {
  const mayAllocate = useMay('cases:write')
  const { pathname, search } = useLocation()
  const draftFor = (name: FormName) => ({
    id: `cases/${name}`,
    title: `A ${name} for several cases`,
    path: pathname + search,
  })
  const [form, setForm] = useState<FormName | null>(
    () => (['note', 'task'] as const).find((name) => draftOf(draftFor(name).id)) ?? null,
  )
  const [told, setTold] = useState<Told | null>(null)
  const chosen = cases.filter((held) => selection.chosen.has(held.ref))
  const finish = (next: Told) => {
    setTold(next)
    setForm(null)
    selection.only(next.done.items.filter((item) => item.result !== 'done').map((item) => item.ref))
    done()
  }
  const tooMany = chosen.length > AT_MOST
  const Form = form && chosen.length > 0 && !tooMany ? FORMS[form] : null
  const opener = useRef<HTMLButtonElement>(null)
  const leave = () => {
    opener.current?.focus()
    setForm(null)
  }
  useKeys(Form ? { leave } : {})
  return (
    <>
      <p className="govuk-visually-hidden" role="status">
        {chosen.length > 0 && `${plural(chosen.length, 'case')} selected`}
      </p>
      {chosen.length > 0 && (
        <section className="rd-bulk" aria-label="Selected cases">
          <div className="rd-bulk__bar">
            <b>{chosen.length} selected</b>
            {!tooMany && mayAllocate && <Allocate chosen={chosen} finish={finish} />}
            {!tooMany &&
              (['note', 'task'] as const).map((kind) => (
                <button
                  key={kind}
                  ref={form === kind ? opener : undefined}
                  type="button"
                  className="rd-linklike"
                  aria-expanded={form === kind}
                  onClick={() => setForm(form === kind ? null : kind)}
                >
                  Add a {kind}
                </button>
              ))}
            {tooMany && <span>At most {AT_MOST} at once: select fewer.</span>}
            <button type="button" className="rd-linklike rd-bulk__clear" onClick={() => selection.only([])}>
              Clear selection
            </button>
          </div>
          {form && Form && (
            <KeepTyped key={form} {...draftFor(form)}>
              <Form chosen={chosen} finish={finish} />
            </KeepTyped>
          )}
        </section>
      )}
      {told && <Refused told={told} />}
    </>
  )
}
