import { useEffect } from 'react'
import type { ReactNode } from 'react'
import { Link, useLocation } from 'react-router'
import { helpFor } from '../lib/help'
import { ProblemError } from '../lib/problem'

/** The page's one main heading, with the way to its help; it also names the browser's tab. */
export function PageTitle({ children, tab }: { children: ReactNode; tab?: string }) {
  const name = tab ?? (typeof children === 'string' ? children : 'Redress')
  useEffect(() => {
    document.title = `${name} - Redress`
  }, [name])
  const help = helpFor(useLocation().pathname)
  return (
    <div className="rd-title">
      <h1 className="rd-h1">{children}</h1>
      {help && (
        <Link to={help} className="rd-title__help">
          Help <span className="govuk-visually-hidden">with this page</span>
        </Link>
      )}
    </div>
  )
}

interface CardProps {
  title?: ReactNode
  aside?: ReactNode
  note?: ReactNode
  className?: string
  id?: string
  children: ReactNode
}

/** A sheet of paper with a heading of the second level. */
export function Card({ title, aside, note, className = '', id, children }: CardProps) {
  return (
    <section className={`rd-card ${className}`} aria-labelledby={title && id ? `${id}-title` : undefined}>
      {title && (
        <header className="rd-card__head">
          <div>
            <h2 className="rd-h2" id={id ? `${id}-title` : undefined}>
              {title}
            </h2>
            {note && <p className="rd-second rd-card__note">{note}</p>}
          </div>
          {aside}
        </header>
      )}
      {children}
    </section>
  )
}

/** Initials in a round; the words beside or inside name the person. */
export function Initials({ of, label }: { of: string; label?: string }) {
  const parts = of.trim().split(/\s+/)
  const letters = parts.length === 1 ? of.slice(0, 2) : parts.map((part) => part.charAt(0)).join('').slice(0, 3)
  return (
    <span className="rd-initials">
      <span aria-hidden="true">{letters}</span>
      {label && <span className="govuk-visually-hidden">{label}</span>}
    </span>
  )
}

/** Lines that keep the room of rows to come; no motion. */
export function Filling({ rows = 4, label }: { rows?: number; label: string }) {
  return (
    <div className="rd-filling" role="status">
      <span className="govuk-visually-hidden">{label}</span>
      {Array.from({ length: rows }, (_, index) => (
        <i key={index} style={{ width: `${88 - (index % 3) * 14}%` }} />
      ))}
    </div>
  )
}

/** Something could not be fetched: what, and a way to try again unless it is not for whoever asks. */
export function Failed({ error, retry }: { error: Error; retry?: () => void }) {
  const isRefused = error instanceof ProblemError && error.status === 403
  return (
    <div className={isRefused ? 'rd-notice' : 'rd-notice rd-notice--late'} role="alert">
      <p>
        <strong>{isRefused ? 'This is not shown to you.' : 'This could not be shown.'}</strong> {error.message}
      </p>
      {retry && !isRefused && (
        <button type="button" className="rd-button rd-button--second" onClick={retry}>
          Try again
        </button>
      )}
    </div>
  )
}
