import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { addLegalHold, endLegalHold, listContacts, readRetention, takeAllThatIsHeld } from '../../../api'
import type { HeldAsked } from '../../../api'
import { saveFile } from '../../../lib/download'

const KEY = ['contacts', 'retention'] as const

/** A hold begins and ends with a reason. */
interface Why {
  why: string
  key: string
}

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
    mutationFn: async ({ why, key }: Why) => {
      const headers = { 'Idempotency-Key': key }
      return (await addLegalHold({ path: { ref }, body: { reason: why }, headers, throwOnError: true })).data
    },
    onSuccess: () => client.invalidateQueries({ queryKey: KEY }),
  })
}

export function useEndHold(ref: string, number: number) {
  const client = useQueryClient()
  return useMutation({
    mutationKey: ['contacts', ref, 'legal hold ends'],
    mutationFn: async ({ why, key }: Why) => {
      const headers = { 'Idempotency-Key': key }
      return (await endLegalHold({ path: { ref, number }, body: { because: why }, headers, throwOnError: true })).data
    },
    onSuccess: () => client.invalidateQueries({ queryKey: KEY }),
  })
}

/** Whose some references are; one that is not among them is unknown, or others alone see it. */
export function useWhose(refs: string[]) {
  return useQuery({
    queryKey: ['contacts', 'whose', refs],
    queryFn: async ({ signal }) =>
      (await listContacts({ query: { ref: refs, limit: refs.length }, signal, throwOnError: true })).data.items,
    enabled: refs.length > 0,
    placeholderData: keepPreviousData,
  })
}

/** Hands all that is held of some references to the browser's downloads. */
export function useTakeHeld() {
  return useMutation({
    mutationFn: async (body: HeldAsked) => {
      const file = (await takeAllThatIsHeld({ body, parseAs: 'blob', throwOnError: true })).data as Blob
      saveFile(`${body.refs[0]}-what-is-held.zip`, file)
    },
  })
}
