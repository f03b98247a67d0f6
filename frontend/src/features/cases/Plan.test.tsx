import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { PlanRead, Plans } from '../../api'
import { CASE, NOW } from '../../testing/fixtures'
import { expectNoViolations, openPage } from '../../testing/render'
import { problem, startServer } from '../../testing/server'
import type { StubServer } from '../../testing/server'

const PATH = `/api/cases/v1/cases/${CASE.ref}/plan`
const PLAN: PlanRead = {
  number: 1,
  issues: CASE.issues.map(({ number }) => ({ number, words: `Words ${number}` })),
  wants: 'A visit',
  how: 'We read the log',
  who: 'The manager',
  hears: 'weekly',
  agreed: true,
  made_on: '2026-03-05',
  method: 'phone',
  changed_because: null,
  by: { subject: 'officer-jt', name: 'J T' },
}
const NONE: Plans = { name: null, parts: [], plan: null, earlier: [], promised_on: null, may_plan: true, withheld: [] }
let server: StubServer

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] })
  server = startServer()
})

async function open(plans: Plans) {
  server.on(`GET ${PATH}`, () => plans)
  const user = userEvent.setup()
  await openPage(`/cases/${CASE.ref}`, 'complaints_officer')
  return { user, card: await screen.findByRole('region', { name: 'The plan' }) }
}

describe('the plan', () => {
  it('is made from what is known, with a date that is asked for only while none was promised', async () => {
    const { user, card } = await open(NONE)
    server.on(`PUT ${PATH}`, () => ({ ...NONE, plan: PLAN }))
    await user.click(within(card).getByRole('button', { name: 'Make the plan' }))
    await user.click(screen.getByRole('button', { name: 'Save the plan' }))
    expect(screen.getAllByText('Say how it will be looked into')).toHaveLength(2)
    await user.type(screen.getByLabelText('How it will be looked into'), 'We read the log')
    const wants = screen.getByLabelText('What they want to come of it')
    await user.clear(wants)
    await user.type(wants, 'A visit')
    const who = screen.getByLabelText('Who looks into it')
    await user.clear(who)
    await user.type(who, 'The manager')
    await user.type(screen.getByLabelText('Answer promised by, if you agreed a date'), '3 April')
    await expectNoViolations()
    await user.click(screen.getByRole('button', { name: 'Save the plan' }))
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Save the plan' })).not.toBeInTheDocument())
    expect(server.asked('PUT', PATH).at(-1)?.body).toMatchObject({
      wants: 'A visit',
      how: 'We read the log',
      promised_on: '2026-04-03',
      agreed: true,
      because: null,
    })
    expect(within(card).getByText('Every week')).toBeVisible()
    expect(within(card).getByText('Agreed with them on 5 March 2026 by phone, J T')).toBeVisible()
  })

  it('is changed with a reason; those before it can be looked at', async () => {
    const changed = { ...PLAN, number: 2, changed_because: 'They rang', agreed: false }
    const { user, card } = await open({ ...NONE, plan: changed, earlier: [PLAN], promised_on: '2026-04-01' })
    expect(within(card).getByText(/They rang/)).toBeVisible()
    await user.click(within(card).getByText('The plan before'))
    server.on(`PUT ${PATH}`, () => problem(422, 'Some fields are wrong.', [{ pointer: '/made_on', detail: 'This is in the future.' }]))
    await user.click(within(card).getByRole('button', { name: 'Change the plan' }))
    expect(screen.queryByLabelText('Answer promised by, if you agreed a date')).not.toBeInTheDocument()
    await user.type(screen.getByLabelText('Why it is changed'), 'The manager is away')
    await user.click(screen.getByRole('button', { name: 'Change the plan' }))
    expect(await screen.findAllByText('This is in the future.')).toHaveLength(2)
    await expectNoViolations()
  })

  it('leaves out what followed its matter elsewhere; what was planned before stays as it was', async () => {
    const gone = { ...PLAN, issues: [...PLAN.issues, { number: 9, words: 'Words 9' }] }
    const { card } = await open({ ...NONE, plan: { ...gone, number: 2 }, earlier: [gone] })
    expect(within(card).getAllByText('Words 1')).toHaveLength(2)
    expect(within(card).getAllByText('Words 9')).toHaveLength(1)
  })

  it('is not shown to whoever may make none, while there is none', async () => {
    server.on(`GET ${PATH}`, () => ({ ...NONE, may_plan: false }))
    await openPage(`/cases/${CASE.ref}`, 'auditor')
    await screen.findByRole('heading', { name: 'Clocks' })
    expect(screen.queryByRole('region', { name: 'The plan' })).not.toBeInTheDocument()
  })
})
