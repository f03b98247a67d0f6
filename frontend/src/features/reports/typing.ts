/** What officers type for a report: plain words, and figures bound as {id} or {id|way}. */
import type { KeptTo, PartOfWords } from '../../api'

/** What an officer is asked for besides words. */
export const PARTS: Record<PartOfWords, string> = {
  to_do: 'What will be done',
  put_right: 'What was put right',
  learned: 'What was learned',
}

export const ANSWERS: { value: KeptTo; label: string }[] = [
  { value: 'yes', label: 'Yes' },
  { value: 'partly', label: 'In part' },
  { value: 'no', label: 'No' },
]

const BINDING = /(\{[^{}]*\})/

/** The typed number as it stands by itself, not as part of another. */
function alone(typed: readonly string[]): RegExp {
  const escaped = typed.map((one) => one.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`(?<![\\w.,])(${escaped.join('|')})(?!\\w)`)
}

export interface Piece {
  text: string
  typed: boolean
}

/** A text in pieces: what somebody typed as a number, and the rest. */
export function pieces(text: string, typed: readonly string[]): Piece[] {
  if (typed.length === 0) return [{ text, typed: false }]
  return text
    .split(alone(typed))
    .map((part, at) => ({ text: part, typed: at % 2 === 1 }))
    .filter((piece) => piece.text !== '')
}

/** The words with a figure in the place of a typed number, wherever that stands by itself. */
export function bindTyped(text: string, typed: string, binding: string): string {
  const bound = (plain: string) =>
    pieces(plain, [typed])
      .map((piece) => (piece.typed ? binding : piece.text))
      .join('')
  return text
    .split(BINDING)
    .map((part, at) => (at % 2 === 1 ? part : bound(part)))
    .join('')
}

/** What the words will read like: paragraphs of plain words and of bindings with what they say, where that is known. */
export function preview(text: string, known: ReadonlyMap<string, string>): { text: string; isFigure: boolean }[][] {
  return text
    .split(/\n\s*\n/)
    .filter((paragraph) => paragraph.trim())
    .map((paragraph) =>
      paragraph
        .split(BINDING)
        .map((part, at) => ({ text: at % 2 === 1 ? (known.get(part) ?? part) : part, isFigure: at % 2 === 1 }))
        .filter((part) => part.text !== ''),
    )
}
