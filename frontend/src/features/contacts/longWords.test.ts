import { describe, expect, it } from 'vitest'
import { LONGEST_NARRATIVE, recordedWords, wholeWords } from './longWords'

describe('words that are longer than a contact has room for', () => {
  it('are recorded as they are while there is room', () => {
    const most = 'x'.repeat(LONGEST_NARRATIVE)
    expect([recordedWords(`  ${most} `), wholeWords(most)]).toEqual([most, null])
  })

  it('begin in the contact, between two words, and stand whole in a file', async () => {
    const words = 'and then nobody came '.repeat(2_000).trim()
    const recorded = recordedWords(words)
    expect(recorded).toMatch(/ (and|then|nobody|came)\n\nThe rest is in the file what-they-wrote\.txt\.$/)
    expect(words.startsWith(recorded.split('\n')[0] ?? '-')).toBe(true)
    expect(recorded.length).toBeLessThanOrEqual(LONGEST_NARRATIVE)
    expect(await wholeWords(words)?.text()).toBe(`What they wrote\n\n${words}\n`)
  })

  it('are not cut within a character', () => {
    expect(encodeURIComponent(recordedWords(`x${'😀'.repeat(20_000)}`))).toMatch(/^x%F0/) // throws for half a character
  })
})
