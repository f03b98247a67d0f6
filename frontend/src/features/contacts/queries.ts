import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type {
  FactsLearned,
  Classification,
  ContactFacts,
  ContactRead,
  ContactRestriction,
  ContactWithLinks,
  NewUnfinished,
  NewTransfer,
  People,
  PlanSaid,
  Receipt,
  Reclassification,
  Register,
} from '../../api'
import {
  answerFacts,
  changePeople,
  confirmTransfer,
  countRegisters,
  discardUnfinished,
  explainContact,
  explainPreview,
  findLookalikes,
  leaveUnfinished,
  linkContact,
  listLookalikes,
  listContactPlans,
  listRegister,
  planContact,
  listUnfinished,
  previewContact,
  readCaseStatus,
  readContact,
  readTransfer,
  reclassifyContact,
  recordContact,
  recordMail,
  restrictContact,
  searchContacts,
  suggestFromText,
  takeUnfinished,
  transferContact,
  unlinkContact,
} from '../../api'
import { sendFile } from '../../components/fileQueries'
import { unmasking } from '../../components/Withheld'
import { ProblemError } from '../../lib/problem'
import { useProviderNames } from '../../lib/providers'

export const contactKeys = {
  all: ['contacts'] as const,
  list: (filter: ContactFilter) => ['contacts', 'list', filter] as const,
  one: (ref: string) => ['contacts', 'one', ref] as const,
  transfer: (ref: string) => ['contacts', 'transfer', ref] as const,
  preview: (facts: ContactFacts) => ['contacts', 'preview', facts] as const,
  suggested: (text: string) => ['contacts', 'suggested', text] as const,
  alike: (facts: ContactFacts | null) => ['contacts', 'alike', facts] as const,
  alikeTo: (ref: string) => ['contacts', 'alike-to', ref] as const,
}

export interface ContactFilter {
  q: string
  classification: Classification | null
  undecided: boolean
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

/** How the class of a recorded contact was found, or of one that is being recorded. */
export function useWhy(of: string | ContactFacts) {
  return useQuery({
    queryKey: typeof of === 'string' ? [...contactKeys.one(of), 'why'] : [...contactKeys.preview(of), 'why'],
    queryFn: async ({ signal }) =>
      typeof of === 'string'
        ? (await explainContact({ path: { ref: of }, signal, throwOnError: true })).data
        : (await explainPreview({ body: of, signal, throwOnError: true })).data,
    placeholderData: keepPreviousData,
  })
}

/** What a text suggests. Without an answer nothing is suggested, and nothing is said of it. */
export function useSuggestions(text: string) {
  const names = useProviderNames()
  const query = useQuery({
    queryKey: [...contactKeys.suggested(text), names.size],
    queryFn: async ({ signal }) => {
      const body = { text, providers: [...names.keys()] }
      const found = (await suggestFromText({ body, signal, throwOnError: true })).data
      const providers = (found.providers ?? []).map(({ name, words }) => ({ name: names.get(name) ?? name, words }))
      return { ...found, providers }
    },
    enabled: text.trim() !== '',
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    gcTime: 60_000,
    retry: false,
  })
  return text.trim() === '' || query.isError ? undefined : query.data
}

/**
 * Earlier contacts that look like what is typed. Those found before stay until others are there, and while it
 * is sent: what is stored by then looks like itself.
 */
export function useLookalikes(facts: ContactFacts | null, sending: boolean) {
  return useQuery({
    queryKey: contactKeys.alike(facts),
    queryFn: async ({ signal }) =>
      (await findLookalikes({ body: facts ?? {}, signal, throwOnError: true })).data.items,
    enabled: facts !== null && !sending,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    gcTime: 60_000,
    retry: false,
  })
}

/** Contacts that look like a recorded one and are not linked to it. */
export function useLookalikesOf(ref: string) {
  return useQuery({
    queryKey: contactKeys.alikeTo(ref),
    queryFn: async ({ signal }) =>
      (await listLookalikes({ path: { ref }, signal, throwOnError: true })).data.items,
  })
}

/** Links two contacts, or takes that back. */
export function useLinking(ref: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async ({ other, linked }: { other: string; linked: boolean }) => {
      if (linked) {
        const headers = { 'Idempotency-Key': crypto.randomUUID() }
        await linkContact({ path: { ref }, body: { to: other }, headers, throwOnError: true })
        return `${other} is linked.`
      }
      await unlinkContact({ path: { ref, other }, throwOnError: true })
      return `${other} is not linked any more.`
    },
    onSuccess: () => client.invalidateQueries({ queryKey: contactKeys.all }),
  })
}

