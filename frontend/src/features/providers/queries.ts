import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { ProviderLine, ProviderRead, Providers, ProviderView } from '../../api'
import {
  askFigure,
  listProviderAlerts,
  listProviders,
  listUnlistedProviders,
  readProvider,
} from '../../api'
import { useSession } from '../../lib/session'

export interface Period {
  since: string
  to: string
}

/** The kinds of classes that are complaints. */
export const COMPLAINTS = ['statutory_complaint', 'corporate_complaint']

const keys = {
  all: ['providers'] as const,
  one: (number: number) => ['providers', 'one', number] as const,
}

export function useProviders(view: ProviderView, q: string) {
  return useInfiniteQuery({
    queryKey: [...keys.all, 'list', view, q],
    queryFn: async ({ pageParam, signal }) => {
      const query = { view: q ? ('all' as const) : view, q: q || null, cursor: pageParam }
      return (await listProviders({ query, signal, throwOnError: true })).data
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
  })
}

const A_PAGE = 100

/** Every active entry, to choose one from: some hundred in a large council. */
export function useEntries(): readonly ProviderLine[] {
  const entries = useQuery({
    queryKey: [...keys.all, 'entries'],
    queryFn: async ({ signal }) => {
      const found: ProviderLine[] = []
      let cursor: string | null = null
      do {
        const query = { view: 'active' as const, limit: A_PAGE, cursor }
        const page: Providers = (await listProviders({ query, signal, throwOnError: true })).data
        found.push(...page.items)
        cursor = page.next_cursor
      } while (cursor !== null)
      return found
    },
  })
  return entries.data ?? []
}

export function useUnlisted() {
  return useQuery({
    queryKey: [...keys.all, 'unlisted'],
    queryFn: async ({ signal }) => (await listUnlistedProviders({ signal, throwOnError: true })).data,
  })
}

/** Complaints received in a period, by the name under which a provider is counted. */
export function useComplaintCounts({ since, to }: Period): Readonly<Record<string, number>> {
  const authority = useSession()?.authority ?? ''
  const counts = useQuery({
    queryKey: [...keys.all, 'counts', since, to],
    queryFn: async ({ signal }) => {
      const filters = { classification: COMPLAINTS, provider: { exists: true } }
      const body = { authority, measure: 'count' as const, from: since, to, filters, group_by: ['provider.name'] }
      return (await askFigure({ body, signal, throwOnError: true })).data.values as Record<string, number>
    },
    enabled: authority !== '',
  })
  return counts.data ?? {}
}

export function useProvider(number: number) {
  return useQuery({
    queryKey: keys.one(number),
    queryFn: async ({ signal }) => (await readProvider({ path: { number }, signal, throwOnError: true })).data,
  })
}

export function useAlerts(number: number, query: Period) {
  return useQuery({
    queryKey: [...keys.one(number), 'alerts', query],
    queryFn: async ({ signal }) =>
      (await listProviderAlerts({ path: { number }, query, signal, throwOnError: true })).data,
  })
}

/** A change of the register; its answer is the whole entry, and everything else that is shown of it is asked again. */
export function useKeep() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async (send: () => Promise<{ data: ProviderRead }>) => (await send()).data,
    onSuccess: async (provider) => {
      queries.setQueryData(keys.one(provider.number), provider)
      await queries.invalidateQueries({ queryKey: keys.all })
    },
  })
}
