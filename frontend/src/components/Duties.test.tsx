import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, it, vi } from 'vitest'
import { draftOf } from '../lib/drafts'
import { CONTACT, NOW } from '../testing/fixtures'
import { expectNoViolations, openPage } from '../testing/render'
import { startServer } from '../testing/server'
import type { StubServer } from '../testing/server'

const PATH = `/api/intake/v1/contacts/${CONTACT.ref}/duties/advocacy`
const owed = { key: 'advocacy', code: 'advocacy', text: 'Offer an advocate.', by: null, source: 'Care Act 2014, s.67' }
let server: StubServer

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] })
  server = startServer()
  server.on(`GET /api/intake/v1/contacts/${CONTACT.ref}`, () => ({
    ...CONTACT,
    assessment: { ...CONTACT.assessment, duties: [owed] },
  }))
  server.on(`PUT ${PATH}`, () => ({}))
})

it('keeps why something is not needed until it is sent', async () => {
  const user = userEvent.setup()
  await openPage(`/contacts/${CONTACT.ref}`, 'complaints_officer')
  await user.click(await screen.findByRole('button', { name: 'It is not needed' }))
  await user.click(screen.getByRole('button', { name: 'Save why' }))
  expect(screen.getByRole('link', { name: 'Say why it is not needed' })).toBeVisible()
  await user.type(screen.getByLabelText('Why is it not needed?'), 'He has one')
  const draft = `duty/${CONTACT.ref}/advocacy/why`
  expect(draftOf(draft)).toMatchObject({ path: `/contacts/${CONTACT.ref}`, values: { why: 'He has one' } })
  await expectNoViolations()
  await user.click(screen.getByRole('button', { name: 'Save why' }))
  await screen.findByRole('button', { name: 'It is not needed' })
  expect(server.asked('PUT', PATH)[0]?.body).toEqual({ not_needed_because: 'He has one' })
  expect(draftOf(draft)).toBeUndefined()
})
