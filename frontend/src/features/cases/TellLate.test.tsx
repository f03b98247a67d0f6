import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it, vi } from 'vitest'
import { CASE, NOW } from '../../testing/fixtures'
import { expectNoViolations, openPage } from '../../testing/render'
import { json, startServer } from '../../testing/server'

const PATH = `/api/cases/v1/cases/${CASE.ref}`
const LATE = {
  due_on: '2026-03-17',
  days: 5,
  source: 'Local practice',
  steps: [
    { level: 'Team manager', working_days: 1, on: '2026-03-18', told_on: '2026-03-18', method: 'phone', by: 'J T' },
    { level: 'Head of service', working_days: 5, on: '2026-03-24', told_on: null, method: null, by: null },
    { level: 'Director', working_days: 10, on: '2026-03-31', told_on: null, method: null, by: null },
  ],
  to_tell: ['Head of service'],
}

it('says who is to be told that the answer is late, and keeps that they were', async () => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] })
  const held = { ...CASE, late: LATE, actions: [...CASE.actions, 'tell_late' as const] }
  const server = startServer()
    .on(`GET ${PATH}`, () => held)
    .on(`POST ${PATH}/told-late`, () => json(held, 201))
  const user = userEvent.setup()
  await openPage(`/cases/${CASE.ref}`, 'complaints_officer')
  const ladder = await screen.findByRole('list', { name: 'Who is told that it is late' })
  expect(within(ladder).getAllByRole('listitem').map((one) => one.textContent)).toEqual([
    'Team manager, 1 working day late: told on 18 March 2026 by phone, recorded by J T',
    'Head of service, 5 working days late: to be told since 24 March 2026',
    'Director, 10 working days late: to be told on 31 March 2026',
  ])
  await user.click(screen.getByRole('button', { name: 'Tell the head of service: 5 working days late' }))
  expect(await screen.findByText('The answer was due on 17 March 2026: it is 5 working days late.')).toBeVisible()
  await expectNoViolations()
  await user.click(screen.getByRole('button', { name: 'Record that they were told' }))
  await waitFor(() => expect(server.asked('POST', `${PATH}/told-late`)).toHaveLength(1))
  expect(server.asked('POST', `${PATH}/told-late`)[0]?.body).toEqual({
    level: 'Head of service',
    told_on: '2026-03-24',
    method: 'email',
  })
})
