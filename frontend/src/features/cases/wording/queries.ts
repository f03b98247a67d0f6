import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { ContactLetterKind, LetterKind, NewWording, WordingTried } from '../../../api'
import {
  keepContactWording,
  keepWording,
  listContactWordings,
  listWordings,
  previewContactWording,
  previewWording,
  readContactWording,
  readContactWordingVersion,
  readWording,
  readWordingVersion,
} from '../../../api'

const ALL = ['letter-wordings'] as const

/** A kind of letter: of a case, or about a contact. */
export type Of = { about: 'case'; kind: LetterKind } | { about: 'contact'; kind: ContactLetterKind }

export function useWordings(about: Of['about']) {
  return useQuery({
    queryKey: [...ALL, 'all', about],
    queryFn: async ({ signal }) =>
      (await (about === 'case' ? listWordings : listContactWordings)({ signal, throwOnError: true })).data,
  })
}

export function useWording(of: Of) {
  return useQuery({
    queryKey: [...ALL, 'one', of.about, of.kind],
    queryFn: async ({ signal }) => {
      const asked = { signal, throwOnError: true } as const
      return of.about === 'case'
        ? (await readWording({ ...asked, path: { kind: of.kind } })).data
        : (await readContactWording({ ...asked, path: { letter: of.kind } })).data
    },
    // What is being written is not fetched away under the hands of who writes it.
    refetchOnWindowFocus: false,
  })
}

/** Words as they read in an example; what was seen last stays while another is asked for. */
export function usePreview(of: Of) {
  return useMutation({
    mutationFn: async (body: WordingTried) =>
      of.about === 'case'
        ? (await previewWording({ path: { kind: of.kind }, body, throwOnError: true })).data
        : (await previewContactWording({ path: { letter: of.kind }, body, throwOnError: true })).data,
  })
}

export function useVersion(of: Of) {
  return useMutation({
    mutationFn: async (version: number) =>
      of.about === 'case'
        ? (await readWordingVersion({ path: { kind: of.kind, version }, throwOnError: true })).data
        : (await readContactWordingVersion({ path: { letter: of.kind, version }, throwOnError: true })).data,
  })
}

export function useKeepWording(of: Of) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async ({ body, key }: { body: NewWording; key: string }) => {
      const asked = { body, headers: { 'Idempotency-Key': key }, throwOnError: true } as const
      return of.about === 'case'
        ? (await keepWording({ ...asked, path: { kind: of.kind } })).data
        : (await keepContactWording({ ...asked, path: { letter: of.kind } })).data
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ALL }),
  })
}
