import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Classification, Contact, ContactFacts, ContactRead, People, Reclassification, Register } from '../../api'
import { changePeople, countRegisters, listContacts, listRegister, previewContact, readContact, reclassifyContact, recordContact } from '../../api/intake'

export const contactKeys = {
  all: ['contacts'] as const,
  list: (filter: ContactFilter) => ['contacts', 'list', filter] as const,
  one: (ref: string) => ['contacts', 'one', ref] as const,
  preview: (facts: ContactFacts) => ['contacts', 'preview', facts] as const,
}

export interface ContactFilter {
  q: string
  classification: Classification | null
}

/** What the facts so far make it. The old verdict stays until the new one is there. */
export function usePreview(facts: ContactFacts, enabled: boolean) {
  return useQuery({
    queryKey: contactKeys.preview(facts),
    queryFn: async ({ signal }) => (await previewContact({ body: facts, signal, throwOnError: true })).data,
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
    mutationFn: async ({ contact, key }: { contact: Contact; key: string }) => {
      const headers = { 'Idempotency-Key': key }
      return (await recordContact({ body: contact, headers, throwOnError: true })).data
    },
    onSuccess: () => client.invalidateQueries({ queryKey: contactKeys.all }),
  })
}

export function useContacts(filter: ContactFilter) {
  return useInfiniteQuery({
    queryKey: contactKeys.list(filter),
    queryFn: async ({ pageParam, signal }) => {
      const query = {
        q: filter.q || null,
        classification: filter.classification,
        cursor: pageParam,
        limit: 50,
      }
      return (await listContacts({ query, signal, throwOnError: true })).data
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
  })
}

export function useContact(ref: string) {
  return useQuery({
    queryKey: contactKeys.one(ref),
    queryFn: async ({ signal }) => (await readContact({ path: { ref }, signal, throwOnError: true })).data,
  })
}

export function useChangePeople(contact: ContactRead) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (body: People) => {
      const headers = { 'If-Match': `"${contact.version}"` }
      return (await changePeople({ path: { ref: contact.ref }, body, headers, throwOnError: true })).data
    },
    onSuccess: () => client.invalidateQueries({ queryKey: contactKeys.all }),
  })
}

/** Something is done with a contact besides a case. */
export function useAct(ref: string) {
  const client = useQueryClient()
  return useMutation({
    mutationKey: ['contacts', ref, 'act'],
    mutationFn: (send: () => Promise<unknown>) => send(),
    onSuccess: () => client.invalidateQueries({ queryKey: contactKeys.all }),
  })
}

export function useRegisters(year: number) {
  return useQuery({
    queryKey: [...contactKeys.all, 'registers', year],
    queryFn: async ({ signal }) => (await countRegisters({ query: { year }, signal, throwOnError: true })).data,
    placeholderData: keepPreviousData,
  })
}

export function useRegister(register: Register, year: number) {
  return useInfiniteQuery({
    queryKey: [...contactKeys.all, 'register', register, year],
    queryFn: async ({ pageParam, signal }) => {
      const query = { register, year, cursor: pageParam, limit: 50 }
      return (await listRegister({ query, signal, throwOnError: true })).data
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  })
}

export function useReclassify(ref: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (body: Reclassification) => {
      const headers = { 'Idempotency-Key': crypto.randomUUID() }
      return (await reclassifyContact({ path: { ref }, body, headers, throwOnError: true })).data
    },
    onSuccess: () => client.invalidateQueries({ queryKey: contactKeys.all }),
  })
}
