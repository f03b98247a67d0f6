import { errorFor } from '../lib/problem'
import type { FieldError, FieldMap } from '../lib/problem'
import { useOfficers } from '../lib/officers'

/** Where a wrong name stands among the boxes, by its pointer; `people` in the order in which they are sent. */
export function namedFields(people: readonly string[]): FieldMap {
  const each = people.map((subject, index) => [`/people/${index}`, `sees-${subject}`] as const)
  return { '/people': 'sees', '/managers': 'sees-managers', ...Object.fromEntries(each) }
}

/** Who alone sees something that is restricted, in words. */
export function namesOf(people: readonly string[], managers: boolean): string {
  const all = managers ? [...people, 'managers'] : [...people]
  const last = all.pop() ?? ''
  return all.length > 0 ? `${all.join(', ')} and ${last}` : last
}

interface Props {
  people: readonly string[]
  onPeople: (people: string[]) => void
  /** Every manager, where that is a choice; left out: they see it in any case. */
  managers?: boolean
  onManagers?: (managers: boolean) => void
  errors: readonly FieldError[]
}

function Box({ id, label, error, checked, onChange }: {
  id: string
  label: string
  error: string | undefined
  checked: boolean
  onChange: (checked: boolean) => void
}) {
  return (
    <label className="rd-choice">
      <input
        type="checkbox"
        id={id}
        checked={checked}
        aria-invalid={error ? true : undefined}
        onChange={({ target }) => onChange(target.checked)}
      />
      <span>
        {label}
        {error && <b> {error}</b>}
      </span>
    </label>
  )
}

/** Who alone sees something, one box each. */
export function NamedPeople({ people, onPeople, managers = false, onManagers, errors }: Props) {
  const officers = useOfficers().data?.items.filter((officer) => officer.active) ?? []
  const wrong = errorFor(errors, 'sees')
  return (
    <fieldset className="rd-choices" id="sees" tabIndex={-1}>
      <legend className="rd-label">Named people</legend>
      {wrong && (
        <p className="rd-error">
          <span className="govuk-visually-hidden">Error: </span>
          {wrong}
        </p>
      )}
      <div className="rd-choices__row">
        {onManagers && (
          <Box
            id="sees-managers"
            label="Every manager"
            error={errorFor(errors, 'sees-managers')}
            checked={managers}
            onChange={onManagers}
          />
        )}
        {officers.map(({ subject, name }) => (
          <Box
            key={subject}
            id={`sees-${subject}`}
            label={name}
            error={errorFor(errors, `sees-${subject}`)}
            checked={people.includes(subject)}
            onChange={(checked) => onPeople(checked ? [...people, subject] : people.filter((one) => one !== subject))}
          />
        ))}
      </div>
    </fieldset>
  )
}
