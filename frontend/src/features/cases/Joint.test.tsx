import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { BodyPartRead, CaseRead, JointRead, RequestRead } from '../../api'
import * as download from '../../lib/download'
import { CASE, NOW } from '../../testing/fixtures'
import { expectNoViolations, openPage } from '../../testing/render'
import { problem, startServer } from '../../testing/server'
import type { StubServer } from '../../testing/server'

const PATH = `/api/cases/v1/cases/${CASE.ref}/joint`
const HOSPITALS: BodyPartRead = {
  body: 'hospitals',
  name: 'Eastmere Hospitals NHS Trust',
  issues: [1],
  consent: 'asked',
  because: null,
  consent_asked_on: '2026-03-12',
  consent_settled_on: null,
  asked_on: null,
  answered_on: null,
  not_shared_because: 'The consent of the person is missing: it was asked for on 12 March 2026, and not given so far.',
}
const JOINT: JointRead = {
  version: 3,
  lead: 'eastmere',
  communication: 'eastmere',
  answer_from: null,
  bodies: [HOSPITALS],
  transfer: { way: 'received', body: 'hospitals', name: 'Eastmere Hospitals NHS Trust', on: '2026-03-10' },
  received_on: '2026-03-09',
  answered_on: null,
  age_of_patient: 'age_75_and_over',
  status_of_complainant: null,
  subjects: ['admissions_and_discharge'],
  may_record: true,
  withheld: [],
}
const NOTHING: JointRead = { ...JOINT, version: 0, lead: null, communication: null, bodies: [], transfer: null, age_of_patient: null, subjects: [] }
const FLAGGED: CaseRead = { ...CASE, flags: ['joint'] }
let server: StubServer

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] })
  server = startServer()
})

async function open(joint: JointRead, held = FLAGGED, role: Parameters<typeof openPage>[1] = 'complaints_officer') {
  server.on(`GET /api/cases/v1/cases/${CASE.ref}`, () => held)
  server.on(`GET ${PATH}`, () => joint)
  const user = userEvent.setup()
  await openPage(`/cases/${CASE.ref}`, role)
  return user
}

const card = () => screen.findByRole('region', { name: 'Joint complaint' })

