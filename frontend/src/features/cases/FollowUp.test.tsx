import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { LearningRead, RemedyRead } from '../../api'
import { CASE, NOW, QUEUE } from '../../testing/fixtures'
import { expectNoViolations, openPage } from '../../testing/render'
import { json, startServer } from '../../testing/server'
import type { StubServer } from '../../testing/server'

const PATH = `/api/cases/v1/cases/${CASE.ref}`
const PAYMENT: RemedyRead = {
  number: 1,
  kind: 'payment',
  pence: 15_000,
  paid_pence: 5_000,
  payments: [{ number: 1, pence: 5_000, paid_on: '2026-03-20', wrong_on: null }],
  whom: 'the daughter',
  what: 'For the lost week',
  owner: { subject: 'officer-jt', name: 'J T' },
  due_on: '2026-03-23',
  done_on: null,
  evidence: null,
  dropped_because: null,
  is_open: true,
  late: true,
  recorded_on: '2026-03-10',
  to_be_agreed: false,
  agreed_by: null,
  agreed_on: null,
  may_act: true,
  may_put_right: true,
  may_agree: false,
}
const LESSON: LearningRead = {
  number: 1,
  theme: 'communication',
  theme_name: 'Communication',
  action: 'Training',
  scope: 'team',
  issue: null,
  owner: null,
  due_on: '2026-04-02',
  done_on: null,
  evidence: null,
  effect_on: null,
  looked_at_on: null,
  repeated: null,
  dropped_because: null,
  is_open: true,
  late: false,
  recorded_on: '2026-03-10',
  is_dropped: false,
  may_act: true,
  may_put_right: true,
}
const ALL = { may_record: true, withheld: [] }
let server: StubServer

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] })
  server = startServer()
  server.on(`GET ${PATH}/remedies`, () => ({ items: [PAYMENT], ...ALL }))
  server.on(`GET ${PATH}/learning`, () => ({ items: [LESSON], ...ALL }))
})

async function open(address = `/cases/${CASE.ref}`) {
  const user = userEvent.setup()
  await openPage(address, 'complaints_officer')
  return user
}

