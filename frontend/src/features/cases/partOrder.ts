import type { CaseRead } from '../../api'
import { isLookedInto, isOwed } from './clockWords'

/** The parts of a case that stand below one another on its page, between the complaint and its history. */
export type Part =
  | 'clocks'
  | 'issues'
  | 'contributions'
  | 'joint'
  | 'stagePeople'
  | 'plan'
  | 'letters'
  | 'tasks'
  | 'remedies'
  | 'learning'
  | 'ombudsman'
  | 'survey'
  | 'costs'

type Told = Pick<CaseRead, 'flags' | 'issues' | 'next_step' | 'requests' | 'responded_on' | 'stage'>

const USUAL: readonly Part[] = [
  'plan',
  'clocks',
  'issues',
  'contributions',
  'joint',
  'stagePeople',
  'letters',
  'tasks',
  'remedies',
  'learning',
  'ombudsman',
  'survey',
  'costs',
]

function waiting(held: Told): Part[] {
  const asked = held.requests.filter(isOwed).map(({ who }) => who)
  // The plan says how the complaint that stands above it is looked into.
  const found: Part[] = isLookedInto(held) ? ['plan', 'clocks'] : ['clocks']
  if (asked.includes('council')) found.push('ombudsman')
  if (asked.includes('contributor')) found.push('contributions')
  if (!isLookedInto(held)) return held.responded_on === null ? found : [...found, 'remedies', 'learning', 'ombudsman']
  if (held.next_step !== null) found.push('stagePeople')
  if (held.issues.some(({ outcome }) => outcome === null)) found.push('issues')
  if (held.flags.includes('joint')) found.push('joint')
  return found
}

function inUse(held: Told): Part[] {
  return isLookedInto(held) ? ['issues', 'stagePeople', 'letters', 'tasks'] : ['issues', 'letters', 'tasks']
}

/**
 * The order of the parts by what is owed: what waits for something now comes first, what is finished or has not
 * begun comes last; of two alike, the usual one first.
 */
export function orderOf(held: Told): Part[] {
  const ranks = [waiting(held), inUse(held), USUAL]
  const rank = (part: Part) => ranks.findIndex((parts) => parts.includes(part))
  return USUAL.toSorted((one, other) => rank(one) - rank(other))
}
