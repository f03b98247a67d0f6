import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect } from 'vitest'
import type { CaseRead, ClockRead, StageRead } from '../api'
import { CASE } from './fixtures'
import { openPage } from './render'
import type { StubServer } from './server'

type User = ReturnType<typeof userEvent.setup>

export const CASE_PATH = `/api/cases/v1/cases/${CASE.ref}`

/** Opens the page of a case that differs from the fixture, with what an address asks for. */
export async function openCase(server: StubServer, change: Partial<CaseRead>, asked = ''): Promise<User> {
  server.on(`GET ${CASE_PATH}`, () => ({ ...CASE, ...change }))
  const user = userEvent.setup()
  await openPage(`/cases/${CASE.ref}${asked}`, 'complaints_officer')
  await screen.findByRole('heading', { name: 'Clocks' })
  return user
}

export const doNow = () => screen.getByRole('region', { name: 'Do now' })

export async function press(user: User, name: string) {
  await user.click(within(doNow()).getByRole('button', { name, hidden: true }))
}

export async function fill(user: User, label: string, text: string) {
  await user.clear(screen.getByLabelText(label))
  await user.type(screen.getByLabelText(label), text)
}

/** What was sent, once the form has closed. */
export async function sent(server: StubServer, method: string, path: string, save: string) {
  await waitFor(() => expect(screen.queryByRole('button', { name: save })).not.toBeInTheDocument())
  const [heard] = server.asked(method, `${CASE_PATH}${path}`)
  expect(heard?.headers.get('If-Match')).toBe('"4"')
  return heard?.body
}

/** The clocks of the fixture, of which one differs. */
export const changed = (change: Partial<ClockRead> & Pick<ClockRead, 'kind'>) =>
  CASE.clocks.map((one) => (one.kind === change.kind ? { ...one, ...change } : one))

const MAY_EXTEND: Record<string, ClockRead['may_extend']> = {
  promised: { to: null, agreement: true, source: 'SI 2009/309, reg 13(7)' },
  stage_1: { to: 65, agreement: false, source: 'local policy' },
}

/** The same, of which some may run longer. */
export const EXTENDABLE = CASE.clocks.map((one) => ({ ...one, may_extend: MAY_EXTEND[one.kind] ?? null }))

/** A first stage that was answered. */
export const FIRST_STAGE: StageRead = {
  number: 1,
  code: 'stage_1',
  name: 'Local resolution',
  answered_by: 'Team Manager',
  acts: { received: '2026-01-05', responded: '2026-01-19' },
  response_days: 10,
  outcome: 'not_upheld',
}
