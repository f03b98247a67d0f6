import { useMutation, useQuery } from '@tanstack/react-query'
import type { PublicContact } from '../../api'
import { readOwnPage, readPublicForm, sendPublicContact } from '../../api'

/** Whose form it is, and how else to reach them. */
export function usePublicForm(authority: string) {
  return useQuery({
    queryKey: ['public-form', authority],
    queryFn: async ({ signal }) => (await readPublicForm({ path: { authority }, signal, throwOnError: true })).data,
    staleTime: Infinity,
  })
}

interface Sending {
  body: PublicContact
  key: string
}

export function useSend(authority: string, secret: string) {
  return useMutation({
    mutationFn: async ({ body, key }: Sending) => {
      const headers = { 'Redress-Link': secret, 'Idempotency-Key': key }
      return (await sendPublicContact({ path: { authority }, body, headers, throwOnError: true })).data
    },
    gcTime: 0,
  })
}

export function useOwnPage(authority: string, secret: string) {
  return useQuery({
    queryKey: ['own-page', authority, secret],
    queryFn: async ({ signal }) => {
      const headers = { 'Redress-Link': secret }
      return (await readOwnPage({ path: { authority }, headers, signal, throwOnError: true })).data
    },
    gcTime: 0,
  })
}
