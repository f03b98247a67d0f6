import { render, screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { countedDays } from '../testing/fixtures'
import { DayCalendar, cellWords } from './DayCalendar'

const DAYS = countedDays('2026-03-09', '2026-04-08')
const TODAY = '2026-03-24'

describe('the counted calendar', () => {
  it('says in every cell what the colours show', () => {
    const words = Object.fromEntries(DAYS.map((day) => [day.on, cellWords(day, TODAY, '2026-04-08')]))
    expect(words['2026-03-09']).toBe('9 March, received, day 0')
    expect(words['2026-03-18']).toBe('18 March, counted, day 7')
    expect(words['2026-03-24']).toBe('24 March, today, counted, day 11')
    expect(words['2026-03-28']).toBe('28 March, skipped, weekend')
    expect(words['2026-04-03']).toBe('3 April, skipped, Good Friday')
    expect(words['2026-04-08']).toBe('8 April, counted, day 20, due')
  })

  it('says why a day was not counted, and what happened on day 0', () => {
    const eve = { on: '2026-12-24', number: null }
    const day = (skipped: string | null, name: string | null = null) => ({ ...eve, skipped, name })
    const words = (held: ReturnType<typeof day>) => cellWords(held, TODAY, '2027-01-04')
    expect(words(day('closure', 'Christmas closure'))).toBe('24 December, skipped, council closed, Christmas closure')
    expect(words(day('closure'))).toBe('24 December, skipped, council closed')
    expect(words(day('held'))).toBe('24 December, not counted, waiting')
    expect(words(day('bank_holiday'))).toBe('24 December, skipped, bank holiday')
    expect(words(day(null))).toBe('24 December')
    expect(cellWords({ ...day(null), number: 0 }, TODAY, '2027-01-04', 'asked')).toBe('24 December, asked, day 0')
  })

  it('marks them for those that see it', () => {
    const held = DAYS.map((day) => (day.on === '2026-03-18' ? { ...day, number: null, skipped: 'held' } : day))
    render(<DayCalendar days={held} today={TODAY} began="acknowledged" />)
    expect(screen.getByText('Wait')).toBeInTheDocument()
    expect(screen.getByText('18 March, not counted, waiting')).toBeInTheDocument()
    expect(screen.getByText('9 March, acknowledged, day 0')).toBeInTheDocument()
  })

  it('is one table a month, weeks from Monday', () => {
    render(<DayCalendar days={DAYS} today={TODAY} />)
    expect(screen.getAllByRole('table').map((table) => table.querySelector('caption')?.textContent)).toEqual([
      'March 2026',
      'April 2026',
    ])
    const [march] = screen.getAllByRole('table')
    const firstWeek = within(march as HTMLElement).getAllByRole('row')[1] as HTMLElement
    expect(within(firstWeek).getAllByRole('cell')[0]).toHaveTextContent('9 March, received, day 0')
  })
})
