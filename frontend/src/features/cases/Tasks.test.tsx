import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { TaskRead } from '../../api'
import { CASE, NOW } from '../../testing/fixtures'
import { expectNoViolations, openPage } from '../../testing/render'
import { json, startServer } from '../../testing/server'
import type { StubServer } from '../../testing/server'

const PATH = `/api/cases/v1/cases/${CASE.ref}`
const RING: TaskRead = {
  ref: CASE.ref,
  number: 1,
  what: 'Ring the daughter',
  owner: { subject: 'officer-jt', name: 'J T' },
  team: null,
  due_on: '2026-03-23',
  done_on: null,
  done_by: null,
  dropped_because: null,
  is_open: true,
  late: true,
  is_reminder: true,
  recorded_on: '2026-03-10',
  by: { subject: 'officer-jt', name: 'J T' },
  earlier: [],
  may_act: true,
  may_change: true,
}
const ALL = { may_record: true, withheld: [] }
const DONE = { ...RING, is_open: false, late: false, done_on: '2026-03-24', done_by: RING.owner, may_act: false }
let server: StubServer

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] })
  server = startServer()
  server.on(`GET ${PATH}/tasks`, () => ({ items: [RING], ...ALL }))
  server.on(`POST ${PATH}/tasks/1/done`, () => json({ items: [DONE], ...ALL }))
})

