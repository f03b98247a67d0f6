import { screen, within } from '@testing-library/react'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { CASE_PATH, EXTENDABLE, changed, openCase, press, sent } from '../../../testing/casePage'
import { CASE, NOW, clock, explanation } from '../../../testing/fixtures'
import { expectNoViolations } from '../../../testing/render'
import { problem, startServer } from '../../../testing/server'
import type { StubServer } from '../../../testing/server'

let server: StubServer

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] })
  server = startServer()
})

describe('a later date', () => {
  it('is a new total from the original start, with the date it gives, and says what moved', async () => {
    server
      .on('GET /api/cases/v1/deadlines/count', ({ query }) => ({
        clock: clock({ kind: 'counted', name: 'Counted', amount: Number(query.get('amount')), due_on: '2026-04-22' }),
      }))
      .on(`POST ${CASE_PATH}/clocks/stage_1/extension`, () => ({
        ...CASE,
        version: 5,
        clocks: changed({ kind: 'stage_1', due_on: '2026-04-22' }),
      }))
    const user = await openCase(server, { actions: ['extend', 'note'], clocks: EXTENDABLE })
    await press(user, 'Agree a later date')
    expect(within(screen.getByLabelText('Which date')).getAllByRole('option').map((one) => one.textContent)).toEqual([
      'Promised, 2 April 2026',
      'Council target, 8 April 2026',
    ])
    expect(screen.getByRole('group', { name: 'The person' })).toHaveAccessibleDescription(/only if they agree/)
    await user.selectOptions(screen.getByLabelText('Which date'), 'Council target, 8 April 2026')
    const amount = screen.getByLabelText('Working days in all')
    expect(amount).toHaveAccessibleDescription('Counted from 9 March 2026, as before. Now 20, at most 65.')
    await user.type(amount, '30')
    expect(await screen.findByText('Wednesday 22 April 2026')).toBeVisible()
    const [counted] = server.asked('GET', '/api/cases/v1/deadlines/count')
    const asked = { start: '2026-03-09', amount: '30', unit: 'working_days' }
    expect(Object.fromEntries(counted?.query ?? [])).toEqual(asked)
    await user.click(screen.getByRole('radio', { name: 'They were told' }))
    await user.selectOptions(screen.getByLabelText('Why it takes longer'), 'Records had to be found')
    await user.type(screen.getByLabelText('In words'), 'Records came late')
    await expectNoViolations()
    await user.click(screen.getByRole('button', { name: 'Save the later date' }))
    expect(await sent(server, 'POST', '/clocks/stage_1/extension', 'Save the later date')).toEqual({
      amount: 30,
      until: null,
      agreed_on: '2026-03-24',
      person_agreed: false,
      because: 'records',
      reason: 'Records came late',
    })
    expect(screen.getByText('Council target moved from 8 April 2026 to 22 April 2026.')).toBeVisible()
    expect(screen.getByRole('heading', { name: 'Do now' })).toHaveFocus()
  })

  it('is a date where none is counted; what is missing and what is refused stand at their fields', async () => {
    server.on(`POST ${CASE_PATH}/clocks/promised/extension`, () =>
      problem(422, 'Some fields are wrong', [
        { pointer: '/until', detail: 'This is no later than 2026-04-02.' },
        { pointer: '/person_agreed', detail: 'The person has to agree to it.' },
      ]),
    )
    const user = await openCase(server, { actions: ['extend', 'note'], clocks: EXTENDABLE })
    await user.click(screen.getByRole('button', { name: /^Promised/ }))
    await user.click(screen.getByRole('button', { name: 'Agree a later date (Promised)' }))
    await user.click(screen.getByRole('button', { name: 'Save the later date' }))
    expect(screen.getByRole('heading', { name: 'Three things are needed' })).toBeVisible()
    expect(screen.getByLabelText('New date')).toHaveAccessibleDescription(/Give the date/)
    await user.type(screen.getByLabelText('New date'), '1 april')
    await user.click(screen.getByRole('radio', { name: 'They were told' }))
    await user.type(screen.getByLabelText('In words'), 'Agreed on the phone')
    await user.click(screen.getByRole('button', { name: 'Save the later date' }))
    expect(await screen.findByRole('heading', { name: 'Two things are needed' })).toBeVisible()
    expect(screen.getByLabelText('New date')).toHaveAccessibleDescription(/no later than 2026-04-02/)
    await user.click(screen.getByRole('link', { name: 'The person has to agree to it.' }))
    expect(screen.getByRole('radio', { name: 'They agreed' })).toHaveFocus()
    expect(server.asked('POST', `${CASE_PATH}/clocks/promised/extension`)[0]?.body).toMatchObject({
      amount: null,
      until: '2026-04-01',
    })
    await expectNoViolations()
  })

  it('shows the date before it, how it was met by each, and who agreed', async () => {
    server.on(`GET ${CASE_PATH}/clocks/stage_1/explanation`, () => ({
      ...explanation('2026-03-09', '2026-04-22'),
      clock: CASE.clocks[2],
    }))
    const user = await openCase(server, {
      clocks: changed({
        kind: 'stage_1',
        due_on: '2026-04-22',
        original_due_on: '2026-04-08',
        amount: 28,
        state: 'met',
        met_on: '2026-04-15',
        met_original: false,
        met_extended: true,
      }),
      extensions: [
        {
          kind: 'stage_1',
          due_before: '2026-04-08',
          due_after: '2026-04-20',
          agreed_on: '2026-03-20',
          person_agreed: true,
          taken_back: false,
          beyond_usual: 25,
          because: 'provider',
          reason: 'Records came late.',
        },
      ],
    })
    expect(
      screen.getByText('It was 8 April; extended to 22 April. Late by the first date, met by the later one.'),
    ).toBeVisible()
    await user.click(screen.getByRole('button', { name: /^Council target/ }))
    expect(await screen.findByText(/Agreed on 20 March 2026: 20 April 2026 instead of 8 April 2026/)).toHaveTextContent(
      'with the person’s agreement. Beyond the usual 25 in all, for a good reason. Waiting for the provider. Records came late.',
    )
    expect(screen.getByText('Counted anew since then: 22 April 2026.')).toBeVisible()
    await expectNoViolations()
  })
})
