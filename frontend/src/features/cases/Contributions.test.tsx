import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it, vi } from 'vitest'
import { CASE, NOW } from '../../testing/fixtures'
import { expectNoViolations, openPage } from '../../testing/render'
import { json, startServer } from '../../testing/server'

const PATH = `/api/cases/v1/cases/${CASE.ref}`
const ASKED = {
  who: 'contributor',
  asked_of: 'Provider B',
  what: 'Its visit log',
  asked_on: '2026-03-20',
  answered_on: null,
  withdrawn_on: null,
  clock: 'contributor_1',
  chases: [{ chased_on: '2026-03-23', method: 'phone', by: 'J T' }],
  next_chase_on: '2026-03-24',
}
const SAID = { text: 'Two visits\nwere late.', name: 'A. Manager', role: 'Home manager', on: '2026-03-23', by_system: false }

it('a link is made, shown this once, and withdrawn', async () => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] })
  const requests = [
    { ...ASKED, number: 1 },
    { ...ASKED, number: 2, asked_of: 'Provider C', answered_on: '2026-03-23', clock: 'contributor_2', chases: [], next_chase_on: null },
  ]
  const answered = { number: 2, link: null, said: SAID, has_client: false, may_link: false }
  let link: object | null = null
  const server = startServer()
    .on(`GET ${PATH}`, () => ({ ...CASE, requests }))
    .on(`GET ${PATH}/contributions`, () => ({
      items: [{ number: 1, link, said: null, has_client: true, may_link: true }, answered],
      withheld: [],
    }))
    .on(`POST ${PATH}/requests/1/link`, () => {
      link = { made_on: '2026-03-24', made_by: { subject: 'o', name: 'J T' }, expires_on: '2026-04-14' }
      return json({ address: '/contribute#a-secret', expires_on: '2026-04-14' }, 201)
    })
    .on(`DELETE ${PATH}/requests/1/link`, () => {
      link = null
      return new Response(null, { status: 204 })
    })
  const user = userEvent.setup()
  await openPage(`/cases/${CASE.ref}`, 'complaints_officer')
  const card = await screen.findByRole('region', { name: 'Asked of contributors' })
  expect(within(card).getByText('Answered by its link on 23 March 2026: A. Manager, Home manager')).toBeVisible()
  expect(within(card).getByText('To be chased since 24 March 2026')).toBeVisible()
  expect(within(card).getAllByText('Their own system is told of it.')).toHaveLength(1)
  await user.click(within(card).getByRole('button', { name: 'Make a link to answer by' }))
  expect(await within(card).findByText(`${location.origin}/contribute#a-secret`)).toBeVisible()
  expect(within(card).getByRole('heading', { name: 'The link for Provider B is shown this once' })).toHaveFocus()
  expect(within(card).getByText(/J T made a link on 24 March 2026; it serves until 14 April 2026/)).toBeVisible()
  await expectNoViolations()
  await user.click(within(card).getByRole('button', { name: 'Withdraw the link' }))
  expect(await within(card).findByRole('button', { name: 'Make a link to answer by' })).toBeVisible()
  expect(within(card).queryByText(/a-secret/)).toBeNull()
  expect(server.asked('DELETE', `${PATH}/requests/1/link`)).toHaveLength(1)
})

it('says the day of an answer that was put right beside what came by the link', async () => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] })
  const requests = [{ ...ASKED, number: 1, answered_on: '2026-03-20', chases: [], next_chase_on: null }]
  startServer()
    .on(`GET ${PATH}`, () => ({ ...CASE, requests }))
    .on(`GET ${PATH}/contributions`, () => ({
      items: [{ number: 1, link: null, said: SAID, has_client: false, may_link: false }],
      withheld: [],
    }))
  await openPage(`/cases/${CASE.ref}`, 'complaints_officer')
  const card = await screen.findByRole('region', { name: 'Asked of contributors' })
  expect(within(card).getByText('Answered by its link on 23 March 2026: A. Manager, Home manager')).toBeVisible()
  expect(within(card).getByText('Answered on 20 March 2026.')).toBeVisible()
})
