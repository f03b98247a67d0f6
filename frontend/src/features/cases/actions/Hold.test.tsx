import { screen, waitFor } from '@testing-library/react'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { CASE_PATH, fill, openCase, press, sent } from '../../../testing/casePage'
import { CASE, NOW, summary } from '../../../testing/fixtures'
import { expectNoViolations, openPage } from '../../../testing/render'
import { problem, startServer } from '../../../testing/server'
import type { StubServer } from '../../../testing/server'

let server: StubServer

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] })
  server = startServer()
})

describe('waiting', () => {
  const waiting = {
    reason: 'consent' as const,
    waiting_on: 'Mrs M P',
    since: '2026-03-18',
    days: 4,
    review_on: '2026-03-31',
  }
  const hold = { number: 3, ended_on: null, taken_back: false, started_on: '2026-03-18', ...waiting }

  it('begins with what it waits for, and when somebody looks again', async () => {
    server.on(`POST ${CASE_PATH}/holds`, () => ({ ...CASE, version: 5 }))
    const user = await openCase(server, { actions: ['hold', 'note'] })
    await press(user, 'Put on hold')
    await user.click(screen.getByRole('button', { name: 'Put it on hold' }))
    expect(screen.getByRole('heading', { name: 'Three things are needed' })).toBeVisible()
    await user.click(screen.getByRole('radio', { name: 'Consent' }))
    await user.type(screen.getByLabelText('Waiting on whom'), 'Mrs M P')
    await fill(user, 'Since', 'yesterday')
    await user.type(screen.getByLabelText('Look at it again on'), '31 march')
    await expectNoViolations()
    await user.click(screen.getByRole('button', { name: 'Put it on hold' }))
    expect(await sent(server, 'POST', '/holds', 'Put it on hold')).toEqual({
      reason: 'consent',
      waiting_on: 'Mrs M P',
      started_on: '2026-03-23',
      review_on: '2026-03-31',
    })
  })

  it('beyond the legal limit asks why, and goes on', async () => {
    const told = 'This is beyond the legal limit of 1 September 2026 (SI 2009/309, reg 14(3)).'
    server.on(`POST ${CASE_PATH}/holds`, () =>
      problem(422, `${told} Is that what is meant?`, [
        { pointer: '/review_on', detail: told },
        { pointer: '/beyond_limit_reason', detail: 'Say why it is so late, or give an earlier day.' },
      ]),
    )
    const user = await openCase(server, { actions: ['hold', 'note'] })
    await press(user, 'Put on hold')
    expect(screen.queryByLabelText('Why it is so late')).not.toBeInTheDocument()
    await user.click(screen.getByRole('radio', { name: 'Consent' }))
    await user.type(screen.getByLabelText('Waiting on whom'), 'Mrs M P')
    await user.type(screen.getByLabelText('Look at it again on'), '2 september 2026')
    await user.click(screen.getByRole('button', { name: 'Put it on hold' }))
    expect(await screen.findByRole('link', { name: told })).toBeVisible()
    server.on(`POST ${CASE_PATH}/holds`, () => ({ ...CASE, version: 5 }))
    await user.type(screen.getByLabelText('Why it is so late'), 'They are abroad')
    await expectNoViolations()
    await user.click(screen.getByRole('button', { name: 'Put it on hold' }))
    await waitFor(() => expect(screen.queryByLabelText('Why it is so late')).not.toBeInTheDocument())
    const [, again] = server.asked('POST', `${CASE_PATH}/holds`)
    expect(again?.body).toMatchObject({ review_on: '2026-09-02', beyond_limit_reason: 'They are abroad' })
  })

  it('is said where the case stands, and ends', async () => {
    server.on(`POST ${CASE_PATH}/holds/3/end`, () => ({ ...CASE, version: 5 }))
    const user = await openCase(server, { actions: ['end_hold', 'note'], waiting, holds: [hold] })
    expect(screen.getByText(/4 working days, looked at again on 31 March/)).toHaveTextContent(
      'Waiting for consent from Mrs M P',
    )
    await press(user, 'End the hold')
    expect(screen.getByText('Waiting for consent from Mrs M P, since 18 March 2026.')).toBeVisible()
    await user.click(screen.getAllByRole('button', { name: 'End the hold' })[1] as HTMLElement)
    await waitFor(() => expect(server.asked('POST', `${CASE_PATH}/holds/3/end`)).toHaveLength(1))
    expect(server.asked('POST', `${CASE_PATH}/holds/3/end`)[0]?.body).toEqual({ ended_on: '2026-03-24' })
  })

  it('is said in the queue too', async () => {
    server.on('GET /api/cases/v1/cases', () => ({ items: [summary({ ref: CASE.ref, waiting })], next_cursor: null }))
    await openPage('/cases', 'complaints_officer')
    const row = (await screen.findByText('Mrs M P')).closest('td')
    expect(row).toHaveTextContent(/^Mrs M PConsent/i)
  })
})
