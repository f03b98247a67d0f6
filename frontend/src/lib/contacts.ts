import { useQueries } from '@tanstack/react-query'
import type { ContactRead } from '../api'
import { listContacts } from '../api'

/** References that one request may ask for. */
const TOGETHER = 50

function inParts(refs: readonly string[]): string[][] {
  const parts: string[][] = []
  for (let first = 0; first < refs.length; first += TOGETHER) parts.push(refs.slice(first, first + TOGETHER))
  return parts
}

/** The contacts of cases, by reference: cases hold no names or titles, intake does. */
export function useContactsByRef(refs: readonly string[]): Map<string, ContactRead> {
  return useQueries({
    queries: inParts(refs).map((ref) => ({
      queryKey: ['contacts-by-ref', ref],
      queryFn: async () => (await listContacts({ query: { ref, limit: ref.length }, throwOnError: true })).data,
      staleTime: 60_000,
    })),
    combine: (results) =>
      new Map(results.flatMap((result) => result.data?.items ?? []).map((contact) => [contact.ref, contact])),
  })
}
