import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { ContactRead } from '../../../api'
import { CONTACT, NOW } from '../../../testing/fixtures'
import { expectNoViolations, openPage } from '../../../testing/render'
import { startServer } from '../../../testing/server'
import type { StubServer } from '../../../testing/server'

const PATH = `/api/intake/v1/contacts/${CONTACT.ref}`
let server: StubServer

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] })
  server = startServer()
})

const COUNTS = {
  year: 2025,
  registers: [
    { name: 'mp', total: 3, done: 2, parts: [{ code: 'member_enquiry', count: 2 }, { code: 'statutory_complaint', count: 1 }] },
    { name: 'councillor', total: 0, done: 0, parts: [] },
    { name: 'other_contact', total: 4, done: 3, parts: [{ code: 'team', count: 3 }, { code: null, count: 1 }] },
    { name: 'quality_alert', total: 1, done: null, parts: [{ code: 'home_care', count: 1 }] },
    { name: 'compliment', total: 2, done: 1, parts: [{ code: 'kindness', count: 2 }] },
  ],
}

describe('the registers', () => {
  it('count each of their own, and list the one that is chosen', async () => {
    server
      .on('GET /api/intake/v1/registers', () => COUNTS)
      .on('GET /api/intake/v1/registers/contacts', ({ query }) => ({
        items: query.get('register') === 'mp' ? [CONTACT] : [],
        next_cursor: null,
      }))
    const user = userEvent.setup()
    await openPage('/registers', 'manager')
    const others = await screen.findByRole('region', { name: 'Other contacts' })
    expect(others).toHaveTextContent('3 passed on')
    expect(within(others).getAllByRole('listitem').map((one) => one.textContent)).toEqual([
      'One of our teams 3',
      'Not passed on yet 1',
    ])
    expect(screen.getByRole('region', { name: 'Compliments' })).toHaveTextContent('Kindness and respect 2')
    expect(screen.getByRole('region', { name: 'From councillors' })).toHaveTextContent('None in this year')
    expect(await screen.findByText(new RegExp(CONTACT.ref))).toBeVisible()
    expect(server.asked('GET', '/api/intake/v1/registers')[0]?.query.get('year')).toBe('2025')
    await expectNoViolations()
    await user.click(screen.getByRole('link', { name: 'Compliments' }))
    expect(await screen.findByText('There is none in this year.')).toBeVisible()
  })
})

async function open(change: Partial<ContactRead>) {
  server.on(`GET ${PATH}`, () => ({ ...CONTACT, ...change }))
  const user = userEvent.setup()
  await openPage(`/contacts/${CONTACT.ref}`, 'complaints_officer')
  await screen.findByRole('heading', { name: 'Who and what' })
  return user
}

const classed = (classification: ContactRead['assessment']['classification']) => ({
  assessment: { ...CONTACT.assessment, classification },
})

describe('what is done with a contact besides a case', () => {
  it('passes an other contact on, and says to whom', async () => {
    server.on(`PUT ${PATH}/redirection`, () => CONTACT)
    const user = await open(classed('other_contact'))
    await user.click(screen.getByRole('button', { name: 'Pass it on' }))
    await user.click(screen.getByRole('button', { name: 'Save where it went' }))
    expect(screen.getByRole('link', { name: 'Say to whom it went' })).toBeVisible()
    await user.selectOptions(screen.getByLabelText('It goes to'), 'other_council')
    await user.type(screen.getByLabelText('Which one'), 'Northshire County Council')
    await expectNoViolations()
    await user.click(screen.getByRole('button', { name: 'Save where it went' }))
    await waitFor(() => expect(server.asked('PUT', `${PATH}/redirection`)).toHaveLength(1))
    expect(server.asked('PUT', `${PATH}/redirection`)[0]?.body).toEqual({
      route: 'other_council',
      to: 'Northshire County Council',
      on: '2026-03-24',
    })
  })

  it('passes on what another body should know, where nobody can be asked whether it may be sent on', async () => {
    const duties = CONTACT.assessment.duties.map((duty) => ({ ...duty, code: 'pass_on' }))
    const sentOn = { classification: 'other_contact', disposition: 'transferred', duties } as const
    await open({ assessment: { ...CONTACT.assessment, ...sentOn } })
    expect(screen.getByRole('button', { name: 'Pass it on' })).toBeVisible()
  })

  it('thanks for a compliment by the council’s themes', async () => {
    server.on(`PUT ${PATH}/thanks`, () => CONTACT)
    const user = await open(classed('compliment'))
    await user.click(screen.getByRole('button', { name: 'Thank for it' }))
    await user.click(screen.getByLabelText('Kindness and respect'))
    await user.clear(screen.getByLabelText('Thanked on'))
    await user.click(screen.getByRole('button', { name: 'Save the thanks' }))
    await waitFor(() => expect(server.asked('PUT', `${PATH}/thanks`)).toHaveLength(1))
    expect(server.asked('PUT', `${PATH}/thanks`)[0]?.body).toEqual({ themes: ['kindness'], shared_with: null, on: null })
  })

  it('tells what was done', async () => {
    await open({
      ...classed('other_contact'),
      redirection: { route: 'other_service', to: 'Highways', on: '2026-03-20' },
      quality_alert: {
        provider: { name: 'Provider P', kind: 'home_care' },
        shortcoming: 'Late calls',
        sent_to: 'Contract monitoring',
        on: '2026-03-21',
      },
    })
    expect(screen.getByText('Highways (another service of the council), 20 March 2026')).toBeVisible()
    expect(
      screen.getByText('Provider P: Late calls. Contract monitoring was told on 21 March 2026'),
    ).toBeVisible()
  })
})
