import { screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { CaseRead, StageRead, WayRead } from '../../../api'
import { CASE_PATH, FIRST_STAGE, fill, openCase, press, sent } from '../../../testing/casePage'
import { CASE, CONTACT, NOW, clock } from '../../../testing/fixtures'
import { expectNoViolations } from '../../../testing/render'
import { problem, startServer } from '../../../testing/server'
import type { StubServer } from '../../../testing/server'

let server: StubServer

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] })
  server = startServer()
})

const SECOND: StageRead = {
  number: 2,
  code: 'stage_2',
  name: 'Investigation',
  answered_by: 'An investigator',
  acts: { received: '2026-02-02' },
  response_days: null,
  outcome: null,
}

describe('the next stage', () => {
  const way: WayRead = {
    to: 'stage_2',
    name: 'Investigation',
    when: ['answered', 'limit_passed', 'agreed'],
    request_until: null,
  }
  const going: Partial<CaseRead> = { actions: ['escalate', 'note'], next_stages: [way] }

  it('needs the agreement of both sides while the present one runs', async () => {
    server.on(`POST ${CASE_PATH}/stages`, () => ({ ...CASE, version: 5 }))
    const user = await openCase(server, going)
    await press(user, 'Go on to the next stage')
    expect(screen.getByText(/is not answered, and its time runs until 8 April 2026/)).toBeVisible()
    expect(screen.queryByRole('radio', { name: 'Orally' })).not.toBeInTheDocument()
    await user.click(screen.getByRole('button', { name: 'Begin the stage' }))
    await user.click(screen.getByRole('link', { name: /^Say that both sides agree/ }))
    await user.keyboard(' ')
    await expectNoViolations()
    await user.click(screen.getByRole('button', { name: 'Begin the stage' }))
    expect(await sent(server, 'POST', '/stages', 'Begin the stage')).toEqual({
      stage: 'stage_2',
      requested_on: '2026-03-24',
      made_orally: false,
      statement_agreed_on: null,
      agreed: true,
      reason: null,
    })
  })

  it('asks how it was asked for where the statement starts the time, and why it is accepted late', async () => {
    server
      .on(`GET /api/intake/v1/contacts/${CASE.ref}`, () => ({ ...CONTACT, function: 'childrens_social_care' }))
      .on(`POST ${CASE_PATH}/stages`, () => ({ ...CASE, version: 5 }))
    const third: WayRead = { to: 'stage_3', name: 'Review panel', when: ['answered'], request_until: '2026-03-20' }
    const stages = [{ ...FIRST_STAGE, acts: { ...FIRST_STAGE.acts, responded: '2026-03-16' } }]
    const user = await openCase(server, { ...going, stage: 'closed', stages, next_stages: [third, way] })
    await press(user, 'Go on to the next stage')
    expect(screen.getByLabelText('Which')).toHaveDisplayValue('Review panel')
    expect(screen.queryByRole('group', { name: 'Agreement' })).not.toBeInTheDocument()
    await fill(user, 'Asked for on', '20 march')
    expect(screen.queryByLabelText('Why it is accepted late')).not.toBeInTheDocument()
    await fill(user, 'Asked for on', '23 march')
    await user.click(await screen.findByRole('radio', { name: 'Orally' }))
    await user.type(screen.getByLabelText('Written statement agreed on'), 'today')
    await user.type(screen.getByLabelText('Why it is accepted late'), 'They were ill')
    await expectNoViolations()
    await user.click(screen.getByRole('button', { name: 'Begin the stage' }))
    expect(await sent(server, 'POST', '/stages', 'Begin the stage')).toEqual({
      stage: 'stage_3',
      requested_on: '2026-03-23',
      made_orally: true,
      statement_agreed_on: '2026-03-24',
      agreed: false,
      reason: 'They were ill',
    })
  })

  it('is refused with the reason where no field is to blame', async () => {
    server.on(`POST ${CASE_PATH}/stages`, () => problem(409, 'Not yet: its limit has not passed.'))
    const user = await openCase(server, { ...going, next_stages: [{ ...way, when: ['answered', 'limit_passed'] }] })
    await press(user, 'Go on to the next stage')
    await user.click(screen.getByRole('button', { name: 'Begin the stage' }))
    expect(await screen.findByText('Not yet: its limit has not passed.')).toBeVisible()
  })

  it('is a case taken up again', async () => {
    server.on(`POST ${CASE_PATH}/reopening`, () => ({ ...CASE, version: 5 }))
    const user = await openCase(server, { actions: ['reopen', 'note'], primary_action: null })
    await press(user, 'Take it up again')
    await user.click(screen.getAllByRole('button', { name: 'Take it up again' })[1] as HTMLElement)
    await waitFor(() => expect(server.asked('POST', `${CASE_PATH}/reopening`)).toHaveLength(1))
    expect(server.asked('POST', `${CASE_PATH}/reopening`)[0]?.body).toEqual({ requested_on: '2026-03-24' })
  })

  it('has steps of its own', async () => {
    server.on(`POST ${CASE_PATH}/steps`, () => ({ ...CASE, version: 5 }))
    const user = await openCase(server, { actions: ['take_step', 'note'], next_step: 'panel_met', primary_action: 'take_step' })
    await press(user, 'Record that the panel met')
    await fill(user, 'Panel met on', 'yesterday')
    await user.click(screen.getByRole('button', { name: 'Record it' }))
    expect(await sent(server, 'POST', '/steps', 'Record it')).toEqual({ step: 'panel_met', taken_on: '2026-03-23' })
  })
})

describe('a case in its second stage', () => {
  it('lists the stages, its clocks by stage, and what was found before', async () => {
    const theirs = clock({
      kind: 'request_stage_2',
      name: 'Ask for an investigation',
      starts: 'response_received',
      ends: 'next_requested',
      owed_by: 'complainant',
      started_on: '2026-01-20',
      due_on: '2026-02-17',
      state: 'met',
      met_on: '2026-02-02',
      rag: 'met',
      days_left: null,
    })
    const decided = { decided_on: '2026-01-16', decided_by: 'S B' }
    const earlier = [{ stage: 1, finding: 'not_upheld' as const, reason: 'No record of it.', ...decided }]
    const ours = [clock({ kind: 'stage_1', name: 'Stage 1' }), clock({ kind: 'stage_2', name: 'Stage 2', stage: 2 })]
    await openCase(server, {
      stages: [FIRST_STAGE, SECOND],
      clocks: [theirs, ...ours],
      issues: CASE.issues.map((issue) => ({ ...issue, earlier })),
    })
    const stages = screen.getByRole('region', { name: 'Stages' })
    expect(within(stages).getAllByRole('listitem').map((one) => one.textContent)).toEqual([
      'InvestigationSince 2 February 2026Answered by an investigator',
      'Local resolutionAnswered on 19 January 2026 in 10 working days. Not upheldAnswered by Team Manager',
    ])
    const clocks = screen.getByRole('region', { name: 'Clocks' })
    expect(within(clocks).getAllByRole('heading', { level: 3 }).map((one) => one.textContent)).toEqual([
      'Investigation the present stage',
      'Local resolution',
    ])
    const first = within(clocks).getByRole('list', { name: 'Local resolution' })
    expect(within(first).getByText('They asked, 2 February')).toBeVisible()
    expect(within(first).getByText(/Theirs, not ours/)).toBeVisible()
    expect(screen.getAllByText('Local resolution: not upheld, S B, 16 January. No record of it.')).toHaveLength(2)
    await expectNoViolations()
  })
})
