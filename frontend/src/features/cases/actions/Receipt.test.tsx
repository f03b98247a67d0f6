import { screen } from '@testing-library/react'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { CASE_PATH, changed, openCase, press, sent } from '../../../testing/casePage'
import { CASE, NOW } from '../../../testing/fixtures'
import { expectNoViolations } from '../../../testing/render'
import { startServer } from '../../../testing/server'
import type { StubServer } from '../../../testing/server'

let server: StubServer

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] })
  server = startServer()
})

describe('the day received', () => {
  it('is put right with a reason, and the dates that moved are told', async () => {
    server.on(`POST ${CASE_PATH}/receipt`, () => ({
      ...CASE,
      version: 5,
      received_on: '2026-03-02',
      clocks: changed({ kind: 'stage_1', due_on: '2026-03-30' }),
    }))
    const user = await openCase(server, { actions: ['correct_receipt', 'note'] })
    await press(user, 'Correct the day received')
    await user.click(screen.getByRole('button', { name: 'Correct the day' }))
    expect(screen.getByRole('heading', { name: 'Two things are needed' })).toBeVisible()
    await user.type(screen.getByLabelText('Received on'), '2 march')
    await user.type(screen.getByLabelText('How you know'), 'The post stamp')
    await user.click(screen.getByRole('button', { name: 'Correct the day' }))
    expect(await sent(server, 'POST', '/receipt', 'Correct the day')).toEqual({
      received_on: '2026-03-02',
      reason: 'The post stamp',
    })
    expect(
      screen.getByText(
        'Received on 2 March 2026, no longer 9 March 2026. Council target moved from 8 April 2026 to 30 March 2026.',
      ),
    ).toBeVisible()
    await expectNoViolations()
  })
})
