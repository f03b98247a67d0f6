import { createContext, use } from 'react'
import type { DraftRead, Question, Report, ReportAsked } from '../../api'

/** The draft that a page shows, for whatever stands in it. */
export interface Shown {
  asked: ReportAsked
  draft: DraftRead
  /** The page on which a figure's question is asked. */
  figuresAt: (question: Question) => string
}

export const ShownContext = createContext<Shown | null>(null)

export function useShown(): Shown {
  const shown = use(ShownContext)
  if (!shown) throw new Error('A part of a report stands on its page.')
  return shown
}

/** A report that is not being written: nothing of it is checked, or hidden for a reason that anybody may see. */
export function asItIs(report: Report): DraftRead {
  return { report, checks: [], hidden: [], left_out: [], words: [], publications: [], may_be_published: false }
}
