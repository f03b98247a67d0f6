import { useState } from 'react'
import type { ContactRead } from '../../api'
import { DateField, dateError } from '../../components/DateField'
import { Select, TextField } from '../../components/Fields'
import { categoryOptions, useCouncil } from '../../lib/council'
import { readDate } from '../../lib/dates'
import { draftOf } from '../../lib/drafts'
import { ProblemError, errorFor } from '../../lib/problem'
import type { FieldError } from '../../lib/problem'
import { useMay } from '../../lib/session'
import { KeepTyped, useForm, useTyped } from '../../lib/typed'
import { useFormSend } from '../../lib/useFormSend'
import { useToday } from '../../lib/useNow'
import { ContactForm } from './ContactForm'
import { furtherMatter } from './draft'
import { matterOf } from './matters'
import type { DraftMatter } from './matters'
import { useAnswer } from './queries'
import { KINDS, serviceOptions } from './sections/choices'
import { useBegin } from './useBegin'

const BLANK: DraftMatter = { category: '', description: '', kind: '', service: '', eventOn: '' }

function MatterForm({ contact, done }: { contact: ContactRead; done: () => void }) {
  const today = useToday()
  const council = useCouncil().data
  const [matter, setMatter] = useTyped('matter', BLANK)
  const form = useForm()
  const answer = useAnswer(contact.ref)
  const sending = useFormSend(answer, { '/matters': 'more-description' }, done)
  const { errors } = sending
  const begin = useBegin()
  const set = (change: Partial<DraftMatter>) => setMatter((held) => ({ ...held, ...change }))
  const save = () => {
    const said = matter.eventOn ?? ''
    const wrong: FieldError[] = []
    if (said.trim() && !readDate(said, today)) wrong.push({ field: 'more-event-on', message: dateError(said) })
    if (!matter.category && !matter.description.trim()) {
      wrong.push({ field: 'more-description', message: 'Say in a few words what it is' })
    }
    const functionOf = (team: string) => council?.teams.find((one) => one.code === team)?.function ?? null
    // What the contact was about so far stays a matter of its own.
    const before = contact.matters && contact.matters.length > 0 ? contact.matters : [{}]
    const matters = [...before, matterOf(matter, today, functionOf)]
    sending.submit({ body: { matters }, version: contact.version }, wrong)
  }
  // A case that has ended takes up no further matter.
  const apart = () => {
    form.sent()
    begin(furtherMatter(contact, matter))
  }
  return (
    <ContactForm
      sending={sending}
      save="Add the matter"
      submit={save}
      cancel={done}
    >
      <TextField
        id="more-description"
        label="In a few words"
        error={errorFor(errors, 'more-description')}
        value={matter.description}
        onChange={(description) => set({ description })}
      />
      <Select
        id="more-category"
        label="It is about"
        value={matter.category}
        onChange={(category) => set({ category })}
        options={categoryOptions(council, 'Choose', matter.category)}
      />
      <Select
        id="more-kind"
        label="About this they are"
        value={matter.kind ?? ''}
        onChange={(kind) => set({ kind })}
        options={[{ value: '', label: 'As with the rest' }, ...KINDS.filter((kind) => kind.value !== 'unknown')]}
      />
      <Select
        id="more-service"
        label="Whose work is it?"
        value={matter.service ?? ''}
        onChange={(service) => set({ service })}
        options={serviceOptions(council, 'As with the rest')}
      />
      <DateField
        id="more-event-on"
        label="When did this start?"
        today={today}
        error={errorFor(errors, 'more-event-on')}
        value={matter.eventOn ?? ''}
        onChange={(eventOn) => set({ eventOn })}
      />
      {answer.error instanceof ProblemError && answer.error.status === 409 && (
        <button type="button" className="rd-button rd-button--second" onClick={apart}>
          Record it as a contact of its own
        </button>
      )}
    </ContactForm>
  )
}

/** A further thing that they raise after the contact was recorded: it is judged as if it had been said at once. */
export function AnotherMatter({ contact }: { contact: ContactRead }) {
  const { ref, version } = contact
  const draft = { id: `contact/${ref}/matter`, title: `Another matter: ${ref}`, path: `/contacts/${ref}` }
  const [open, setOpen] = useState(() => draftOf(draft.id) !== undefined)
  const may = useMay('contacts:people')
  if (!may) return null
  if (!open) {
    return (
      <p>
        <button type="button" className="rd-linklike" onClick={() => setOpen(true)}>
          And another thing
        </button>
      </p>
    )
  }
  return (
    <KeepTyped {...draft} version={version}>
      <MatterForm contact={contact} done={() => setOpen(false)} />
    </KeepTyped>
  )
}
