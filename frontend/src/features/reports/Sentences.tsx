import { Fragment, useId, useState } from 'react'
import { Link } from 'react-router'
import type { Bound, Paragraph, Question } from '../../api'
import { useMay } from '../../lib/session'
import { behind } from './reading'
import { useShown } from './shown'
import { pieces } from './typing'

/** What a figure counts, of which, and what the report has beside it. */
function FigureCard({ id, bound }: { id: string; bound: Bound }) {
  const { draft, figuresAt } = useShown()
  const mayDrill = useMay('figures:drill')
  const found = behind(draft.report, bound)
  if (!found) return null
  return (
    <div id={id} className="rd-figurecard" role="group" aria-labelledby={`${id}-title`}>
      <p className="rd-figurecard__title" id={`${id}-title`}>
        {found.title}: {bound.text}
      </p>
      <dl>
        {found.beside.map(({ name, text }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
        <div>
          <dt>What it is</dt>
          <dd>{found.note.definition}</dd>
        </div>
      </dl>
      <Link to={figuresAt(found.note.question as unknown as Question)}>
        {draft.report.version ? 'See the figure of now' : mayDrill ? 'See the cases' : 'See the figure by itself'}
      </Link>
    </div>
  )
}

interface Props {
  of: Paragraph
  /** What somebody typed in it that may not stand: numbers that no figure says, and what looks like a name. */
  typed?: readonly string[]
}

/** A paragraph whose figures can be pressed; what stands behind one opens under it. */
export function Sentences({ of, typed = [] }: Props) {
  const [open, setOpen] = useState<number | null>(null)
  const id = useId()
  const opened = open === null ? undefined : of.runs[open]
  return (
    <>
      <p>
        {of.runs.map((run, at) =>
          typeof run === 'string' ? (
            <Fragment key={at}>
              {pieces(run, typed).map((piece, index) =>
                piece.typed ? (
                  <mark key={index} className="rd-typed">
                    {piece.text}
                    <span className="govuk-visually-hidden"> (typed, to be looked at)</span>
                  </mark>
                ) : (
                  piece.text
                ),
              )}
            </Fragment>
          ) : (
            <button
              key={at}
              type="button"
              className="rd-figure"
              aria-expanded={open === at}
              aria-controls={open === at ? id : undefined}
              onClick={() => setOpen(open === at ? null : at)}
            >
              {run.text}
            </button>
          ),
        )}
      </p>
      {opened && typeof opened !== 'string' && <FigureCard id={id} bound={opened} />}
    </>
  )
}
