import { expect, it } from 'vitest'
import { CASE } from '../../testing/fixtures'
import { orderOf } from './partOrder'

const FOUND = CASE.issues.map((issue) => ({ ...issue, outcome: 'upheld' as const }))
const ASKED = {
  number: 1,
  who: 'contributor' as const,
  asked_of: 'Provider B',
  what: 'Its log',
  letter_on: null,
  asked_on: '2026-03-20',
  answered_on: null,
  withdrawn_on: null,
  clock: 'contributor_1',
  chases: [],
  next_chase_on: null,
}

it('has what waits first, and what is finished or has not begun last', () => {
  expect(orderOf(CASE)).toEqual([
    'plan',
    'clocks',
    'issues',
    'stagePeople',
    'letters',
    'tasks',
    'contributions',
    'joint',
    'remedies',
    'learning',
    'ombudsman',
    'survey',
    'costs',
  ])
  expect(orderOf({ ...CASE, issues: FOUND, requests: [ASKED], flags: ['joint'] }).slice(0, 4)).toEqual([
    'plan',
    'clocks',
    'contributions',
    'joint',
  ])
})

it('has what puts it right first once it is answered, with the Ombudsman’s part, which is first whenever they wait', () => {
  const answered = { ...CASE, issues: FOUND, responded_on: '2026-03-20', stage: 'responded' as const }
  expect(orderOf(answered).slice(0, 5)).toEqual(['clocks', 'remedies', 'learning', 'ombudsman', 'issues'])
  expect(orderOf({ ...CASE, requests: [{ ...ASKED, who: 'council' as const }] }).slice(2, 4)).toEqual(['issues', 'ombudsman'])
})

it('has what waits first in a further stage too', () => {
  expect(orderOf({ ...CASE, responded_on: '2026-03-20' })).toEqual(orderOf(CASE))
})

it('leaves no part out, whatever the case', () => {
  const cases = [CASE, { ...CASE, stage: 'closed' as const }, { ...CASE, stage: 'responded' as const, responded_on: '2026-03-20' }]
  for (const held of cases) expect([...orderOf(held)].sort()).toEqual([...orderOf(CASE)].sort())
})
