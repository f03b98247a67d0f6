import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { LetterLeaving, LetterRead, LetterSent, LetterSigned, LetterWords, NewLetter } from '../../api'
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
import type { Draft } from '../../lib/drafts'
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
    mutationFn: async ({ key, ...body }: NewLetter & { key: string }) => {
      const headers = { 'Idempotency-Key': key }
      return (await draftLetter({ path: { ref }, body, headers, throwOnError: true })).data
    },
    onSuccess: (letter) => {
      client.setQueryData(one(ref, letter.number), letter)
      return client.invalidateQueries({ queryKey: caseKeys.beside('letters', ref) })
    },
  })
}

/** What is done with a letter, besides its words. */
type LetterAct =
  | { act: 'fill' }
  | { act: 'sign'; body: Omit<LetterSigned, 'version'> }
  | { act: 'leave'; body: Omit<LetterLeaving, 'version'> }
  | { act: 'send'; body: Omit<LetterSent, 'version'> }
  | { act: 'discard' }

/** Words that are saved first, where they were changed, and what is done then. */
export interface LetterChange {
  version: number
  words: Omit<LetterWords, 'version'> | null
  then: LetterAct | null
}

interface SentChange extends LetterChange {
  /** Makes sending it a second time harmless. */
  key: string
  /** What was typed and is not saved yet. */
  typed: Draft | undefined
}

/**
 * Whatever changes a letter: its answer is the letter as it is now, or null where it is discarded. A sent one may have
 * changed its case.
 *
 * @param saved its words are this version from now on, whatever becomes of the rest; with what was typed when it was sent.
 */
export function useChangeLetter(ref: string, number: number, saved: (version: number, typed: Draft | undefined) => void) {
  const client = useQueryClient()
  const keep = (letter: LetterRead, typed: Draft | undefined) => {
    saved(letter.version, typed)
    client.setQueryData(one(ref, number), letter)
    return letter
  }
  return useMutation({
    mutationFn: async ({ version: seen, words, then, key, typed }: SentChange): Promise<LetterRead | null> => {
      const asked = { path: { ref, number }, headers: { 'Idempotency-Key': key }, throwOnError: true } as const
      const body = words && { ...words, version: seen }
      const letter = body && keep((await changeLetter({ ...asked, body })).data, typed)
      const version = letter?.version ?? seen
      switch (then?.act) {
        case 'fill':
          return (await fillLetterAgain({ ...asked, query: { version } })).data
        case 'sign':
          return (await signLetter({ ...asked, body: { ...then.body, version } })).data
        case 'leave':
          return (await handLetterOver({ ...asked, body: { ...then.body, version } })).data
        case 'send':
          return (await sendLetter({ ...asked, body: { ...then.body, version } })).data
        case 'discard':
          await discardLetter(asked)
          return null
        default:
          return letter
      }
    },
    onSuccess: (letter, { typed }) => {
      if (letter) keep(letter, typed)
      void client.invalidateQueries({ queryKey: caseKeys.all, predicate: ({ queryKey }) => queryKey[1] !== 'letter' })
    },
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
