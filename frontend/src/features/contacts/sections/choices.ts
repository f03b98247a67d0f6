import type { PersonAnswer } from '../draft'

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
