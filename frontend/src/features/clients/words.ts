import type { Scope } from '../../api'
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
