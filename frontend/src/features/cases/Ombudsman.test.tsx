import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { OmbudsmanCaseRead } from '../../api'
import { CASE, NOW } from '../../testing/fixtures'
import { expectNoViolations, openPage } from '../../testing/render'
import { json, problem, startServer } from '../../testing/server'
import type { StubServer } from '../../testing/server'

const PATH = `/api/cases/v1/cases/${CASE.ref}/ombudsman`
const STANDS = { of_earlier: false, struck: false, struck_because: null }
const REMEDY = { number: 1, pence: null, evidence: null, done_on: null, late: false, on_time: null, ...STANDS }
const DECIDED: OmbudsmanCaseRead = {
  number: 1,
  body: 'lgsco',
  reference: '24 012 345',
  also_of: [],
  contact_ref: null,
  received_on: '2026-01-05',
  formal_investigation: true,
  draft_on: '2026-02-02',
  draft_decision: 'upheld',
  comments_due_on: '2026-02-16',
  commented_on: '2026-02-10',
  decided_on: '2026-02-23',
  decision: 'upheld',
  grounds: 'fault_and_injustice',
  public_report: false,
  came_back_on: null,
  taken_up_on: null,
  remedies: [
    { ...REMEDY, what: 'Apologise in writing', due_on: '2026-03-23', done_on: '2026-03-20', on_time: true },
    { ...REMEDY, number: 2, what: 'Pay for the distress', pence: 75_000, due_on: '2026-03-23', late: true },
  ],
  mistaken_because: null,
  standing: 'remedies_owed',
  is_open: true,
  next_due_on: '2026-03-23',
  comments_late: false,
  recommendations_met_on: null,
}
const ALL = { may_record: true, withheld: [] }
let server: StubServer

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] })
  server = startServer()
  server.on(`GET ${PATH}`, () => ({ items: [DECIDED], ...ALL }))
})

async function open() {
  const user = userEvent.setup()
  await openPage(`/cases/${CASE.ref}`, 'complaints_officer')
  return { user, card: await screen.findByRole('region', { name: 'The Ombudsman' }) }
}

