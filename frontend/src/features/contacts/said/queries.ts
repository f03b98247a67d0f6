import { useInfiniteQuery } from '@tanstack/react-query'
import type { SaidKind, SaidSearch } from '../../../api'
import { casesSearchSaid, intakeSearchSaid } from '../../../api'
import type { ProblemError } from '../../../lib/problem'
import { useMay } from '../../../lib/session'
import { OF_CONTACTS, merged } from './merge'

const ASKED = { contacts: intakeSearchSaid, cases: casesSearchSaid } as const

function useFound(service: keyof typeof ASKED, q: string, kind: SaidKind | null, enabled: boolean) {
  return useInfiniteQuery({
    queryKey: ['said', service, q, kind],
    queryFn: async ({ pageParam, signal }) => {
      const body: SaidSearch = { q, kinds: kind ? [kind] : [], cursor: pageParam }
      return (await ASKED[service]({ body, signal, throwOnError: true })).data
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    enabled,
    retry: false,
  })
}

/** What was said with these words, in contacts and in cases alike, as far as it was fetched. `kind`: there alone. */
export function useSaid(q: string, kind: SaidKind | null) {
  const inContacts = useMay('contacts:narrative') && (!kind || OF_CONTACTS.includes(kind))
  const inCases = useMay('cases:narrative') && (!kind || !OF_CONTACTS.includes(kind))
  const asked = [useFound('contacts', q, kind, inContacts), useFound('cases', q, kind, inCases)].filter(
    (_, which) => [inContacts, inCases][which],
  )
  const lists = asked.map((one) => ({
    items: one.data?.pages.flatMap(({ items }) => items) ?? [],
    more: one.hasNextPage,
  }))
  return {
    items: merged(lists),
    error: (asked.find(({ isError }) => isError)?.error ?? null) as ProblemError | null,
    isPending: asked.some(({ isPending }) => isPending),
    hasMore: asked.some(({ hasNextPage }) => hasNextPage),
    fetchMore: () => asked.forEach((one) => one.hasNextPage && void one.fetchNextPage()),
    refetch: () => asked.forEach((one) => void one.refetch()),
  }
}
