import type { ReactNode } from 'react'
import { ErrorSummary } from '../../components/ErrorSummary'
import { Restored } from '../../components/Restored'
import type { FieldError } from '../../lib/problem'

interface Props {
  errors: readonly FieldError[]
  /** What its button says. */
  save: string
  busy: boolean
  submit: () => void
  cancel: () => void
  children: ReactNode
}

/** The frame of every form on a contact: what is wrong, its fields, save and leave. */
export function ContactForm({ errors, save, busy, submit, cancel, children }: Props) {
  return (
    <form
      className="rd-card__body rd-fields"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <Restored />
      <ErrorSummary errors={errors} />
      {children}
      <div className="rd-buttons">
        <button type="submit" className="rd-button" aria-disabled={busy}>
          {busy ? 'Saving' : save}
        </button>
        <button type="button" className="rd-linklike" onClick={cancel}>
          Leave it as it is
        </button>
      </div>
    </form>
  )
}
