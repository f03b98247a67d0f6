import type { ReactNode } from 'react'
import { describedBy } from './Fields'

interface Choice<T extends string> {
  value: T
  label: string
}

interface Common<T extends string> {
  /** id of the group; its first choice has this id, so that an error can lead to it. */
  id: string
  legend: ReactNode
  hint?: ReactNode
  error?: string | undefined
  choices: readonly Choice<T>[]
}

function Group({
  id,
  legend,
  hint,
  error,
  children,
}: Omit<Common<string>, 'choices'> & { children: ReactNode }) {
  return (
    <fieldset
      className={`rd-choices ${error ? 'rd-field--error' : ''}`}
      aria-describedby={describedBy(id, hint, error)}
    >
      <legend className="rd-label">{legend}</legend>
      {error && (
        <p className="rd-error" id={`${id}-error`}>
          <span className="govuk-visually-hidden">Error: </span>
          {error}
        </p>
      )}
      <div className="rd-choices__row">{children}</div>
      {hint && (
        <div className="rd-hint" id={`${id}-hint`}>
          {hint}
        </div>
      )}
    </fieldset>
  )
}

interface RadioProps<T extends string> extends Common<T> {
  value: T | null
  onChange: (value: T) => void
}

export function Radios<T extends string>({ id, choices, value, onChange, ...group }: RadioProps<T>) {
  return (
    <Group id={id} {...group}>
      {choices.map((choice, index) => (
        <label key={choice.value} className="rd-choice">
          <input
            type="radio"
            id={index === 0 ? id : `${id}-${choice.value}`}
            name={id}
            checked={value === choice.value}
            onChange={() => onChange(choice.value)}
          />
          <span>{choice.label}</span>
        </label>
      ))}
    </Group>
  )
}

interface TickProps {
  id: string
  label: string
  value: boolean
  onChange: (value: boolean) => void
}

/** One thing that is so or not. */
export function Tick({ id, label, value, onChange }: TickProps) {
  return (
    <label className="rd-choice rd-choice--low">
      <input type="checkbox" id={id} checked={value} onChange={(event) => onChange(event.target.checked)} />
      <span>{label}</span>
    </label>
  )
}

interface CheckProps<T extends string> extends Common<T> {
  value: readonly T[]
  onChange: (value: T[]) => void
}

export function Checkboxes<T extends string>({ id, choices, value, onChange, ...group }: CheckProps<T>) {
  const toggle = (code: T) =>
    onChange(value.includes(code) ? value.filter((held) => held !== code) : [...value, code])
  return (
    <Group id={id} {...group}>
      {choices.map((choice, index) => (
        <label key={choice.value} className="rd-choice">
          <input
            type="checkbox"
            id={index === 0 ? id : `${id}-${choice.value}`}
            checked={value.includes(choice.value)}
            onChange={() => toggle(choice.value)}
          />
          <span>{choice.label}</span>
        </label>
      ))}
    </Group>
  )
}
