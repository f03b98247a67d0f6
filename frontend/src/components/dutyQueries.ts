import { useMutation } from '@tanstack/react-query'
import type { DutyMet } from '../api'
import { meetDuty } from '../api'

/** What became of a duty: done on a day, not needed, or owed again. `changed`: what stands in the page is out of date. */
export function useMeetDuty(ref: string, changed: () => Promise<unknown>) {
  return useMutation({
    mutationKey: ['duties', ref],
    mutationFn: async ({ duty, body }: { duty: string; body: DutyMet }) =>
      (await meetDuty({ path: { ref, duty }, body, throwOnError: true })).data,
    onSuccess: changed,
  })
}