/** `whole`: words that are longer than a contact has room for; null: they are not. */
interface ToRecord {
  contact: ContactWithLinks
  whole: File | null
  key: string
}

/** @param mail the e-mail that it is recorded from; null: none. */
export function useRecord(mail: string | null) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async ({ contact, whole, key }: ToRecord) => {
      const headers = { 'Idempotency-Key': key }
      const recorded = mail
        ? await recordMail({ path: { mail }, body: contact, headers, throwOnError: true })
        : await recordContact({ body: contact, headers, throwOnError: true })
      // Until this is kept too, the form stays as it is: sent again, it is the same contact and the same file.
      if (whole) await sendFile(recorded.data.ref, whole)
      return recorded.data
    },
    onMutate: () => client.cancelQueries({ queryKey: ['contacts', 'alike'] }),
    // The caller waits for the reference: nothing is asked anew for a form that goes.
    onSuccess: () => client.invalidateQueries({ queryKey: contactKeys.all, refetchType: 'none' }),
  })
}

const UNFINISHED = ['unfinished'] as const

/** Contacts that were left for someone else to finish; nothing is asked for who records none. */
export function useUnfinished(wanted: boolean) {
  return useQuery({
    queryKey: UNFINISHED,
    queryFn: async ({ signal }) => (await listUnfinished({ signal, throwOnError: true })).data,
    enabled: wanted,
    staleTime: 60_000,
  })
}

export function useLeaveUnfinished() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async ({ key, ...body }: NewUnfinished & { key: string }) =>
      (await leaveUnfinished({ body, headers: { 'Idempotency-Key': key }, throwOnError: true })).data,
    onSuccess: () => client.invalidateQueries({ queryKey: UNFINISHED }),
  })
}

/** Takes one, so that nobody else does; or throws it away. */
export function useTakeUnfinished() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (id: string) =>
      (
        await takeUnfinished({
          path: { unfinished: id },
          headers: { 'Idempotency-Key': crypto.randomUUID() },
          throwOnError: true,
        })
      ).data,
    onSettled: () => client.invalidateQueries({ queryKey: UNFINISHED }),
  })
}

export function useDiscardUnfinished() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (id: string) => discardUnfinished({ path: { unfinished: id }, throwOnError: true }),
    onSettled: () => client.invalidateQueries({ queryKey: UNFINISHED }),
  })
}

export function useContacts(filter: ContactFilter) {
  return useInfiniteQuery({
    queryKey: contactKeys.list(filter),
    queryFn: async ({ pageParam, signal }) => {
      const body = {
        q: filter.q || null,
        classification: filter.classification,
        undecided: filter.undecided,
        cursor: pageParam,
        limit: 50,
      }
      return (await searchContacts({ body, signal, throwOnError: true })).data
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
  })
}

/** `reason`: why what is masked is to be shown. */
export function useContact(ref: string, reason = '') {
  return useQuery({
    queryKey: [...contactKeys.one(ref), reason],
    queryFn: async ({ signal }) =>
      (await readContact({ path: { ref }, headers: unmasking(reason), signal, throwOnError: true })).data,
    placeholderData: keepPreviousData,
  })
}

const OPENING_PAUSE = 1_000

/** The contact is there and its case is on the way. */
export function isOpening(error: Error | null): boolean {
  return error instanceof ProblemError && error.status === 404
}

/** Where the contact's case stands; one that is still being opened is asked for again. */
export function useCaseStatus(ref: string) {
  return useQuery({
    queryKey: [...contactKeys.one(ref), 'status'],
    queryFn: async ({ signal }) => (await readCaseStatus({ path: { ref }, signal, throwOnError: true })).data,
    refetchInterval: (query) => (isOpening(query.state.error) ? OPENING_PAUSE : false),
  })
}

export function useChangePeople(contact: ContactRead) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async ({ body, version }: { body: People; version: number }) => {
      const headers = { 'If-Match': `"${version}"` }
      return (await changePeople({ path: { ref: contact.ref }, body, headers, throwOnError: true })).data
    },
    onSuccess: () => client.invalidateQueries({ queryKey: contactKeys.all }),
  })
}

