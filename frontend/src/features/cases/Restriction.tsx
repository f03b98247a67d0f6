import { useState } from 'react'
import type { CaseRead, RestrictionRead } from '../../api'
import { Select, TextField } from '../../components/Fields'
import { NamedPeople, namedFields, namesOf } from '../../components/NamedPeople'
import { Card } from '../../components/Page'
import { errorFor } from '../../lib/problem'
import type { FieldError } from '../../lib/problem'
import { draftOf } from '../../lib/drafts'
import { useOfficers } from '../../lib/officers'
import { useMay, useSession } from '../../lib/session'
import { KeepTyped, useTyped } from '../../lib/typed'
import { useFormSend } from '../../lib/useFormSend'
import { ActionForm } from './actions/ActionForm'
import { useRestrict, useRestriction } from './queries'

interface FormProps {
  held: CaseRead
  now: RestrictionRead
  done: () => void
}

const FIELDS = { '/about': 'restriction-about', '/reason': 'restriction-reason' }

function isRestricted({ people, managers }: RestrictionRead): boolean {
  return people.length > 0 || managers
}

function RestrictionForm({ held, now, done }: FormProps) {
  const me = useSession()?.subject
  const officers = useOfficers().data?.items.filter((officer) => officer.active) ?? []
  const begun = isRestricted(now) ? now.people.map(({ subject }) => subject) : [me, held.owner?.subject]
  const [people, setPeople] = useTyped('people', [...new Set(begun.filter((subject) => subject !== undefined))])
  const [managers, setManagers] = useTyped('managers', now.managers)
  const [about, setAbout] = useTyped('about', now.about?.subject ?? '')
  const [reason, setReason] = useTyped('reason', '')
  const sending = useFormSend(useRestrict(held.ref), (sent) => ({ ...FIELDS, ...namedFields(sent.people ?? []) }), done)
  const { errors } = sending
  const save = (named: string[], everyManager: boolean, wrong: FieldError[] = []) =>
    sending.submit(
      {
        // In the order in which the service names what is wrong with them.
        people: [...named].sort(),
        managers: everyManager,
        about: (named.length > 0 || everyManager) && about ? about : null,
        reason: reason.trim(),
      },
      [...wrong, ...(reason.trim() ? [] : [{ field: 'restriction-reason', message: 'Say why' }])],
    )
  return (
    <ActionForm
      refId={held.ref}
      title="Who alone sees it"
      save="Restrict it to them"
      action={{ ...sending, conflict: false }}
      onSubmit={() => save(people, managers, people.length > 0 || managers ? [] : [{ field: 'sees', message: 'Name at least one' }])}
      onCancel={done}
    >
      <p>Everybody else is told that there is a restricted case, and nothing of it.</p>
      <NamedPeople people={people} onPeople={setPeople} managers={managers} onManagers={setManagers} errors={errors} />
      <Select
        id="restriction-about"
        label="Is it about one of them?"
        hint="Whom it is about is never among those who see it"
        error={errorFor(errors, 'restriction-about')}
        value={about}
        onChange={setAbout}
        options={[
          { value: '', label: 'No' },
          ...officers.filter(({ subject }) => subject !== me).map(({ subject, name }) => ({ value: subject, label: name })),
        ]}
      />
      <TextField
        id="restriction-reason"
        label="Why"
        hint="It stands in the timeline"
        error={errorFor(errors, 'restriction-reason')}
        value={reason}
        onChange={setReason}
      />
      {isRestricted(now) && (
        <p>
          <button type="button" className="rd-linklike" onClick={() => save([], false)}>
            Open it again to everybody whose role may see it
          </button>
        </p>
      )}
    </ActionForm>
  )
}

/** Who alone sees a case. Nothing is shown of one that everybody sees to who cannot restrict it. */
export function Restriction({ held }: { held: CaseRead }) {
  const now = useRestriction(held.ref).data
  const may = useMay('cases:restrict')
  const draft = { id: `restriction/${held.ref}`, title: `Restrict: ${held.ref}`, path: `/cases/${held.ref}` }
  const [open, setOpen] = useState(() => draftOf(draft.id) !== undefined)
  if (!now || (!isRestricted(now) && !may)) return null
  if (open) {
    return (
      <KeepTyped {...draft}>
        <RestrictionForm held={held} now={now} done={() => setOpen(false)} />
      </KeepTyped>
    )
  }
  return (
    <Card title="Who sees it" id="restriction">
      <div className="rd-card__body rd-stack">
        {isRestricted(now) ? (
          <p>
            <b>Restricted.</b> Only {namesOf(now.people.map(({ name }) => name), now.managers)}
          </p>
        ) : (
          <p>Everybody whose role may</p>
        )}
        {may && (
          <p>
            <button type="button" className="rd-linklike" onClick={() => setOpen(true)}>
              {isRestricted(now) ? 'Change who sees it' : 'Restrict it to named people'}
            </button>
          </p>
        )}
      </div>
    </Card>
  )
}
