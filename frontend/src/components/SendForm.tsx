import type { ReactNode } from 'react'
import type { Sending } from '../lib/useFormSend'
import { ErrorSummary } from './ErrorSummary'
import { NotSent } from './NotSent'
import { Restored } from './Restored'

interface Props {
  className: string
  label?: string
  sending: Sending
  /** What its button says. */
  save: string
  submit: () => void
  /** What leaves it; none where what opened it closes it too. */
  cancel?: { says: string; leave: () => void }
  children: ReactNode
}

/** The frame of a form that is kept and sent: what was restored, what is wrong, its fields, save and leave. */
export function SendForm({ className, label, sending, save, submit, cancel, children }: Props) {
  return (
    <form
      className={`${className} rd-fields`}
      noValidate
      aria-label={label}
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
        {cancel && (
          <button type="button" className="rd-linklike" onClick={cancel.leave}>
            {cancel.says}
          </button>
        )}
      </div>
    </form>
  )
}
