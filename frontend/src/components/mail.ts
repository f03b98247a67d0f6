import { useMutation, useQuery } from '@tanstack/react-query'
import { readMailFile, readMailOfContact } from '../api'
import { saveFile } from '../lib/download'

export const MAIL = ['mail'] as const

/** E-mails that a contact was recorded from, or that belong to it; nothing is asked for who reads none. */
export function useMailsOf(ref: string, wanted: boolean) {
  return useQuery({
    queryKey: [...MAIL, 'of', ref],
    queryFn: async ({ signal }) => (await readMailOfContact({ path: { ref }, signal, throwOnError: true })).data,
    enabled: wanted,
  })
}

/** Takes a file that came with an e-mail; it is saved, never shown. */
export function useMailFile(mail: string) {
  return useMutation({
    mutationFn: async ({ number, name }: { number: number; name: string }) => {
      const asked = { path: { mail, number }, parseAs: 'blob', throwOnError: true } as const
      saveFile(name, (await readMailFile(asked)).data as Blob)
    },
  })
}
