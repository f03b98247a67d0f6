import { useEffect, useRef } from 'react'
import type { ReactNode } from 'react'
import { ErrorSummary } from '../../components/ErrorSummary'
import type { FieldError } from '../../lib/problem'

interface Props {
  title: string
  save: string
  errors: readonly FieldError[]
  busy: boolean
  onSubmit: () => void
  onCancel: () => void
  children: ReactNode
}

/** The frame of every form of the register: heading, what is wrong, save and leave. */
export function KeepForm({ title, save, errors, busy, onSubmit, onCancel, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <section className="rd-card rd-action" aria-labelledby="keep-title">
      <form
        className="rd-fields"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (!busy) onSubmit()
        }}
      >
        <h2 className="rd-h2" id="keep-title" tabIndex={-1} ref={heading}>
          {title}
        </h2>
        <ErrorSummary errors={errors} />
        {children}
        <div className="rd-buttons">
          <button type="submit" className="rd-button" aria-disabled={busy}>
            {busy ? 'Saving' : save}
          </button>
          <button type="button" className="rd-linklike" onClick={onCancel}>
            Leave this for now
          </button>
        </div>
      </form>
    </section>
  )
}
