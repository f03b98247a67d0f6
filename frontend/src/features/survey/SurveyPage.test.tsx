import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, it } from 'vitest'
import { expectNoViolations, openPage } from '../../testing/render'
import { json, problem, startServer } from '../../testing/server'
import type { StubServer } from '../../testing/server'
import { SURVEY_QUESTION_WORDS } from '../../api/words.gen'
import { ASKED } from '../../components/survey'

const PATH = '/api/cases/v1/survey'
let server: StubServer

beforeEach(() => {
  server = startServer().on(`GET ${PATH}`, () => ({ council: 'Eastmere City Council', expires_on: '2026-05-23' }))
})

it('somebody says how it was handled, without a name, and the secret leaves the address bar', async () => {
  server.on(`POST ${PATH}/answer`, () => json({ council: 'Eastmere City Council' }, 201))
  const user = userEvent.setup()
  const { router } = await openPage('/survey#the-secret')
  expect(await screen.findByRole('heading', { name: 'How did we deal with your complaint?' })).toBeVisible()
  expect(router.state.location).toMatchObject({ pathname: '/survey', hash: '' })
  await expectNoViolations()

  const send = screen.getByRole('button', { name: 'Send my answer' })
  await user.click(send)
  expect(screen.getByRole('link', { name: `Choose an answer: ${SURVEY_QUESTION_WORDS.clear}` })).toBeVisible()
  expect(screen.getByRole('link', { name: 'Choose a number from 1 to 5' })).toBeVisible()
  for (const question of ASKED) {
    const group = screen.getByRole('group', { name: SURVEY_QUESTION_WORDS[question] })
    await user.click(within(group).getByRole('radio', { name: 'In part' }))
  }
  await user.click(screen.getByRole('radio', { name: '4' }))
  await user.click(send)
  expect(await screen.findByText(/Eastmere City Council has your answer/)).toBeVisible()
  const [sent] = server.asked('POST', `${PATH}/answer`)
  expect(sent?.body).toEqual({
    ...Object.fromEntries(ASKED.map((question) => [question, 'partly'])),
    overall: 4,
    said: null,
    may_talk: false,
  })
  expect(sent?.headers.get('Redress-Link')).toBe('the-secret')
  expect(server.heard.some(({ path, query }) => `${path}${query}`.includes('the-secret'))).toBe(false)
})

it.each([
  [410, 'This link serves no more', 'This link served until 23 May 2026.'],
  [404, 'This link is not known', 'Check that the whole of it was copied, or ask whoever sent it.'],
])('a link that opens nothing says so: %i', async (status, heading, said) => {
  server.on(`GET ${PATH}`, () => problem(status, 'This link served until 23 May 2026.'))
  await openPage('/survey#the-secret')
  expect(await screen.findByRole('heading', { name: heading })).toBeVisible()
  expect(screen.getByText(said)).toBeVisible()
})

it('without its secret it asks to open the link again', async () => {
  await openPage('/survey')
  expect(await screen.findByRole('heading', { name: 'Open the link again' })).toBeVisible()
  expect(server.heard).toEqual([])
})
