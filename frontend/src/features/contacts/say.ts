import type { Act, Assessment, ClockRead } from '../../api'
import { ofWholeCase } from '../../lib/clocks'
import { weekdayDate } from '../../lib/dates'

export interface Said {
  text: string
  strong?: boolean
}
export type Line = Said[]

/** The date of the first stage's own clock that ends so; limits of the whole case lie further off. */
function due(clocks: readonly ClockRead[], ends: Act): string | null {
  return clocks.find((clock) => clock.ends === ends && !ofWholeCase(clock))?.due_on ?? null
}

function dated(before: string, on: string | null, after: string): Line[] {
  return on ? [[{ text: before }, { text: weekdayDate(on), strong: true }, { text: after }]] : []
}

const OPENINGS: Partial<Record<Assessment['classification'], string>> = {
  statutory_complaint: 'I’ve recorded this as a formal complaint.',
  corporate_complaint: 'I’ve recorded this as a formal complaint.',
  enquiry: 'I’ve recorded your question.',
  member_enquiry: 'I’ve recorded your enquiry.',
  ombudsman_enquiry: 'I’ve recorded the Ombudsman’s enquiry.',
  compliment: 'Thank you. I’ve recorded this, and it will be passed to the people it is about.',
  comment: 'Thank you. I’ve recorded your idea, and it will be passed to the team it is about.',
}

/** What the caller can be told now, with the dates that the council will keep. */
export function callerLines(assessment: Assessment, person: string): Line[] {
  const { clocks, disposition } = assessment
  if (disposition === 'triage' || disposition === 'holding') {
    return [
      [{ text: 'I’ve written down what you told me. A complaints officer will decide how we deal with it.' }],
      ...dated(
        'You should hear from us by ',
        due(clocks, 'acknowledged') ?? due(clocks, 'decided'),
        '.',
      ),
    ]
  }
  if (disposition === 'resolved_oral') {
    return [[{ text: 'I’m glad that is sorted out. I’ve noted what happened, so that we learn from it.' }]]
  }
  const opening = OPENINGS[assessment.classification] ?? 'I’ve written down what you told me.'
  const lines: Line[] = [[{ text: opening }]]
  lines.push(...dated('We will write to you by ', due(clocks, 'acknowledged'), '.'))
  lines.push(
    ...dated(
      'You should have a full answer by ',
      due(clocks, 'responded'),
      '. If we need longer we will tell you first.',
    ),
  )
  if (assessment.flags.includes('pending_consent')) {
    lines.push([
      {
        text:
          `May we ask ${person || 'the person it is about'} whether they are happy with this? ` +
          'An advocate can help you both, free of charge.',
      },
    ])
  }
  return lines
}
