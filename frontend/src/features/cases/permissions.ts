import type { Action } from '../../api'
import { useSession } from '../../lib/session'
import type { Permission } from '../../lib/session'

const NEEDS: Record<Action, Permission> = {
  adopt: 'cases:write',
  decide_route: 'contacts:classify',
  acknowledge: 'cases:write',
  allocate: 'cases:write',
  grade: 'cases:write',
  add_issue: 'cases:write',
  record_finding: 'findings:write',
  take_step: 'cases:write',
  respond: 'cases:write',
  escalate: 'cases:write',
  reopen: 'cases:write',
  close: 'cases:write',
  extend: 'cases:write',
  hold: 'cases:write',
  end_hold: 'cases:write',
  ask: 'cases:write',
  record_answer: 'cases:write',
  record_ombudsman_enquiry: 'cases:write',
  correct_receipt: 'cases:write',
  withdraw: 'cases:write',
  note: 'findings:write',
}

/** Of what a case allows now, what this person may do: others read the case and change nothing. */
export function useAllowed(actions: readonly Action[]): Action[] {
  const permissions = useSession()?.permissions ?? []
  return actions.filter((action) => permissions.includes(NEEDS[action]))
}
