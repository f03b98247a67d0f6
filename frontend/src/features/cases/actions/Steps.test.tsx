import { screen } from '@testing-library/react'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { CASE_PATH, fill, openCase, press, sent } from '../../../testing/casePage'
import { CASE, NOW, clock } from '../../../testing/fixtures'
import { startServer } from '../../../testing/server'
import type { StubServer } from '../../../testing/server'

let server: StubServer

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] })
  server = startServer()
})

describe('a withdrawal', () => {
  it('says why as a code that is counted, and in words', async () => {
    server.on(`POST ${CASE_PATH}/withdrawal`, () => ({ ...CASE, version: 5 }))
    const user = await openCase(server, { actions: ['withdraw', 'note'] })
    await press(user, 'Record a withdrawal')
    await user.click(screen.getByRole('button', { name: 'Record the withdrawal' }))
    expect(screen.getByLabelText('Why')).toHaveAccessibleDescription(/Choose why it was withdrawn/)
    await user.selectOptions(screen.getByLabelText('Why'), 'They did not engage')
    await user.type(screen.getByLabelText('In words'), 'Three letters had no answer.')
    await user.click(screen.getByRole('button', { name: 'Record the withdrawal' }))
    expect(await sent(server, 'POST', '/withdrawal', 'Record the withdrawal')).toEqual({
      withdrawn_on: '2026-03-24',
      withdrawn_by: 'complainant',
      withdrawn_because: 'not_engaged',
      reason: 'Three letters had no answer.',
    })
  })
})

describe('the answer', () => {
  it('says who still owes their part', async () => {
    const request = { number: 1, who: 'contributor', asked_of: 'Provider B', what: 'Its log', letter_on: null, asked_on: '2026-03-20' } as const
    const none = { answered_on: null, withdrawn_on: null, clock: 'contributor_1', chases: [], next_chase_on: null }
    const user = await openCase(server, { actions: ['respond', 'note'], requests: [{ ...request, ...none }] })
    await press(user, 'Record the answer')
    expect(screen.getByText(/Still owed by Provider B/)).toBeVisible()
  })

  it('may have reached them on another day', async () => {
    server.on(`POST ${CASE_PATH}/response`, () => ({ ...CASE, version: 5 }))
    const user = await openCase(server, { actions: ['respond', 'note'] })
    await press(user, 'Record the answer')
    await fill(user, 'Answered on', '20 march')
    await user.click(screen.getByText('It reached them on another day'))
    await user.type(screen.getByLabelText('Reached them on'), '23 march')
    await user.click(screen.getByRole('button', { name: 'Record that it was answered' }))
    expect(await sent(server, 'POST', '/response', 'Record that it was answered')).toEqual({
      responded_on: '2026-03-20',
      method: 'letter',
      reached_on: '2026-03-23',
      signed_off_by: 'Head of service',
      late_because: null,
      without_consent_because: null,
      without_persons_because: null,
    })
  })

  it('asks at once why it goes without those with whom its stage is investigated, by the day on which it was sent', async () => {
    server.on(`GET ${CASE_PATH}/appointments`, () => ({
      items: [],
      advocacy: [],
      panel: null,
      may_record: true,
      withheld: [],
      stages: [
        {
          number: 1,
          name: 'Investigation',
          roles: [],
          missing: [],
          warning: null,
          late: false,
          source: 'reg 17',
          investigated_with: [
            { role: 'investigating_officer', since: '2026-03-19' },
            { role: 'independent_person', since: null },
          ],
        },
      ],
    }))
    server.on(`POST ${CASE_PATH}/response`, () => ({ ...CASE, version: 5 }))
    const user = await openCase(server, { actions: ['respond', 'note'] })
    await press(user, 'Record the answer')
    await fill(user, 'Answered on', '18 march')
    expect(screen.getByLabelText(/^Nobody was appointed as investigating officer or independent person/)).toBeVisible()
    await fill(user, 'Answered on', '20 march')
    const asked = screen.getByLabelText('Nobody was appointed as independent person. Why is it answered all the same?')
    await user.click(screen.getByRole('button', { name: 'Record that it was answered' }))
    expect(asked).toBeInvalid()
    await user.type(asked, 'Nobody could be found')
    await user.click(screen.getByRole('button', { name: 'Record that it was answered' }))
    expect(await sent(server, 'POST', '/response', 'Record that it was answered')).toMatchObject({
      without_persons_because: 'Nobody could be found',
    })
  })

  it('says why it is late, where it comes after its target', async () => {
    server.on(`POST ${CASE_PATH}/response`, () => ({ ...CASE, version: 5 }))
    const target = clock({ kind: 'stage_1', name: 'Council target', ends: 'responded', stage: 1, due_on: '2026-03-19' })
    const user = await openCase(server, { actions: ['respond', 'note'], clocks: [target] })
    await press(user, 'Record the answer')
    await fill(user, 'Answered on', '19 march')
    expect(screen.queryByLabelText('It is after its target. Why?')).not.toBeInTheDocument()
    await fill(user, 'Answered on', '20 march')
    await user.click(screen.getByRole('button', { name: 'Record that it was answered' }))
    expect(screen.getAllByText('Choose why it is late')[0]).toBeVisible()
    await user.selectOptions(screen.getByLabelText('It is after its target. Why?'), 'Waiting for the provider')
    await user.click(screen.getByRole('button', { name: 'Record that it was answered' }))
    expect(await sent(server, 'POST', '/response', 'Record that it was answered')).toMatchObject({ late_because: 'provider' })
  })
})
