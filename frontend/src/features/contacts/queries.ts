import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '../../api/call'
import type { Assessment, Classification, ContactFacts, ContactRead } from '../../api/types'

const ROOT = '/api/intake/v1/contacts'

export const contactKeys = {
  all: ['contacts'] as const,
  list: (filter: ContactFilter) => ['contacts', 'list', filter] as const,
  one: (ref: string) => ['contacts', 'one', ref] as const,
  preview: (facts: ContactFacts) => ['contacts', 'preview', facts] as const,
}

export interface ContactFilter {
  q: string
  classification: string
}

interface Page {
  items: ContactRead[]
  next_cursor: string | null
}

/** What the facts so far make it. The old verdict stays until the new one is there. */
export function usePreview(facts: ContactFacts, enabled: boolean) {
  return useQuery({
    queryKey: contactKeys.preview(facts),
    queryFn: ({ signal }) => call<Assessment>('POST', `${ROOT}/preview`, { body: facts, signal }),
    enabled,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    gcTime: 60_000,
    retry: false,
  })
}

export function useRecord() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ facts, key }: { facts: ContactFacts; key: string }) =>
      call<ContactRead>('POST', ROOT, { body: facts, headers: { 'Idempotency-Key': key } }),
    onSuccess: () => client.invalidateQueries({ queryKey: contactKeys.all }),
  })
}

export function useContacts(filter: ContactFilter) {
  return useInfiniteQuery({
    queryKey: contactKeys.list(filter),
    queryFn: ({ pageParam, signal }) =>
      call<Page>('GET', ROOT, {
        query: { q: filter.q, classification: filter.classification, cursor: pageParam, limit: 50 },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
  })
}

export function useContact(ref: string) {
  return useQuery({
    queryKey: contactKeys.one(ref),
    queryFn: ({ signal }) => call<ContactRead>('GET', `${ROOT}/${ref}`, { signal }),
  })
}

export interface Reclassification {
  classification: Classification
  procedure: string | null
  reason: string
}

export function useReclassify(ref: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: Reclassification) =>
      call<ContactRead>('POST', `${ROOT}/${ref}/reclassifications`, {
        body,
        headers: { 'Idempotency-Key': crypto.randomUUID() },
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: contactKeys.all }),
  })
}
