import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Drill, Figure, Question, QuestionParts } from '../../api'
import { CONTACT } from '../../testing/fixtures'
import { expectNoViolations, openPage } from '../../testing/render'
import { problem, startServer } from '../../testing/server'
import type { StubServer } from '../../testing/server'

const FIELDS: QuestionParts['units'][number]['fields'] = [
  { path: 'classification', kind: 'text', groupable: true },
  { path: 'outcome', kind: 'text', groupable: true },
  { path: 'channel', kind: 'text', groupable: true },
  { path: 'person.age', kind: 'number', groupable: true },
  { path: 'investigated', kind: 'boolean', groupable: true },
  { path: 'closed_on', kind: 'date', groupable: true },
  { path: 'working_days_to_respond', kind: 'number', groupable: true },
  { path: 'issues.theme', kind: 'text', groupable: false },
]
const needs = { least_groups: 0, most_groups: 2, needs_numerator: false, needs_versus: false, field_kinds: [] }
const PARTS: QuestionParts = {
  units: [{ unit: 'case', fields: FIELDS }],
  measures: [
    { ...needs, measure: 'count' },
    { ...needs, measure: 'rate', needs_numerator: true },
    { ...needs, measure: 'mean_working_days', field_kinds: ['number'] },
    { ...needs, measure: 'ranking', least_groups: 1, most_groups: 1 },
  ],
  existence: ['issues'],
}

const answer = (values: unknown, numerator: unknown = values, denominator: unknown = null): Figure => ({
  values,
  numerator,
  denominator,
  definition: 'Number of cases; all counted.',
  as_of: '2026-03-24T10:42:07Z',
})

let server: StubServer
beforeEach(() => {
  vi.setSystemTime(new Date('2026-03-24T10:42:07Z'))
  server = startServer()
    .on('GET /api/analytics/v1/figures/fields', () => PARTS)
    .on('POST /api/analytics/v1/figures', ({ body }) => {
      const [by] = (body as Question).group_by ?? []
      return by === 'outcome' ? answer({ not_upheld: 31, upheld: 18 }) : answer(by ? { statutory_complaint: 57 } : 57)
    })
})

const asked = () => server.asked('POST', '/api/analytics/v1/figures').map((heard) => heard.body as Question)

async function open(search = '') {
  const page = await openPage(`/figures${search}`, 'manager')
  await screen.findByRole('form', { name: 'The question' })
  return { ...page, user: userEvent.setup() }
}

