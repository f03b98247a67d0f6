import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { DutyMet } from '../api'
import { meetDuty } from '../api'
import { lettersOf } from './contactLetters'

/** What became of a duty: done on a day, not needed, or owed again. `changed`: what stands in the page is out of date. */
export function useMeetDuty(ref: string, changed: () => Promise<unknown>) {
  const client = useQueryClient()
  return useMutation({
    mutationKey: ['duties', ref],
    mutationFn: async ({ duty, body }: { duty: string; body: DutyMet }) =>
      (await meetDuty({ path: { ref, duty }, body, throwOnError: true })).data,
    onSuccess: () => Promise.all([changed(), client.invalidateQueries({ queryKey: lettersOf(ref) })]),
  })
}
