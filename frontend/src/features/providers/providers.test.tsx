import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { ProviderLine, ProviderRead } from '../../api'
import { CASE, NOW, PROVIDER_RECORD } from '../../testing/fixtures'
import { expectNoViolations, openPage } from '../../testing/render'
import { json, problem, startServer } from '../../testing/server'
import type { StubServer } from '../../testing/server'

const PROVIDERS = '/api/intake/v1/providers'
const LINE: ProviderLine = {
  number: 1,
  name: 'Home A',
  spellings: ['Home A Ltd'],
  kinds: ['care_home'],
  cqc_location: '1-123456789',
  contract_lead: 'Commissioning',
  state: 'active',
  active_until: null,
  kept: { number: 1, name: 'Home A' },
}
const ENTRY: ProviderRead = {
  ...LINE,
  version: 2,
  cqc_provider: null,
  address: null,
  email: null,
  active_from: null,
  note: null,
  merged: [{ number: 2, name: 'House B' }],
  alike: [],
  actions: [{ code: 'monitoring_visit', on: '2026-03-20', note: null, by: 'J T' }],
  history: [
    {
      act: 'changed',
      reason: 'They moved.',
      before: { contract_lead: null },
      after: { contract_lead: 'Commissioning' },
      by: 'J T',
      at: '2026-03-02T09:00:00Z',
    },
  ],
  may_write: true,
}
const UNLISTED = { name: 'home-a', kind: 'care_home', contacts: 3, last_on: '2026-03-20' }
let server: StubServer

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] })
  server = startServer()
    .on(`GET ${PROVIDERS}`, () => ({ items: [LINE], next_cursor: null, may_write: true }))
    .on('GET /api/intake/v1/unlisted-providers', () => ({ items: [UNLISTED], more: false, may_write: true }))
    .on('POST /api/analytics/v1/figures', () => ({ values: { 'Home A': 5 } }))
    .on(`GET ${PROVIDERS}/1`, () => ENTRY)
    .on(`GET ${PROVIDERS}/1/alerts`, () => ({ count: 2, items: [{ ref: CASE.ref, on: '2026-03-20' }] }))
    .on('GET /api/analytics/v1/providers/record', () => ({
      ...PROVIDER_RECORD,
      name: 'Home A',
      number: 1,
      complaints: 5,
      upheld: 2,
      partially_upheld: 1,
      not_upheld: 1,
      mean_working_days: 17.5,
      categories: [{ code: CASE.issues[0]?.category, name: 'Quality of service', count: 2 }],
    }))
})

