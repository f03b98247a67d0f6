import { cleanup, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { NOW, OFFICERS } from '../../testing/fixtures'
import { expectNoViolations, openPage } from '../../testing/render'
import { startServer } from '../../testing/server'
import type { StubServer } from '../../testing/server'

const PATH = '/api/cases/v1/officers'
const [ONE, OTHER] = OFFICERS
let server: StubServer

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] })
  server = startServer()
})

async function lineOf(name: string) {
  const named = await screen.findByText(name, { selector: 'b' })
  return named.closest('li') ?? expect.fail(`${name} is in no line`)
}

describe('people', () => {
  it('says what each has of what is enough, and who is away', async () => {
    server.on(`GET ${PATH}`, () => ({
      items: [ONE, { ...OTHER, absent: true, absent_from: '2026-03-20', absent_until: '2026-04-03', may_own: false }],
    }))
    await openPage('/officers', 'manager')
    expect(await lineOf('J T')).toHaveTextContent('14 of 20 open, 1 late, 2 due soon')
    expect(await lineOf('S B')).toHaveTextContent('Away until 3 April')
    await expectNoViolations()
  })

  it('hands all open cases over, with a reason', async () => {
    const path = `${PATH}/officer-jt/hand-over`
    server.on(`POST ${path}`, () => ({
      refs: ['EAS-2526-0398', 'EAS-2526-0399'],
      given: { 'officer-sb': 2 },
      restricted: 1,
      kept: 0,
      things: { tasks: 1, remedies: 0, learning: 2 },
    }))
    const user = userEvent.setup()
    await openPage('/officers', 'manager')
    await user.click(await screen.findByRole('button', { name: 'Hand over what J T has' }))
    await user.click(screen.getByRole('button', { name: 'Hand over 14 open cases, 3 tasks, 1 remedy, 2 actions' }))
    expect(screen.getByRole('link', { name: 'Choose who takes them' })).toBeVisible()
    expect(server.asked('POST', path)).toHaveLength(0)
    await user.click(screen.getByLabelText(/^S B \(9 open/))
    await user.type(screen.getByLabelText('Why'), 'They left.')
    await expectNoViolations()
    await user.click(screen.getByRole('button', { name: 'Hand over 14 open cases, 3 tasks, 1 remedy, 2 actions' }))
    expect(await screen.findByText('Cases of J T handed over: 2 to S B. Given too: 1 task, 2 actions. 1 case stayed.')).toBeVisible()
    expect(server.asked('POST', path)[0]?.body).toEqual({ to: ['officer-sb'], reason: 'They left.' })
  })

  it('keeps an absence as it is said, and asks again for one that ends before it begins', async () => {
    server.on(`PATCH ${PATH}/officer-sb`, () => OTHER ?? {})
    const user = userEvent.setup()
    await openPage('/officers', 'manager')
    await user.click(await screen.findByRole('button', { name: 'Change S B' }))
    await user.type(screen.getByLabelText('Away from'), '7 April')
    await user.type(screen.getByLabelText('Last day away'), '2 April')
    await user.click(screen.getByRole('button', { name: 'Save this officer' }))
    expect(screen.getByRole('link', { name: 'This is before it begins' })).toBeVisible()
    await user.clear(screen.getByLabelText('Last day away'))
    await user.click(screen.getByRole('button', { name: 'Save this officer' }))
    await vi.waitFor(() => expect(server.asked('PATCH', `${PATH}/officer-sb`)).toHaveLength(1))
    expect(server.asked('PATCH', `${PATH}/officer-sb`)[0]?.body).toMatchObject({
      absent_from: '2026-04-07',
      absent_until: null,
      capacity: null,
    })
  })
  it('keeps what was typed about somebody until it is sent', async () => {
    const user = userEvent.setup()
    await openPage('/officers', 'manager')
    await user.click(await screen.findByRole('button', { name: 'Hand over what J T has' }))
    await user.type(screen.getByLabelText('Why'), 'They left.')
    cleanup()
    await openPage('/officers', 'manager')
    expect(await screen.findByLabelText('Why')).toHaveValue('They left.')
    expect(screen.getByText(/Restored what you typed/)).toBeVisible()
  })
})
