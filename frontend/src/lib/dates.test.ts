import { describe, expect, it } from 'vitest'
import {
  addDays,
  clockTime,
  dayMonth,
  fullDate,
  londonDay,
  londonInstant,
  monthYear,
  nearDate,
  readDate,
  shortWeekdayDate,
  weekdayDate,
  weekdayIndex,
} from './dates'

describe('dates in words', () => {
  it('writes a day, with its weekday where someone must act', () => {
    expect(dayMonth('2026-03-12')).toBe('12 March')
    expect(weekdayDate('2026-03-27')).toBe('Friday 27 March')
    expect(fullDate('2026-03-24')).toBe('Tuesday 24 March 2026')
    expect(monthYear('2026-03')).toBe('March 2026')
  })

  it('leaves out the year only where it is this one', () => {
    expect(nearDate('2026-09-08', '2026-03-24')).toBe('8 September')
    expect(nearDate('2025-12-29', '2026-03-24')).toBe('29 December 2025')
  })

  it('shortens months only where they are long', () => {
    expect(shortWeekdayDate('2026-09-23')).toBe('Wed 23 Sept')
    expect(shortWeekdayDate('2026-03-27')).toBe('Fri 27 March')
  })

  it('counts over the ends of months and years, and begins weeks on Monday', () => {
    expect(addDays('2025-12-31', 1)).toBe('2026-01-01')
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29')
    expect(weekdayIndex('2026-03-23')).toBe(0)
    expect(weekdayIndex('2026-03-29')).toBe(6)
  })
})

describe('instants in London', () => {
  it('is the next day in summer when it is late in the evening', () => {
    expect(londonDay('2026-07-01T23:30:00Z')).toBe('2026-07-02')
    expect(londonDay('2026-01-01T23:30:00Z')).toBe('2026-01-01')
    expect(clockTime('2026-07-01T23:30:00Z')).toBe('00:30')
  })

  it('turns a local time into its instant on either side of the clock change', () => {
    expect(londonInstant('2026-03-24', '10:42')).toBe('2026-03-24T10:42:00.000Z')
    expect(londonInstant('2026-07-01', '10:42')).toBe('2026-07-01T09:42:00.000Z')
  })
})

describe('reading a date as it is said', () => {
  const today = '2026-03-24'

  it.each([
    ['15 January', '2026-01-15'],
    ['15 jan 2025', '2025-01-15'],
    ['15th of January', '2026-01-15'],
    ['Monday, 9 March', '2026-03-09'],
    ['15/1/26', '2026-01-15'],
    ['2026-01-15', '2026-01-15'],
    ['yesterday', '2026-03-23'],
    ['today', '2026-03-24'],
  ])('%s', (said, on) => {
    expect(readDate(said, today)).toEqual({ on, about: false })
  })

  it('takes the last such day when no year is said: callers speak of the past', () => {
    expect(readDate('1 December', today)?.on).toBe('2025-12-01')
  })

  it('takes the next such day for a promise', () => {
    expect(readDate('2 April', today, 'ahead')?.on).toBe('2026-04-02')
    expect(readDate('10 January', today, 'ahead')?.on).toBe('2027-01-10')
    expect(readDate('24 March', today, 'ahead')?.on).toBe('2026-03-24')
  })

  it('says that part of a month is only about a day', () => {
    expect(readDate('mid January', today)).toEqual({ on: '2026-01-15', about: true })
    expect(readDate('early december', today)).toEqual({ on: '2025-12-05', about: true })
  })

  it.each(['32 march', '31 April', '13/13/2026', 'last week sometime', 'ma', '29 February 2025'])(
    'does not guess: %s',
    (said) => expect(readDate(said, today)).toBeNull(),
  )
})