describe('a joint complaint', () => {
  it('gives the year’s numbers for KO41a as a file', async () => {
    const save = vi.spyOn(download, 'saveFile').mockReturnValue()
    server.on('GET /api/cases/v1/joint/ko41a', () => new Response('section,code,name,number'))
    const user = await open(JOINT)
    await user.click(within(await card()).getByRole('button', { name: 'the numbers of 2025-26' }))
    await waitFor(() => expect(save).toHaveBeenCalledWith('ko41a-2025-26.csv', expect.any(Blob)))
    expect(server.asked('GET', '/api/cases/v1/joint/ko41a')[0]?.query.get('year')).toBe('2025')
  })

  it('has no card on a case that nobody else has a part in', async () => {
    await open(NOTHING, CASE)
    expect(await screen.findByRole('region', { name: 'Issues and findings' })).toBeVisible()
    await waitFor(() => expect(server.asked('GET', PATH)).toHaveLength(1))
    expect(screen.queryByRole('region', { name: 'Joint complaint' })).not.toBeInTheDocument()
  })

  it('has issues that wait for the body that answers them', async () => {
    const owed = { number: 1, who: 'contributor', asked_of: HOSPITALS.name, what: 'Its part', asked_on: '2026-03-12' } as const
    const notYet = { answered_on: null, withdrawn_on: null, letter_on: null, clock: 'contributor_1', chases: [], next_chase_on: null }
    const hospitals = { ...HOSPITALS, issues: [1] }
    await open({ ...JOINT, bodies: [hospitals] }, { ...FLAGGED, requests: [{ ...owed, ...notYet }] })
    const line = await screen.findByText(`Waits for ${HOSPITALS.name}: Its part`)
    expect(line.closest('tr')).toHaveTextContent(/^1\./)
  })

  it('begins with who takes part, who leads and who answers what', async () => {
    const user = await open(NOTHING)
    await user.click(within(await card()).getByRole('button', { name: 'Who answers it together' }))
    await user.click(screen.getByRole('button', { name: 'Save it' }))
    expect(screen.getAllByText('Choose who takes part')).toHaveLength(2)
    await user.click(screen.getByRole('checkbox', { name: 'Eastmere Hospitals NHS Trust' }))
    await user.selectOptions(screen.getByLabelText('Who leads the handling'), 'hospitals')
    await user.selectOptions(screen.getByLabelText(/^Who answers issue 1/), 'hospitals')
    await expectNoViolations()
    server.on(`PUT ${PATH}`, () => ({ ...JOINT, version: 1 }))
    await user.click(screen.getByRole('button', { name: 'Save it' }))
    expect(await within(await card()).findByText(/Nothing may be shared yet/)).toBeVisible()
    const [sent] = server.asked('PUT', PATH)
    expect(sent?.headers.get('If-Match')).toBe('"0"')
    expect(sent?.body).toMatchObject({
      lead: 'hospitals',
      communication: null,
      bodies: [{ body: 'hospitals', issues: [1] }],
      transfer: null,
    })
  })

  it('is ours alone again, with the reason, where it was recorded by mistake', async () => {
    const user = await open({ ...JOINT, transfer: null }, CASE)
    await user.click(within(await card()).getByRole('button', { name: 'Who answers it together' }))
    await user.click(screen.getByRole('checkbox', { name: 'Eastmere Hospitals NHS Trust' }))
    await user.click(screen.getByRole('button', { name: 'Save it' }))
    expect(screen.getAllByText('Say why nobody takes part any more')).toHaveLength(2)
    await user.type(screen.getByLabelText('Why nobody takes part any more'), 'Meant for another case')
    await expectNoViolations()
    server.on(`PUT ${PATH}`, () => ({ ...NOTHING, version: 4 }))
    await user.click(screen.getByRole('button', { name: 'Save it' }))
    await waitFor(() => expect(screen.queryByRole('region', { name: 'Joint complaint' })).not.toBeInTheDocument())
    expect(server.asked('PUT', PATH)[0]?.body).toMatchObject({ bodies: [], not_joint_because: 'Meant for another case' })
  })

  it('says what is missing before anything is shared, and keeps what was typed when it is refused', async () => {
    const user = await open(JOINT)
    const joint = await card()
    expect(within(joint).getByText(/asked for on 12 March 2026, and not given so far/)).toBeVisible()
    expect(within(joint).getByText(/correct the day of receipt/)).toBeVisible()
    expect(within(joint).getByText(/patient aged 75 and over; about admissions and discharge/)).toBeVisible()
    await user.click(within(joint).getByRole('button', { name: 'Consent, asking and answer' }))
    await user.type(screen.getByLabelText('They were asked for their part on'), '20 March')
    server.on(`PUT ${PATH}`, () => problem(409, 'Nothing may be shared with Eastmere Hospitals NHS Trust yet.'))
    await user.click(screen.getByRole('button', { name: 'Save it' }))
    expect(await screen.findByText(/Nothing may be shared with Eastmere Hospitals NHS Trust yet/)).toBeVisible()
    await user.click(screen.getByRole('radio', { name: 'Given' }))
    await user.type(screen.getByLabelText('Given on'), '18 March')
    await user.click(screen.getByRole('button', { name: 'Save it' }))
    await waitFor(() => expect(server.asked('PUT', PATH)).toHaveLength(2))
    expect(server.asked('PUT', PATH).at(-1)?.body).toMatchObject({
      lead: 'eastmere',
      bodies: [
        { body: 'hospitals', issues: [1], consent: 'given', consent_asked_on: '2026-03-12', consent_settled_on: '2026-03-18', asked_on: '2026-03-20' },
      ],
      transfer: { way: 'received', body: 'hospitals', on: '2026-03-10' },
      subjects: ['admissions_and_discharge'],
    })
  })

  it('its bodies are offered when a contributor is asked, and somebody else only with a reason', async () => {
    const user = await open(JOINT, { ...FLAGGED, actions: ['ask'] })
    const asked = `/api/cases/v1/cases/${FLAGGED.ref}/requests`
    server.on(`POST ${asked}`, () => problem(422, 'Some fields are wrong.', [{ pointer: '/may_be_told_because', detail: 'Say why they may be told.' }]))
    await user.click(await screen.findByRole('button', { name: 'Ask a contributor' }))
    await user.type(screen.getByLabelText('Who was asked'), 'Provider B')
    await user.type(screen.getByLabelText('What for'), 'Its notes')
    await user.click(screen.getByRole('button', { name: 'Record what was asked' }))
    expect(await screen.findByLabelText('Why they may be told')).toHaveAccessibleDescription(/Say why they may be told/)
    await user.selectOptions(screen.getByLabelText('Body of the joint complaint'), 'hospitals')
    expect(screen.getByRole('option', { name: 'Eastmere Hospitals NHS Trust (nothing may be shared yet)' })).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Record what was asked' }))
    await waitFor(() => expect(server.asked('POST', asked)).toHaveLength(2))
    expect(server.asked('POST', asked).map(({ body }) => body)).toMatchObject([
      { asked_of: 'Provider B' },
      { asked_of: 'hospitals', what: 'Its notes' },
    ])
  })

  it('knows what a body was asked for as a contributor, until that was withdrawn', async () => {
    const asked: RequestRead = {
      number: 1,
      who: 'contributor',
      asked_of: HOSPITALS.name,
      what: 'Its notes',
      asked_on: '2026-03-13',
      letter_on: null,
      clock: 'contributor_1',
      answered_on: '2026-03-19',
      withdrawn_on: null,
      chases: [],
      next_chase_on: null,
    }
    const again = { ...asked, number: 2, asked_on: '2026-03-20', answered_on: null, withdrawn_on: '2026-03-21' }
    const told = { ...JOINT, bodies: JOINT.bodies.map((part) => ({ ...part, asked_on: '2026-03-13' })) }
    await open(told, { ...FLAGGED, requests: [asked, again] })
    expect(within(await card()).getByText(/Answered on 19 March 2026, asked on 13 March/)).toBeVisible()
  })

  it('is read by an auditor without anything to press', async () => {
    const transfer = { way: 'sent', body: 'hospitals', name: 'Eastmere Hospitals NHS Trust', on: '2026-03-10' } as const
    await open({ ...JOINT, transfer, may_record: false }, FLAGGED, 'auditor')
    expect(within(await card()).queryByRole('button')).not.toBeInTheDocument()
    expect(within(await card()).getByText(/If none of it is ours, change its class/)).toBeVisible()
  })
})
