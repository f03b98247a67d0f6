import { useQuery } from '@tanstack/react-query'
import type { ProviderKind } from '../api'
import { listProviders, readProviderRecord } from '../api'
import { useMay } from './session'

export const PROVIDER_KINDS: Readonly<Record<ProviderKind, string>> = {
  home_care: 'Home care',
  care_home: 'Care home',
  supported_living: 'Supported living',
  other: 'Other care',
}

const FEWEST_LETTERS = 2
const OFFERED = 8

/** Names of the register that hold what is typed so far; one that was merged is offered by the name that stands for it. */
export function useProviderOffers(typed: string) {
  const q = typed.trim()
  const offers = useQuery({
    queryKey: ['providers', 'offers', q],
    queryFn: async ({ signal }) =>
      (await listProviders({ query: { q, view: 'all', limit: OFFERED }, signal, throwOnError: true })).data.items,
    enabled: useMay('providers:read') && q.length >= FEWEST_LETTERS,
    staleTime: 60_000,
    retry: false,
  })
  const names = new Map<string, string[]>()
  for (const { name, spellings, kept } of offers.data ?? []) {
    const others = [...(name === kept.name ? [] : [name]), ...spellings]
    names.set(kept.name, [...(names.get(kept.name) ?? []), ...others])
  }
  return [...names].map(([name, others]) => ({ name, others }))
}

const A_PAGE = 100
const MOST_NAMES = 200
const NO_NAMES: ReadonlyMap<string, string> = new Map()

/** The register's ways to write a name, each with the name that stands for it: for who looks for them in a text. */
export function useProviderNames(): ReadonlyMap<string, string> {
  const names = useQuery({
    queryKey: ['providers', 'names'],
    queryFn: async ({ signal }) => {
      const query = { view: 'all' as const, limit: A_PAGE }
      const { items } = (await listProviders({ query, signal, throwOnError: true })).data
      const said = items.flatMap(({ name, spellings, kept }) =>
        [name, ...spellings].map((one): [string, string] => [one, kept.name]),
      )
      return new Map(said.slice(0, MOST_NAMES))
    },
    enabled: useMay('providers:read'),
    staleTime: 600_000,
    retry: false,
  })
  return names.data ?? NO_NAMES
}

/** What was complained of about a provider, by any spelling of its name: in a year until today, or between two days. */
export function useProviderRecord(name: string, period?: { since: string; to: string }) {
  const said = name.trim()
  return useQuery({
    queryKey: ['providers', 'record', said, period],
    queryFn: async ({ signal }) =>
      (await readProviderRecord({ query: { name: said, ...period }, signal, throwOnError: true })).data,
    enabled: useMay('providers:read') && said.length >= FEWEST_LETTERS,
    staleTime: 60_000,
    retry: false,
  })
}