describe('the figures page', () => {
  it('answers the question that is in the address', async () => {
    const { router } = await open('?authority=eastmere&measure=count&by=classification')
    expect(await screen.findByRole('table', { name: 'The answer' })).toBeVisible()
    expect(router.state.location.search).toContain('measure=count')
    expect(asked().at(-1)).toMatchObject({ measure: 'count', year: '2025-26' })
    expect(screen.getByText('Number of cases; all counted.')).toBeVisible()
    expect(screen.getByText('As of 24 March 2026, 10:42.')).toBeVisible()
    expect(screen.getByText(/The scale runs from 0 to 100/)).toBeVisible()
    await expectNoViolations()
  })

  it('asks what the form says, and goes back to what was asked before', async () => {
    const { user, router } = await open('?measure=count&year=2025-26')
    await user.click(screen.getByRole('button', { name: 'Add a condition: Only those where' }))
    const field = screen.getByLabelText('Condition 1: field')
    expect(field).toHaveFocus()
    await user.selectOptions(field, 'Person: age')
    await user.selectOptions(screen.getByLabelText('Condition 1: how'), 'is at least')
    await user.type(screen.getByLabelText('Value'), '65')
    await user.selectOptions(screen.getByLabelText('Group by'), 'Outcome')
    await expectNoViolations()
    await user.click(screen.getByRole('button', { name: 'Show the figure' }))
    expect(await screen.findByRole('row', { name: /Not upheld 31/ })).toBeVisible()
    expect(asked().at(-1)).toMatchObject({
      authority: 'eastmere',
      year: '2025-26',
      filters: { 'person.age': { min: 65 } },
      group_by: ['outcome'],
    })
    expect(new URLSearchParams(router.state.location.search).getAll('where')).toEqual(['person.age:min:65'])
    await router.navigate(-1)
    expect(await screen.findByText('57', { selector: 'p' })).toBeVisible()
    expect(screen.queryByLabelText('Condition 1: field')).not.toBeInTheDocument()
  })

  it('offers the values that there are', async () => {
    const { user } = await open('?measure=count&year=2025-26&where=outcome:is:upheld')
    const value = await screen.findByLabelText('Value')
    await waitFor(() => expect(within(value).getByRole('option', { name: 'Not upheld' })).toBeInTheDocument())
    await user.selectOptions(screen.getByLabelText('Condition 1: how'), 'is one of')
    await user.click(screen.getByLabelText('Not upheld'))
    await user.click(screen.getByRole('button', { name: 'Show the figure' }))
    await waitFor(() => expect(asked().at(-1)?.filters).toEqual({ outcome: ['upheld', 'not_upheld'] }))
  })

  it('reads dates as people say them, and says what it cannot read at its place', async () => {
    const { user } = await open('?measure=count&year=2025-26&where=closed_on:min:2025-05-01')
    const date = screen.getByLabelText('Date')
    await user.clear(date)
    await user.type(date, 'soonish')
    await user.click(screen.getByRole('button', { name: 'Show the figure' }))
    expect(screen.getByRole('link', { name: /“soonish” is not a date/ })).toBeVisible()
    expect(screen.getByLabelText('Condition 1: field')).toHaveAccessibleDescription(/is not a date/)
    await user.clear(date)
    await user.type(date, '1 April 2025')
    await user.click(screen.getByRole('button', { name: 'Show the figure' }))
    await waitFor(() => expect(asked().at(-1)?.filters).toEqual({ closed_on: { min: '2025-04-01' } }))
  })

  it('puts values under one name', async () => {
    const { user } = await open('?measure=count&year=2025-26&by=outcome')
    await user.click(screen.getByRole('button', { name: /^Put several values under one name/ }))
    await user.type(screen.getByLabelText('Name of the group'), 'Decided')
    await user.click(await screen.findByLabelText('Upheld'))
    await user.click(screen.getByRole('button', { name: 'Show the figure' }))
    await waitFor(() => expect(asked().at(-1)?.value_groups).toEqual({ outcome: { Decided: ['upheld'] } }))
  })

  it('shows a refusal at the part that it names', async () => {
    server.on('POST /api/analytics/v1/figures', () =>
      problem(422, 'The question cannot be answered as it stands.', [
        { pointer: '/filters/outcom', detail: 'There is no field outcom.' },
        { pointer: '/group_by', detail: 'ranking needs one field to group by.' },
      ]),
    )
    await open('?measure=ranking&year=2025-26&where=grade:recorded&where=outcom:is:upheld')
    expect(await screen.findByRole('link', { name: 'There is no field outcom.' })).toBeVisible()
    expect(screen.getByLabelText('Condition 2: field')).toHaveAccessibleDescription(/no field outcom/)
    expect(screen.getByLabelText('Group by')).toHaveAccessibleDescription(/needs one field/)
    expect(screen.getByText(/There is no answer yet/)).toBeVisible()
    await expectNoViolations()
  })

  it('says what is wrong with an address, and asks nothing', async () => {
    await open('?measure=guess&colour=red')
    expect(screen.getByRole('alert')).toHaveTextContent('There is no measure “guess”.')
    expect(screen.getByRole('alert')).toHaveTextContent('A question has no part “colour”.')
    expect(asked()).toEqual([])
    await expectNoViolations()
  })

  it('says in words that there is nothing', async () => {
    server.on('POST /api/analytics/v1/figures', () => answer(0))
    await open('?measure=count&year=2019-20')
    expect(await screen.findByText('Nothing was received in 2019-20.', { selector: '.rd-notice' })).toBeVisible()
    expect(screen.queryByRole('table')).not.toBeInTheDocument()
  })
})

describe('behind a figure', () => {
  it('are cases and contacts, some at a time', async () => {
    server
      .on('POST /api/analytics/v1/figures', () => answer(72, 41, 57))
      .on('POST /api/analytics/v1/figures/references', ({ body }) =>
        (body as Drill).cursor
          ? { items: ['EAS-2526-0003'], next_cursor: null }
          : { items: ['EAS-2526-0001', 'EAS-2526-0002'], next_cursor: 'more' },
      )
      .on('GET /api/intake/v1/contacts', () => ({
        items: [
          { ...CONTACT, ref: 'EAS-2526-0001', opens_case: true },
          { ...CONTACT, ref: 'EAS-2526-0002', opens_case: false },
        ],
        next_cursor: null,
      }))
    const { user } = await open('?measure=rate&year=2025-26&numerator=outcome:is:upheld')
    await user.click(await screen.findByRole('button', { name: /^Show the 41/ }))
    expect(screen.getByRole('heading', { name: /^The cases behind/ })).toHaveFocus()
    expect(await screen.findByRole('link', { name: 'EAS-2526-0001' })).toHaveAttribute('href', '/cases/EAS-2526-0001')
    expect(screen.getByRole('link', { name: 'EAS-2526-0002' })).toHaveAttribute('href', '/contacts/EAS-2526-0002')
    await user.click(screen.getByRole('button', { name: 'Show more' }))
    expect(await screen.findByText('3 in all.')).toBeVisible()
    const heard = server.asked('POST', '/api/analytics/v1/figures/references').map(({ body }) => body as Drill)
    expect(heard.map((one) => [one.numerator_only, one.group, one.cursor])).toEqual([
      [true, [], null],
      [true, [], 'more'],
    ])
    await expectNoViolations()
  })
})
