import type { ReactNode } from 'react'

const TITLE = 'dates-title'

/** Leads to the answer. */
export function showAnswer(): void {
  document.getElementById(TITLE)?.focus()
}

interface Props {
  lead?: string
  title: string
  note?: string
  /** Whether the one date that matters most is known. */
  known?: boolean
  children?: ReactNode
}

/** The answer's sheet, with or without an answer on it: its heading stays in its place. */
export function Sheet({ lead, title, note, known = false, children }: Props) {
  return (
    <section className="rd-card rd-dates" aria-labelledby={TITLE}>
      <div className={known ? 'rd-verdict' : 'rd-verdict rd-verdict--open'}>
        {lead && <p className="rd-verdict__lead">{lead}</p>}
        <h2 className="rd-verdict__title" id={TITLE} tabIndex={-1}>
          {title}
        </h2>
        {note && <p>{note}</p>}
      </div>
      {children}
    </section>
  )
}
