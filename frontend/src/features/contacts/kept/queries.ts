import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { addLegalHold, endLegalHold, readRetention } from '../../../api'

const KEY = ['contacts', 'retention'] as const

/** For how long one contact is kept. */
export function useRetention(ref: string, enabled: boolean) {
  return useQuery({
    queryKey: [...KEY, ref],
    queryFn: async ({ signal }) => (await readRetention({ path: { ref }, signal, throwOnError: true })).data,
    enabled,
  })
}

export function useHold(ref: string) {
  const client = useQueryClient()
  return useMutation({
    mutationKey: ['contacts', ref, 'legal hold'],
    mutationFn: async (reason: string) => (await addLegalHold({ path: { ref }, body: { reason }, throwOnError: true })).data,
    onSuccess: () => client.invalidateQueries({ queryKey: KEY }),
  })
}

export function useEndHold(ref: string) {
  const client = useQueryClient()
  return useMutation({
    mutationKey: ['contacts', ref, 'legal hold ends'],
    mutationFn: async ({ number, because }: { number: number; because: string }) =>
      (await endLegalHold({ path: { ref, number }, body: { because }, throwOnError: true })).data,
    onSuccess: () => client.invalidateQueries({ queryKey: KEY }),
  })
}
