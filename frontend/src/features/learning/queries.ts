import { useInfiniteQuery } from '@tanstack/react-query'
import type { PlanView } from '../../api'
import { readActionPlan } from '../../api'
import { unmasking } from '../../components/Withheld'

export interface PlanFilter {
  view: PlanView
  theme: string
}

/** The actions of all cases, a page after the other; `reason`: why what is masked is to be shown. */
export function usePlan(filter: PlanFilter, reason: string) {
  return useInfiniteQuery({
    queryKey: ['cases', 'plan', filter, reason],
    queryFn: async ({ pageParam, signal }) => {
      const query = { view: filter.view, theme: filter.theme || null, cursor: pageParam }
      return (await readActionPlan({ query, headers: unmasking(reason), signal, throwOnError: true })).data
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  })
}
