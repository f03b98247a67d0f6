/** The product's words round the codes' own, which are generated: `api/words.gen`. */
import type { Classification, Disposition, Reading } from '../api'
import { CLASSIFICATION_WORDS } from '../api/words.gen'

/** A code that has no word here yet is shown readable rather than hidden. */
export function word(words: Readonly<Record<string, string>>, code: string | null | undefined): string {
  if (!code) return ''
  return words[code] ?? sentence(code.replaceAll('_', ' '))
}

/** A contact is called by its class; while nobody knows it, it is called that. */
export function className(classed: { classification: Classification; disposition: Disposition }): string {
  return isDecided(classed) ? CLASSIFICATION_WORDS[classed.classification] : NOT_DECIDED
}

/** Whether it is known what it is; if not, it is not shown as if it were. */
export function isDecided({ disposition }: { disposition: Disposition }): boolean {
  return !WAITING.has(disposition)
}

export const NOT_DECIDED = 'Not decided yet'
const WAITING: ReadonlySet<Disposition> = new Set(['holding', 'triage'])

export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** Codes with their words, to choose from. */
export function choices<Code extends string>(
  words: Readonly<Record<Code, string>>,
  codes = Object.keys(words) as Code[],
): { value: Code; label: string }[] {
  return codes.map((value) => ({ value, label: words[value] }))
}

/** "Partly upheld" inside a sentence is "partly upheld"; a name such as "MP" stays. */
export function lowered(text: string): string {
  return /^.[A-Z]/.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1)
}

/** "An investigator" inside a sentence is "an investigator"; titles such as "Head of service" stay. */
export function inSentence(text: string): string {
  return /^(An?|The|Somebody) /.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text
}

/** "2,790" */
export function counted(count: number): string {
  return count.toLocaleString('en-GB')
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${counted(count)} ${count === 1 ? one : many}`
}

/** "Four": small numbers in words, as in headings. */
export function inWords(count: number): string {
  const words = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten']
  return words[count] ?? String(count)
}

/** "3 working days late", "Due today", "9 working days left". */
export function daysWords(daysLeft: number | null, rag: Reading): string {
  if (rag === 'met') return 'Met'
  if (rag === 'met_late') return 'Met late'
  if (rag === 'cancelled') return 'Stopped'
  if (daysLeft === null) return 'No date'
  if (daysLeft < 0) return `${plural(-daysLeft, 'working day')} late`
  if (daysLeft === 0) return rag === 'late' ? 'Late' : 'Due today'
  return `${plural(daysLeft, 'working day')} left`
}
