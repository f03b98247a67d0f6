import type { ReactNode } from 'react'

interface Common {
  id: string
  label: ReactNode
  hint?: ReactNode
  error?: string | undefined
  className?: string
}

/** Label, hint, error and control, joined for a screen reader. */
export function Field({
  id,
  label,
  hint,
  error,
  className = '',
  children,
}: Common & { children: ReactNode }) {
  return (
    <div className={`rd-field ${error ? 'rd-field--error' : ''} ${className}`}>
      <label className="rd-label" htmlFor={id}>
        {label}
      </label>
      {error && (
        <p className="rd-error" id={`${id}-error`}>
          <span className="govuk-visually-hidden">Error: </span>
          {error}
        </p>
      )}
      {children}
      {hint && (
        <div className="rd-hint" id={`${id}-hint`}>
          {hint}
        </div>
      )}
    </div>
  )
}

/** The ids that describe a control, as far as they are on the page. */
export function describedBy(id: string, hint: unknown, error: unknown): string | undefined {
  const ids = [error ? `${id}-error` : '', hint ? `${id}-hint` : ''].filter(Boolean)
  return ids.length > 0 ? ids.join(' ') : undefined
}

interface TextProps extends Common {
  value: string
  onChange: (value: string) => void
  type?: 'text' | 'tel' | 'email' | 'search' | 'time'
  inputMode?: 'numeric' | 'decimal'
  autoComplete?: string
  /** What the browser offers while it is typed; anything else may be typed too. */
  offers?: readonly { value: string; label: string }[]
}

export function TextField({ value, onChange, type = 'text', inputMode, autoComplete, offers, ...field }: TextProps) {
  return (
    <Field {...field}>
      <input
        className="govuk-input rd-input"
        id={field.id}
        type={type}
        inputMode={inputMode}
        autoComplete={autoComplete ?? 'off'}
        list={offers && `${field.id}-offers`}
        value={value}
        aria-describedby={describedBy(field.id, field.hint, field.error)}
        aria-invalid={field.error ? true : undefined}
        onChange={(event) => onChange(event.target.value)}
      />
      {offers && (
        <datalist id={`${field.id}-offers`}>
          {offers.map((offer) => (
            <option key={offer.value} value={offer.value} label={offer.label} />
          ))}
        </datalist>
      )}
    </Field>
  )
}

interface AreaProps extends Common {
  value: string
  onChange: (value: string) => void
  rows?: number
}

export function TextArea({ value, onChange, rows = 4, ...field }: AreaProps) {
  return (
    <Field {...field}>
      <textarea
        className="govuk-textarea rd-input"
        id={field.id}
        rows={rows}
        value={value}
        aria-describedby={describedBy(field.id, field.hint, field.error)}
        aria-invalid={field.error ? true : undefined}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  )
}

export interface Option {
  value: string
  label: string
}
export interface OptionGroup {
  label: string
  options: Option[]
}

interface SelectProps extends Common {
  value: string
  onChange: (value: string) => void
  options: readonly (Option | OptionGroup)[]
}

export function Select({ value, onChange, options, ...field }: SelectProps) {
  return (
    <Field {...field}>
      <select
        className="govuk-select rd-input"
        id={field.id}
        value={value}
        aria-describedby={describedBy(field.id, field.hint, field.error)}
        aria-invalid={field.error ? true : undefined}
        onChange={(event) => onChange(event.target.value)}
      >
        {options.map((entry) =>
          'options' in entry ? (
            <optgroup key={entry.label} label={entry.label}>
              {entry.options.map((option) => (
                <option key={option.value} value={option.value}>
                  {option.label}
                </option>
              ))}
            </optgroup>
          ) : (
            <option key={entry.value} value={entry.value}>
              {entry.label}
            </option>
          ),
        )}
      </select>
    </Field>
  )
}
