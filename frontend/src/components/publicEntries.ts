import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { EntryKind } from '../api'
import { lookAtPublicEntry, readPublicEntries } from '../api'

export const PUBLIC_ENTRIES = ['public-entries'] as const
export const ENTRY_WORDS: Readonly<Record<EntryKind, string>> = {
  contact: 'They told us what is below',
  words: 'They added',
  email: 'They gave an e-mail address, which is not theirs for sure',
  file: 'They added a file',
}

/** What came of a contact by the public's form. */
export function usePublicEntries(ref: string, wanted: boolean) {
  return useQuery({
    queryKey: [...PUBLIC_ENTRIES, 'of', ref],
    queryFn: async ({ signal }) => (await readPublicEntries({ path: { ref }, signal, throwOnError: true })).data,
    enabled: wanted,
  })
}

export function useLookAt(ref: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (number: number) => {
      const headers = { 'Idempotency-Key': crypto.randomUUID() }
      return (await lookAtPublicEntry({ path: { ref, number }, headers, throwOnError: true })).data
    },
    onSettled: () => client.invalidateQueries({ queryKey: PUBLIC_ENTRIES }),
  })
}
