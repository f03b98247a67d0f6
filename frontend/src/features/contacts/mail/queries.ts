import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { MailState } from '../../../api'
import { listMail, readMail, setMailAside, takeMailBack, threadMail } from '../../../api'
import { MAIL } from '../../../components/mail'

/** E-mails in a state, a page after the other; null: all, what waits first. */
export function useMails(state: MailState | null) {
  return useInfiniteQuery({
    queryKey: [...MAIL, 'list', state],
    queryFn: async ({ pageParam, signal }) =>
      (await listMail({ query: { state, cursor: pageParam }, signal, throwOnError: true })).data,
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  })
}

export function useMail(mail: string) {
  return useQuery({
    queryKey: [...MAIL, 'one', mail],
    queryFn: async ({ signal }) => (await readMail({ path: { mail }, signal, throwOnError: true })).data,
    enabled: mail !== '',
  })
}

export type MailAct = { act: 'thread'; ref: string } | { act: 'aside'; reason: string } | { act: 'waiting' }

/** What becomes of an e-mail, besides being recorded. */
export function useDecideMail(mail: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (said: MailAct) => {
      const asked = { path: { mail }, headers: { 'Idempotency-Key': crypto.randomUUID() }, throwOnError: true } as const
      if (said.act === 'thread') return (await threadMail({ ...asked, body: { ref: said.ref } })).data
      if (said.act === 'aside') return (await setMailAside({ ...asked, body: { reason: said.reason } })).data
      return (await takeMailBack(asked)).data
    },
    onSettled: () => client.invalidateQueries({ queryKey: MAIL }),
  })
}
