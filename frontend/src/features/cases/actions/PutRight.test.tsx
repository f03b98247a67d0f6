import { screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { CASE_PATH, fill, openCase, press, sent } from '../../../testing/casePage'
import { CASE, NOW, clock } from '../../../testing/fixtures'
import { expectNoViolations } from '../../../testing/render'
import { problem, startServer } from '../../../testing/server'
import type { StubServer } from '../../../testing/server'

let server: StubServer

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] })
  server = startServer()
})

describe('what was recorded wrongly', () => {
  const RECORDED = [
    { what: 'panel_meeting', number: 3, name: 'Review panel', on: '2026-03-17', finding: null, may_be_undone: false },
    { what: 'acknowledgement', number: 1, name: null, on: '2026-03-04', finding: null, may_be_undone: true },
    { what: 'finding', number: 2, name: null, on: '2026-03-16', finding: 'upheld', may_be_undone: false },
    { what: 'finding', number: 2, stage: 1, name: 'Local resolution', on: '2026-02-16', finding: 'upheld', may_be_undone: false },
  ]

  async function putRight() {
    server
      .on(`GET ${CASE_PATH}/corrections`, () => ({ items: RECORDED }))
      .on(`POST ${CASE_PATH}/corrections`, () => ({ ...CASE, version: 5 }))
    const user = await openCase(server, { actions: ['correct'], primary_action: null })
    await press(user, 'Put right what was recorded wrongly')
    await screen.findByRole('option', { name: 'Finding (issue 2), 16 March 2026: upheld' })
    return user
  }

  it('is chosen from what is recorded, and may never have happened', async () => {
    const user = await putRight()
    await user.click(screen.getByRole('button', { name: 'Put it right' }))
    expect(screen.getAllByText('Choose what was recorded wrongly')).toHaveLength(2)
    await user.selectOptions(screen.getByLabelText('What was recorded wrongly'), 'Acknowledgement, 4 March 2026')
    await user.click(screen.getByLabelText('It never happened'))
    expect(screen.queryByLabelText('The right day')).not.toBeInTheDocument()
    await fill(user, 'How you know', 'The letter came back')
    await expectNoViolations()
    await user.click(screen.getByRole('button', { name: 'Put it right' }))
    expect(await sent(server, 'POST', '/corrections', 'Put it right')).toEqual({
      what: 'acknowledgement',
      number: 1,
      on: null,
      finding: null,
      reason: 'The letter came back',
    })
  })

  it('asks why a panel met on such a day all the same', async () => {
    const user = await putRight()
    const sunday = 'The panel met on a Sunday. Say why, or give another day.'
    server.on(`POST ${CASE_PATH}/corrections`, () =>
      problem(422, 'Some fields are wrong', [{ pointer: '/because', detail: sunday }]),
    )
    const what = 'Meeting of the review panel (Review panel), 17 March 2026'
    await user.selectOptions(screen.getByLabelText('What was recorded wrongly'), what)
    await fill(user, 'The right day', '15 March 2026')
    await fill(user, 'How you know', 'The minutes')
    expect(screen.queryByLabelText('Why all the same')).not.toBeInTheDocument()
    await user.click(screen.getByRole('button', { name: 'Put it right' }))
    await fill(user, 'Why all the same', 'They had no other day')
    await user.click(screen.getByRole('button', { name: 'Put it right' }))
    await waitFor(() => expect(server.asked('POST', `${CASE_PATH}/corrections`)).toHaveLength(2))
    expect(server.asked('POST', `${CASE_PATH}/corrections`)[1]?.body).toMatchObject({
      on: '2026-03-15',
      because: 'They had no other day',
    })
  })

  it('may be a finding of an earlier stage', async () => {
    const user = await putRight()
    const earlier = 'Finding (issue 2, Local resolution), 16 February 2026: upheld'
    await user.selectOptions(screen.getByLabelText('What was recorded wrongly'), earlier)
    await user.click(screen.getByLabelText('Not upheld'))
    await fill(user, 'How you know', 'The letter says so')
    await user.click(screen.getByRole('button', { name: 'Put it right' }))
    expect(await sent(server, 'POST', '/corrections', 'Put it right')).toMatchObject({
      what: 'finding',
      number: 2,
      stage: 1,
      on: '2026-02-16',
      finding: 'not_upheld',
    })
  })

  it('starts with what is recorded, so that only the slip is changed', async () => {
    const user = await putRight()
    await user.selectOptions(screen.getByLabelText('What was recorded wrongly'), 'Finding (issue 2), 16 March 2026: upheld')
    expect(screen.queryByLabelText('It never happened')).not.toBeInTheDocument()
    expect(screen.getByLabelText('The right day')).toHaveValue('16 March 2026')
    await user.click(screen.getByLabelText('Not upheld'))
    await fill(user, 'How you know', 'The decision letter')
    await user.click(screen.getByRole('button', { name: 'Put it right' }))
    expect(await sent(server, 'POST', '/corrections', 'Put it right')).toMatchObject({
      what: 'finding',
      number: 2,
      on: '2026-03-16',
      finding: 'not_upheld',
    })
  })

  it('says why an answer is late, where it comes after its target', async () => {
    const answer = { what: 'answer', number: 1, name: null, on: '2026-03-19', finding: null, may_be_undone: false }
    server
      .on(`GET ${CASE_PATH}/corrections`, () => ({ items: [answer] }))
      .on(`POST ${CASE_PATH}/corrections`, () => ({ ...CASE, version: 5 }))
    const target = clock({ kind: 'stage_1', name: 'Council target', ends: 'responded', stage: 1, due_on: '2026-03-19' })
    const user = await openCase(server, { actions: ['correct'], primary_action: null, clocks: [target] })
    await press(user, 'Put right what was recorded wrongly')
    await user.selectOptions(await screen.findByLabelText('What was recorded wrongly'), await screen.findByRole('option', { name: /19 March 2026/ }))
    expect(screen.queryByLabelText('It is after its target. Why?')).not.toBeInTheDocument()
    await fill(user, 'The right day', '20 march')
    await user.selectOptions(screen.getByLabelText('It is after its target. Why?'), 'Waiting for the provider')
    await fill(user, 'How you know', 'The copy on file')
    await user.click(screen.getByRole('button', { name: 'Put it right' }))
    expect(await sent(server, 'POST', '/corrections', 'Put it right')).toMatchObject({ on: '2026-03-20', late_because: 'provider' })
  })

  it('begins with the answer that it is opened about, such as one that was late without a reason', async () => {
    const answer = { what: 'answer', number: 1, name: null, on: '2026-03-20', finding: null, may_be_undone: false }
    server
      .on(`GET ${CASE_PATH}/corrections`, () => ({ items: [answer] }))
      .on(`POST ${CASE_PATH}/corrections`, () => ({ ...CASE, version: 5 }))
    const target = clock({ kind: 'stage_1', name: 'Council target', ends: 'responded', stage: 1, due_on: '2026-03-19' })
    const stages = CASE.stages.map((stage) => ({ ...stage, acts: { ...stage.acts, responded: '2026-03-20' } }))
    const user = await openCase(server, { actions: ['correct'], primary_action: null, clocks: [target], stages }, '?do=correct&about=answer/1')
    expect(await screen.findByLabelText('The right day')).toHaveValue('20 March 2026')
    await user.selectOptions(screen.getByLabelText('It is after its target. Why?'), 'Waiting for the provider')
    await fill(user, 'How you know', 'The manager said so')
    await user.click(screen.getByRole('button', { name: 'Put it right' }))
    expect(await sent(server, 'POST', '/corrections', 'Put it right')).toMatchObject({ on: '2026-03-20', late_because: 'provider' })
  })

  it('may be the reason alone for which more time was given, or for which it was withdrawn', async () => {
    const why = { number: 1, finding: null, may_be_undone: true }
    const extension = { ...why, what: 'extension', name: 'Council target, to 8 May 2026', on: '2026-03-09', extended_because: 'staff' }
    const withdrawal = { ...why, what: 'withdrawal', name: null, on: '2026-03-11' }
    server
      .on(`GET ${CASE_PATH}/corrections`, () => ({ items: [extension, withdrawal] }))
      .on(`POST ${CASE_PATH}/corrections`, () => ({ ...CASE, version: 5 }))
    const user = await openCase(server, { actions: ['correct'], primary_action: null })
    await press(user, 'Put right what was recorded wrongly')
    const slip = await screen.findByLabelText('What was recorded wrongly')
    await user.selectOptions(slip, await screen.findByRole('option', { name: /^Withdrawal/ }))
    expect(screen.getByLabelText('Why it was withdrawn')).toHaveDisplayValue('Not recorded')
    await user.selectOptions(slip, screen.getByRole('option', { name: /^Extension/ }))
    const reason = screen.getByLabelText('Why more time was given')
    expect(reason).toHaveDisplayValue('Staff were absent')
    expect(within(reason).queryByRole('option', { name: 'Not recorded' })).not.toBeInTheDocument()
    await user.selectOptions(reason, 'Records had to be found')
    await fill(user, 'How you know', 'The letter')
    await user.click(screen.getByRole('button', { name: 'Put it right' }))
    expect(await sent(server, 'POST', '/corrections', 'Put it right')).toMatchObject({ on: '2026-03-09', extended_because: 'records' })
  })

  it('asks why nothing was learned of a case that was upheld after all', async () => {
    const user = await putRight()
    const missing = { pointer: '/no_learning_because', detail: 'Say why nothing was.' }
    server.on(`POST ${CASE_PATH}/corrections`, ({ body }) =>
      (body as { no_learning_because?: string }).no_learning_because
        ? { ...CASE, version: 5 }
        : problem(422, 'Say why nothing was.', [missing]),
    )
    await user.selectOptions(screen.getByLabelText('What was recorded wrongly'), 'Finding (issue 2), 16 March 2026: upheld')
    await fill(user, 'How you know', 'The decision letter')
    await user.click(screen.getByRole('button', { name: 'Put it right' }))
    await screen.findByLabelText('Why nothing was learned')
    await fill(user, 'Why nothing was learned', 'It was known before')
    await user.click(screen.getByRole('button', { name: 'Put it right' }))
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Put it right' })).not.toBeInTheDocument())
    expect(server.asked('POST', `${CASE_PATH}/corrections`)[1]?.body).toMatchObject({
      no_learning_because: 'It was known before',
    })
  })
})
