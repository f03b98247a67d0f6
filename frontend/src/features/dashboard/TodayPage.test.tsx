import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { DASHBOARD, NOW } from '../../testing/fixtures'
import { liveStream } from '../../testing/live'
import { expectNoViolations, openPage } from '../../testing/render'
import { startServer } from '../../testing/server'
import type { StubServer } from '../../testing/server'

let server: StubServer

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] })
  server = startServer()
})

async function open(path = '/today') {
  const user = userEvent.setup()
  const page = await openPage(path, 'manager')
  await screen.findByRole('heading', { name: 'Open cases by team' })
  return { user, ...page }
}

describe('today', () => {
  it('says in a sentence what is late and due, and opens the cases behind each number', async () => {
    await open()
    expect(screen.getByText('3 cases are late')).toBeVisible()
    expect(screen.getByText('6 are due')).toBeVisible()
    expect(screen.getByRole('link', { name: 'late' })).toHaveAttribute('href', '/cases?view=late')
    expect(screen.getByRole('link', { name: 'without an owner' })).toHaveAttribute('href', '/cases?view=unowned')
    await expectNoViolations()
  })

  it('gives the share with both numbers, its target and what would reach it', async () => {
    await open()
    const share = screen.getByRole('region', { name: 'Answered on time, 2025-26' })
    expect(within(share).getByText('72%')).toBeVisible()
    expect(within(share).getByText('41 of 57 answers')).toBeVisible()
    expect(within(share).getByText('Target 75%')).toBeVisible()
    expect(share).toHaveTextContent('The next 7 answers, all on time, would reach the target.')
  })

  it('names who is waited for, and which answers will rather be late than not, with the reason', async () => {
    await open()
    expect(screen.getByText('4 more may be late')).toBeVisible()
    expect(screen.getByText(/mostly because a contributor has not replied/)).toBeVisible()
    expect(screen.getByText('15 of 38 wait on someone else.')).toBeVisible()
    const likely = screen.getByRole('region', { name: 'Answers likely to be late: 4' })
    const first = within(likely).getByRole('link', { name: 'EAS-2526-0301' })
    expect(first).toHaveAttribute('href', '/cases/EAS-2526-0301')
    expect(likely).toHaveTextContent('81% likely late: a contributor has not replied')
    expect(likely).toHaveTextContent(/about 1 of those due in 5 working days will be late, 4 in 10, and 6 of all \d+ in 20, also some that/)
    expect(likely).toHaveTextContent('Of 2, too few are like them to say.')
    expect(screen.getByText('Learning recorded in 19 of 25')).toBeVisible()
  })

  it('says where a case is that has ended and that the Ombudsman asks about', async () => {
    const by_stage = [...DASHBOARD.by_stage, { stage: 'closed', count: 1 }, { stage: 'withdrawn', count: 1 }]
    server.on('GET /api/analytics/v1/dashboard', () => ({ ...DASHBOARD, by_stage }))
    await open()
    const stands = screen.getByRole('region', { name: 'Where they stand' })
    const bars = within(stands).getAllByRole('listitem').map((bar) => bar.textContent)
    expect(bars).toEqual(['Received4', 'Being looked into34', 'Ended, asked by the Ombudsman2'])
  })

  it('has a table for every chart, with the same numbers', async () => {
    const { user } = await open()
    expect(screen.getAllByRole('button', { name: /^View as a table/ })).toHaveLength(9)
    await user.click(screen.getByRole('button', { name: 'View as a table: Open cases by team' }))
    const table = screen.getByRole('table', { name: 'Open cases by team' })
    expect(within(table).getByRole('row', { name: 'Locality teams 1 2 6 9' })).toBeVisible()
    await expectNoViolations()
  })

  it('changes in place when something changed, without a reload', async () => {
    const live = liveStream(server)
    await open()
    expect(await screen.findByText('Live, as of 10:42:07')).toBeVisible()
    server.on('GET /api/analytics/v1/dashboard', () => ({ ...DASHBOARD, late: 4, as_of: '2026-03-24T10:43:00Z' }))
    live.changed()
    expect(await screen.findByText('4 cases are late')).toBeVisible()
    expect(screen.getByText('Live, as of 10:43:00')).toBeVisible()
  })

  it('says since when it is not live', async () => {
    server.on('GET /api/analytics/v1/live', () => new Response(null, { status: 503 }))
    await open()
    expect(await screen.findByText('Not live since 10:42')).toBeVisible()
  })

  it('keeps the team in the address and in the links to the cases', async () => {
    const { user, router } = await open()
    await user.selectOptions(screen.getByLabelText('Team'), 'Locality teams')
    expect(router.state.location.search).toBe('?team=locality')
    expect(await screen.findByRole('link', { name: 'late' })).toHaveAttribute(
      'href',
      '/cases?view=late&team=locality',
    )
    expect(server.asked('GET', '/api/analytics/v1/dashboard').at(-1)?.query.get('team')).toBe('locality')
  })
})

describe('today on a wall', () => {
  const openWall = async (path = '/today/wall') => {
    const page = await openPage(path, 'manager')
    await screen.findByRole('heading', { name: 'Open cases by team' })
    return { user: userEvent.setup(), ...page }
  }

  it('has the numbers without menu, persons or cases, and one link: the way out', async () => {
    await openWall()
    expect(screen.getByRole('heading', { level: 1, name: /today$/ })).toBeVisible()
    expect(screen.getByText('3 cases are late')).toBeVisible()
    expect(screen.getByText('72%')).toBeVisible()
    expect(screen.getByText(/^Locality teams/)).toHaveTextContent(': 1 late, 2 due in 5 working days, 6 on track')
    expect(screen.getByRole('region', { name: 'Who we are waiting for' })).toHaveTextContent('12')
    expect(screen.getByRole('region', { name: /^Likely to be late: \d+ of \d+$/ })).toHaveTextContent('due from')
    expect(screen.queryByRole('navigation')).toBeNull()
    expect(document.body).not.toHaveTextContent('EAS-')
    expect(screen.getAllByRole('link').map((link) => link.textContent)).toEqual(['Leave the wall screen'])
    expect(screen.queryByRole('button')).toBeNull()
    await expectNoViolations()
  })

  it('says of a team without cases that none is open', async () => {
    server.on('GET /api/analytics/v1/dashboard', () => ({ ...DASHBOARD, by_team: [], turns: [] }))
    await openWall('/today/wall?team=locality')
    for (const name of ['Open cases by team', 'Who we are waiting for'])
      expect(screen.getByRole('region', { name })).toHaveTextContent('No case is open.')
  })

  it('changes by itself, and is of the team that was chosen', async () => {
    const live = liveStream(server)
    await openWall('/today/wall?team=locality')
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('today: Locality teams')
    server.on('GET /api/analytics/v1/dashboard', () => ({ ...DASHBOARD, late: 4 }))
    live.changed()
    expect(await screen.findByText('4 cases are late')).toBeVisible()
    expect(server.asked('GET', '/api/analytics/v1/dashboard').at(-1)?.query.get('team')).toBe('locality')
  })

  it('is come to from Today, and left by Escape', async () => {
    const { user, router } = await open('/today?team=locality')
    await user.click(screen.getByRole('link', { name: 'Show on a wall' }))
    await screen.findByRole('link', { name: 'Leave the wall screen' })
    expect(router.state.location).toMatchObject({ pathname: '/today/wall', search: '?team=locality' })
    await user.keyboard('{Escape}')
    await screen.findByRole('heading', { level: 1, name: 'Today' })
    expect(router.state.location).toMatchObject({ pathname: '/today', search: '?team=locality' })
  })
})
