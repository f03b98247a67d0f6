import type { SaidFound, SaidKind } from '../../../api'

/** What the services of contacts and of cases keep. */
export const OF_CONTACTS: readonly SaidKind[] = ['contact', 'mail', 'file']

/** What one service has found so far, newest first, and whether it has more. */
export interface FoundSoFar {
  items: SaidFound[]
  more: boolean
}

export interface Group {
  ref: string
  items: SaidFound[]
}

/** What was found of one reference stands together; those with the newest come first. */
export function grouped(items: readonly SaidFound[]): Group[] {
  const groups = new Map<string, SaidFound[]>()
  for (const item of items) groups.set(item.ref, [...(groups.get(item.ref) ?? []), item])
  return [...groups].map(([ref, found]) => ({ ref, items: found }))
}

/**
 * Lists that are each newest first as one. What is older than the end of a list that has more is left out: something
 * of that list may still belong before it.
 */
export function merged(lists: readonly FoundSoFar[]): SaidFound[] {
  const ends = lists.filter(({ more }) => more).map(({ items }) => items.at(-1)?.at ?? '')
  const since = ends.reduce((latest, end) => (end > latest ? end : latest), '')
  return lists
    .flatMap(({ items }) => items)
    .filter(({ at }) => at >= since)
    .toSorted((one, other) => (one.at < other.at ? 1 : one.at > other.at ? -1 : 0))
}

/** The page on which something that was found can be read. */
export function pageOf({ ref, kind, number }: SaidFound): string {
  if (OF_CONTACTS.includes(kind)) return `/contacts/${ref}`
  return kind === 'letter' ? `/cases/${ref}/letters/${number}` : `/cases/${ref}`
}
