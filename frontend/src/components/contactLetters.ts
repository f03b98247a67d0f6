import { useMutation, useQuery } from '@tanstack/react-query'
import type { ContactLetterRead } from '../api'
import {
  listContactLetters,
  takeContactLetterDocx,
  takeContactLetterPage,
  takeContactLetterPdf,
  takeContactLetterText,
} from '../api'
import { saveFile } from '../lib/download'
import { useMay } from '../lib/session'
import type { LetterFormat } from './LetterFormats'

/** Below what is asked of contacts: whatever changes one of them may change its letters. */
export const lettersOf = (ref: string) => ['contacts', 'letters', ref] as const

/** The letters that may be written now to whoever contacted the council; none for who does not see who that is. */
export function useContactLetters(ref: string): readonly ContactLetterRead[] {
  const may = useMay('contacts:names')
  const query = useQuery({
    queryKey: lettersOf(ref),
    queryFn: async ({ signal }) => (await listContactLetters({ path: { ref }, signal, throwOnError: true })).data.items,
    enabled: may,
  })
  return query.data ?? []
}

const FORMATS = {
  pdf: takeContactLetterPdf,
  docx: takeContactLetterDocx,
  html: takeContactLetterPage,
  txt: takeContactLetterText,
}

/** Takes a letter as a file; nothing of it is kept. */
export function useTakeContactLetter(ref: string, letter: string) {
  return useMutation({
    mutationFn: async (format: LetterFormat) => {
      const asked = { path: { ref, letter }, parseAs: 'blob', throwOnError: true } as const
      saveFile(`${ref}-letter-${letter}.${format}`, (await FORMATS[format](asked)).data as Blob)
    },
  })
}
