/** So many characters the words of a contact have at most. */
export const LONGEST_NARRATIVE = 20_000
const KEPT = 19_000
export const WHOLE = 'what-they-wrote.txt'

/** The words as they are recorded: longer ones end where the file with the whole goes on. */
export function recordedWords(words: string): string {
  const said = words.trim()
  if (said.length <= LONGEST_NARRATIVE) return said
  // Not within a word, and never within a character of two halves.
  const begins = said.slice(0, KEPT).replace(/\s\S{0,100}$|[\uD800-\uDBFF]$/, '')
  return `${begins}\n\nThe rest is in the file ${WHOLE}.`
}

/** The whole of words that are too long to be recorded, as a file to be kept with them; null: they are not. */
export function wholeWords(words: string): File | null {
  const said = words.trim()
  if (said.length <= LONGEST_NARRATIVE) return null
  // A heading of ours: what begins like a page or a script is not taken as text.
  return new File([`What they wrote\n\n${said}\n`], WHOLE, { type: 'text/plain' })
}