describe('what is to be done in a case', () => {
  it('is late in words, and ends with one press', async () => {
    const user = userEvent.setup()
    await openPage(`/cases/${CASE.ref}`, 'complaints_officer')
    const card = await screen.findByRole('region', { name: 'Tasks' })
    expect(within(card).getByText('Late: it was due 23 March 2026, J T, a reminder')).toBeVisible()
    await expectNoViolations()
    await user.click(within(card).getByRole('button', { name: 'It is done' }))
    expect(await within(card).findByText('1 no longer open')).toBeVisible()
    expect(server.asked('POST', `${PATH}/tasks/1/done`)[0]?.body).toEqual({ done_on: '2026-03-24' })
  })

  it('is asked of an officer, or of a team, by a day', async () => {
    server.on(`POST ${PATH}/tasks`, () => json({ items: [RING], ...ALL }, 201))
    const user = userEvent.setup()
    await openPage(`/cases/${CASE.ref}`, 'complaints_officer')
    const card = await screen.findByRole('region', { name: 'Tasks' })
    await user.click(within(card).getByRole('button', { name: 'Add a task or a reminder' }))
    const form = screen.getByRole('region', { name: 'Add a task or a reminder' })
    await user.click(within(form).getByRole('button', { name: 'Add it' }))
    expect(within(form).getByRole('link', { name: 'Say what is to be done' })).toBeVisible()
    await user.type(within(form).getByLabelText('What is to be done'), 'Ask for the log')
    await user.selectOptions(within(form).getByLabelText('For whom'), 'J T')
    await user.type(within(form).getByLabelText('By when'), '27 March 2026')
    await user.click(within(form).getByRole('button', { name: 'Add it' }))
    await waitFor(() => expect(form).not.toBeInTheDocument())
    expect(server.asked('POST', `${PATH}/tasks`)[0]?.body).toMatchObject({
      what: 'Ask for the log',
      due_on: '2026-03-27',
    })
  })

  it('is changed, and says how it stood before', async () => {
    const given = { ...RING, team: 'locality', owner: null, due_on: '2026-03-30', late: false, is_reminder: false }
    const before = { what: RING.what, owner: RING.owner, team: null, due_on: RING.due_on, until: '2026-03-24', by: RING.by }
    server.on(`PUT ${PATH}/tasks/1`, () => json({ items: [{ ...given, earlier: [before] }], ...ALL }))
    const user = userEvent.setup()
    await openPage(`/cases/${CASE.ref}`, 'complaints_officer')
    const card = await screen.findByRole('region', { name: 'Tasks' })
    await user.click(within(card).getByRole('button', { name: /^Change/ }))
    const form = screen.getByRole('region', { name: 'Change the task' })
    expect(within(form).getByLabelText('By when')).toHaveValue('23 March 2026')
    expect(within(form).getByLabelText('For whom')).toHaveDisplayValue('J T')
    await user.selectOptions(within(form).getByLabelText('For whom'), 'Locality teams, as a team')
    await user.clear(within(form).getByLabelText('By when'))
    await user.type(within(form).getByLabelText('By when'), '30 March 2026')
    await user.click(within(form).getByRole('button', { name: 'Save the change' }))
    expect(await within(card).findByText(/Until 24 March: Ring the daughter, J T, due 23 March 2026. Changed by J T/)).toBeVisible()
    expect(server.asked('PUT', `${PATH}/tasks/1`)[0]?.body).toEqual({
      what: 'Ring the daughter',
      team: 'locality',
      due_on: '2026-03-30',
    })
    await expectNoViolations()
  })

  it('is one part of what a day brings: what is late, due and new beside it', async () => {
    const late = { ref: CASE.ref, due_on: '2026-03-20', what: 'Answer' }
    server.on('GET /api/cases/v1/digest', () => ({
      on: '2026-03-24',
      late: { total: 1, items: [late] },
      due: { total: 0, items: [] },
      tasks: [],
      watched: [{ ref: CASE.ref, news: 2 }],
      withheld: [],
    }))
    await openPage('/day', 'complaints_officer')
    const card = await screen.findByRole('region', { name: 'Late' })
    expect(within(card).getByText(`${CASE.ref}. Answer: it was due 20 March 2026`)).toBeVisible()
    expect(screen.getByText('Nothing in your cases is due today.')).toBeVisible()
    expect(screen.getByText(`${CASE.ref}. 2 things happened since you looked`)).toBeVisible()
  })

  it('goes by email to the address of the sign-in, to who switches it on', async () => {
    const to = 'officer@eastmere.example'
    server.on('GET /api/cases/v1/digest/mail', () => ({ to, is_wanted: false }))
    server.on('PUT /api/cases/v1/digest/mail', () => ({ to, is_wanted: true }))
    const user = userEvent.setup()
    await openPage('/day', 'complaints_officer')
    const tick = await screen.findByRole('checkbox', { name: `Send it to ${to} too, as each working day begins` })
    expect(tick).not.toBeChecked()
    await user.click(tick)
    expect(await screen.findByRole('checkbox', { name: /^Send it to/, checked: true })).toBeVisible()
    expect(server.asked('PUT', '/api/cases/v1/digest/mail')[0]?.body).toEqual({ is_wanted: true })
    await expectNoViolations()
  })

  it('counts what happens in a case that is watched until somebody looks', async () => {
    server.on(`PUT ${PATH}/watch`, () => {
      server.on('GET /api/cases/v1/watched', () => ({ items: [{ ref: CASE.ref, news: 0 }] }))
      return { ref: CASE.ref, news: 0 }
    })
    const user = userEvent.setup()
    await openPage(`/cases/${CASE.ref}`, 'complaints_officer')
    await user.click(await screen.findByRole('button', { name: 'Watch this case' }))
    expect(await screen.findByRole('button', { name: 'Watching this case: stop' })).toBeVisible()
    server.on('GET /api/cases/v1/watched', () => ({ items: [] }))
    server.on(`DELETE ${PATH}/watch`, () => new Response(null, { status: 204 }))
    await user.click(screen.getByRole('button', { name: 'Watching this case: stop' }))
    expect(await screen.findByRole('button', { name: 'Watch this case' })).toBeVisible()
  })

  it('stands together on one page, whichever case it is in', async () => {
    server.on('GET /api/cases/v1/tasks', ({ query }) => ({
      items: query.get('view') === 'mine' ? [RING] : [],
      next_cursor: null,
      withheld: [],
    }))
    const user = userEvent.setup()
    await openPage('/day', 'complaints_officer')
    const card = await screen.findByRole('region', { name: 'Tasks' })
    expect(await within(card).findByText('Ring the daughter')).toBeVisible()
    await expectNoViolations()
    await user.click(within(card).getByRole('link', { name: 'My team’s' }))
    expect(await within(card).findByText('Your team has no open task.')).toBeVisible()
  })
})
