import { describe, expect, it } from 'vitest'
import { COUNCIL } from '../testing/fixtures'
import { categoryOptions, proceduresOn, teamOptions } from './council'

const labels = (options: { label: string }[]) => options.map(({ label }) => label)

describe('what forms offer', () => {
  const council = {
    ...COUNCIL,
    teams: COUNCIL.teams.map((team) => ({ ...team, in_use: team.code !== 'highways' })),
    categories: COUNCIL.categories.map((one) => ({ ...one, in_use: one.code !== 'delay' })),
  }

  it('is what is in use', () => {
    expect(labels(teamOptions(council, 'No service'))).toEqual(['No service', 'Occupational Therapy', 'Locality teams'])
    expect(labels(categoryOptions(council, 'Choose'))).toEqual(['Choose', 'Communication', 'Something else'])
    expect(labels(teamOptions(undefined, 'No service'))).toEqual(['No service'])
  })

  it('keeps what is chosen already, and says that it is not in use', () => {
    expect(labels(teamOptions(council, 'No service', 'highways'))).toContain('Highways (not in use any more)')
    expect(labels(categoryOptions(council, 'Choose', 'delay'))).toContain('Delay (not in use any more)')
  })
})

describe('the procedures of a day', () => {
  const [adult, corporate] = COUNCIL.procedures
  if (!adult || !corporate) throw new Error('The fixture has two procedures.')
  const council = {
    ...COUNCIL,
    procedures: [
      adult,
      { ...corporate, version: 3, in_force_from: '2026-04-01' },
      { ...corporate, version: 2, in_force_from: '2009-04-01', in_force_until: '2026-03-31' },
      { ...adult, id: 'pilot', in_force_from: '2025-01-01', in_force_until: '2025-12-31' },
    ],
  }

  it.each([
    ['2026-04-01', ['adult_statutory 3', 'corporate 3']],
    ['2026-03-31', ['adult_statutory 3', 'corporate 2']],
    ['2025-12-31', ['adult_statutory 3', 'corporate 2', 'pilot 3']],
    ['1999-01-01', []],
  ])('are listed once each, in the version in force on %s', (day, listed) => {
    expect(proceduresOn(council, day).map(({ id, version }) => `${id} ${version}`)).toEqual(listed)
  })
})
