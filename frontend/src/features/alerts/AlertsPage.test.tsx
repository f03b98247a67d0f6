import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { AlertRead, AlertReceiverRead, AlertWritten } from '../../api'
import { NOW } from '../../testing/fixtures'
import { expectNoViolations, openPage } from '../../testing/render'
import { json, problem, startServer } from '../../testing/server'
import type { StubServer } from '../../testing/server'

const ALERTS = '/api/analytics/v1/alerts'
const RECEIVER = `${ALERTS}/receiver`
const SPELL = {
  state: 'raised',
  since_at: '2026-03-23T09:00:00Z',
  value_then: 6,
  value_now: 7,
  seen_by: null,
  seen_at: null,
} as const
const LATE: AlertRead = {
  id: 'a'.repeat(32),
  version: 3,
  name: 'Late in Locality',
  question: { period: 'ever', measure: 'count', filters: { is_open: true } },
  side: 'over',
  threshold: 5,
  told: ['manager', 'complaints_officer'],
  is_on: true,
  written_by: 'H R',
  written_at: '2026-03-01T09:00:00Z',
  asked: { authority: 'eastmere', measure: 'count', from: '2000-01-01', to: '2026-03-24', filters: { is_open: true } },
  definition: 'Number of cases; counted: work still to be done.',
  is_for_you: true,
  spells: [SPELL, { ...SPELL, state: 'quiet', since_at: '2026-03-02T09:00:00Z', value_then: 2, value_now: 5 }],
}
const FEW: AlertRead = {
  ...LATE,
  id: 'b'.repeat(32),
  name: 'On time',
  question: { period: 'this_year', measure: 'within_target_rate', numerator: { answered_on_time: true } },
  side: 'under',
  threshold: 80,
  is_for_you: false,
  spells: [{ ...SPELL, state: 'too_few', value_then: null, value_now: null }],
}
let server: StubServer

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] })
  server = startServer()
    .on(`GET ${ALERTS}`, () => ({ items: [LATE, FEW] }))
    .on(`GET ${RECEIVER}`, () => json(null))
})

describe('alerts', () => {
  it('say how they stand, what they look at and what they said before', async () => {
    await openPage('/alerts', 'auditor')
    const itemOf = (name: string) => screen.getByRole('heading', { name }).closest('li') as HTMLElement
    await screen.findByRole('heading', { name: 'On time' })
    const [late, few] = [itemOf('Late in Locality'), itemOf('On time')]
    expect(within(late).getByText('Raised: 7')).toBeVisible()
    expect(late).toHaveTextContent('Told when over 5: head of service, complaints officer.')
    expect(late).toHaveTextContent('Quiet since 2 March 2026, 09:00, at 2')
    expect(few).toHaveTextContent('Told when under 80%')
    expect(within(few).getByText('Too few to say')).toBeVisible()
    expect(within(late).getByRole('link', { name: 'See the figure: Late in Locality' })).toHaveAttribute(
      'href',
      expect.stringContaining('/figures?authority=eastmere&measure=count'),
    )
    expect(screen.queryByRole('button', { name: /^(Write|Change|Remove|I have seen)/ })).not.toBeInTheDocument()
    await expectNoViolations()
  })

  it('are written from a ready figure, of one team', async () => {
    server.on(`POST ${ALERTS}`, () => json(LATE, 201))
    const user = userEvent.setup()
    await openPage('/alerts', 'manager')
    await user.click(await screen.findByRole('button', { name: 'Write an alert' }))
    const form = screen.getByRole('region', { name: 'A new alert' })
    const number = within(form).getByLabelText('This number')
    await user.clear(number)
    await user.click(within(form).getByRole('button', { name: 'Save the alert' }))
    expect(within(form).getByRole('link', { name: 'Type a number, such as 5' })).toBeVisible()
    await user.selectOptions(within(form).getByLabelText('Of which team'), 'Locality teams')
    await user.type(number, '3')
    await expectNoViolations()
    await user.click(within(form).getByRole('button', { name: 'Save the alert' }))
    await waitFor(() => expect(form).not.toBeInTheDocument())
    expect(server.asked('POST', ALERTS)[0]?.body).toEqual({
      name: 'Cases that are late: Locality teams',
      question: {
        period: 'ever',
        measure: 'count',
        filters: { is_open: true, next_due_on: { max: 'today - 1 day' }, team: 'locality' },
      },
      side: 'over',
      threshold: 3,
      told: ['manager', 'complaints_officer'],
      is_on: true,
    })
  })

  it('are written from any question of one value, and say what of it cannot be asked', async () => {
    const said = 'An alert asks of no single case or person, and not by what people are.'
    server.on(`POST ${ALERTS}`, () => problem(422, said, [{ pointer: '/question/filters/ref', detail: said }]))
    const user = userEvent.setup()
    await openPage('/alerts?authority=eastmere&measure=count&unit=issue&year=2025-26&where=issue.theme:is:delay', 'manager')
    const form = await screen.findByRole('region', { name: 'A new alert' })
    await user.selectOptions(within(form).getByLabelText(/^The figure that you asked for/), 'The last 90 days')
    await user.type(within(form).getByLabelText('Its name'), 'Delays')
    await user.type(within(form).getByLabelText('This number'), '2.5')
    await user.click(within(form).getByRole('button', { name: 'Save the alert' }))
    expect(await within(form).findByRole('link', { name: said })).toBeVisible()
    const { question, threshold } = server.asked('POST', ALERTS)[0]?.body as AlertWritten
    expect(threshold).toBe(2.5)
    expect(question).toMatchObject({ period: 'last_90_days', unit: 'issue', filters: { 'issue.theme': 'delay' } })
    expect(question).not.toHaveProperty('year')
  })

  it('are changed with their version, and removed when one is sure', async () => {
    const one = `${ALERTS}/${LATE.id}`
    server.on(`PUT ${one}`, () => LATE).on(`DELETE ${one}`, () => new Response(null, { status: 204 }))
    const user = userEvent.setup()
    await openPage('/alerts', 'manager')
    await user.click(await screen.findByRole('button', { name: 'Change: Late in Locality' }))
    const form = screen.getByRole('region', { name: 'Change “Late in Locality”' })
    await user.click(within(form).getByLabelText('It is looked at'))
    await user.click(within(form).getByRole('button', { name: 'Save the change' }))
    await waitFor(() => expect(form).not.toBeInTheDocument())
    const [put] = server.asked('PUT', one)
    expect(put?.headers.get('If-Match')).toBe('"3"')
    expect(put?.body).toMatchObject({ name: 'Late in Locality', question: LATE.question, is_on: false })
    await user.click(screen.getByRole('button', { name: 'Remove: Late in Locality' }))
    expect(server.asked('DELETE', one)).toEqual([])
    await user.click(screen.getByRole('button', { name: 'Remove it for good: Late in Locality' }))
    await waitFor(() => expect(server.asked('DELETE', one)[0]?.headers.get('If-Match')).toBe('"3"'))
  })
})

