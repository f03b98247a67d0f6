import { useState } from 'react'
import type { ContactRead, MatterRead } from '../../api'
import { Card } from '../../components/Page'
import { OwnCase } from '../../components/OwnCase'
import { categoryName, useCouncil } from '../../lib/council'

const SHOWN_AT_FIRST = 600

function Elsewhere({ contact }: { contact: ContactRead }) {
  const council = useCouncil().data
  const elsewhere = (contact.assessment.matters ?? []).filter((matter) => !matter.is_looked_into)
  if (elsewhere.length === 0) return null
  const nameOf = ({ number }: MatterRead) => {
    const matter = contact.matters?.[number - 1]
    return matter?.description || categoryName(council, matter?.category ?? '') || 'A matter'
  }
  return (
    <>
      <p>
        <b>Also raised, and not an issue of this case</b>
      </p>
      <ul>
        {elsewhere.map((matter) => (
          <li key={matter.number}>
            {nameOf(matter)}: {matter.title}
            <span className="rd-second rd-block">{matter.reason}</span>
            <OwnCase matter={matter} />
          </li>
        ))}
      </ul>
    </>
  )
}

/** The complaint itself, in the words in which it came, and what would put it right. */
export function Complaint({ contact }: { contact: ContactRead }) {
  const [all, setAll] = useState(false)
  const { narrative, desired_outcome } = contact
  const isComplaint = contact.assessment.classification.endsWith('_complaint')
  const isLong = (narrative?.length ?? 0) > SHOWN_AT_FIRST
  const shown = isLong && !all ? `${narrative?.slice(0, SHOWN_AT_FIRST).replace(/\s+\S*$/, '')} …` : narrative
  return (
    <Card title={isComplaint ? 'The complaint' : 'What was said'} id="complaint">
      <div className="rd-card__body rd-stack">
        <p className="rd-complaint">{shown ?? 'Not shown to your role.'}</p>
        {isLong && (
          <button type="button" className="rd-linklike" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? 'Show less' : 'Show all of it'}
          </button>
        )}
        {desired_outcome && (
          <p>
            <b>Would put it right:</b> {desired_outcome}
          </p>
        )}
        <Elsewhere contact={contact} />
      </div>
    </Card>
  )
}
