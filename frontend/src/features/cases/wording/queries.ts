import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { LetterKind, NewWording, WordingTried } from '../../../api'
import { keepWording, listWordings, previewWording, readWording, readWordingVersion } from '../../../api'

const ALL = ['letter-wordings'] as const

export function useWordings() {
  return useQuery({
    queryKey: [...ALL, 'all'],
    queryFn: async ({ signal }) => (await listWordings({ signal, throwOnError: true })).data,
  })
}

export function useWording(kind: LetterKind) {
  return useQuery({
    queryKey: [...ALL, 'one', kind],
    queryFn: async ({ signal }) => (await readWording({ path: { kind }, signal, throwOnError: true })).data,
    // What is being written is not fetched away under the hands of who writes it.
    refetchOnWindowFocus: false,
  })
}

/** Words as they read in an example; what was seen last stays while another is asked for. */
export function usePreview(kind: LetterKind) {
  return useMutation({
    mutationFn: async (body: WordingTried) => (await previewWording({ path: { kind }, body, throwOnError: true })).data,
  })
}

export function useVersion(kind: LetterKind) {
  return useMutation({
    mutationFn: async (version: number) =>
      (await readWordingVersion({ path: { kind, version }, throwOnError: true })).data,
  })
}

export function useKeepWording(kind: LetterKind) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async ({ body, key }: { body: NewWording; key: string }) => {
      const headers = { 'Idempotency-Key': key }
      return (await keepWording({ path: { kind }, body, headers, throwOnError: true })).data
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ALL }),
  })
}
