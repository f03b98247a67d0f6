import type { ReactNode } from 'react'
import type { CouncilRead, SuggestionsRead } from '../../../api'
import { MetMark, UnknownMark } from '../../../components/Icons'
import type { FieldError } from '../../../lib/problem'
import type { Draft } from '../draft'

export interface SectionProps {
  draft: Draft
  set: (change: Partial<Draft>) => void
  errors: readonly FieldError[]
  council: CouncilRead | undefined
  today: string
  /** Facts that the judgement asks for, as the service names them. */
  asked: ReadonlySet<string>
  /** What the text suggests; nothing while it is not known. */
  suggested: SuggestionsRead | undefined
}

interface Props {
  title: string
  answered: boolean
  toAsk?: boolean
  children: ReactNode
}

/** One part of the form, with a tick once it has an answer. */
export function Section({ title, answered, toAsk = false, children }: Props) {
  return (
    <section className="rd-part">
      <h2 className="rd-part__name">
        <span>{title}</span>
        {answered && !toAsk && (
          <span className="rd-part__done">
            <MetMark />
            <span className="govuk-visually-hidden">answered</span>
          </span>
        )}
        {toAsk && (
          <span className="rd-part__ask">
            <UnknownMark size={14} /> One to ask
          </span>
        )}
      </h2>
      <div className="rd-part__fields rd-fields">{children}</div>
    </section>
  )
}
