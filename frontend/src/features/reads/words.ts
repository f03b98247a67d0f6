import type { ReadKind, ReadRead } from '../../api'
import { READ_KIND_WORDS, ROLE_WORDS } from '../../api/words.gen'
import { lowered, plural } from '../../lib/words'

/** Where one reads on at what was looked at. */
const CASES: ReadonlySet<ReadKind> = new Set<ReadKind>(['case', 'case_status', 'timeline', 'history_file'])

/** "looked at contact", as it stands between who and the reference. */
export function didWhat(what: ReadKind): string {
  return lowered(READ_KIND_WORDS[what])
}

/** How many a list showed, or that a search found nobody. */
export function howMany({ what, shown }: ReadRead): string | null {
  if (what === 'forgotten') return `the first ${shown}`
  if (what === 'search' && shown === 0) return 'nobody was found'
  return shown > 0 ? `${shown} shown` : null
}

/** What a search was by, what was refused; marks are for asking, not for reading. */
export function more({ what, about }: ReadRead): string | null {
  if (!about) return null
  if (what === 'search') return `by ${BY[about.split(' ')[0] ?? ''] ?? 'words'}`
  return about.replaceAll('_', ' ')
}

const BY: Record<string, string> = {
  words: 'names or words',
  phone: 'a phone number',
  email: 'an e-mail address',
  reference: 'a reference',
}

export function rolesOf({ roles }: ReadRead): string {
  return roles.map((role) => ROLE_WORDS[role]).join(', ')
}

export function addressOf({ what, ref }: ReadRead): string {
  return CASES.has(what) ? `/cases/${ref}` : `/contacts/${ref}`
}

export function countWords(count: number, more: boolean): string {
  return more ? `The newest ${plural(count, 'look')}` : plural(count, 'look')
}