describe('what the Ombudsman made of a case', () => {
  it('says what was decided, and which remedy is done in time and which is late', async () => {
    const { card } = await open()
    expect(within(card).getByText('Upheld, 23 February 2026')).toBeVisible()
    expect(within(card).getByText('Done 20 March 2026, on time')).toBeVisible()
    expect(within(card).getByText('Late: it was due 23 March 2026')).toBeVisible()
    await expectNoViolations()
  })

  it('says at the top of a closed case that something of it is late, not that nothing is owed', async () => {
    const closed = { ...CASE, status: 'closed', stage: 'closed', closed_on: '2026-02-01', next_due: null, next_action: 'Nothing more is owed' }
    server.on(`GET /api/cases/v1/cases/${CASE.ref}`, () => closed)
    await open()
    expect(screen.getByText('1 remedy or action open')).toHaveTextContent('1 late')
    expect(screen.queryByText('Nothing more is owed')).not.toBeInTheDocument()
  })

  it('asks when it came back of what is referred back, and reads the case again', async () => {
    server.on(`PUT ${PATH}/1/decision`, () => json({ items: [], ...ALL }))
    const { user, card } = await open()
    const read = () => server.asked('GET', `/api/cases/v1/cases/${CASE.ref}`).length
    const before = read()
    await user.click(within(card).getByRole('button', { name: 'Change the decision' }))
    expect(screen.queryByLabelText('It came back to us on, if later')).toBeNull()
    await user.selectOptions(screen.getByLabelText('Decision'), 'referred_back')
    await user.selectOptions(screen.getByLabelText('Their reason'), 'premature')
    fireEvent.change(screen.getByLabelText('It came back to us on, if later'), { target: { value: '25 February 2026' } })
    await user.click(screen.getByRole('button', { name: 'Record the decision' }))
    await waitFor(() => expect(read()).toBe(before + 1))
    expect(server.asked('PUT', `${PATH}/1/decision`)[0]?.body).toMatchObject({
      decision: 'referred_back',
      came_back_on: '2026-02-25',
    })
  })

  it('says what an earlier decision left', async () => {
    const changed: OmbudsmanCaseRead = {
      ...DECIDED,
      decision: 'not_upheld',
      taken_up_on: '2026-02-23',
      remedies: DECIDED.remedies.map((remedy) => ({ ...remedy, of_earlier: remedy.done_on === null })),
    }
    server.on(`GET ${PATH}`, () => ({ items: [changed], ...ALL }))
    const { card } = await open()
    expect(within(card).getByText(/^The case was taken up again on 23 February 2026/)).toBeVisible()
    expect(within(card).getAllByText('Agreed with an earlier decision, and owed still')).toHaveLength(1)
    await expectNoViolations()
  })

  it('warns where another case has the same one', async () => {
    server.on(`GET ${PATH}`, () => ({ items: [{ ...DECIDED, also_of: ['EAS-2526-0001'] }], ...ALL }))
    const { card } = await open()
    expect(within(card).getByRole('link', { name: 'EAS-2526-0001' })).toHaveAttribute('href', '/cases/EAS-2526-0001')
  })

  it('takes what was done with what shows it, and keeps what was agreed', async () => {
    server.on(`PUT ${PATH}/1/remedies/2`, () => json({ items: [], ...ALL }))
    const { user, card } = await open()
    await user.click(within(card).getByRole('button', { name: 'It is done' }))
    fireEvent.change(screen.getByLabelText('What shows it'), { target: { value: 'The ledger' } })
    const form = screen.getByRole('region', { name: 'Done: Pay for the distress' })
    await user.click(within(form).getByRole('button', { name: 'It is done' }))
    await waitFor(() => expect(form).not.toBeInTheDocument())
    expect(server.asked('PUT', `${PATH}/1/remedies/2`)[0]?.body).toEqual({
      what: 'Pay for the distress',
      pence: 75_000,
      due_on: '2026-03-23',
      done_on: '2026-03-24',
      evidence: 'The ledger',
    })
  })

  it('strikes off what was agreed by a slip, and lets it stand again', async () => {
    const agreed = { what: 'Pay for the distress', pence: 75_000, due_on: '2026-03-23', done_on: null, evidence: null }
    const remedies = DECIDED.remedies.map((remedy) =>
      remedy.number === 2 ? { ...remedy, late: false, struck: true, struck_because: 'Meant for another case' } : remedy,
    )
    server.on(`PUT ${PATH}/1/remedies/2`, () => ({ items: [{ ...DECIDED, remedies }], ...ALL }))
    const { user, card } = await open()
    const remedy = within(card).getByRole('group', { name: 'Pay for the distress' })
    await user.click(within(remedy).getByRole('button', { name: 'Strike off' }))
    await user.click(screen.getByRole('button', { name: 'Strike it off' }))
    expect(screen.getByRole('link', { name: 'Say why it is struck off' })).toBeVisible()
    fireEvent.change(screen.getByLabelText('Why it is struck off'), { target: { value: 'Meant for another case' } })
    await user.click(screen.getByRole('button', { name: 'Strike it off' }))
    expect(await screen.findByText('Struck off: Meant for another case')).toBeVisible()
    expect(within(card).getByText('Pay for the distress (£750.00)').tagName).toBe('S')
    await expectNoViolations()
    await user.click(within(card).getByRole('button', { name: 'It stands after all' }))
    await user.click(screen.getByRole('button', { name: 'Save the change' }))
    await waitFor(() => expect(server.asked('PUT', `${PATH}/1/remedies/2`)).toHaveLength(2))
    const [first, again] = server.asked('PUT', `${PATH}/1/remedies/2`)
    expect(first?.body).toEqual({ ...agreed, struck_because: 'Meant for another case' })
    expect(again?.body).toEqual(agreed)
  })

  it('leads from what cannot be to its field', async () => {
    server.on(`GET ${PATH}`, () => ({ items: [{ ...DECIDED, decision: null, decided_on: null, remedies: [] }], ...ALL }))
    const wrong = [{ pointer: '/grounds', detail: 'That is no reason for it.' }]
    server.on(`PUT ${PATH}/1/decision`, () => problem(422, 'Some fields are wrong.', wrong))
    const { user, card } = await open()
    await user.click(within(card).getByRole('button', { name: 'It decided' }))
    const form = screen.getByRole('region', { name: 'The Ombudsman’s decision' })
    await user.selectOptions(within(form).getByLabelText('Their reason'), 'The council had not answered it yet')
    await user.click(within(form).getByRole('button', { name: 'Record the decision' }))
    expect(await within(form).findByRole('link', { name: 'That is no reason for it.' })).toBeVisible()
    await expectNoViolations()
  })

  it('takes why all of it was recorded by mistake', async () => {
    server.on(`GET ${PATH}`, () => ({ items: [{ ...DECIDED, remedies: [] }], ...ALL }))
    server.on(`PUT ${PATH}/1`, () => json({ items: [], ...ALL }))
    const { user, card } = await open()
    await user.click(within(card).getByRole('button', { name: 'Recorded by mistake' }))
    const form = screen.getByRole('region', { name: 'The Ombudsman’s case was recorded by mistake' })
    await user.click(within(form).getByRole('button', { name: 'Record the mistake' }))
    expect(await within(form).findByRole('link', { name: 'Say why it was a mistake' })).toBeVisible()
    fireEvent.change(within(form).getByLabelText('Why it was a mistake'), { target: { value: 'Another complaint.' } })
    await user.click(within(form).getByRole('button', { name: 'Record the mistake' }))
    await waitFor(() => expect(form).not.toBeInTheDocument())
    expect(server.asked('PUT', `${PATH}/1`)[0]?.body).toMatchObject({
      reference: '24 012 345',
      mistaken_because: 'Another complaint.',
    })
  })
})
