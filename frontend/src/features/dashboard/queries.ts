import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { readDashboard } from '../../api'
import { useOnChange } from '../../lib/LiveProvider'
import { useToday } from '../../lib/useNow'

export const dashboardKeys = {
  one: (team: string, year: string) => ['dashboard', team, year] as const,
}

/** Fetched again with every change that is heard of, and on a new day, which makes late what nobody has touched. */
export function useLiveDashboard(team: string, year: string) {
  const today = useToday()
  const dashboard = useQuery({
    queryKey: dashboardKeys.one(team, year),
    queryFn: async ({ signal }) => {
      const query = { team: team || null, year: year || null }
      return (await readDashboard({ query, signal, throwOnError: true })).data
    },
    placeholderData: keepPreviousData,
    staleTime: 0,
  })
  const { refetch } = dashboard
  useOnChange(() => void refetch())
  useEffect(() => void refetch({ cancelRefetch: false }), [today, refetch])
  return dashboard
}