describe('what puts a case right', () => {
  it('says what is owed, by whom, and that it is late', async () => {
    await open()
    const card = await screen.findByRole('region', { name: 'Putting it right' })
    expect(within(card).getByText('Payment of £150.00')).toBeVisible()
    expect(within(card).getByText('Late: it was due 23 March 2026, J T')).toBeVisible()
    expect(within(card).getByText('£50.00 of £150.00 is paid')).toBeVisible()
    await expectNoViolations()
  })

  it('waits for a second person over the limit, who agrees to the sum that they read', async () => {
    const waiting = { ...PAYMENT, pence: 60_000, paid_pence: 0, payments: [], to_be_agreed: true, may_agree: true }
    server.on(`GET ${PATH}/remedies`, () => ({ items: [waiting], ...ALL }))
    const agreed = { ...waiting, to_be_agreed: false, agreed_by: PAYMENT.owner, agreed_on: '2026-03-24' }
    server.on(`POST ${PATH}/remedies/1/agreement`, () => json({ items: [agreed], ...ALL }))
    const user = await open()
    const card = await screen.findByRole('region', { name: 'Putting it right' })
    expect(within(card).getByText('To be agreed by somebody else')).toBeVisible()
    expect(within(card).queryByRole('button', { name: 'A part was paid' })).not.toBeInTheDocument()
    await user.click(within(card).getByRole('button', { name: 'I agree to Payment of £600.00' }))
    expect(await within(card).findByText('Agreed by J T on 24 March 2026')).toBeVisible()
    expect(server.asked('POST', `${PATH}/remedies/1/agreement`)[0]?.body).toEqual({ pence: 60_000 })
  })

  it('is done with what shows it, and each thing that is wrong leads to its field', async () => {
    server.on(`POST ${PATH}/remedies/1/done`, () => json({ items: [], ...ALL }))
    const user = await open()
    const card = await screen.findByRole('region', { name: 'Putting it right' })
    await user.click(within(card).getByRole('button', { name: 'It is done' }))
    const form = screen.getByRole('region', { name: 'Done: Payment of £150.00' })
    await user.click(within(form).getByRole('button', { name: 'It is done' }))
    expect(screen.getByRole('link', { name: 'Say what shows it' })).toBeVisible()
    fireEvent.change(screen.getByLabelText('What shows it'), { target: { value: 'The ledger' } })
    await user.click(within(form).getByRole('button', { name: 'It is done' }))
    await waitFor(() => expect(form).not.toBeInTheDocument())
    expect(server.asked('POST', `${PATH}/remedies/1/done`)[0]?.body).toEqual({
      done_on: '2026-03-24',
      evidence: 'The ledger',
    })
  })

  it('is owed again where a payment was recorded wrongly, with how that is known', async () => {
    const paid: RemedyRead = {
      ...PAYMENT,
      payments: [
        { number: 1, pence: 15_000, paid_on: '2026-03-19', wrong_on: '2026-03-20' },
        { number: 2, pence: 15_000, paid_on: '2026-03-20', wrong_on: null },
      ],
      done_on: '2026-03-20',
      is_open: false,
      may_act: false,
    }
    server.on(`GET ${PATH}/remedies`, () => ({ items: [paid], ...ALL }))
    server.on(`POST ${PATH}/remedies/1/put-right`, () => json({ items: [PAYMENT], ...ALL }))
    const user = await open()
    const card = await screen.findByRole('region', { name: 'Putting it right' })
    await user.click(within(card).getByRole('button', { name: 'Put right' }))
    const form = screen.getByRole('region', { name: 'Put right: Payment of £150.00' })
    expect(within(form).getAllByRole('radio')).toHaveLength(1)
    expect(within(form).getByLabelText('£150.00 was not paid on 20 March 2026')).toBeChecked()
    await expectNoViolations()
    await user.click(within(form).getByRole('button', { name: 'Put it right' }))
    expect(screen.getByRole('link', { name: 'Say how you know' })).toBeVisible()
    fireEvent.change(screen.getByLabelText('How you know'), { target: { value: 'Another case was meant' } })
    await user.click(within(form).getByRole('button', { name: 'Put it right' }))
    await waitFor(() => expect(form).not.toBeInTheDocument())
    expect(server.asked('POST', `${PATH}/remedies/1/put-right`)[0]?.body).toEqual({
      payment: 2,
      because: 'Another case was meant',
    })
  })

  it('is recorded with a sum where it is money', async () => {
    server.on(`POST ${PATH}/remedies`, () => json({ items: [PAYMENT], ...ALL }, 201))
    const user = await open()
    await user.click(await screen.findByRole('button', { name: 'Record a remedy' }))
    expect(screen.queryByLabelText('How much, in pounds')).not.toBeInTheDocument()
    await user.selectOptions(screen.getByLabelText('What puts it right'), 'Refund')
    fireEvent.change(screen.getByLabelText('How much, in pounds'), { target: { value: '9.90' } })
    fireEvent.change(screen.getByLabelText('By when'), { target: { value: '7 April 2026' } })
    await user.selectOptions(screen.getByLabelText('Who carries it out'), 'J T')
    await user.click(screen.getByRole('button', { name: 'Record the remedy' }))
    await waitFor(() => expect(server.asked('POST', `${PATH}/remedies`)).toHaveLength(1))
    expect(server.asked('POST', `${PATH}/remedies`)[0]?.body).toMatchObject({
      kind: 'refund',
      pence: 990,
      due_on: '2026-04-07',
    })
  })
})

