import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, it, vi } from 'vitest'
import type { WordingRead } from '../../../api'
import { NOW } from '../../../testing/fixtures'
import { expectNoViolations, openPage } from '../../../testing/render'
import { json, problem, startServer } from '../../../testing/server'
import type { StubServer } from '../../../testing/server'

const ALL = '/api/cases/v1/letter-wordings'
const CONTACTS = '/api/intake/v1/letter-wordings'
const ONE = `${ALL}/acknowledgement`
const PRODUCT = { subject: 'We have your complaint', text: 'Dear ((name))', easy_read: null }
const OURS: WordingRead = {
  kind: 'acknowledgement',
  name: 'Acknowledgement',
  in_force: { subject: 'We heard you', text: 'Dear ((name))\n\nThank you.', easy_read: null },
  product: PRODUCT,
  must_say: [],
  versions: [
    {
      version: 1,
      in_force_from: '2026-01-05',
      is_in_force: true,
      by: { subject: 'manager-1', name: 'A Manager' },
      at: '2026-01-02T10:00:00Z',
    },
  ],
}
const BRIEF = { version: null, in_force_from: null, next_on: null }
let server: StubServer

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] })
  server = startServer()
    .on(`GET ${ALL}`, () => ({
      items: [
        { kind: 'acknowledgement', name: 'Acknowledgement', version: 1, in_force_from: '2026-01-05', next_on: null },
        { kind: 'response', name: 'Answer', ...BRIEF },
      ],
      words: [{ word: 'name', example: 'A. Complainant' }],
    }))
    .on(`GET ${ONE}`, () => OURS)
    .on(`GET ${ALL}/response`, () => ({ ...OURS, kind: 'response', name: 'Answer', in_force: PRODUCT, versions: [] }))
    .on(`GET ${CONTACTS}`, () => ({ items: [{ kind: 'thanks', name: 'Thank you', ...BRIEF }], words: [{ word: 'name', example: 'A. Caller' }] }))
    .on(`GET ${CONTACTS}/thanks`, () => ({ ...OURS, kind: 'thanks', name: 'Thank you', in_force: PRODUCT, versions: [] }))
})

async function open() {
  await openPage('/letter-words', 'manager')
  await screen.findByRole('form', { name: 'Acknowledgement' })
  return userEvent.setup()
}

it('shows words in an example, and puts them in force from a day', async () => {
  server
    .on(`POST ${ONE}/preview`, () => ({ ...OURS.in_force, text: 'Dear A. Complainant' }))
    .on(`POST ${ONE}`, () => json(OURS, 201))
  const user = await open()
  await expectNoViolations()
  await user.click(screen.getByRole('button', { name: 'Show the example' }))
  expect(await screen.findByText('Dear A. Complainant')).toBeVisible()
  await user.clear(screen.getByLabelText('Subject'))
  await user.type(screen.getByLabelText('Subject'), 'Thank you')
  await user.click(screen.getByRole('button', { name: 'Use these words' }))
  await waitFor(() => expect(server.asked('POST', ONE)).toHaveLength(1))
  expect(server.asked('POST', ONE)[0]?.body).toEqual({
    subject: 'Thank you',
    text: 'Dear ((name))\n\nThank you.',
    easy_read: null,
    in_force_from: '2026-03-24',
    after: 1,
  })
})

it('says which word no letter knows', async () => {
  const wrong = [{ pointer: '/text', detail: 'No letter knows the word ((nmae)).' }]
  server.on(`POST ${ONE}/preview`, () => problem(422, 'These words are no template of a letter.', wrong))
  const user = await open()
  await user.click(screen.getByRole('button', { name: 'Show the example' }))
  expect(await screen.findByRole('link', { name: 'No letter knows the word ((nmae)).' })).toBeVisible()
  expect(screen.getByLabelText('Letter', { selector: 'textarea' })).toHaveAccessibleDescription(/nmae/)
})

it('begins with an earlier version, or with the product’s words', async () => {
  server.on(`GET ${ONE}/versions/1`, () => ({ subject: 'Of then', text: 'Then', easy_read: 'Easy' }))
  const user = await open()
  await user.click(screen.getByText('Versions (1)'))
  await user.click(screen.getByRole('button', { name: 'Begin with version 1' }))
  await waitFor(() => expect(screen.getByLabelText('Subject')).toHaveValue('Of then'))
  await user.click(screen.getByRole('button', { name: 'Begin with the product’s words' }))
  expect(screen.getByLabelText('Subject')).toHaveValue('We have your complaint')
  await user.selectOptions(screen.getByRole('combobox', { name: 'Letter' }), 'response')
  expect(await screen.findByRole('form', { name: 'Answer' })).toBeVisible()
})

it('keeps words for a letter about a contact as it does for one of a case', async () => {
  server.on(`POST ${CONTACTS}/thanks`, () => json({ ...OURS, kind: 'thanks', name: 'Thank you' }, 201))
  const user = await open()
  await user.selectOptions(screen.getByRole('combobox', { name: 'Letter' }), 'About a contact, “Thank you”: the product’s words')
  await screen.findByRole('form', { name: 'Thank you' })
  expect(screen.getByText('A. Caller')).toBeInTheDocument()
  await user.click(screen.getByRole('button', { name: 'Use these words' }))
  await waitFor(() => expect(server.asked('POST', `${CONTACTS}/thanks`)).toHaveLength(1))
  expect(server.asked('POST', `${CONTACTS}/thanks`)[0]?.body).toMatchObject({ subject: PRODUCT.subject, after: 0 })
})
