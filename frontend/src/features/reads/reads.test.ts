import { describe, expect, it } from 'vitest'
import type { ReadList, ReadRead } from '../../api'
import { readFilter, typedReference, writeFilter } from './filter'
import { byDay, nextPlaces, together } from './together'
import { howMany, more } from './words'

function read(at: string, change: Partial<ReadRead> = {}): ReadRead {
  const who = { subject: 'p-1', name: 'P O', roles: ['manager' as const], client: null }
  return { sequence: 1, at, ...who, what: 'contact', ref: null, shown: 0, about: null, why: null, ...change }
}

function list(times: string[], next_cursor: string | null = null): ReadList {
  return { items: times.map((time) => read(`2026-03-24T${time}:00Z`)), next_cursor }
}

describe('reads of several services', () => {
  it('are one list, newest first, as far back as each was asked', () => {
    const first = { intake: list(['10:09', '10:05'], 'more'), cases: list(['10:08', '10:01']), analytics: list([]) }
    expect(together([first]).map(({ at, service }) => [at.slice(11, 16), service])).toEqual([
      ['10:09', 'intake'],
      ['10:08', 'cases'],
      ['10:05', 'intake'],
    ])
    expect(nextPlaces(first)).toEqual({ intake: 'more' })
    const second = { intake: list(['10:02', '09:00']) }
    expect(together([first, second]).map(({ at }) => at.slice(11, 16))).toEqual([
      '10:09', '10:08', '10:05', '10:02', '10:01', '09:00',
    ])
    expect(nextPlaces(second)).toBeUndefined()
  })

  it('stand under the local day: half past eleven at night in summer is the next one', () => {
    const reads = together([{ intake: { items: [read('2026-06-30T23:30:00Z'), read('2026-06-30T20:00:00Z')], next_cursor: null } }])
    expect(byDay(reads).map(({ day, reads: found }) => [day, found.length])).toEqual([
      ['2026-07-01', 1],
      ['2026-06-30', 1],
    ])
  })
})

describe('a read in words', () => {
  it.each([
    [read('', { what: 'contact', ref: 'EAS-2526-0398' }), null, null],
    [read('', { what: 'contacts', shown: 50 }), '50 shown', null],
    [read('', { what: 'search', about: 'words 0123456789abcdef' }), 'nobody was found', 'by names or words'],
    [read('', { what: 'refused', about: 'GET /exports/imported' }), null, 'GET /exports/imported'],
    [read('', { what: 'forgotten', shown: 812 }), 'the first 812', null],
  ])('says how many and by what, and no mark', (line, many, besides) => {
    expect(howMany(line)).toBe(many)
    expect(more(line)).toBe(besides)
  })
})

describe('the filter', () => {
  it('is in the address, and unknown kinds are none', () => {
    const address = 'who=p-1&what=search&about=words+0123456789abcdef&from=2026-03-01'
    expect(writeFilter(readFilter(new URLSearchParams(address))).toString()).toBe(address)
    expect(readFilter(new URLSearchParams('what=nothing')).what).toBe('')
  })

  it.each([
    ['eas 2526 0398', 'EAS-2526-0398'],
    ['EAS25260398', 'EAS-2526-0398'],
    ['0398', null],
  ])('takes a reference as it is typed: %s', (typed, meant) => {
    expect(typedReference(typed)).toBe(meant)
  })
})
