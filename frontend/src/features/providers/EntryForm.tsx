import { useState } from 'react'
import type { ProviderKind, ProviderRead } from '../../api'
import { addProvider, changeProvider } from '../../api'
import { Checkboxes } from '../../components/Choices'
import { DateField, dateError } from '../../components/DateField'
import { TextArea, TextField } from '../../components/Fields'
import { longDate, readDate } from '../../lib/dates'
import { errorFor, fieldErrors } from '../../lib/problem'
import type { FieldError } from '../../lib/problem'
import { PROVIDER_KINDS } from '../../lib/providers'
import { useToday } from '../../lib/useNow'
import { choices } from '../../lib/words'
import { KeepForm } from './KeepForm'
import { useKeep } from './queries'

const FIELDS = {
  '/name': 'provider-name',
  '/spellings': 'spellings',
  '/kinds': 'kinds',
  '/cqc_location': 'cqc-location',
  '/cqc_provider': 'cqc-provider',
  '/address': 'address',
  '/contract_lead': 'contract-lead',
  '/email': 'email',
  '/active_from': 'active-from',
  '/note': 'note',
  '/reason': 'reason',
}

interface Props {
  /** The entry that is changed; none: one is added. */
  entry?: ProviderRead
  done: (provider: ProviderRead) => void
  cancel: () => void
}

/** What an entry of the register says. */
export function EntryForm({ entry, done, cancel }: Props) {
  const today = useToday()
  const keep = useKeep()
  const [key] = useState(() => crypto.randomUUID())
  const [errors, setErrors] = useState<FieldError[]>([])
  const [text, setText] = useState({
    name: entry?.name ?? '',
    spellings: entry?.spellings.join('\n') ?? '',
    location: entry?.cqc_location ?? '',
    provider: entry?.cqc_provider ?? '',
    address: entry?.address ?? '',
    lead: entry?.contract_lead ?? '',
    email: entry?.email ?? '',
    from: entry?.active_from ? longDate(entry.active_from) : '',
    note: entry?.note ?? '',
    reason: '',
  })
  const [kinds, setKinds] = useState<ProviderKind[]>(entry?.kinds ?? [])
  const field = (name: keyof typeof text, id: string) => ({
    id,
    error: errorFor(errors, id),
    value: text[name],
    onChange: (value: string) => setText({ ...text, [name]: value }),
  })
  const save = () => {
    const from = text.from.trim() ? readDate(text.from, today) : null
    const wrong: FieldError[] = []
    if (text.name.trim() === '') wrong.push({ field: 'provider-name', message: 'Name the provider' })
    if (text.from.trim() && !from) wrong.push({ field: 'active-from', message: dateError(text.from) })
    if (entry && text.reason.trim() === '') wrong.push({ field: 'reason', message: 'Say why it is changed' })
    setErrors(wrong)
    if (wrong.length > 0) return
    const body = {
      name: text.name.trim(),
      spellings: text.spellings.split('\n').flatMap((line) => line.trim() || []),
      kinds,
      cqc_location: text.location.trim() || null,
      cqc_provider: text.provider.trim() || null,
      address: text.address.trim() || null,
      contract_lead: text.lead.trim() || null,
      email: text.email.trim() || null,
      active_from: from?.on ?? null,
      note: text.note.trim() || null,
    }
    const send = entry
      ? () =>
          changeProvider({
            path: { number: entry.number },
            body: { ...body, reason: text.reason.trim() },
            headers: { 'If-Match': `"${entry.version}"` },
            throwOnError: true,
          })
      : () => addProvider({ body, headers: { 'Idempotency-Key': key }, throwOnError: true })
    keep.mutate(send, { onSuccess: done, onError: (error) => setErrors(fieldErrors(error, FIELDS)) })
  }
  return (
    <KeepForm
      title={entry ? `Change ${entry.name}` : 'Add a provider'}
      save={entry ? 'Save the change' : 'Add the provider'}
      errors={errors}
      busy={keep.isPending}
      onSubmit={save}
      onCancel={cancel}
    >
      <TextField label="Name" {...field('name', 'provider-name')} />
      <TextArea
        label="Other spellings"
        hint="One a line. Capitals, blanks and punctuation make no difference."
        rows={3}
        {...field('spellings', 'spellings')}
      />
      <Checkboxes
        id="kinds"
        legend="Kinds of service"
        error={errorFor(errors, 'kinds')}
        choices={choices(PROVIDER_KINDS)}
        value={kinds}
        onChange={setKinds}
      />
      <div className="rd-pair">
        <TextField label="CQC location number" hint="Such as 1-123456789" {...field('location', 'cqc-location')} />
        <TextField label="CQC provider number" hint="Such as 1-123456789" {...field('provider', 'cqc-provider')} />
      </div>
      <TextField label="Address" {...field('address', 'address')} />
      <div className="rd-pair">
        <TextField label="Contract lead" hint="The officer or team" {...field('lead', 'contract-lead')} />
        <TextField label="Email for complaints" type="email" {...field('email', 'email')} />
      </div>
      <DateField label="Active from" today={today} {...field('from', 'active-from')} />
      <TextArea label="Note" rows={2} {...field('note', 'note')} />
      {entry && <TextField label="Why is it changed?" {...field('reason', 'reason')} />}
    </KeepForm>
  )
}
