import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { LetterLeaving, LetterSent, LetterSigned, LetterWords, NewLetter } from '../../api'
import {
  changeLetter,
  discardLetter,
  downloadDocx,
  downloadPage,
  downloadPdf,
  downloadText,
  draftLetter,
  fillLetterAgain,
  handLetterOver,
  listLetters,
  readLetter,
  sendLetter,
  signLetter,
} from '../../api'
import type { LetterFormat } from '../../components/LetterFormats'
import { saveFile } from '../../lib/download'
import { caseKeys } from './queries'

const one = (ref: string, number: number) => ['cases', 'letter', ref, number] as const

export function useLetters(ref: string) {
  return useQuery({
    queryKey: caseKeys.beside('letters', ref),
    queryFn: async ({ signal }) => (await listLetters({ path: { ref }, signal, throwOnError: true })).data,
  })
}

export function useLetter(ref: string, number: number) {
  return useQuery({
    queryKey: one(ref, number),
    queryFn: async ({ signal }) => (await readLetter({ path: { ref, number }, signal, throwOnError: true })).data,
    // What is being written is not fetched away under the hands of who writes it.
    refetchOnWindowFocus: false,
  })
}

export function useDraftLetter(ref: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (body: NewLetter) => {
      const headers = { 'Idempotency-Key': crypto.randomUUID() }
      return (await draftLetter({ path: { ref }, body, headers, throwOnError: true })).data
    },
    onSuccess: (letter) => {
      client.setQueryData(one(ref, letter.number), letter)
      return client.invalidateQueries({ queryKey: caseKeys.beside('letters', ref) })
    },
  })
}

export type LetterChange =
  | { act: 'save'; body: LetterWords }
  | { act: 'fill'; version: number }
  | { act: 'sign'; body: LetterSigned }
  | { act: 'leave'; body: LetterLeaving }
  | { act: 'send'; body: LetterSent }

/** Whatever changes a letter: its answer is the letter as it is now. A sent one may have changed its case. */
export function useChangeLetter(ref: string, number: number) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (change: LetterChange) => {
      const headers = { 'Idempotency-Key': crypto.randomUUID() }
      const asked = { path: { ref, number }, headers, throwOnError: true } as const
      switch (change.act) {
        case 'save':
          return (await changeLetter({ ...asked, body: change.body })).data
        case 'fill':
          return (await fillLetterAgain({ ...asked, query: { version: change.version } })).data
        case 'sign':
          return (await signLetter({ ...asked, body: change.body })).data
        case 'leave':
          return (await handLetterOver({ ...asked, body: change.body })).data
        case 'send':
          return (await sendLetter({ ...asked, body: change.body })).data
      }
    },
    onSuccess: (letter) => {
      client.setQueryData(one(ref, number), letter)
      void client.invalidateQueries({ queryKey: caseKeys.all, predicate: ({ queryKey }) => queryKey[1] !== 'letter' })
    },
  })
}

export function useDiscardLetter(ref: string, number: number) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async () => {
      const headers = { 'Idempotency-Key': crypto.randomUUID() }
      await discardLetter({ path: { ref, number }, headers, throwOnError: true })
    },
    onSuccess: () => client.invalidateQueries({ queryKey: caseKeys.beside('letters', ref) }),
  })
}

const FORMATS = { pdf: downloadPdf, docx: downloadDocx, html: downloadPage, txt: downloadText }

/** Takes a letter as a file. */
export function useLetterFile(ref: string, number: number) {
  return useMutation({
    mutationFn: async ({ format, easy }: { format: LetterFormat; easy: boolean }) => {
      const asked = { path: { ref, number }, query: { easy_read: easy }, parseAs: 'blob', throwOnError: true } as const
      const file = (await FORMATS[format](asked)).data as Blob
      saveFile(`${ref}-letter-${number}${easy ? '-easy-read' : ''}.${format}`, file)
    },
  })
}
