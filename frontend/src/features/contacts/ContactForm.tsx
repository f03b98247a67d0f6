import type { ReactNode } from 'react'
import { ErrorSummary } from '../../components/ErrorSummary'
import { NotSent } from '../../components/NotSent'
import { Restored } from '../../components/Restored'
import type { Sending } from '../../lib/useFormSend'

interface Props {
  sending: Sending
  /** What its button says. */
  save: string
  submit: () => void
  cancel: () => void
  children: ReactNode
}

/** The frame of every form on a contact: what is wrong, its fields, save and leave. */
export function ContactForm({ sending, save, submit, cancel, children }: Props) {
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
      <ErrorSummary errors={sending.errors} />
      {sending.waiting && <NotSent />}
      {children}
      <div className="rd-buttons">
        <button type="submit" className="rd-button" aria-disabled={sending.busy}>
          {sending.busy ? 'Saving' : save}
        </button>
        <button type="button" className="rd-linklike" onClick={cancel}>
          Leave it as it is
        </button>
      </div>
    </form>
  )
}
