import { act, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it, vi } from 'vitest'
import { CASE, NOW } from '../../testing/fixtures'
import { draftOf } from '../../lib/drafts'
import { expectNoViolations, openPage } from '../../testing/render'
import { json, problem, startServer } from '../../testing/server'
import { SURVEY_QUESTION_WORDS } from '../../api/words.gen'
import { ASKED } from '../../components/survey'

const PATH = `/api/cases/v1/cases/${CASE.ref}`
const NOT_ASKED = {
  asked: null,
  may_ask: true,
  not_because: null,
  word_needed: ['The complaint was withdrawn.'],
  may_type: false,
  answer: null,
  withheld: [],
}
const WAS_ASKED = {
  ...NOT_ASKED,
  asked: { asked_on: '2026-03-24', by: { subject: 'o', name: 'J T' }, letter: 3 },
  may_ask: false,
  may_type: true,
}

const ended = () => startServer().on(`GET ${PATH}`, () => ({ ...CASE, responded_on: '2026-03-16' }))

it('where there is a doubt, they are asked with a word', async () => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] })
  const server = ended()
    .on(`GET ${PATH}/survey`, () => NOT_ASKED)
    .on(`POST ${PATH}/survey`, ({ body }) =>
      (body as { although: string | null }).although
        ? json({ letter: 3 }, 201)
        : problem(422, 'Some fields are wrong', [{ pointer: '/although', detail: 'Say why.' }]),
    )
  const user = userEvent.setup()
  const { router } = await openPage(`/cases/${CASE.ref}`, 'complaints_officer')
  const card = await screen.findByRole('region', { name: 'How it was handled' })
  await expectNoViolations()
  await user.click(within(card).getByRole('button', { name: 'Ask how it was handled' }))
  expect(await within(card).findByRole('link', { name: 'Say why.' })).toBeVisible()
  await user.type(within(card).getByLabelText('Why they are asked all the same'), 'She asked.')
  expect(draftOf(`survey/${CASE.ref}`)?.values).toEqual({ although: 'She asked.' })
  await user.click(within(card).getByRole('button', { name: 'Ask how it was handled' }))
  await vi.waitFor(() => expect(router.state.location.pathname).toBe(`/cases/${CASE.ref}/letters/3`))
  expect(server.asked('POST', `${PATH}/survey`).at(-1)?.body).toEqual({ although: 'She asked.' })
  expect(draftOf(`survey/${CASE.ref}`)).toBeUndefined()
})

it('what was sent as the page was left is not unfinished', async () => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] })
  let answer: (asked: { letter: number }) => void = () => undefined
  ended()
    .on(`GET ${PATH}/survey`, () => NOT_ASKED)
    .on(`POST ${PATH}/survey`, () => new Promise<{ letter: number }>((done) => { answer = done }))
  const user = userEvent.setup()
  const { router } = await openPage(`/cases/${CASE.ref}`, 'complaints_officer')
  await user.type(await screen.findByLabelText('Why they are asked all the same'), 'She asked.')
  await user.click(screen.getByRole('button', { name: 'Ask how it was handled' }))
  await act(() => router.navigate('/help'))
  expect(draftOf(`survey/${CASE.ref}`)).toBeDefined()
  answer({ letter: 3 })
  await vi.waitFor(() => expect(draftOf(`survey/${CASE.ref}`)).toBeUndefined())
  expect(router.state.location.pathname).toBe('/help')
})

it('what came on paper is typed, and the case does not tell that an answer came', async () => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] })
  const server = ended()
    .on(`GET ${PATH}/survey`, () => WAS_ASKED)
    .on(`POST ${PATH}/survey/paper`, () => new Response(null, { status: 204 }))
  const user = userEvent.setup()
  await openPage(`/cases/${CASE.ref}`, 'complaints_officer')
  await user.click(await screen.findByRole('button', { name: 'Type what came on paper' }))
  for (const question of ASKED) {
    await user.click(within(screen.getByRole('group', { name: SURVEY_QUESTION_WORDS[question] })).getByRole('radio', { name: 'Yes' }))
  }
  await user.click(screen.getByRole('radio', { name: '5 (very well)' }))
  await user.click(screen.getByRole('button', { name: 'Keep the answer' }))
  expect(await screen.findByText(/Who answered is not kept/)).toBeVisible()
  expect(server.asked('POST', `${PATH}/survey/paper`)[0]?.body).toMatchObject({ overall: 5, may_talk: false })
})
