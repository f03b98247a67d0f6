import { fireEvent, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, it } from 'vitest'
import { expectNoViolations, openPage } from '../../testing/render'
import { json, problem, startServer } from '../../testing/server'
import type { StubServer } from '../../testing/server'

const PATH = '/api/cases/v1/contribution'
const ASKED = {
  council: 'Eastmere City Council',
  asked_of: 'Provider B',
  what: 'Its visit log',
  asked_on: '2026-03-24',
  due_on: '2026-03-31',
  expires_on: '2026-04-16',
}
let server: StubServer

beforeEach(() => {
  server = startServer().on(`GET ${PATH}`, () => ASKED)
})

it('a contributor answers without signing in, and the secret leaves the address bar', async () => {
  server.on(`POST ${PATH}/answer`, () => json({ council: ASKED.council, answered_on: '2026-03-25' }, 201))
  const user = userEvent.setup()
  const { router } = await openPage('/contribute#the-secret')
  expect(await screen.findByRole('heading', { name: 'Eastmere City Council asks for your answer' })).toBeVisible()
  expect(screen.getByText('31 March 2026')).toBeVisible()
  expect(router.state.location).toMatchObject({ pathname: '/contribute', hash: '' })
  await expectNoViolations()

  const send = screen.getByRole('button', { name: 'Send the answer' })
  await user.click(send)
  expect(screen.getByRole('link', { name: 'Write your answer' })).toBeVisible()
  fireEvent.change(screen.getByLabelText('Your answer'), { target: { value: 'Two visits were late.' } })
  fireEvent.change(screen.getByLabelText('Your name'), { target: { value: 'A. Manager' } })
  fireEvent.change(screen.getByLabelText('Your role'), { target: { value: 'Home manager' } })
  await user.click(send)
  expect(await screen.findByText(/Eastmere City Council has it since 25 March 2026/)).toBeVisible()
  const [sent] = server.asked('POST', `${PATH}/answer`)
  expect(sent?.body).toEqual({ text: 'Two visits were late.', name: 'A. Manager', role: 'Home manager' })
  expect(sent?.headers.get('Redress-Link')).toBe('the-secret')
  expect(sent?.headers.get('Idempotency-Key')).toMatch(/^[0-9a-f-]{36}$/)
  expect(server.heard.some(({ path, query }) => `${path}${query}`.includes('the-secret'))).toBe(false)
})

it.each([
  [410, 'This link serves no more', 'This link served until 16 April 2026.'],
  [404, 'This link is not known', 'Check that the whole of it was copied, or ask whoever sent it.'],
])('a link that opens nothing says so: %i', async (status, heading, said) => {
  server.on(`GET ${PATH}`, () => problem(status, 'This link served until 16 April 2026.'))
  await openPage('/contribute#the-secret')
  expect(await screen.findByRole('heading', { name: heading })).toBeVisible()
  expect(screen.getByText(said)).toBeVisible()
})

it('without its secret it asks to open the link again', async () => {
  await openPage('/contribute')
  expect(await screen.findByRole('heading', { name: 'Open the link again' })).toBeVisible()
  expect(server.heard).toEqual([])
})
