import type { PartnerEventKind, Scope, WebhookState } from '../../api'
import { sentence } from '../../lib/words'

export const SCOPES: Record<Scope, string> = {
  'contacts:write': 'send contacts',
  'contacts:read': 'read what became of its own',
}

/** What a client may do, always in the same order. */
export function mayWords(scopes: readonly Scope[]): string {
  const may = (Object.keys(SCOPES) as Scope[]).filter((scope) => scopes.includes(scope))
  return sentence(may.map((scope) => SCOPES[scope]).join(', '))
}

export const STATES: Record<WebhookState['state'], string> = {
  on: 'Arriving',
  failing: 'Not arriving',
  paused: 'Paused',
  off: 'Refused by its receiver',
}

/** What a partner's system is told of a contact. */
export const EVENTS: Record<PartnerEventKind, string> = {
  received: 'Received',
  reclassified: 'Put into another class',
  receipt_corrected: 'Date of receipt put right',
  acknowledged: 'Acknowledged',
  responded: 'Answered',
  closed: 'Closed',
  withdrawn: 'Withdrawn',
  reopened: 'Opened again',
  corrected: 'Put right',
  transferred: 'Sent on to another body',
  transferred_to_you: 'Sent on to them',
  transfer_received: 'Received by the other body',
  file_shared: 'File shared',
  contribution_requested: 'Asked to contribute',
  contribution_due_changed: 'Another day to contribute by',
  contribution_chased: 'Chased for its contribution',
  contribution_closed: 'No contribution owed any more',
}
