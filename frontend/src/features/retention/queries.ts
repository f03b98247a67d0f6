import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import {
  approveLettingGo,
  listDueContacts,
  listLegalHolds,
  listRetentionCertificates,
} from '../../api'

const KEY = ['contacts', 'retention'] as const

/** Contacts that are kept for longer than their schedules say. */
export function useDue() {
  return useInfiniteQuery({
    queryKey: [...KEY, 'due'],
    queryFn: async ({ pageParam, signal }) =>
      (await listDueContacts({ query: { cursor: pageParam }, signal, throwOnError: true })).data,
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

export function useApprove() {
  const client = useQueryClient()
  return useMutation({
    mutationKey: ['contacts', 'retention', 'approval'],
    mutationFn: async (refs: string[]) => (await approveLettingGo({ body: { refs }, throwOnError: true })).data,
    onSettled: () => client.invalidateQueries({ queryKey: KEY }),
  })
}
