import { useEffect, useId, useRef } from 'react'
import type { ReactNode } from 'react'
import { ErrorSummary } from '../../../components/ErrorSummary'
import { NotSent } from '../../../components/NotSent'
import { Restored } from '../../../components/Restored'
import { clockTime } from '../../../lib/dates'
import type { FieldError } from '../../../lib/problem'
import { useTimeline } from '../queries'

interface Props {
  refId: string
  title: string
  save: string
  action: { errors: readonly FieldError[]; conflict: boolean; waiting: boolean; busy: boolean }
  onSubmit: () => void
  onCancel: () => void
  children: ReactNode
}

/** What someone else did in the meantime, above what was typed, which stays. */
function Conflict({ refId }: { refId: string }) {
  const newest = useTimeline(refId).data?.items.slice(0, 3) ?? []
  const who = newest[0]?.by
  return (
    <div className="rd-notice rd-notice--soon" role="alert">
      <h3 className="rd-h3">{who ? `${who} changed this case` : 'This case was changed'} while you were writing</h3>
      <ul>
        {newest.map((entry) => (
          <li key={`${entry.at}${entry.title}`}>
            {clockTime(entry.at)} <b>{entry.title}.</b> {entry.detail} {entry.by}
          </li>
        ))}
      </ul>
      <p>Nothing of yours is lost. If it still holds, save it again.</p>
    </div>
  )
}

/** The frame of every form on a case: heading, what is wrong, what changed, save and leave. */
export function ActionForm({ refId, title, save, action, onSubmit, onCancel, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null)
  // What lives beside a case has forms of its own: one may be open while the case's is.
  const titleId = useId()
  useEffect(() => heading.current?.focus(), [])
  return (
    <section className="rd-card rd-action" aria-labelledby={titleId}>
      <form
        className="rd-fields"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          onSubmit()
        }}
      >
        <h2 className="rd-h2" id={titleId} tabIndex={-1} ref={heading}>
          {title}
        </h2>
        <Restored />
        <ErrorSummary errors={action.errors} />
        {action.waiting && <NotSent />}
        {action.conflict && <Conflict refId={refId} />}
        {children}
        <div className="rd-buttons">
          <button type="submit" className="rd-button" aria-disabled={action.busy}>
            {action.busy ? 'Saving' : save}
          </button>
          <button type="button" className="rd-linklike" onClick={() => onCancel()}>
            Leave this for now
          </button>
        </div>
      </form>
    </section>
  )
}

interface FoldedProps {
  summary: string
  /** Open from the start, or once something in it is wrong. */
  open?: boolean
  children: ReactNode
}

/** What few need to fill in. */
export function Folded({ summary, open = false, children }: FoldedProps) {
  return (
    <details className="rd-folded" open={open}>
      <summary>{summary}</summary>
      <div className="rd-fields">{children}</div>
    </details>
  )
}
