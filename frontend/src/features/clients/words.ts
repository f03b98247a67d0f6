import type { ClientScope } from '../../api'
import { sentence } from '../../lib/words'

export const SCOPES: Record<ClientScope, string> = {
  'contacts:write': 'send contacts',
  'contacts:read': 'read what became of its own',
}

/** What a client may do, always in the same order. */
export function mayWords(scopes: readonly ClientScope[]): string {
  const may = (Object.keys(SCOPES) as ClientScope[]).filter((scope) => scopes.includes(scope))
  return sentence(may.map((scope) => SCOPES[scope]).join(', '))
}
