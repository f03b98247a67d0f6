import { fireEvent, screen, waitFor, within } from '@testing-library/react'
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

  it('are put right with how that is known: another cost, or none', async () => {
    server.on(`GET ${PATH}`, () => ({ items: [ONE], total_pence: 125_000 }))
    const user = await open()
    const card = await screen.findByRole('region', { name: 'Costs' })
    await user.click(within(card).getByRole('button', { name: 'Put right' }))
    const form = screen.getByRole('region', { name: 'Put right: £1,250.00 Independent investigation' })
    expect(within(form).getByLabelText('How much, in pounds')).toHaveValue('£1,250.00')
    await expectNoViolations()
    fireEvent.change(within(form).getByLabelText('How much, in pounds'), { target: { value: '' } })
    await user.click(within(form).getByRole('button', { name: 'Put it right' }))
    expect(within(form).getByRole('link', { name: /Say how much it is/ })).toBeVisible()
    expect(within(form).getByRole('link', { name: 'Say how you know' })).toBeVisible()
    fireEvent.change(within(form).getByLabelText('How much, in pounds'), { target: { value: '125' } })
    fireEvent.change(within(form).getByLabelText('How you know'), { target: { value: 'The invoice' } })
    server.on(`POST ${PATH}/1/put-right`, () => ({ items: [{ ...ONE, pence: 12_500 }], total_pence: 12_500 }))
    await user.click(within(form).getByRole('button', { name: 'Put it right' }))
    expect(await within(card).findByText('£125.00 in all')).toBeVisible()
    const right = { kind: ONE.kind, pence: 12_500, spent_on: ONE.spent_on }
    expect(server.asked('POST', `${PATH}/1/put-right`)[0]?.body).toEqual({ cost: right, because: 'The invoice' })

    await user.click(within(card).getByRole('button', { name: 'Put right' }))
    await user.click(screen.getByRole('radio', { name: 'There was no such cost' }))
    expect(screen.queryByLabelText('How much, in pounds')).not.toBeInTheDocument()
    fireEvent.change(screen.getByLabelText('How you know'), { target: { value: 'Another case' } })
    server.on(`POST ${PATH}/1/put-right`, () => ({ items: [], total_pence: 0 }))
    await user.click(screen.getByRole('button', { name: 'Put it right' }))
    await waitFor(() => expect(within(card).queryByText('£125.00')).not.toBeInTheDocument())
    expect(server.asked('POST', `${PATH}/1/put-right`)[1]?.body).toEqual({ cost: null, because: 'Another case' })
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
