import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { call } from '../../api/call'
import type { Dashboard } from '../../api/types'

export const dashboardKeys = {
  one: (team: string, year: string) => ['dashboard', team, year] as const,
}

export function useDashboard(team: string, year: string) {
  return useQuery({
    queryKey: dashboardKeys.one(team, year),
    queryFn: ({ signal }) =>
      call<Dashboard>('GET', '/api/analytics/v1/dashboard', { query: { team, year }, signal }),
    placeholderData: keepPreviousData,
    staleTime: 0,
  })
}