describe('the register of providers', () => {
  it('lists entries with what was complained of, and counts a name of contacts where it belongs', async () => {
    server.on(`POST ${PROVIDERS}/1/spellings`, () => ENTRY)
    const user = userEvent.setup()
    await openPage('/providers', 'complaints_officer')
    const row = (await screen.findByRole('link', { name: 'Home A' })).closest('tr') as HTMLElement
    expect(await within(row).findByText('5')).toBeVisible()
    expect(row).toHaveTextContent('Care home; also Home A Ltd')
    const card = await screen.findByRole('region', { name: 'Not in the register yet' })
    expect(card).toHaveTextContent('3 contacts, the last on 20 March 2026, care home')
    await user.selectOptions(await within(card).findByLabelText('Or it is (home-a)'), 'Home A')
    await user.click(within(card).getByRole('button', { name: 'Count it there (home-a)' }))
    expect(server.asked('POST', `${PROVIDERS}/1/spellings`)[0]?.body).toEqual({ spelling: 'home-a' })
    await expectNoViolations()
  })

  it('shows the record of one, its history, and undoes a merging with a reason', async () => {
    server.on(`POST ${PROVIDERS}/2/separating`, () => json({ ...ENTRY, number: 2 }))
    const user = userEvent.setup()
    await openPage('/providers/1', 'complaints_officer')
    const record = await screen.findByRole('region', { name: 'Its record' })
    expect(await within(record).findByText('17.5')).toBeVisible()
    expect(within(record).getByRole('link', { name: 'See the figure and its cases' })).toHaveAttribute(
      'href',
      expect.stringContaining('where=provider.name%3Ais%3A%22Home+A%22'),
    )
    expect(screen.getByText('Contract lead: nothing, now Commissioning')).toBeVisible()
    await expectNoViolations()
    await user.click(screen.getByRole('button', { name: 'Undo the merging of House B' }))
    expect(screen.getByRole('heading', { name: 'Undo the merging of House B' })).toHaveFocus()
    await user.click(screen.getByRole('button', { name: 'Undo it' }))
    expect(await screen.findByRole('link', { name: 'Say why' })).toBeVisible()
    await user.type(screen.getByLabelText('Why?'), 'Two homes.')
    await user.click(screen.getByRole('button', { name: 'Undo it' }))
    expect(server.asked('POST', `${PROVIDERS}/2/separating`)[0]?.body).toEqual({ reason: 'Two homes.' })
  })

  it('names entries that are likely the same', async () => {
    server.on(`GET ${PROVIDERS}/1`, () => ({ ...ENTRY, alike: [{ number: 3, name: 'Home A Ltd' }] }))
    await openPage('/providers/1', 'complaints_officer')
    expect(await screen.findByRole('link', { name: 'Home A Ltd' })).toHaveAttribute('href', '/providers/3')
    expect(screen.getByText(/Likely the same, but counted apart/)).toBeVisible()
  })

  it('says why an entry cannot be changed, and sends the version that was read', async () => {
    server.on(`PATCH ${PROVIDERS}/1`, () =>
      problem(422, 'Some fields are wrong.', [{ pointer: '/cqc_location', detail: 'This is no CQC number.' }]),
    )
    const user = userEvent.setup()
    await openPage('/providers/1', 'complaints_officer')
    await user.click(await screen.findByRole('button', { name: 'Change' }))
    await user.type(screen.getByLabelText('Why is it changed?'), 'A slip')
    await user.click(screen.getByRole('button', { name: 'Save the change' }))
    expect(await screen.findByRole('link', { name: 'This is no CQC number.' })).toBeVisible()
    const [sent] = server.asked('PATCH', `${PROVIDERS}/1`)
    expect(sent?.headers.get('If-Match')).toBe('"2"')
    expect(sent?.body).toMatchObject({ name: 'Home A', spellings: ['Home A Ltd'], reason: 'A slip' })
  })

  it('warns on a case whose provider was complained of before', async () => {
    await openPage(`/cases/${CASE.ref}`, 'complaints_officer')
    const notice = await screen.findByRole('region', { name: 'The same provider' })
    expect(notice).toHaveTextContent(
      '5 complaints about Home A in 12 months, 3 upheld, 1 of them in part, this one among them.',
    )
    expect(notice).toHaveTextContent('2 issues about the same: quality of service.')
  })

  it('offers a name of the register that stands in the words, and warns beside the form', async () => {
    server.on('POST /api/intake/v1/contacts/suggestions', ({ body }) => {
      const [, said] = (body as { providers: string[] }).providers
      return { providers: said ? [{ name: said, words: [{ text: 'Home A Ltd', start: 0, end: 10 }] }] : [] }
    })
    const user = userEvent.setup()
    await openPage('/contacts/new', 'contact_centre')
    await user.type(await screen.findByLabelText('In the caller’s own words'), 'Home A Ltd was late')
    await user.click(await screen.findByRole('button', { name: 'Choose Home A, suggested from “Home A Ltd”' }))
    expect(screen.getByLabelText('Care provider, if it is about one')).toHaveValue('Home A')
    expect(await screen.findByRole('region', { name: 'The same provider' })).toHaveTextContent(
      '5 complaints about Home A in 12 months, 3 upheld, 1 of them in part.',
    )
  })
})
