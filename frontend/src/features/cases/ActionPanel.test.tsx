import { within } from '@testing-library/react'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Action } from '../../api'
import { EXTENDABLE, doNow, openCase } from '../../testing/casePage'
import { NOW } from '../../testing/fixtures'
import { expectNoViolations } from '../../testing/render'
import { startServer } from '../../testing/server'
import type { StubServer } from '../../testing/server'

let server: StubServer

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] })
  server = startServer()
})

describe('what is rarer', () => {
  it('stands under “More”, by what it is about', async () => {
    const dates: Action[] = ['extend', 'hold', 'correct_receipt', 'correct']
    const actions: Action[] = ['record_finding', ...dates, 'escalate', 'ask', 'note', 'record_ombudsman_enquiry']
    const user = await openCase(server, { actions, clocks: EXTENDABLE })
    const more = doNow().querySelector('details')
    expect(more).not.toHaveAttribute('open')
    await user.click(within(doNow()).getByText('More'))
    expect(within(doNow()).getAllByRole('heading', { level: 3 }).map((one) => one.textContent)).toEqual([
      'The case',
      'Dates',
      'Stages',
      'From outside',
      'Recorded wrongly',
      'Not yet',
    ])
    expect(within(more as HTMLElement).getAllByRole('button').map((one) => one.textContent)).toEqual([
      'Add a note',
      'Agree a later date',
      'Put on hold',
      'Go on to the next stage',
      'Ask a contributor',
      'Record an Ombudsman enquiry',
      'Correct the day received',
      'Put right what was recorded wrongly',
    ])
    await expectNoViolations()
  })

  it('is open where nothing else is owed', async () => {
    await openCase(server, { stage: 'closed', status: 'closed', actions: ['reopen', 'note'], primary_action: null, not_yet: [] })
    expect(doNow().querySelector('details')).toHaveAttribute('open')
    expect(within(doNow()).getByRole('button', { name: 'Take it up again' })).toBeVisible()
  })
})
