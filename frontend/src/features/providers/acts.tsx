import { useState } from 'react'
import type { ContractAction, ProviderRead } from '../../api'
import { endProvider, mergeProvider, recordContractAction, separateProvider, takeUpProvider } from '../../api'
import { CONTRACT_ACTION_WORDS } from '../../api/words.gen'
import { DateField, dateError } from '../../components/DateField'
import { Select, TextArea, TextField } from '../../components/Fields'
import { longDate, readDate } from '../../lib/dates'
import { errorFor, fieldErrors } from '../../lib/problem'
import type { FieldError } from '../../lib/problem'
import { useToday } from '../../lib/useNow'
import { choices } from '../../lib/words'
import { KeepForm } from './KeepForm'
import { useEntries, useKeep } from './queries'

const FIELDS = { '/reason': 'reason', '/into': 'into', '/active_until': 'last-day', '/on': 'act-on', '/note': 'act-note' }
const WHY: FieldError = { field: 'reason', message: 'Say why' }

interface Props {
  entry: ProviderRead
  done: () => void
}

function useAct(done: () => void) {
  const keep = useKeep()
  const [key] = useState(() => crypto.randomUUID())
  const [errors, setErrors] = useState<FieldError[]>([])
  const submit = (send: Parameters<typeof keep.mutate>[0], wrong: FieldError[]) => {
    setErrors(wrong)
    if (wrong.length > 0) return
    keep.mutate(send, { onSuccess: done, onError: (error) => setErrors(fieldErrors(error, FIELDS)) })
  }
  return { submit, errors, busy: keep.isPending, headers: { 'Idempotency-Key': key } }
}

function Reason({ value, errors, onChange }: { value: string; errors: FieldError[]; onChange: (to: string) => void }) {
  return <TextField id="reason" label="Why?" error={errorFor(errors, 'reason')} value={value} onChange={onChange} />
}

/** Another entry stands for this one from now on. */
export function MergeForm({ entry, done }: Props) {
  const { submit, errors, busy, headers } = useAct(done)
  const entries = useEntries()
  const [into, setInto] = useState('')
  const [reason, setReason] = useState('')
  const save = () => {
    const wrong: FieldError[] = into ? [] : [{ field: 'into', message: 'Choose the entry that stays' }]
    const body = { into: Number(into), reason: reason.trim() }
    submit(
      () => mergeProvider({ path: { number: entry.number }, body, headers, throwOnError: true }),
      reason.trim() ? wrong : [...wrong, WHY],
    )
  }
  return (
    <KeepForm
      title={`Merge ${entry.name} into another`}
      save="Merge the two"
      errors={errors}
      busy={busy}
      onSubmit={save}
      onCancel={done}
    >
      <Select
        id="into"
        label="It is the same as"
        hint="Both are counted under that name. This can be undone."
        error={errorFor(errors, 'into')}
        value={into}
        onChange={setInto}
        options={[
          { value: '', label: 'Choose' },
          ...entries
            .filter(({ number }) => number !== entry.number)
            .map(({ number, name }) => ({ value: String(number), label: name })),
        ]}
      />
      <Reason value={reason} errors={errors} onChange={setReason} />
    </KeepForm>
  )
}

/** A merging is undone: of this entry, or of one for which it stands. */
export function SeparateForm({ entry, done }: { entry: { number: number; name: string }; done: () => void }) {
  const { submit, errors, busy, headers } = useAct(done)
  const [reason, setReason] = useState('')
  return (
    <KeepForm
      title={`Undo the merging of ${entry.name}`}
      save="Undo it"
      errors={errors}
      busy={busy}
      onSubmit={() =>
        submit(
          () =>
            separateProvider({
              path: { number: entry.number },
              body: { reason: reason.trim() },
              headers,
              throwOnError: true,
            }),
          reason.trim() ? [] : [WHY],
        )
      }
      onCancel={done}
    >
      <p>What is counted under the other’s name will be counted under its own again.</p>
      <Reason value={reason} errors={errors} onChange={setReason} />
    </KeepForm>
  )
}

/** The last day of a provider, or that it has none after all. */
export function EndForm({ entry, done }: Props) {
  const today = useToday()
  const { submit, errors, busy, headers } = useAct(done)
  const [day, setDay] = useState(longDate(today))
  const [reason, setReason] = useState('')
  const hasEnd = entry.active_until !== null
  const save = () => {
    const read = readDate(day, today)
    const path = { number: entry.number }
    const wrong: FieldError[] = read || hasEnd ? [] : [{ field: 'last-day', message: dateError(day) }]
    if (!reason.trim()) wrong.push(WHY)
    submit(
      () =>
        hasEnd
          ? takeUpProvider({ path, body: { reason: reason.trim() }, headers, throwOnError: true })
          : endProvider({
              path,
              body: { active_until: read?.on ?? '', reason: reason.trim() },
              headers,
              throwOnError: true,
            }),
      wrong,
    )
  }
  return (
    <KeepForm
      title={hasEnd ? `Take up ${entry.name} again` : `End ${entry.name}`}
      save={hasEnd ? 'Take it up again' : 'Record its last day'}
      errors={errors}
      busy={busy}
      onSubmit={save}
      onCancel={done}
    >
      {!hasEnd && (
        <DateField
          id="last-day"
          label="Last day"
          today={today}
          error={errorFor(errors, 'last-day')}
          value={day}
          onChange={setDay}
        />
      )}
      <Reason value={reason} errors={errors} onChange={setReason} />
    </KeepForm>
  )
}

/** What the council did about a provider under its contract. */
export function ContractForm({ entry, done }: Props) {
  const today = useToday()
  const { submit, errors, busy, headers } = useAct(done)
  const [code, setCode] = useState<string>('concern_raised')
  const [day, setDay] = useState(longDate(today))
  const [note, setNote] = useState('')
  const save = () => {
    const read = readDate(day, today, 'past')
    const body = { code: code as ContractAction, on: read?.on ?? '', note: note.trim() || null }
    submit(
      () => recordContractAction({ path: { number: entry.number }, body, headers, throwOnError: true }),
      read ? [] : [{ field: 'act-on', message: dateError(day) }],
    )
  }
  return (
    <KeepForm
      title="Record what was done"
      save="Record it"
      errors={errors}
      busy={busy}
      onSubmit={save}
      onCancel={done}
    >
      <Select id="act-code" label="What" value={code} onChange={setCode} options={choices(CONTRACT_ACTION_WORDS)} />
      <DateField
        id="act-on"
        label="On which day"
        today={today}
        error={errorFor(errors, 'act-on')}
        value={day}
        onChange={setDay}
      />
      <TextArea
        id="act-note"
        label="Note"
        rows={2}
        error={errorFor(errors, 'act-note')}
        value={note}
        onChange={setNote}
      />
    </KeepForm>
  )
}
