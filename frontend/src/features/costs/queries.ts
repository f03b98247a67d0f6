import { useQuery } from '@tanstack/react-query'
import type { CostKind } from '../../api'
import { listCostlyCases, readYearCosts } from '../../api'

/** What cases cost in the financial year that begins in `year`. */
export function useYearCosts(year: number) {
  return useQuery({
    queryKey: ['costs', year],
    queryFn: async ({ signal }) => (await readYearCosts({ query: { year }, signal, throwOnError: true })).data,
  })
}

/** The cases behind a number: of the kinds, or of any where none is named. */
export function useCostlyCases(year: number, kind: CostKind[]) {
  return useQuery({
    queryKey: ['costs', year, 'cases', kind],
    queryFn: async ({ signal }) => (await listCostlyCases({ query: { year, kind }, signal, throwOnError: true })).data,
  })
}
