import { TextField } from '../../../components/Fields'
import { errorFor } from '../../../lib/problem'
import type { FieldError } from '../../../lib/problem'

/** Where the question stands on a form, by its pointer in what was sent. */
export const BEYOND_LIMIT = { '/beyond_limit_reason': 'beyond-limit-reason' }

/** What a form sends of it. */
export function meant(reason: string): { beyond_limit_reason?: string } {
  return reason.trim() ? { beyond_limit_reason: reason.trim() } : {}
}

interface Props {
  errors: readonly FieldError[]
  value: string
  onChange: (value: string) => void
}

/** A day beyond the legal limit is asked again; until the server has asked, there is nothing to say. */
export function BeyondLimit({ errors, value, onChange }: Props) {
  const error = errorFor(errors, 'beyond-limit-reason')
  if (error === undefined && value === '') return null
  return (
    <TextField
      id="beyond-limit-reason"
      label="Why it is so late"
      hint="It is kept with the case."
      error={error}
      value={value}
      onChange={onChange}
    />
  )
}
