import { useState } from 'react'
import type { ContactRead } from '../../api'
import { TextField } from '../../components/Fields'
import { NamedPeople, namedFields, namesOf } from '../../components/NamedPeople'
import { Card } from '../../components/Page'
import { draftOf } from '../../lib/drafts'
import { useOfficers } from '../../lib/officers'
import { errorFor } from '../../lib/problem'
import { useMay } from '../../lib/session'
import { KeepTyped, useTyped } from '../../lib/typed'
import { useFormSend } from '../../lib/useFormSend'
import { ContactForm } from './ContactForm'
import { useRestrictContact } from './queries'

function RestrictForm({ contact, done }: { contact: ContactRead; done: () => void }) {
  const [people, setPeople] = useTyped('people', contact.restriction?.people ?? [])
  const [reason, setReason] = useTyped('reason', '')
  const sending = useFormSend(
    useRestrictContact(contact.ref),
    (sent) => ({ '/reason': 'restriction-reason', ...namedFields(sent.people ?? []) }),
    done,
  )
  const { errors } = sending
  const save = (restricted: boolean) =>
    sending.submit(
      { restricted, people: [...people].sort(), reason: reason.trim() },
      reason.trim() ? [] : [{ field: 'restriction-reason', message: 'Say why' }],
    )
  return (
    <ContactForm
      sending={sending}
      save="Restrict it to them"
      submit={() => save(true)}
      cancel={done}
    >
      <p>Managers see it, and who is named. Everybody else is told that there is a restricted contact, and nothing of it.</p>
      <NamedPeople people={people} onPeople={setPeople} errors={errors} />
      <TextField
        id="restriction-reason"
        label="Why"
        error={errorFor(errors, 'restriction-reason')}
        value={reason}
        onChange={setReason}
      />
      {contact.restriction && (
        <p>
          <button type="button" className="rd-linklike" onClick={() => save(false)}>
            Open it again to everybody whose role may see it
          </button>
        </p>
      )}
    </ContactForm>
  )
}

/** Who alone sees a contact. Nothing is shown of one that everybody sees to who cannot restrict it. */
export function Restricted({ contact }: { contact: ContactRead }) {
  const { ref, restriction } = contact
  const may = useMay('cases:restrict') && !contact.opens_case
  const knowsNames = useMay('officers:read')
  const officers = useOfficers(knowsNames && restriction != null).data?.items ?? []
  const draft = { id: `contact/${ref}/restriction`, title: `Restrict: ${ref}`, path: `/contacts/${ref}` }
  const [open, setOpen] = useState(() => draftOf(draft.id) !== undefined)
  if (!restriction && !may) return null
  const names = (restriction?.people ?? []).map(
    (subject) => officers.find((officer) => officer.subject === subject)?.name ?? restriction?.by ?? subject,
  )
  return (
    <Card title="Who sees it" id="restriction">
      {may && open ? (
        <KeepTyped {...draft}>
          <RestrictForm contact={contact} done={() => setOpen(false)} />
        </KeepTyped>
      ) : (
        <div className="rd-card__body rd-stack">
          {restriction ? (
            <p>
              <b>Restricted.</b> Only {namesOf(names, restriction.managers)}. {restriction.reason}
            </p>
          ) : (
            <p>Everybody whose role may</p>
          )}
          {may && (
            <p>
              <button type="button" className="rd-linklike" onClick={() => setOpen(true)}>
                {restriction ? 'Change who sees it' : 'Restrict it to named people'}
              </button>
            </p>
          )}
        </div>
      )}
    </Card>
  )
}