describe('what is learned from a case', () => {
  it('offers the actions of the council’s file, or own words', async () => {
    server.on(`POST ${PATH}/learning`, () => json({ items: [LESSON], ...ALL }, 201))
    const user = await open()
    await user.click(await screen.findByRole('button', { name: 'Record what was learned' }))
    await user.selectOptions(screen.getByLabelText('What it is about'), 'Communication')
    await user.selectOptions(screen.getByLabelText('What will change'), 'Something else, in your own words')
    fireEvent.change(screen.getByLabelText('In your own words'), { target: { value: 'Ring ahead.' } })
    await expectNoViolations()
    const form = screen.getByRole('region', { name: 'Record what was learned' })
    await user.click(within(form).getByRole('button', { name: 'Record what was learned' }))
    await waitFor(() => expect(server.asked('POST', `${PATH}/learning`)).toHaveLength(1))
    expect(server.asked('POST', `${PATH}/learning`)[0]?.body).toMatchObject({
      theme: 'communication',
      action: 'Ring ahead.',
      scope: 'team',
    })
  })

  it('is struck through where it was a slip, once somebody says why nothing was learned instead', async () => {
    const done: LearningRead = { ...LESSON, done_on: '2026-03-12', is_open: false, may_act: false }
    const struck: LearningRead = { ...done, is_dropped: true, dropped_because: 'Another case was meant' }
    server.on(`GET ${PATH}`, () => ({ ...CASE, closed_on: '2026-03-10', teaches: true }))
    server.on(`GET ${PATH}/learning`, () => ({ items: [done], ...ALL }))
    server.on(`POST ${PATH}/learning/1/put-right`, () => ({ items: [struck], ...ALL }))
    const user = await open()
    const card = await screen.findByRole('region', { name: 'Learning' })
    await user.click(within(card).getByRole('button', { name: 'Put right' }))
    await user.click(screen.getByLabelText('It was recorded by mistake: it is nothing learned'))
    fireEvent.change(screen.getByLabelText('How you know'), { target: { value: 'Another case was meant' } })
    await user.click(screen.getByRole('button', { name: 'Put it right' }))
    const why = await screen.findByLabelText('Why nothing was learned')
    fireEvent.change(why, { target: { value: 'It was known before' } })
    await expectNoViolations()
    await user.click(screen.getByRole('button', { name: 'Put it right' }))
    expect(await screen.findByText('Recorded by mistake: Another case was meant')).toBeVisible()
    expect(within(card).getByText('Communication.').closest('s')).toBeVisible()
    expect(server.asked('POST', `${PATH}/learning/1/put-right`).map(({ body }) => body)).toEqual([
      { wrong: 'recorded', because: 'Another case was meant', no_learning_because: 'It was known before' },
    ])
  })

  it('is asked for at closing, or why there is none', async () => {
    server.on(`GET ${PATH}`, () => ({ ...CASE, teaches: true, actions: ['close'], primary_action: 'close' }))
    server.on(`GET ${PATH}/learning`, () => ({ items: [], ...ALL }))
    server.on(`POST ${PATH}/closure`, () => CASE)
    const user = await open(`/cases/${CASE.ref}?do=close`)
    const form = await screen.findByRole('region', { name: 'Close the case' })
    await user.click(within(form).getByRole('button', { name: 'Close the case' }))
    expect(await screen.findByRole('link', { name: 'Say what was learned, or that nothing was' })).toBeVisible()
    await user.selectOptions(screen.getByLabelText('What was learned'), 'Nothing was learned from it')
    fireEvent.change(screen.getByLabelText('Why nothing was learned'), { target: { value: 'It was a slip.' } })
    await user.click(within(form).getByRole('button', { name: 'Close the case' }))
    await waitFor(() => expect(form).not.toBeInTheDocument())
    expect(server.asked('POST', `${PATH}/closure`).map(({ body }) => body)).toMatchObject([
      { learning: [], no_learning_because: 'It was a slip.' },
    ])
  })

  it('is not asked for at closing where something was learned already', async () => {
    server.on(`GET ${PATH}`, () => ({ ...CASE, teaches: true, actions: ['close'], primary_action: 'close' }))
    server.on(`POST ${PATH}/closure`, () => CASE)
    const user = await open(`/cases/${CASE.ref}?do=close`)
    const form = await screen.findByRole('region', { name: 'Close the case' })
    await user.click(within(form).getByRole('button', { name: 'Close the case' }))
    await waitFor(() => expect(form).not.toBeInTheDocument())
    expect(server.asked('POST', `${PATH}/closure`).map(({ body }) => body)).toMatchObject([{ no_learning_because: null }])
  })
})

describe('what is to follow up', () => {
  it('stands in the queue after the case closed', async () => {
    const [one] = QUEUE
    server.on('GET /api/cases/v1/cases', () => ({
      items: [{ ...one, status: 'closed', next_due: null, follow_up: { open: 2, late: 1, due_on: '2026-03-23' } }],
      next_cursor: null,
    }))
    await open('/cases?view=follow_up')
    expect(await screen.findByText(/2 remedies or actions open, first due 23 March/)).toBeVisible()
    expect(within(screen.getByRole('table')).getByText('1 late')).toBeVisible()
  })

  it('is one plan of all cases, by theme', async () => {
    server.on('GET /api/cases/v1/learning', ({ query }) => ({
      items: query.get('view') === 'late' ? [] : [{ ...LESSON, ref: CASE.ref }],
      themes: [{ theme: 'communication', name: 'Communication', open: 1, late: 0, effect: 2 }],
      next_cursor: null,
      withheld: [],
    }))
    const user = await open('/learning')
    expect(await screen.findByRole('rowheader', { name: /Training/ })).toBeVisible()
    expect(screen.getByText('1 open, 2 to look at')).toBeVisible()
    await expectNoViolations()
    await user.click(screen.getByRole('link', { name: /^Late/ }))
    expect(await screen.findByText('No action is late.')).toBeVisible()
  })
})
