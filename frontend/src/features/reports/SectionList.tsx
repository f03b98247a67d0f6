import { Link } from 'react-router'
import type { CheckRead, Level, Section } from '../../api'
import { plural } from '../../lib/words'
import { LevelMark } from './Marks'
import { addressOf } from './address'
import { sectionAnchor } from './reading'
import { useShown } from './shown'

const WORST: readonly Level[] = ['stops', 'warns', 'holds']

function standing(checks: readonly CheckRead[], section: Section): { level: Level; count: number } {
  const own = checks.filter((check) => check.section === section.number)
  const level = WORST.find((one) => own.some((check) => check.level === one)) ?? 'holds'
  return { level, count: own.filter((check) => check.level === level).length }
}

/** The report's sections, each with how it stands. */
export function SectionList({ current }: { current: Section }) {
  const { asked, draft } = useShown()
  return (
    <nav className="rd-sections" aria-label="Sections of the report">
      <ul>
        {draft.report.sections.map((section) => {
          const { level, count } = standing(draft.checks, section)
          const isCurrent = section.id === current.id
          return (
            <li key={section.id}>
              <Link
                to={{ search: addressOf(asked), hash: sectionAnchor(section) }}
                replace
                className="rd-sections__link"
                aria-current={isCurrent ? 'true' : undefined}
              >
                <span>
                  {section.number}. {section.title}
                  {level !== 'holds' && (
                    <span className="rd-second rd-block">{level === 'stops' ? `${count} to fix` : `${count} to know`}</span>
                  )}
                </span>
                <LevelMark level={level} />
              </Link>
            </li>
          )
        })}
      </ul>
      {draft.left_out.length > 0 && (
        <p className="rd-second rd-sections__note">
          {plural(draft.left_out.length, 'table')} left out, since no hiding could protect the people in it.
        </p>
      )}
    </nav>
  )
}
