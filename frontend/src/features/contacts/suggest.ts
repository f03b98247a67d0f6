interface Worded {
  code: string
  name: string
  words: readonly string[]
}

export interface Suggestion {
  code: string
  name: string
  /** The word in the text that suggested it. */
  word: string
}

function firstWord(text: string, words: readonly string[]): string | undefined {
  return words.find((word) => {
    const at = text.indexOf(word.toLowerCase())
    return at >= 0 && (at === 0 || !/[a-z]/.test(text.charAt(at - 1)))
  })
}

/** What the words in the text suggest; a suggestion is offered, never filled in. */
export function suggestions(text: string, offers: readonly Worded[]): Suggestion[] {
  const said = text.toLowerCase().replaceAll('’', "'")
  return offers.flatMap(({ code, name, words }) => {
    const word = firstWord(said, words)
    return word === undefined ? [] : [{ code, name, word }]
  })
}
