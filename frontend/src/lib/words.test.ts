import { describe, expect, it } from 'vitest'
import { choices, daysWords, inWords, lowered, plural, word } from './words'

describe('words for figures and dates', () => {
  it('says how a date stands', () => {
    expect(daysWords(-3, 'late')).toBe('3 working days late')
    expect(daysWords(-1, 'late')).toBe('1 working day late')
    expect(daysWords(0, 'soon')).toBe('Due today')
    expect(daysWords(9, 'on_track')).toBe('9 working days left')
    expect(daysWords(null, 'met')).toBe('Met')
    expect(daysWords(null, 'unknown')).toBe('No date')
  })

  it('counts in words where they are short', () => {
    expect(inWords(3)).toBe('Three')
    expect(inWords(14)).toBe('14')
    expect(plural(1, 'case')).toBe('1 case')
    expect(plural(2, 'case')).toBe('2 cases')
  })

  it('offers codes to choose from, all or some of them', () => {
    const words = { team: 'A team', service: 'A service' }
    expect(choices(words).map(({ label }) => label)).toEqual(['A team', 'A service'])
    expect(choices(words, ['service'])).toEqual([{ value: 'service', label: 'A service' }])
  })

  it('keeps the capitals of a name within a sentence', () => {
    expect(lowered('Partly upheld')).toBe('partly upheld')
    expect(lowered('MP')).toBe('MP')
    expect(lowered('The Ombudsman')).toBe('the Ombudsman')
  })

  it('shows a code without a word readable rather than hiding it', () => {
    expect(word({ upheld: 'Upheld' }, 'resolved_informally')).toBe('Resolved informally')
    expect(word({}, null)).toBe('')
  })
})
