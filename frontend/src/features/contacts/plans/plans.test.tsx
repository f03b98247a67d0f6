import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { CONTACT, NOW } from '../../../testing/fixtures'
import { expectNoViolations, openPage } from '../../../testing/render'
import { startServer } from '../../../testing/server'
import type { StubServer } from '../../../testing/server'

const PATH = `/api/intake/v1/contacts/${CONTACT.ref}`
const PLAN = {
  limits: 'One call a week',
  reason: 'Forty calls in three days',
  decided_by: 'The head of service',
  since: '2026-01-05',
  review_on: '2026-03-01',
}
const PLANNED = { ...CONTACT, complainant: { ...CONTACT.complainant, contact_plan: PLAN } }
let server: StubServer

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] })
  server = startServer()
})

describe('contact plans', () => {
  it('lists those in force, and says what is overdue and who was not told', async () => {
    server.on('GET /api/intake/v1/contact-plans', () => ({ items: [PLANNED], next_cursor: null, restricted: 0 }))
    await openPage('/contact-plans', 'complaints_officer')
    const line = (await screen.findByText('One call a week')).closest('li') as HTMLElement
    expect(line).toHaveTextContent('Review was due 1 March 2026')
    expect(line).toHaveTextContent('Since 5 January 2026, decided by The head of service')
    expect(line).toHaveTextContent('Not told in writing yet')
    await expectNoViolations()
  })

  it('takes what came of looking at it again', async () => {
    server.on(`GET ${PATH}`, () => PLANNED).on(`PUT ${PATH}/contact-plan`, () => PLANNED)
    const user = userEvent.setup()
    await openPage(`/contacts/${CONTACT.ref}`, 'complaints_officer')
    await user.click(await screen.findByRole('button', { name: 'Change the plan, or look at it again' }))
    const card = within(screen.getByRole('heading', { name: 'Contact plan' }).closest('section') as HTMLElement)
    await user.type(card.getByLabelText('Looked at last on'), '2026-03-02')
    await user.selectOptions(card.getByLabelText('What came of that'), 'ended')
    await user.click(card.getByRole('button', { name: 'Save the contact plan' }))
    expect(server.asked('PUT', `${PATH}/contact-plan`)[0]?.body).toMatchObject({
      ...PLAN,
      reviewed_on: '2026-03-02',
      review: 'ended',
    })
  })
})