describe('another system', () => {
  const told: AlertReceiverRead = {
    url: 'https://hooks.example.org/redress',
    tells_from: 8,
    tells_until: 18,
    once_a_day: true,
    registered_by: 'H R',
    registered_at: '2026-03-01T09:00:00Z',
    told_at: null,
    attempts: 1,
    answer: 'It answered 500.',
    gone_at: null,
    secret: null,
  }

  it('is told in its hours, and its secret is shown this once', async () => {
    server.on(`PUT ${RECEIVER}`, () => {
      server.on(`GET ${RECEIVER}`, () => told)
      return json({ ...told, secret: 'whsec_abc' }, 201)
    })
    const user = userEvent.setup()
    await openPage('/alerts', 'manager')
    const card = await screen.findByRole('region', { name: 'Another system that is told' })
    expect(within(card).getByText('Nothing leaves: alerts stand on Today alone.')).toBeVisible()
    await user.click(within(card).getByRole('button', { name: 'Tell another system too' }))
    await user.type(within(card).getByLabelText('Its address'), told.url)
    await user.click(within(card).getByLabelText('Gather it, and tell it once a day'))
    await expectNoViolations()
    await user.click(within(card).getByRole('button', { name: 'Tell it, and show the secret' }))
    expect(await within(card).findByText('whsec_abc')).toBeVisible()
    const { url, tells_from: from, tells_until: until, once_a_day: once } = told
    expect(server.asked('PUT', RECEIVER)[0]?.body).toEqual({ url, tells_from: from, tells_until: until, once_a_day: once })
    const does = 'hooks.example.org is told from 08:00 to 18:00, once a day. The last message did not arrive: It answered 500.'
    expect(await within(card).findByText(new RegExp(does))).toBeVisible()
  })

  it('is told nothing any more', async () => {
    server.on(`GET ${RECEIVER}`, () => ({ ...told, tells_from: 0, tells_until: 0, answer: null }))
    server.on(`DELETE ${RECEIVER}`, () => {
      server.on(`GET ${RECEIVER}`, () => json(null))
      return new Response(null, { status: 204 })
    })
    const user = userEvent.setup()
    await openPage('/alerts', 'manager')
    expect(await screen.findByText(/is told at any hour, once a day. It was told nothing yet/)).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Tell it nothing any more' }))
    expect(await screen.findByText('Nothing leaves: alerts stand on Today alone.')).toBeVisible()
  })
})

describe('alerts on Today', () => {
  it('are those that are raised and told to the reader, until somebody has seen them', async () => {
    const raised = { ...FEW, spells: [{ ...SPELL, value_now: 71 }] }
    server.on(`GET ${ALERTS}`, () => ({ items: [LATE, raised] }))
    server.on(`POST ${ALERTS}/${LATE.id}/note`, () => {
      const seen = { ...LATE, spells: [{ ...SPELL, seen_by: 'J T', seen_at: '2026-03-24T09:00:00Z' }] }
      server.on(`GET ${ALERTS}`, () => ({ items: [seen, raised] }))
      return seen
    })
    const user = userEvent.setup()
    await openPage('/today', 'complaints_officer')
    const told = await screen.findByRole('region', { name: 'An alert is raised' })
    expect(told).toHaveTextContent('Late in Locality: 7, over 5 since 23 March 2026.')
    expect(within(told).getByRole('link', { name: '7' })).toHaveAttribute('href', expect.stringContaining('/figures?'))
    expect(told).not.toHaveTextContent('On time')
    await user.click(within(told).getByRole('button', { name: 'I have seen it: Late in Locality' }))
    expect(await within(told).findByText('Seen by J T.')).toBeVisible()
    await expectNoViolations()
  })
})

describe('a figure', () => {
  it('can be made an alert where it is one number', async () => {
    server.on('POST /api/analytics/v1/figures', () => ({
      values: 7,
      numerator: 7,
      denominator: null,
      definition: 'Number of cases.',
      as_of: '2026-03-24T10:00:00Z',
      withheld: [],
    }))
    server.on('GET /api/analytics/v1/figures/fields', () => ({ units: [], measures: [], existence: [] }))
    await openPage('/figures?authority=eastmere&measure=count&unit=case&cohort=received&year=2025-26', 'manager')
    expect(await screen.findByRole('link', { name: 'Make an alert of it' })).toHaveAttribute(
      'href',
      '/alerts?authority=eastmere&measure=count&unit=case&cohort=received&year=2025-26',
    )
  })
})
