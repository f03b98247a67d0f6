import { Link } from 'react-router'
import type { Section } from '../../api'
import { ReportChart } from './ReportChart'
import { ReportTable } from './ReportTable'
import { SelfAssessment } from './SelfAssessment'
import { Sentences } from './Sentences'
import { WordsPlace } from './WordsPlace'
import { addressOf } from './address'
import { sectionAnchor } from './reading'
import type { Block } from './reading'
import { useShown } from './shown'

function Part({ of }: { of: Block }) {
  if ('rows' in of) return <ReportTable table={of} />
  if ('drawn_as' in of) return <ReportChart chart={of} />
  if ('clauses' in of) return <SelfAssessment of={of} />
  return 'asked_for' in of ? <WordsPlace place={of} /> : <Sentences of={of} />
}

/** The report as paper: one section of it, or all; printed, all of it. */
export function Paper({ current }: { current?: Section }) {
  const { asked, draft } = useShown()
  const { sections, title, council, period, notes } = draft.report
  return (
    <div className={`rd-sheet ${current ? '' : 'rd-sheet--whole'}`}>
      <p className="rd-sheet__title">
        {title}, {period}
        <span className="rd-second rd-block">{council}</span>
      </p>
      {sections.map((section, index) => {
        const next = current && sections[index + 1]
        return (
          <section
            key={section.id}
            className={`rd-sheet__section ${!current || section.id === current.id ? 'rd-sheet__section--on' : ''}`}
            aria-labelledby={sectionAnchor(section)}
          >
            <h2 className="rd-sheet__heading" id={sectionAnchor(section)} tabIndex={-1}>
              {section.number}. {section.title}
            </h2>
            {section.blocks.map((block, at) => (
              <Part key={'id' in block ? block.id : at} of={block} />
            ))}
            {next && (
              <p className="rd-sheet__next">
                <Link to={{ search: addressOf(asked), hash: sectionAnchor(next) }} replace>
                  Next: {next.number}. {next.title}
                </Link>
              </p>
            )}
          </section>
        )
      })}
      {notes && notes.length > 0 && (
        <ul className="rd-sheet__notes rd-second">
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
    </div>
  )
}
