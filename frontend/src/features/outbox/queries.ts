import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { MessageRead, SendingState } from '../../api'
import { listOutbox, readAddressee, takeMessage } from '../../api'
import { saveFile } from '../../lib/download'
import { Unreachable } from '../../lib/problem'

/** One request about a message, given the header that makes it safe to send again. */
export type SendAct = (headers: { 'Idempotency-Key': string }) => Promise<unknown>

/** Messages of all cases; no state: those that are neither sent nor withdrawn. */
export function useOutbox(state: SendingState | undefined) {
  return useInfiniteQuery({
    queryKey: ['cases', 'outbox list', state],
    queryFn: async ({ pageParam, signal }) => {
      const query = { state: state ? [state] : null, cursor: pageParam }
      return (await listOutbox({ query, signal, throwOnError: true })).data
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  })
}

/** Where a message goes when it is sent again, unless somebody says otherwise. */
export function useAddressee({ ref, number }: MessageRead) {
  return useQuery({
    queryKey: ['cases', 'addressee', ref, number],
    queryFn: async ({ signal }) => {
      const asked = { path: { ref, number }, signal, throwOnError: true } as const
      return (await readAddressee(asked)).data.to_address
    },
  })
}

/** Something done with a message; it may be elsewhere in the list by then, and its case tells of it. */
export function useActOn() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ send, key }: { send: SendAct; key: string }) => send({ 'Idempotency-Key': key }),
    onSettled: (_, error) => (error instanceof Unreachable ? undefined : client.invalidateQueries({ queryKey: ['cases'] })),
  })
}

/** Takes a message as it leaves. */
export function useTake({ ref, number, way }: MessageRead) {
  return useMutation({
    mutationFn: async () => {
      const taken = { path: { ref, number }, parseAs: 'blob', throwOnError: true } as const
      saveFile(`${ref}-${number}.${way === 'email' ? 'eml' : 'pdf'}`, (await takeMessage(taken)).data as Blob)
    },
  })
}
