/** Facts of a contact in words: what was answered otherwise, from what to what. */
import type { FactChangeRead } from '../../api'
import {
  ANSWERED_BY_WORDS,
  ARRANGEMENT_WORDS,
  CONSENT_WORDS,
  CONTACT_KIND_WORDS,
  FUNCTION_WORDS,
  RAISED_BY_WORDS,
} from '../../api/words.gen'
import { longDate } from '../../lib/dates'
import { TOPICS } from './sections/choices'

const NAMES: Readonly<Record<string, string>> = {
  kind: 'What they are',
  made_orally: 'Made orally',
  function: 'Whose work it is',
  team: 'Service',
  provider: 'Provider',
  arrangement: 'Who arranged the care',
  affected: 'Affected by it',
  prefers_provider: 'The provider answers first',
  formal_complaint: 'Meant as a formal complaint',
  ombudsman: 'What the Ombudsman does',
  sufficient_interest: 'Sufficient interest',
  prejudices_proceedings: 'Might prejudice proceedings',
  event_on: 'When it started',
  aware_on: 'When they came to know of it',
  still_goes_on: 'It still goes on',
  answered_before_by: 'Who answered it before',
  further_stage: 'A further stage is open to them',
  proceedings_ended_on: 'When the proceedings ended',
  good_reason: 'A good reason to wait',
  still_fair: 'Can still be looked into fairly',
  recurred: 'It happened again',
  resolved_on: 'Put right on',
  satisfied: 'They are satisfied',
  harm_alleged: 'Harm is alleged',
  about: 'What it touches',
  matters: 'How many matters',
  'complainant.role': 'Who complains',
  'complainant.own_grievance': 'They also complain for themselves',
  'complainant.anonymous': 'They will not say who they are',
  'person.same_as_complainant': 'They complain for themselves',
  'person.consent': 'The person’s consent',
  'person.lacks_capacity': 'The person cannot decide for themselves',
  'person.best_interests': 'In the person’s best interests',
  'person.reasonable_grounds': 'Reasonable grounds to speak for the child',
  'person.has_died': 'The person has died',
}

const WORDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  kind: CONTACT_KIND_WORDS,
  function: FUNCTION_WORDS,
  arrangement: ARRANGEMENT_WORDS,
  answered_before_by: ANSWERED_BY_WORDS,
  harm_alleged: { yes: 'yes', no: 'no', not_sure: 'not sure' },
  ombudsman: { referred_back: 'sent it back', enquires: 'asks about it', declined: 'declined' },
  about: Object.fromEntries(TOPICS.map(({ value, label }) => [value, label])),
  'complainant.role': RAISED_BY_WORDS,
  'person.consent': CONSENT_WORDS,
}

function valueWords(fact: string, value: FactChangeRead['after'], teamName: (code: string) => string): string {
  if (value === null || value === undefined || (Array.isArray(value) && value.length === 0)) return 'not said'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'number') return String(value)
  if (Array.isArray(value)) return value.map((one) => WORDS[fact]?.[one] ?? one).join(', ')
  if (fact.endsWith('_on')) return longDate(value)
  return fact === 'team' ? teamName(value) : (WORDS[fact]?.[value] ?? value)
}

/** "When it started: from not said to 3 March 2026". */
export function changeWords(change: FactChangeRead, teamName: (code: string) => string): string {
  const { fact, before, after } = change
  const said = (value: FactChangeRead['after']) => valueWords(fact, value, teamName)
  return `${NAMES[fact] ?? fact}: from ${said(before)} to ${said(after)}`
}
