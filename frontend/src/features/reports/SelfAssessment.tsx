import type { SelfAssessment as Assessed } from '../../api'
import { WordsPlace } from './WordsPlace'
import { anchorOf } from './reading'

/** A part of a code, clause by clause: how far the council keeps to each, the evidence, and what will be done. */
export function SelfAssessment({ of }: { of: Assessed }) {
  const answered = of.clauses.filter(({ answer }) => answer).length
  return (
    <div className="rd-assessment" id={anchorOf(of.id)} tabIndex={-1}>
      <h3 className="rd-h3">
        Table {of.number}. {of.title}
      </h3>
      <p className="rd-second">
        {answered} of {of.clauses.length} answered
      </p>
      {of.clauses.map((clause) => (
        <WordsPlace key={clause.id} place={clause} />
      ))}
    </div>
  )
}
