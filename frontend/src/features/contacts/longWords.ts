/** So many characters the words of a contact have at most. */
export const LONGEST_NARRATIVE = 20_000
const KEPT = 19_000
export const WHOLE = 'what-they-wrote.txt'

/** The words, or their beginning: not ended within a word, and never within a character of two halves. */
export function beginning(words: string): string {
  const said = words.trim()
  return said.length <= LONGEST_NARRATIVE ? said : said.slice(0, KEPT).replace(/\s\S{0,100}$|[\uD800-\uDBFF]$/, '')
}

/** The words as they are recorded: longer ones end with where the rest is. */
export function recordedWords(words: string): string {
  const begins = beginning(words)
  return begins === words.trim() ? begins : `${begins}\n\nThe rest is in the file ${WHOLE}.`
}

/** The whole of words that are too long to be recorded, as a file to be kept with them; null: they are not. */
export function wholeWords(words: string): File | null {
  const said = words.trim()
  if (said.length <= LONGEST_NARRATIVE) return null
  // A heading of ours: what begins like a page or a script is not taken as text.
  return new File([`What they wrote\n\n${said}\n`], WHOLE, { type: 'text/plain' })
}
