import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { NOW } from '../../testing/fixtures'
import { expectNoViolations, openPage } from '../../testing/render'
import { problem, startServer } from '../../testing/server'
import type { StubServer } from '../../testing/server'

const CASE = '/api/cases/v1/cases/EAS-2526-0398'
const PATH = `${CASE}/restriction`
let server: StubServer

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] })
  server = startServer()
})

describe('a restricted case', () => {
  it('is restricted by a manager, to named people, with a reason', async () => {
    server.on(`PUT ${PATH}`, () =>
      problem(422, 'Some fields are wrong', [{ pointer: '/people', detail: 'Name a manager too' }]),
    )
    const user = userEvent.setup()
    await openPage('/cases/EAS-2526-0398', 'manager')
    await user.click(await screen.findByRole('button', { name: 'Restrict it to named people' }))
    await user.click(await screen.findByRole('checkbox', { name: 'S B' }))
    await user.click(screen.getByRole('button', { name: 'Restrict it to them' }))
    expect(await screen.findByRole('link', { name: 'Say why' })).toBeVisible()
    await user.type(screen.getByLabelText('Why'), 'It is about a colleague.')
    await user.click(screen.getByRole('button', { name: 'Restrict it to them' }))
    expect(await screen.findByRole('link', { name: 'Name a manager too' })).toBeVisible()
    await expectNoViolations()
    expect(server.asked('PUT', PATH)[0]?.body).toEqual({
      people: ['demo-manager', 'officer-jt', 'officer-sb'],
      managers: false,
      about: null,
      reason: 'It is about a colleague.',
    })
  })

  it('says who alone sees it, and offers no change to who may not', async () => {
    server.on(`GET ${PATH}`, () => ({ people: [{ subject: 'officer-jt', name: 'J T' }], managers: true, about: null }))
    await openPage('/cases/EAS-2526-0398', 'complaints_officer')
    expect(await screen.findByText('Only J T and managers', { exact: false })).toBeVisible()
    expect(screen.queryByRole('button', { name: 'Change who sees it' })).not.toBeInTheDocument()
  })

  it('is told of in the queue, and said in words where it is asked for', async () => {
    server.on('GET /api/cases/v1/cases/counts', () => ({
      mine: 0, late: 0, soon: 0, unowned: 0, open: 1, closed: 0, to_acknowledge: 0, restricted: 2,
    }))
    await openPage('/cases', 'complaints_officer')
    expect(await screen.findByText('2 restricted cases are not shown to you.')).toBeVisible()
    server.on(`GET ${CASE}`, () => problem(403, 'It is restricted: only people who are named for it see it.'))
    await openPage('/cases/EAS-2526-0398', 'complaints_officer')
    expect(await screen.findByText(/only people who are named for it see it/)).toBeVisible()
  })
})
