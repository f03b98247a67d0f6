import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, it, vi } from 'vitest'
import type { WhatIf } from '../../api'
import { NOW } from '../../testing/fixtures'
import { expectNoViolations, openPage } from '../../testing/render'
import { startServer } from '../../testing/server'
import type { StubServer } from '../../testing/server'

const WHAT_IF = 'GET /api/analytics/v1/what-if'
const FOUND: WhatIf = {
  year: '2024-25',
  told: 'Answered within 15 working days of receipt',
  answered: 71,
  on_time: 60,
  counted: 70,
  would_be_on_time: 28,
  unit: 'working_days',
  procedures: [{ id: 'adult_statutory', version: 2, name: 'Adult statutory complaint' }],
}
let server: StubServer

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] })
  server = startServer().on(WHAT_IF, () => FOUND)
})

function lastAsked(): Record<string, string> {
  return Object.fromEntries(server.asked('GET', '/api/analytics/v1/what-if').at(-1)?.query ?? [])
}

it('counts last year’s answers under another target', async () => {
  await openPage('/figures/what-if', 'manager')
  expect(await screen.findByRole('heading', { name: '28 of 70 would have been on time' })).toBeVisible()
  const target = { amount: '15', unit: 'working_days' }
  expect(lastAsked()).toEqual({ year: '2024-25', classification: 'statutory_complaint', ...target })
  const [then, now] = within(screen.getByRole('region', { name: /^28 of 70/ })).getAllByRole('listitem')
  expect(then).toHaveTextContent('Answered within 15 working days of receipt28 of 70 (40%)')
  expect(now).toHaveTextContent('On time as it was60 of 71 (85%)')
  expect(screen.getByText(/^One more was answered that has no such date/)).toBeVisible()
  await expectNoViolations()
})

it('counts them under another procedure, and keeps that in the address', async () => {
  await openPage('/figures/what-if?year=2023-24&of=corporate_complaint', 'manager')
  const procedure = await screen.findByRole('option', { name: 'Adult statutory complaint, version 2' })
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Counted by' }), procedure)
  expect(await screen.findByRole('heading', { name: '28 of 70 would have been on time' })).toBeVisible()
  const asked = { year: '2023-24', classification: 'corporate_complaint', procedure: 'adult_statutory@2' }
  expect(lastAsked()).toEqual(asked)
  expect(screen.queryByRole('textbox', { name: 'Target' })).toBeNull()
})

it('asks nothing while the target is no number', async () => {
  await openPage('/figures/what-if', 'manager')
  const target = await screen.findByRole('textbox', { name: 'Target' })
  await userEvent.clear(target)
  expect(await screen.findByText(/Type a whole number, such as 15/)).toBeVisible()
  expect(screen.queryByRole('heading', { name: /would have been on time/ })).toBeNull()
})

it('says that nothing was answered', async () => {
  server.on(WHAT_IF, () => ({ ...FOUND, answered: 0, on_time: 0, counted: 0, would_be_on_time: 0 }))
  await openPage('/figures/what-if?year=2019-20', 'manager')
  expect(await screen.findByText('No such complaint was answered in 2024-25.')).toBeVisible()
})
