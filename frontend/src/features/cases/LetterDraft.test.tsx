import { act, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, it, vi } from 'vitest'
import type { LetterRead } from '../../api'
import { draftOf } from '../../lib/drafts'
import { CASE, NOW } from '../../testing/fixtures'
import { expectNoViolations, openPage } from '../../testing/render'
import { problem, startServer } from '../../testing/server'
import type { StubServer } from '../../testing/server'

const ONE = `/api/cases/v1/cases/${CASE.ref}/letters/1`
const ANSWER: LetterRead = {
  number: 1,
  kind: 'response',
  state: 'draft',
  version: 1,
  sent_on: null,
  method: null,
  signed_by: null,
  by: { subject: 'officer-1', name: 'An Officer' },
  drafted_on: '2026-03-24',
  to_name: 'A B',
  to_address: 'a@example.org',
  promised_on: null,
  wording: null,
  print: 'standard',
  subject: 'Our answer',
  text: 'Dear A',
  easy_read: null,
  is_signed: true,
  needs_signature: false,
  language: null,
  adjustment_note: null,
  not_recorded: null,
  target_on: '2026-03-20',
  awaits_consent: true,
  investigated_with: [],
  missing: [],
  changed: [],
}
let server: StubServer

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] })
  server = startServer().on(`GET ${ONE}`, () => ANSWER)
})

async function open() {
  await openPage(`/cases/${CASE.ref}/letters/1`, 'complaints_officer')
  await screen.findByRole('button', { name: 'Send it' })
  return userEvent.setup()
}

it('says why an answer is late, and why it leaves without consent', async () => {
  server.on(`POST ${ONE}/leaving`, () => ({ ...ANSWER, state: 'leaving' }))
  const user = await open()
  await user.click(screen.getByRole('button', { name: 'Send it' }))
  expect(screen.getByRole('link', { name: 'Choose why it is late' })).toBeVisible()
  expect(screen.getByRole('link', { name: 'Say why it leaves all the same' })).toBeVisible()
  expect(server.asked('POST', `${ONE}/leaving`)).toEqual([])
  await expectNoViolations()
  await user.selectOptions(screen.getByLabelText('It is after its target. Why?'), 'provider')
  await user.type(screen.getByLabelText(/has not agreed yet/), 'They cannot be asked')
  const kept = `letter/${CASE.ref}/1/leaving`
  expect(draftOf(kept)?.values.said).toEqual({ late: 'provider', because: 'They cannot be asked', alone: '', stays: false })
  await user.click(screen.getByRole('button', { name: 'Send it' }))
  await waitFor(() => expect(server.asked('POST', `${ONE}/leaving`)).toHaveLength(1))
  expect(server.asked('POST', `${ONE}/leaving`)[0]?.body).toEqual({
    version: 1,
    although_changed: false,
    late_because: 'provider',
    without_consent_because: 'They cannot be asked',
    without_persons_because: null,
  })
  await waitFor(() => expect(draftOf(kept)).toBeUndefined())
})

it('asks at once why it leaves without those with whom its stage is investigated', async () => {
  const investigated_with = [{ role: 'independent_person' as const, since: null }]
  server
    .on(`GET ${ONE}`, () => ({ ...ANSWER, target_on: null, awaits_consent: false, investigated_with }))
    .on(`POST ${ONE}/leaving`, () => ({ ...ANSWER, state: 'leaving' }))
  const user = await open()
  await user.click(screen.getByRole('button', { name: 'Send it' }))
  await user.click(screen.getByRole('link', { name: 'Say why it leaves without them' }))
  expect(
    screen.getByLabelText('Nobody was appointed as independent person. Why does it leave all the same?'),
  ).toHaveFocus()
  await expectNoViolations()
  expect(server.asked('POST', `${ONE}/leaving`)).toEqual([])
  await user.keyboard('Nobody could be found')
  await user.click(screen.getByRole('button', { name: 'Send it' }))
  await waitFor(() => expect(server.asked('POST', `${ONE}/leaving`)).toHaveLength(1))
  expect(server.asked('POST', `${ONE}/leaving`)[0]?.body).toMatchObject({ without_persons_because: 'Nobody could be found' })
})

it('says what is wrong with a letter whose words were saved on the way', async () => {
  server
    .on(`GET ${ONE}`, () => ({ ...ANSWER, target_on: null, awaits_consent: false }))
    .on(`PUT ${ONE}`, () => ({ ...ANSWER, target_on: null, awaits_consent: false, version: 2, text: 'Dear A!' }))
    .on(`POST ${ONE}/leaving`, () => problem(409, 'Not yet: these words of the answer are not signed.'))
  const user = await open()
  await user.type(screen.getByLabelText('Letter'), '!')
  await user.click(screen.getByRole('button', { name: 'Send it' }))
  expect(await screen.findByText('Not yet: these words of the answer are not signed.')).toBeVisible()
  expect(server.asked('POST', `${ONE}/leaving`)[0]?.body).toMatchObject({ version: 2 })
})

it('is sent once the line is back, and keeps what was typed meanwhile', async () => {
  const plain = { ...ANSWER, target_on: null, awaits_consent: false }
  server
    .on(`GET ${ONE}`, () => plain)
    .on(`PUT ${ONE}`, ({ body }) => ({ ...plain, ...(body as object), version: 2 }))
    .on(`POST ${ONE}/sent`, () => Promise.reject(new TypeError('line down')))
  const user = await open()
  await user.type(screen.getByLabelText('Letter'), '!')
  await user.click(screen.getByText('It left by another way'))
  await user.selectOptions(screen.getByLabelText('How it leaves'), 'in_person')
  await user.clear(screen.getByLabelText('Sent on'))
  await user.type(screen.getByLabelText('Sent on'), '23 March')
  expect(draftOf(`letter/${CASE.ref}/1/leaving`)?.values).toEqual({ method: 'in_person', on: '23 March' })
  await user.click(screen.getByRole('button', { name: 'Record it as sent' }))
  expect(await screen.findByText('You are not connected.')).toBeVisible()
  await user.type(screen.getByLabelText('Letter'), ' More')
  server.on(`POST ${ONE}/sent`, () => ({ ...plain, version: 3 }))
  act(() => window.dispatchEvent(new Event('online')))
  await waitFor(() => expect(server.asked('POST', `${ONE}/sent`)).toHaveLength(2))
  const [lost, sent] = server.asked('POST', `${ONE}/sent`)
  expect(sent?.body).toEqual(lost?.body)
  expect(sent?.body).toMatchObject({ version: 2, method: 'in_person', sent_on: '2026-03-23' })
  expect(sent?.headers.get('Idempotency-Key')).toBe(lost?.headers.get('Idempotency-Key'))
  await waitFor(() => expect(screen.queryByText('You are not connected.')).toBeNull())
  expect(screen.getByLabelText('Letter')).toHaveValue('Dear A! More')
})
