import { screen, within } from '@testing-library/react'
import { beforeEach, expect, it, vi } from 'vitest'
import type { CaseRead } from '../../api'
import { CASE_PATH, doNow, openCase, sent } from '../../testing/casePage'
import { CASE, NOW } from '../../testing/fixtures'
import { expectNoViolations } from '../../testing/render'
import { startServer } from '../../testing/server'
import type { StubServer } from '../../testing/server'

let server: StubServer

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] })
  server = startServer()
})

/** Opens the form for the grade. */
async function grade(change: Partial<CaseRead> = {}) {
  const user = await openCase(server, { actions: ['grade', 'note'], primary_action: 'grade', ...change })
  await user.click(within(doNow()).getByRole('button', { name: 'Set the grade' }))
  return user
}

it('asks the criteria with what the record suggests, and sets the grade that they lead to', async () => {
  server.on(`POST ${CASE_PATH}/grade`, () => ({ ...CASE, version: 5, grade: 'simple' }))
  const user = await grade()
  expect(screen.getByRole('group', { name: 'How far does it reach?' })).toHaveAccessibleDescription(
    'From the record: Several organisations: harm is alleged.',
  )
  expect(screen.getByLabelText('Several organisations')).toBeChecked()
  expect(screen.getByText(/This leads to/)).toHaveTextContent(
    'This leads to Complex (45 working days). Signed off: Director. Source: Local policy.',
  )
  await expectNoViolations()

  await user.click(screen.getByLabelText('One or two issues and one team'))
  expect(screen.getByText(/This leads to/)).toHaveTextContent('Simple (10 working days)')
  await user.click(screen.getByRole('button', { name: 'Set Simple' }))
  expect(await sent(server, 'POST', '/grade', 'Set Simple')).toEqual({
    grade: 'simple',
    answers: { extent: 'simple' },
    reason: null,
  })
})

it('asks why for another grade than the criteria lead to', async () => {
  server.on(`POST ${CASE_PATH}/grade`, () => ({ ...CASE, version: 5, grade: 'simple' }))
  const user = await grade()
  await user.selectOptions(screen.getByLabelText('Grade'), 'simple')
  await user.type(screen.getByLabelText('Why Simple and not Complex'), 'It turned out to be a rumour.')
  await user.click(screen.getByRole('button', { name: 'Set Simple' }))
  expect(await sent(server, 'POST', '/grade', 'Set Simple')).toEqual({
    grade: 'simple',
    answers: { extent: 'complex' },
    reason: 'It turned out to be a rumour.',
  })
})

it('suggests the usual grade where a council states no criteria', async () => {
  await grade({
    grading: { source: 'None are stated', criteria: [], suggested: 'simple', because: ['Simple is usual.'] },
  })
  expect(within(screen.getByRole('region', { name: 'Set the grade' })).queryByRole('group')).not.toBeInTheDocument()
  expect(screen.getByText(/This leads to/)).toHaveTextContent('Simple (10 working days). Simple is usual. Source: None are stated.')
})
