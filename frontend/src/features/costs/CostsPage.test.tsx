import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it, vi } from 'vitest'
import { NOW } from '../../testing/fixtures'
import { expectNoViolations, openPage } from '../../testing/render'
import { startServer } from '../../testing/server'

const COSTS = {
  first_on: '2025-04-01',
  last_on: '2026-03-31',
  kinds: [
    { kind: 'independent_investigation', pence: 1_563_600, cases: 3, before_pence: 3_000_000 },
    { kind: 'review_panel', pence: 900_000, cases: 2, before_pence: 1_442_800 },
    { kind: 'advocacy', pence: 0, cases: 0, before_pence: 5_000 },
  ],
  total_pence: 2_463_600,
  before_pence: 4_447_800,
  budgets: [
    {
      name: 'Stages 2 and 3',
      kinds: ['independent_investigation', 'review_panel'],
      budget_pence: 2_000_000,
      spent_pence: 2_463_600,
      left_pence: -463_600,
      source: 'invented',
    },
  ],
}

it('shows a year beside its budget, and leads to the cases behind each number', async () => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] })
  const server = startServer()
    .on('GET /api/cases/v1/costs', () => COSTS)
    .on('GET /api/cases/v1/costs/cases', () => ({
      items: [{ ref: 'EAS-2526-0398', pence: 900_000 }],
      more: false,
      restricted: 1,
    }))
  const user = userEvent.setup()
  await openPage('/costs', 'manager')
  const budgets = await screen.findByRole('region', { name: 'Against the budget' })
  expect(within(budgets).getByText('£4,636.00 over budget')).toBeVisible()
  const table = screen.getByRole('table', { name: 'What was spent, by kind' })
  expect(within(table).getAllByRole('row').map((row) => row.textContent)).toEqual([
    'What forSpentThe year beforeCases',
    'Independent investigation£15,636.00£30,000.003 behind: Independent investigation',
    'Review panel£9,000.00£14,428.002 behind: Review panel',
    'Advocacy£0.00£50.000',
    'In all£24,636.00£44,478.00Cases behind: all costs',
  ])
  await user.click(within(table).getByRole('link', { name: '2 behind: Review panel' }))
  const cases = await screen.findByRole('region', { name: /The cases behind/ })
  expect(await within(cases).findByRole('link', { name: 'EAS-2526-0398' })).toHaveAttribute('href', '/cases/EAS-2526-0398')
  expect(within(cases).getByText('1 restricted case is not shown to you.')).toBeVisible()
  const asked = server.asked('GET', '/api/cases/v1/costs/cases')[0]
  expect(asked?.query.getAll('kind')).toEqual(['review_panel'])
  expect(asked?.query.get('year')).toBe('2025')
  await expectNoViolations()
})