/** A fact that is learned after the contact was recorded. */
export function useAnswer(ref: string) {
  const client = useQueryClient()
  return useMutation({
    mutationKey: ['contacts', ref, 'facts'],
    mutationFn: async ({ body, version }: { body: FactsLearned; version: number }) => {
      const headers = { 'If-Match': `"${version}"` }
      return (await answerFacts({ path: { ref }, body, headers, throwOnError: true })).data
    },
    onSuccess: () => client.invalidateQueries({ queryKey: contactKeys.all }),
  })
}

/** Who sees a contact decides what every list shows. */
export function useRestrictContact(ref: string) {
  const client = useQueryClient()
  return useMutation({
    mutationKey: ['contacts', ref, 'restriction'],
    mutationFn: async (body: ContactRestriction) =>
      (await restrictContact({ path: { ref }, body, throwOnError: true })).data,
    onSuccess: () => client.invalidateQueries({ queryKey: contactKeys.all }),
  })
}

/** Asks again for contacts, when something of one changed. */
export function useContactChanged() {
  const client = useQueryClient()
  return () => client.invalidateQueries({ queryKey: contactKeys.all })
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

/** The contact plans in force, page by page. */
export function usePlans() {
  return useInfiniteQuery({
    queryKey: [...contactKeys.all, 'plans'],
    queryFn: async ({ pageParam, signal }) => {
      const query = { cursor: pageParam, limit: 50 }
      return (await listContactPlans({ query, signal, throwOnError: true })).data
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  })
}

export function usePlan(ref: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async ({ body, version }: { body: PlanSaid; version: number }) => {
      const headers = { 'If-Match': `"${version}"` }
      return (await planContact({ path: { ref }, body, headers, throwOnError: true })).data
    },
    onSuccess: () => client.invalidateQueries({ queryKey: contactKeys.all }),
  })
}

export function useReclassify(ref: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async ({ body, key }: { body: Reclassification; key: string }) => {
      const headers = { 'Idempotency-Key': key }
      return (await reclassifyContact({ path: { ref }, body, headers, throwOnError: true })).data
    },
    onSuccess: () => client.invalidateQueries({ queryKey: contactKeys.all }),
  })
}

export function useTransfer(ref: string) {
  return useQuery({
    queryKey: contactKeys.transfer(ref),
    queryFn: async ({ signal }) => (await readTransfer({ path: { ref }, signal, throwOnError: true })).data,
  })
}

export function useSendOn(ref: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async ({ body, key }: { body: NewTransfer; key: string }) => {
      const headers = { 'Idempotency-Key': key }
      return (await transferContact({ path: { ref }, body, headers, throwOnError: true })).data
    },
    onSuccess: () => client.invalidateQueries({ queryKey: contactKeys.all }),
  })
}

export function useConfirmTransfer(ref: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async ({ body, key }: { body: Receipt; key: string }) => {
      const headers = { 'Idempotency-Key': key }
      return (await confirmTransfer({ path: { ref }, body, headers, throwOnError: true })).data
    },
    onSuccess: () => client.invalidateQueries({ queryKey: contactKeys.transfer(ref) }),
  })
}
