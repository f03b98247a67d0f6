import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import {
  approveLettingGo,
  listDueContacts,
  listLegalHolds,
  listRetentionCertificates,
} from '../../api'
import type { Approvals } from '../../api'

const KEY = ['contacts', 'retention'] as const
/** That one request may let go of, or list. */
const MOST = 500

/** Contacts that are kept for longer than their schedules say. */
export function useDue() {
  return useInfiniteQuery({
    queryKey: [...KEY, 'due'],
    queryFn: async ({ pageParam, signal }) =>
      (await listDueContacts({ query: { cursor: pageParam, limit: MOST }, signal, throwOnError: true })).data,
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  })
}

/** What was approved, and what became of it. */
export function useCertificates() {
  return useInfiniteQuery({
    queryKey: [...KEY, 'certificates'],
    queryFn: async ({ pageParam, signal }) =>
      (await listRetentionCertificates({ query: { cursor: pageParam }, signal, throwOnError: true })).data,
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  })
}

/** What is kept whatever its schedule says. */
export function useHolds() {
  return useQuery({
    queryKey: [...KEY, 'holds'],
    queryFn: async ({ signal }) => (await listLegalHolds({ signal, throwOnError: true })).data,
  })
}

/** Lets some go, in as many requests as that takes; what went before one that is refused has gone. */
export function useApprove() {
  const client = useQueryClient()
  return useMutation({
    mutationKey: ['contacts', 'retention', 'approval'],
    mutationFn: async (refs: string[]): Promise<Approvals> => {
      const items = []
      for (let first = 0; first < refs.length; first += MOST) {
        const body = { refs: refs.slice(first, first + MOST) }
        items.push(...(await approveLettingGo({ body, throwOnError: true })).data.items)
      }
      return { items }
    },
    onSettled: () => client.invalidateQueries({ queryKey: KEY }),
  })
}
