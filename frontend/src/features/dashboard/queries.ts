import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { readDashboard } from '../../api'

export const dashboardKeys = {
  one: (team: string, year: string) => ['dashboard', team, year] as const,
}

export function useDashboard(team: string, year: string) {
  return useQuery({
    queryKey: dashboardKeys.one(team, year),
    queryFn: async ({ signal }) => {
      const query = { team: team || null, year: year || null }
      return (await readDashboard({ query, signal, throwOnError: true })).data
    },
    placeholderData: keepPreviousData,
    staleTime: 0,
  })
}
