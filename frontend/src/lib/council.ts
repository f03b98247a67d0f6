import { useQuery } from '@tanstack/react-query'
import type { Council } from '../api'
import { readCouncil } from '../api/intake'

/** The council's own words (teams, categories, procedures): shared by every feature. */
export function useCouncil() {
  return useQuery({
    queryKey: ['council'],
    queryFn: async ({ signal }) => (await readCouncil({ signal, throwOnError: true })).data,
    staleTime: Infinity,
  })
}

export function teamName(council: Council | undefined, code: string | null | undefined): string {
  if (!code) return ''
  return council?.teams.find((team) => team.code === code)?.name ?? code
}

export function categoryName(council: Council | undefined, code: string): string {
  return council?.categories.find((category) => category.code === code)?.name ?? code
}
