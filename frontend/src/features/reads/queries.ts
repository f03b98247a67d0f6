import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import {
  analyticsListReaders,
  analyticsListReads,
  casesListReaders,
  casesListReads,
  intakeListReaders,
  intakeListReads,
  markSearch,
} from '../../api'
import type { IntakeListReadsData, ReadList } from '../../api'
import { asQuery } from './filter'
import type { ReadsFilter } from './filter'
import { BEGINNING, SERVICES, nextPlaces } from './together'
import type { Page, Places, Service } from './together'

interface Asked {
  query: NonNullable<IntakeListReadsData['query']>
  signal: AbortSignal
  throwOnError: true
}

/** The same routes in each service. */
const LISTS: Record<Service, (asked: Asked) => Promise<{ data: ReadList }>> = {
  intake: intakeListReads,
  cases: casesListReads,
  analytics: analyticsListReads,
}
const READERS = { intake: intakeListReaders, cases: casesListReaders, analytics: analyticsListReaders }

const readKeys = {
  list: (filter: ReadsFilter) => ['reads', filter] as const,
  readers: ['readers'] as const,
}

async function page(filter: ReadsFilter, places: Places, signal: AbortSignal): Promise<Page> {
  const asked = Object.keys(places) as Service[]
  const found = await Promise.all(
    asked.map(async (service) => {
      const cursor = places[service]
      const query = { ...asQuery(filter), ...(cursor !== undefined && { cursor }) }
      return [service, (await LISTS[service]({ query, signal, throwOnError: true })).data] as const
    }),
  )
  return Object.fromEntries(found)
}

/** Who looked at what, of all services. */
export function useReads(filter: ReadsFilter) {
  return useInfiniteQuery({
    queryKey: readKeys.list(filter),
    queryFn: ({ pageParam, signal }) => page(filter, pageParam, signal),
    initialPageParam: BEGINNING,
    getNextPageParam: nextPlaces,
  })
}

/** Everybody who looked at something, once each, by name. */
export function useReaders() {
  return useQuery({
    queryKey: readKeys.readers,
    queryFn: async ({ signal }) => {
      const lists = await Promise.all(
        SERVICES.map(async (service) => (await READERS[service]({ signal, throwOnError: true })).data.items),
      )
      const names = new Map(lists.flat().map(({ subject, name }) => [subject, name]))
      return [...names]
        .map(([subject, name]) => ({ subject, name }))
        .sort((one, other) => one.name.localeCompare(other.name))
    },
  })
}

/** What stands for words that somebody may have searched for. */
export function useMark() {
  return useMutation({
    mutationFn: async (q: string) => (await markSearch({ body: { q }, throwOnError: true })).data.about,
    gcTime: 0,
  })
}
