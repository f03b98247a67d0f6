import { useState } from 'react'
import type { CaseRead, RestrictionRead } from '../../api'
import { Select, TextField } from '../../components/Fields'
import { Card } from '../../components/Page'
import { errorFor, fieldErrors } from '../../lib/problem'
import type { FieldError } from '../../lib/problem'
import { draftOf } from '../../lib/drafts'
import { useMay, useSession } from '../../lib/session'
import { KeepTyped, useForm, useTyped } from '../../lib/typed'
import { ActionForm } from './actions/ActionForm'
import { useOfficers, useRestrict, useRestriction } from './queries'

interface FormProps {
  held: CaseRead
  now: RestrictionRead
  done: () => void
}

function fieldsFor(people: readonly string[]) {
  const each = people.map((subject, index) => [`/people/${index}`, `sees-${subject}`] as const)
  return { '/people': 'restriction-people', '/about': 'restriction-about', '/reason': 'restriction-reason', ...Object.fromEntries(each) }
}

function RestrictionForm({ held, now, done }: FormProps) {
  const restrict = useRestrict(held.ref)
  const me = useSession()?.subject
  const officers = useOfficers().data?.items.filter((officer) => officer.active) ?? []
  const begun = now.people.length > 0 ? now.people.map(({ subject }) => subject) : [me, held.owner?.subject]
  const form = useForm()
  const [people, setPeople] = useTyped('people', [...new Set(begun.filter((subject) => subject !== undefined))])
  const [about, setAbout] = useTyped('about', now.about?.subject ?? '')
  const [reason, setReason] = useTyped('reason', '')
  const [errors, setErrors] = useState<FieldError[]>([])
  const save = (named: string[]) => {
    const without = reason.trim() ? [] : [{ field: 'restriction-reason', message: 'Say why' }]
    setErrors(without)
    if (without.length > 0 || restrict.isPending) return
    // In the order in which the service names what is wrong with them.
    const sorted = [...named].sort()
    restrict.mutate(
      { people: sorted, about: named.length > 0 && about ? about : null, reason: reason.trim() },
      {
        onSuccess: () => {
          form.sent()
          done()
        },
        onError: (error) => setErrors(fieldErrors(error, fieldsFor(sorted))),
      },
    )
  }
  return (
    <ActionForm
      refId={held.ref}
      title="Who alone sees it"
      save="Restrict it to them"
      action={{ errors, conflict: false, waiting: false, busy: restrict.isPending }}
      onSubmit={() => {
        if (people.length > 0) save(people)
        else setErrors([{ field: 'restriction-people', message: 'Name at least one' }])
      }}
      onCancel={done}
    >
      <p>Everybody else is told that there is a restricted case, and nothing of it.</p>
      <fieldset className="rd-group" id="restriction-people" tabIndex={-1}>
        <legend>Named people</legend>
        {errorFor(errors, 'restriction-people') && (
          <p className="rd-error">
            <span className="govuk-visually-hidden">Error: </span>
            {errorFor(errors, 'restriction-people')}
          </p>
        )}
        <div className="rd-choices__row">
          {officers.map(({ subject, name }) => (
            <label key={subject} className="rd-choice">
              <input
                type="checkbox"
                id={`sees-${subject}`}
                checked={people.includes(subject)}
                onChange={({ target }) =>
                  setPeople(target.checked ? [...people, subject] : people.filter((one) => one !== subject))
                }
              />
              <span>
                {name}
                {errorFor(errors, `sees-${subject}`) && <b> {errorFor(errors, `sees-${subject}`)}</b>}
              </span>
            </label>
          ))}
        </div>
      </fieldset>
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
      {now.people.length > 0 && (
        <p>
          <button type="button" className="rd-linklike" onClick={() => save([])}>
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
  if (!now || (now.people.length === 0 && !may)) return null
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
        {now.people.length > 0 ? (
          <p>
            <b>Restricted.</b> Only {now.people.map(({ name }) => name).join(', ')}
          </p>
        ) : (
          <p>Everybody whose role may</p>
        )}
        {may && (
          <p>
            <button type="button" className="rd-linklike" onClick={() => setOpen(true)}>
              {now.people.length > 0 ? 'Change who sees it' : 'Restrict it to named people'}
            </button>
          </p>
        )}
      </div>
    </Card>
  )
}
