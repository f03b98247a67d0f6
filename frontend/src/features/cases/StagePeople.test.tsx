import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { AppointmentRead, Appointments } from '../../api'
import { draftOf } from '../../lib/drafts'
import { CASE, NOW } from '../../testing/fixtures'
import { expectNoViolations, openPage } from '../../testing/render'
import { problem, startServer } from '../../testing/server'
import type { StubServer } from '../../testing/server'

const PATH = `/api/cases/v1/cases/${CASE.ref}/appointments`
const CHAIR: AppointmentRead = {
  number: 1,
  stage: 2,
  role: 'panel_chair',
  name: 'Person C',
  officer: null,
  independent: true,
  appointed_on: '2026-03-20',
  ended_on: null,
  ended_because: null,
  days: ['2026-03-23', '2026-04-01'],
}
const PEOPLE: Appointments = {
  items: [CHAIR],
  stages: [
    { number: 1, name: 'Investigation', roles: ['investigating_officer', 'advocate'], missing: [], warning: null, late: false, source: 'reg 17', investigated_with: [] },
    { number: 2, name: 'Review panel', roles: ['panel_chair', 'panel_member'], missing: ['panel_member'], warning: null, late: false, source: 'reg 19', investigated_with: [] },
  ],
  advocacy: [{ number: 1, stage: 1, act: 'taken_up', told_on: '2026-03-03' }],
  panel: { due_on: '2026-04-10', met_on: null, days: [], warning: 'The panel still needs one person; 10 working days left.' },
  may_record: true,
  withheld: [],
}
let server: StubServer

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] })
  server = startServer()
})

async function open(people: Appointments) {
  server.on(`GET ${PATH}`, () => people)
  const user = userEvent.setup()
  await openPage(`/cases/${CASE.ref}`, 'complaints_officer')
  return { user, card: await screen.findByRole('region', { name: 'People of this stage' }) }
}

