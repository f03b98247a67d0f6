import { useQuery } from '@tanstack/react-query'
import { listOfficers } from '../api'

export const OFFICERS = ['cases', 'officers'] as const

/** Who works on the council's complaints. */
export function useOfficers(enabled = true) {
  return useQuery({
    queryKey: OFFICERS,
    queryFn: async ({ signal }) => (await listOfficers({ signal, throwOnError: true })).data,
    enabled,
  })
}
