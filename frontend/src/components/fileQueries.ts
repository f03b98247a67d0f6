import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { addFile, listFiles, shareFile, stopSharingFile, takeFile, withdrawFile } from '../api'
import type { FileRead } from '../api'
import { unmasking } from './Withheld'
import { saveFile } from '../lib/download'

const keyOf = (ref: string) => ['files', ref] as const

/** "812 bytes", "24 KB", "2.4 MB". */
export function sizeWords(bytes: number): string {
  if (bytes < 1_000) return `${bytes} bytes`
  if (bytes < 1_000_000) return `${Math.round(bytes / 1_000)} KB`
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}

/** `reason`: why what is masked is to be shown. */
export function useFiles(ref: string, reason: string) {
  return useQuery({
    queryKey: [...keyOf(ref), reason],
    queryFn: async ({ signal }) =>
      (await listFiles({ path: { ref }, headers: unmasking(reason), signal, throwOnError: true })).data,
    refetchInterval: ({ state }) => (state.data?.items.some(({ scan }) => scan === 'waiting') ? 5_000 : false),
  })
}

export interface NotKept {
  file: File
  why: string
}

/** `redacts`: the number of the file that it is a redacted copy of. */
export async function sendFile(ref: string, file: File, redacts?: number): Promise<void> {
  const headers = { 'Redress-File-Name': encodeURIComponent(file.name) }
  await addFile({ path: { ref }, query: { redacts }, body: file, headers, throwOnError: true })
}

export function useAddRedacted(ref: string, redacts: number) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (file: File) => sendFile(ref, file, redacts),
    onSettled: () => client.invalidateQueries({ queryKey: keyOf(ref) }),
  })
}

/** Sends files one after the other; gives those that were not kept, each with the reason. */
export function useAddFiles(ref: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (files: readonly File[]) => {
      const notKept: NotKept[] = []
      for (const file of files) {
        try {
          await sendFile(ref, file)
        } catch (error) {
          notKept.push({ file, why: error instanceof Error ? error.message : 'It could not be sent.' })
        }
      }
      return notKept
    },
    onSettled: () => client.invalidateQueries({ queryKey: keyOf(ref) }),
  })
}

/** The kinds of picture that leave without what they say of where they were taken. */
export const PICTURES: readonly string[] = ['image/jpeg', 'image/png', 'image/webp', 'image/tiff', 'image/heic']

/** Hands a file to the browser's downloads; `asItCame`: a picture with its details. */
export function useTakeFile(ref: string, reason: string) {
  return useMutation({
    mutationFn: async ({ file: { number, name }, asItCame }: { file: FileRead; asItCame: boolean }) => {
      const query = { as_it_came: asItCame }
      const taken = { path: { ref, number }, query, headers: unmasking(reason), parseAs: 'blob', throwOnError: true } as const
      saveFile(name, (await takeFile(taken)).data as Blob)
    },
  })
}

export function useWithdrawFile(ref: string, number: number) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async ({ because, key }: { because: string; key: string }) => {
      const headers = { 'Idempotency-Key': key }
      return (await withdrawFile({ path: { ref, number }, body: { because }, headers, throwOnError: true })).data
    },
    onSuccess: () => client.invalidateQueries({ queryKey: keyOf(ref) }),
  })
}

/** Lets the partner who sent the contact take a file, `unredacted` although it has a redacted copy, or no more. */
export function useShareFile(ref: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async ({ file, unredacted }: { file: FileRead; unredacted: boolean }) => {
      const path = { ref, number: file.number }
      if (file.shared_at) return (await stopSharingFile({ path, throwOnError: true })).data
      return (await shareFile({ path, query: { unredacted }, throwOnError: true })).data
    },
    onSettled: () => client.invalidateQueries({ queryKey: keyOf(ref) }),
  })
}
