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