describe('the people of a stage', () => {
  it('are appointed, from whom the stage still wants; nobody of the council sits on a panel', async () => {
    const { user, card } = await open(PEOPLE)
    expect(within(card).getByText('The panel still needs one person; 10 working days left.')).toBeVisible()
    expect(within(card).getByText(/Not appointed yet: panel member/)).toBeVisible()
    expect(within(card).getByText('Advocacy taken up on 3 March.')).toBeVisible()
    await user.click(within(card).getByRole('button', { name: 'Appoint somebody' }))
    expect(screen.getByLabelText('As what')).toHaveValue('panel_member')
    expect(screen.queryByRole('group', { name: 'Do they belong to the council?' })).not.toBeInTheDocument()
    await user.click(screen.getByRole('button', { name: 'Appoint them' }))
    expect(screen.getAllByText('Give their name')).toHaveLength(2)
    await user.type(screen.getByLabelText('Name'), 'Person D')
    await expectNoViolations()
    const whole = { ...PEOPLE, items: [CHAIR, { ...CHAIR, number: 2, role: 'panel_member', name: 'Person D', days: [] }] }
    server.on(`POST ${PATH}`, () => whole)
    await user.click(screen.getByRole('button', { name: 'Appoint them' }))
    expect(await within(card).findByText('Person D')).toBeVisible()
    expect(server.asked('POST', PATH).at(-1)?.body).toEqual({
      role: 'panel_member',
      stage: 2,
      name: 'Person D',
      officer: null,
      independent: true,
      appointed_on: '2026-03-24',
    })
  })

  it('have what was said of advocacy put right, with how that is known', async () => {
    const { user, card } = await open(PEOPLE)
    const said = within(card).getByRole('group', { name: 'Advocacy taken up on 3 March' })
    await user.click(within(said).getByRole('button', { name: 'Put right' }))
    const form = screen.getByRole('region', { name: 'Put right: advocacy taken up on 3 March' })
    expect(within(form).getByLabelText('Stage')).toHaveValue('1')
    await expectNoViolations()
    await user.click(within(form).getByRole('radio', { name: 'Advocacy declined' }))
    await user.click(within(form).getByRole('button', { name: 'Put it right' }))
    expect(within(form).getByRole('link', { name: 'Say how you know' })).toBeVisible()
    await user.type(within(form).getByLabelText('How you know'), 'Their letter')
    const path = `/api/cases/v1/cases/${CASE.ref}/advocacy/1/put-right`
    const declined = { stage: 1, act: 'declined' as const, told_on: '2026-03-03' }
    server.on(`POST ${path}`, () => ({ ...PEOPLE, advocacy: [{ number: 1, ...declined }] }))
    await user.click(within(form).getByRole('button', { name: 'Put it right' }))
    expect(await within(card).findByText('Advocacy declined on 3 March.')).toBeVisible()
    expect(server.asked('POST', path)[0]?.body).toEqual({ word: declined, because: 'Their letter' })
  })

  it('are asked for while an investigation has no independent person', async () => {
    const warning = 'Nobody is appointed as independent person yet; 12 working days left.'
    const [investigation] = PEOPLE.stages
    const stages = investigation ? [{ ...investigation, missing: ['independent_person' as const], warning }] : []
    const { card } = await open({ ...PEOPLE, items: [], stages, panel: null })
    expect(within(card).getByText(warning)).toBeVisible()
    await expectNoViolations()
  })

  it('give days as people write them, and end with a reason', async () => {
    const { user, card } = await open(PEOPLE)
    expect(within(card).getByText('Can on 1 April')).toBeVisible()
    await user.click(within(card).getByRole('button', { name: 'Give their days' }))
    const days = screen.getByLabelText('Days on which they can')
    await user.clear(days)
    await user.type(days, '2 April, 6 April{enter}soon')
    await user.click(screen.getByRole('button', { name: 'Save the days' }))
    expect(screen.getAllByText(/“soon” is not a date/)).toHaveLength(2)
    await user.type(days, '{backspace}{backspace}{backspace}{backspace}')
    server.on(`PUT ${PATH}/1/days`, () =>
      problem(422, 'Some fields are wrong.', [{ pointer: '/days/1', detail: '6 April 2026 is a bank holiday (Easter Monday).' }]),
    )
    await user.click(screen.getByRole('button', { name: 'Save the days' }))
    expect(await screen.findAllByText(/Easter Monday/)).toHaveLength(2)
    expect(server.asked('PUT', `${PATH}/1/days`).at(-1)?.body).toEqual({ days: ['2026-04-02', '2026-04-06'] })
    await user.click(within(card).getByRole('button', { name: 'No longer takes part' }))
    await user.type(screen.getByLabelText('Why'), 'They are ill')
    server.on(`POST ${PATH}/1/end`, () => ({
      ...PEOPLE,
      items: [{ ...CHAIR, ended_on: '2026-03-24', ended_because: 'They are ill' }],
    }))
    await user.click(screen.getByRole('button', { name: 'End it' }))
    await waitFor(() => expect(within(card).getByText(/20 March 2026 to 24 March 2026: they are ill/)).toBeVisible())
  })

  it('leave nothing unfinished that was saved while another form was opened', async () => {
    const { user, card } = await open(PEOPLE)
    await user.click(within(card).getByRole('button', { name: 'Give their days' }))
    await user.type(screen.getByLabelText('Days on which they can'), '{enter}2 April')
    let answer: (whole: Appointments) => void = () => undefined
    server.on(`PUT ${PATH}/1/days`, () => new Promise<Appointments>((done) => { answer = done }))
    await user.click(screen.getByRole('button', { name: 'Save the days' }))
    await user.click(within(card).getByRole('button', { name: 'Appoint somebody' }))
    expect(draftOf(`appointment/${CASE.ref}/1/days`)).toBeDefined()
    answer(PEOPLE)
    await waitFor(() => expect(draftOf(`appointment/${CASE.ref}/1/days`)).toBeUndefined())
    expect(screen.getByRole('region', { name: 'Appoint somebody' })).toBeVisible()
  })
})
