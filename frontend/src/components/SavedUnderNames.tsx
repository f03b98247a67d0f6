import { useState } from 'react'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { To } from 'react-router'
import type { UseMutationResult } from '@tanstack/react-query'
import { Failed } from './Page'
import './savedViews.css'

interface Named {
  id: string
  name: string
  to: To
  /** Whose it is beside one's own. */
  of?: string | null
  mayRemove: boolean
  /** Whether it is what is shown now. */
  isHere: boolean
}

interface Props {
  views: readonly Named[]
  forget: UseMutationResult<unknown, Error, string>
  /** The form that saves what is shown now, and what it says once it is done. */
  form: (done: (said: string) => void) => ReactNode
}

/** What was saved under names, with a link to each; what is shown now is saved, or removed. */
export function SavedUnderNames({ views, forget, form }: Props) {
  const [open, setOpen] = useState(false)
  const [said, setSaid] = useState('')
  const present = views.find((view) => view.isHere)
  return (
    <div className="rd-savedviews">
      {views.length > 0 && (
        <nav aria-label="Saved views">
          <ul>
            {views.map((view) => (
              <li key={view.id}>
                <Link to={view.to} aria-current={view.isHere ? 'page' : undefined}>
                  {view.name}
                </Link>
                {view.of && <span className="rd-second"> {view.of}</span>}
              </li>
            ))}
          </ul>
        </nav>
      )}
      <p>
        {present?.mayRemove && (
          <button
            type="button"
            className="rd-linklike"
            aria-disabled={forget.isPending}
            onClick={() =>
              !forget.isPending &&
              forget.mutate(present.id, { onSuccess: () => setSaid(`“${present.name}” is not saved any more.`) })
            }
          >
            Remove “{present.name}”
          </button>
        )}
        {!present && (
          <button type="button" className="rd-linklike" aria-expanded={open} onClick={() => setOpen(!open)}>
            Save this view
          </button>
        )}
        <span role="status">{said}</span>
      </p>
      {forget.isError && <Failed error={forget.error} />}
      {open &&
        !present &&
        form((next) => {
          setSaid(next)
          setOpen(false)
        })}
    </div>
  )
}
