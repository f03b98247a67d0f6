import type { Action } from '../../api'
import { hasRole } from '../../lib/session'
import type { Session } from '../../lib/session'

const FINDERS: readonly Action[] = ['record_finding', 'note']

/** Of what a case allows now, what this person may do: others read the case and change nothing. */
export function allowed(session: Session | null, actions: readonly Action[]): Action[] {
  if (hasRole(session, 'complaints_officer', 'manager')) return [...actions]
  if (hasRole(session, 'investigator')) return actions.filter((action) => FINDERS.includes(action))
  return []
}
