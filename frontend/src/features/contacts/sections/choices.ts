import type { ContactKind, Harm, Topic } from '../../../api'
import { FUNCTION_WORDS } from '../../../api/words.gen'
import type { PersonAnswer } from '../draft'
import type { SectionProps } from './Section'

/** What is known of the person's agreement, as the forms ask it. */
export const PERSON_ANSWERS: { value: PersonAnswer; label: string }[] = [
  { value: 'agrees', label: 'Agrees' },
  { value: 'not_asked', label: 'Not asked yet' },
  { value: 'refused', label: 'Does not agree' },
  { value: 'lacks_capacity', label: 'Cannot decide for themselves' },
  { value: 'has_died', label: 'Has died' },
]

export const ADVOCACY = [
  { value: 'yes', label: 'Yes, and they want one' },
  { value: 'declined', label: 'Yes, and they do not' },
  { value: 'no', label: 'Not offered' },
] as const

/** What the caller is, as the form asks it. */
export const KINDS: { value: ContactKind | 'unknown'; label: string }[] = [
  { value: 'dissatisfaction', label: 'Unhappy about something' },
  { value: 'request', label: 'Asking for something' },
  { value: 'praise', label: 'Saying thank you' },
  { value: 'idea', label: 'Suggesting something' },
  { value: 'unknown', label: 'Not clear yet' },
]

/** Whether anyone is at risk, as the form asks it. */
export const HARM: { value: Harm; label: string }[] = [
  { value: 'no', label: 'No' },
  { value: 'yes', label: 'Yes' },
  { value: 'not_sure', label: 'Not sure' },
]

export const TOPICS: { value: Topic; label: string }[] = [
  { value: 'also_nhs', label: 'The NHS as well' },
  { value: 'also_children', label: 'Children’s social care as well' },
  { value: 'child_affected', label: 'A child is affected' },
  { value: 'children_standards', label: 'A child protection conference, or a carer’s assessment' },
  { value: 'already_investigated', label: 'Looked into before' },
  { value: 'resolved_before', label: 'Put right before' },
  { value: 'with_ombudsman', label: 'With the Ombudsman' },
  { value: 'court_proceedings', label: 'Court proceedings' },
  { value: 'tribunal_matter', label: 'Only a tribunal or appeal can put it right' },
  { value: 'data_protection', label: 'Data protection' },
  { value: 'foi_request', label: 'A request for information' },
  { value: 'subject_access_request', label: 'A request for their own records' },
  { value: 'foi_complaint', label: 'How a request for information went' },
  { value: 'employment', label: 'Employment' },
  { value: 'whistleblowing', label: 'Whistleblowing' },
  { value: 'police_or_coroner', label: 'Police or coroner' },
  { value: 'media_or_legal_threat', label: 'The press or a lawyer' },
  { value: 'route_unclear', label: 'Not sure this is the right route' },
]

/** Teams by whose work they do, then whole functions. */
export function serviceOptions(council: SectionProps['council'], none = 'Not known yet') {
  const teams = (council?.teams ?? []).filter((team) => team.in_use)
  const groups = [...new Set(teams.map((team) => team.function))].map((code) => ({
    label: FUNCTION_WORDS[code],
    options: teams
      .filter((team) => team.function === code)
      .map((team) => ({ value: `team:${team.code}`, label: team.name })),
  }))
  const whole = Object.entries(FUNCTION_WORDS).map(([code, name]) => ({
    value: `function:${code}`,
    label: code === 'adult_social_care' ? 'Adult social care, team not known' : name,
  }))
  return [{ value: '', label: none }, ...groups, { label: 'None of these teams', options: whole }]
}
