import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQueries,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { call } from '../../api/call'
import type {
  CaseCounts,
  CaseRead,
  CaseSummary,
  Clock,
  ClockKind,
  ContactRead,
  Explanation,
  Officer,
  TimelineEntry,
} from '../../api/types'
import { ProblemError } from '../../lib/problem'
import type { QueueFilter } from './filter'

const ROOT = '/api/cases/v1/cases'
const CONTACTS = '/api/intake/v1/contacts'

export const caseKeys = {
  all: ['cases'] as const,
  lists: ['cases', 'list'] as const,
  list: (filter: QueueFilter) => ['cases', 'list', filter] as const,
  counts: (team: string, classification: string) => ['cases', 'counts', team, classification] as const,
  one: (ref: string) => ['cases', 'one', ref] as const,
  timeline: (ref: string) => ['cases', 'timeline', ref] as const,
  explanation: (ref: string, kind: string, due: string | null) => ['cases', 'explanation', ref, kind, due] as const,
  contact: (ref: string) => ['cases', 'contact', ref] as const,
  contacts: (refs: readonly string[]) => ['cases', 'contacts', refs] as const,
  officers: ['cases', 'officers'] as const,
}

interface Page<T> {
  items: T[]
  next_cursor: string | null
}

const PAGE = 50

export function useQueue(filter: QueueFilter) {
  return useInfiniteQuery({
    queryKey: caseKeys.list(filter),
    queryFn: ({ pageParam, signal }) =>
      call<Page<CaseSummary>>('GET', ROOT, { query: { ...filter, cursor: pageParam, limit: PAGE }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    staleTime: 0,
  })
}

export function useCounts(team = '', classification = '') {
  return useQuery({
    queryKey: caseKeys.counts(team, classification),
    queryFn: ({ signal }) =>
      call<CaseCounts>('GET', `${ROOT}/counts`, { query: { team, classification }, signal }),
    placeholderData: keepPreviousData,
  })
}

/** How many cases are open, for the menu; undefined where nobody asks. */
export function useOpenCount(wanted: boolean): number | undefined {
  return useQuery({
    queryKey: caseKeys.counts('', ''),
    queryFn: ({ signal }) => call<CaseCounts>('GET', `${ROOT}/counts`, { signal }),
    enabled: wanted,
  }).data?.open
}

/** The names and titles of cases: cases hold none, intake does. */
export function useContactsOf(pages: readonly (readonly string[])[]): Map<string, ContactRead> {
  return useQueries({
    queries: pages.map((refs) => ({
      queryKey: caseKeys.contacts(refs),
      queryFn: () =>
        call<Page<ContactRead>>('GET', CONTACTS, { query: { ref: [...refs], limit: refs.length } }),
      enabled: refs.length > 0,
      staleTime: 60_000,
    })),
    combine: (results) =>
      new Map(results.flatMap((result) => result.data?.items ?? []).map((contact) => [contact.ref, contact])),
  })
}

export function useContactOf(ref: string) {
  return useQuery({
    queryKey: caseKeys.contact(ref),
    queryFn: ({ signal }) => call<ContactRead>('GET', `${CONTACTS}/${ref}`, { signal }),
  })
}

const OPENING_PAUSE = 1_000

export function isMissing(error: Error | null): boolean {
  return error instanceof ProblemError && error.status === 404
}

/** A case; a fresh reference has none yet for a moment, so a missing one is asked for again. */
export function useCase(ref: string) {
  return useQuery({
    queryKey: caseKeys.one(ref),
    queryFn: ({ signal }) => call<CaseRead>('GET', `${ROOT}/${ref}`, { signal }),
    refetchInterval: (query) => (isMissing(query.state.error) ? OPENING_PAUSE : false),
  })
}

export function useTimeline(ref: string, enabled: boolean) {
  return useQuery({
    queryKey: caseKeys.timeline(ref),
    queryFn: ({ signal }) => call<{ items: TimelineEntry[] }>('GET', `${ROOT}/${ref}/timeline`, { signal }),
    enabled,
  })
}

export function useExplanation(ref: string, clock: { kind: ClockKind; due_on: string | null } | null) {
  return useQuery({
    queryKey: caseKeys.explanation(ref, clock?.kind ?? '', clock?.due_on ?? null),
    queryFn: ({ signal }) =>
      call<Explanation & { clock: Clock }>('GET', `${ROOT}/${ref}/clocks/${clock?.kind}/explanation`, { signal }),
    enabled: clock !== null,
    staleTime: Infinity,
  })
}

export interface Act {
  method: 'POST' | 'PUT'
  /** Below the case: "acknowledgement", "issues/1/finding". */
  path: string
  body: unknown
  /** The version that was on the page; null where the service asks for none. */
  version: number | null
}

/** Something done to a case. Whatever shows the case is fetched again, also when it was refused. */
export function useAct(ref: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ method, path, body, version }: Act) =>
      call<CaseRead>(method, `${ROOT}/${ref}/${path}`, {
        body,
        headers: {
          ...(version === null ? {} : { 'If-Match': `"${version}"` }),
          ...(method === 'POST' ? { 'Idempotency-Key': crypto.randomUUID() } : {}),
        },
      }),
    onSettled: () => client.invalidateQueries({ queryKey: caseKeys.all }),
  })
}

export function useOfficers() {
  return useQuery({
    queryKey: caseKeys.officers,
    queryFn: ({ signal }) => call<{ items: Officer[] }>('GET', '/api/cases/v1/officers', { signal }),
  })
}

export function useChangeOfficer() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ subject, change }: { subject: string; change: Partial<Officer> }) =>
      call<Officer>('PATCH', `/api/cases/v1/officers/${encodeURIComponent(subject)}`, { body: change }),
    onSuccess: () => client.invalidateQueries({ queryKey: caseKeys.officers }),
  })
}
