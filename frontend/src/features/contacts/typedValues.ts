/** What is typed or chosen in a form, as the service takes it. */
import type { Function as ServiceFunction } from '../../api'
import { readDate } from '../../lib/dates'

/** Whose work a team does, by the council's file. */
export type FunctionOf = (team: string) => ServiceFunction | null

export function typed(text: string): string | null {
  return text.trim() === '' ? null : text.trim()
}

export function dateOf(text: string, today: string): string | null {
  return readDate(text, today)?.on ?? null
}

/** "team:OT" or "function:nhs" as the team and whose work it is; empty: nobody has said. */
export function serviceOf(service: string, functionOf: FunctionOf) {
  const [what, code = ''] = service.split(':')
  if (what === 'team' && code) return { team: code, function: functionOf(code) }
  return { team: null, function: what === 'function' && code ? (code as ServiceFunction) : null }
}
