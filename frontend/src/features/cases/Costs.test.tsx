import { fireEvent, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Role } from '../../api'
import { CASE, NOW } from '../../testing/fixtures'
import { expectNoViolations, openPage } from '../../testing/render'
import { json, problem, startServer } from '../../testing/server'
import type { StubServer } from '../../testing/server'
import { penceOf } from '../../lib/money'

const PATH = `/api/cases/v1/cases/${CASE.ref}/costs`
const ONE = { number: 1, kind: 'independent_investigation', pence: 125_000, spent_on: '2026-03-20' }
let server: StubServer

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] })
  server = startServer()
})

async function open(role: Role = 'complaints_officer') {
  const user = userEvent.setup()
  await openPage(`/cases/${CASE.ref}`, role)
  await screen.findByRole('heading', { name: 'Clocks' })
  return user
}

describe('the costs of a case', () => {
  it('are shown with their sum', async () => {
    server.on(`GET ${PATH}`, () => ({ items: [ONE], total_pence: 125_000 }))
    await open()
    const card = await screen.findByRole('region', { name: 'Costs' })
    expect(within(card).getByText('Independent investigation')).toBeVisible()
    expect(within(card).getByText('£1,250.00 in all')).toBeVisible()
    await expectNoViolations()
  })

  it('are recorded in pounds and sent in pence, once', async () => {
    server.on(`POST ${PATH}`, ({ body }) =>
      json({ items: [{ number: 1, ...(body as object) }], total_pence: 4950 }, 201),
    )
    const user = await open()
    await user.click(await screen.findByRole('button', { name: 'Record a cost' }))
    expect(screen.getByRole('heading', { name: 'Record a cost' })).toHaveFocus()
    await user.selectOptions(screen.getByLabelText('What for'), 'Advocacy')
    fireEvent.change(screen.getByLabelText('How much, in pounds'), { target: { value: '£49.50' } })
    await user.click(screen.getByRole('button', { name: 'Record the cost' }))
    expect(await screen.findByText('£49.50 in all')).toBeVisible()
    const [sent] = server.asked('POST', PATH)
    expect(sent?.body).toEqual({ kind: 'advocacy', pence: 4950, spent_on: '2026-03-24' })
    expect(sent?.headers.get('Idempotency-Key')).toMatch(/^[0-9a-f-]{36}$/)
  })

  it('name the field that is wrong, here and as the service says', async () => {
    server.on(`POST ${PATH}`, () =>
      problem(422, 'Some fields are wrong.', [{ pointer: '/spent_on', detail: 'This is before it was received.' }]),
    )
    const user = await open()
    await user.click(await screen.findByRole('button', { name: 'Record a cost' }))
    await user.click(screen.getByRole('button', { name: 'Record the cost' }))
    expect(screen.getByRole('link', { name: /Say how much it is/ })).toBeVisible()
    fireEvent.change(screen.getByLabelText('How much, in pounds'), { target: { value: '1,250' } })
    await user.click(screen.getByRole('button', { name: 'Record the cost' }))
    expect(await screen.findByRole('link', { name: 'This is before it was received.' })).toBeVisible()
    await expectNoViolations()
  })

  it('are no matter for who reads cases only, as long as there are none', async () => {
    await open('auditor')
    expect(screen.queryByRole('heading', { name: 'Costs' })).not.toBeInTheDocument()
  })
})

it.each([
  ['1250', 125_000],
  ['1,250', 125_000],
  ['£ 1', null],
  ['£0.5', 50],
  ['12.345', null],
  ['minus 3', null],
  ['', null],
])('reads %o as pence', (text, pence) => {
  expect(penceOf(text)).toBe(pence)
})
