import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import * as download from '../../lib/download'
import { NOW } from '../../testing/fixtures'
import { liveStream } from '../../testing/live'
import { expectNoViolations, openPage } from '../../testing/render'
import { DRAFT } from '../../testing/report'
import { json, startServer } from '../../testing/server'
import type { StubServer } from '../../testing/server'
import { onWall } from './onWall'
import * as png from './png'

let server: StubServer

const VIEWS = '/api/analytics/v1/board-views'
const BOARDS = [
  { name: 'performance', title: 'Performance' },
  { name: 'themes', title: 'Themes and findings' },
]

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] })
  server = startServer()
  server.on('GET /api/analytics/v1/boards', () => BOARDS)
  server.on('GET /api/analytics/v1/boards/performance', () => DRAFT.report)
  server.on('GET /api/analytics/v1/boards/themes', () => DRAFT.report)
})

describe('dashboards', () => {
  it('are what Figures opens with, and a question of one’s own is a press away', async () => {
    await openPage('/figures', 'manager')
    expect(await screen.findByRole('heading', { level: 1, name: 'Performance' })).toBeVisible()
    const own = screen.getByRole('link', { name: 'Ask a question of your own' })
    expect(own).toHaveAttribute('href', expect.stringContaining('/figures?authority=eastmere'))
    expect(await screen.findAllByRole('table')).not.toHaveLength(0)
    await expectNoViolations()
  })

  it('lead from every table to the question behind it', async () => {
    await openPage('/figures/ready?board=performance', 'manager')
    const [first] = await screen.findAllByRole('link', { name: /^See the cases/ })
    expect(first).toHaveAttribute('href', expect.stringContaining('/figures?authority='))
  })

  it('lead from a number to its cases', async () => {
    await openPage('/figures/ready?board=performance', 'manager')
    const number = await screen.findByRole('link', { name: /^Upheld, 2025-26 number/ })
    const address = number.getAttribute('href') ?? ''
    const question = new URLSearchParams(address.slice(address.indexOf('?')))
    expect(question.getAll('outcome')).toEqual([])
    expect(decodeURIComponent(address)).toContain('upheld')
    expect(screen.queryByRole('link', { name: /^Withdrawn/ })).toBeNull()
  })

  it('are saved as a table', async () => {
    const saved = vi.spyOn(download, 'saveFile').mockImplementation(() => {})
    const user = userEvent.setup()
    await openPage('/figures/ready?board=performance', 'manager')
    await user.click(await screen.findByRole('button', { name: 'Save as CSV: Complaints by outcome' }))
    expect(saved).toHaveBeenCalledWith('eastmere-performance-outcomes-2025-26.csv', expect.any(Blob))
  })

  it('are saved as a picture', async () => {
    const saved = vi.spyOn(download, 'saveFile').mockImplementation(() => {})
    const user = userEvent.setup()
    await openPage('/figures/ready?board=performance', 'manager')
    await user.click(await screen.findByRole('button', { name: 'Save as SVG: Complaints by outcome, drawn' }))
    expect(saved).toHaveBeenCalledWith('eastmere-performance-outcomes_drawn-2025-26.svg', expect.objectContaining({ type: 'image/svg+xml' }))
    const drawn = new Blob([], { type: 'image/png' })
    const drawing = vi.spyOn(png, 'pngOf').mockResolvedValue(drawn)
    await user.click(screen.getByRole('button', { name: 'Save as PNG: Complaints by outcome, drawn' }))
    expect(drawing).toHaveBeenCalledWith(expect.stringMatching(/^<svg /))
    expect(saved).toHaveBeenLastCalledWith('eastmere-performance-outcomes_drawn-2025-26.png', drawn)
  })

  it('keep the year and the team from one to the next, in the address', async () => {
    const user = userEvent.setup()
    await openPage('/figures/ready?board=performance&year=2024-25&team=locality', 'manager')
    const links = await screen.findByRole('navigation', { name: 'Figures' })
    const themes = await within(links).findByRole('link', { name: 'Themes and findings' })
    expect(themes).toHaveAttribute('href', '/figures/ready?board=themes&year=2024-25&team=locality')
    await user.click(themes)
    expect(await screen.findByRole('heading', { level: 1, name: 'Themes and findings' })).toBeVisible()
    expect(screen.getByRole('combobox', { name: 'Year' })).toHaveValue('2024-25')
    expect(within(links).getAllByRole('link', { current: 'page' })).toEqual([themes])
  })

  it('are found again under a name, of the year that it then is', async () => {
    const views: object[] = []
    server.on(`GET ${VIEWS}`, () => ({ items: views }))
    server.on(`POST ${VIEWS}`, ({ body }) => {
      const saved = { ...(body as object), id: 'a'.repeat(32), may_remove: true }
      views.push(saved)
      return json(saved, 201)
    })
    server.on(`DELETE ${VIEWS}/${'a'.repeat(32)}`, () => {
      views.pop()
      return new Response(null, { status: 204 })
    })
    const user = userEvent.setup()
    await openPage('/figures/ready?board=themes&year=2025-26&quarter=2&team=locality', 'manager')
    await user.click(await screen.findByRole('button', { name: 'Save this view' }))
    await user.click(screen.getByRole('button', { name: 'Save' }))
    expect(screen.getByText('Give it a name')).toBeVisible()
    await user.type(screen.getByLabelText('Its name'), 'Summer')
    await user.click(screen.getByLabelText('Everybody here finds it'))
    await expectNoViolations()
    await user.click(screen.getByRole('button', { name: 'Save' }))
    const link = await screen.findByRole('link', { name: 'Summer' })
    expect(link).toHaveAttribute('aria-current', 'page')
    expect(link).toHaveAttribute('href', '/figures/ready?board=themes&year=2025-26&quarter=2&team=locality')
    expect(server.asked('POST', VIEWS)[0]?.body).toEqual({
      name: 'Summer',
      shared: true,
      query: { board: 'themes', year: null, quarter: 2, team: 'locality' },
    })
    expect(screen.getByText('“Summer” is saved.')).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Remove “Summer”' }))
    expect(await screen.findByText('“Summer” is not saved any more.')).toBeVisible()
    expect(screen.queryByRole('link', { name: 'Summer' })).not.toBeInTheDocument()
  })

  it('of the council are shared by those who may, and removed by nobody else', async () => {
    const query = { board: 'performance', year: '2024-25' }
    const view = { id: 'b'.repeat(32), name: 'Last year', shared: true, query, may_remove: false }
    server.on(`GET ${VIEWS}`, () => ({ items: [view] }))
    const user = userEvent.setup()
    await openPage('/figures/ready?board=performance', 'complaints_officer')
    await user.click(await screen.findByRole('link', { name: 'Last year' }))
    expect(screen.queryByRole('button', { name: /^Remove/ })).not.toBeInTheDocument()
    await user.click(screen.getByRole('link', { name: 'Themes and findings' }))
    await user.click(screen.getByRole('button', { name: 'Save this view' }))
    expect(screen.getByText('It stays of 2024-25.')).toBeVisible()
    expect(screen.queryByLabelText('Everybody here finds it')).not.toBeInTheDocument()
  })
})

describe('a dashboard on a wall', () => {
  const openWall = async (search: string) => {
    const page = await openPage(`/figures/ready/wall${search}`, 'manager')
    await screen.findByRole('heading', { level: 2, name: 'Complaints by outcome, drawn' })
    return page
  }

  it('has its sentence, its numbers and what is drawn, and one link: the way out', async () => {
    await openWall('?board=performance&year=2025-26&quarter=2&team=locality')
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Performance: Locality teams')
    expect(screen.getByText(/July to September, 2025-26$/)).toBeVisible()
    expect(screen.getAllByRole('img').length).toBeGreaterThan(0)
    expect(screen.queryByRole('navigation')).toBeNull()
    expect(screen.queryByRole('button')).toBeNull()
    expect(screen.getAllByRole('link').map((link) => link.textContent)).toEqual(['Leave the wall screen'])
    const asked = server.asked('GET', '/api/analytics/v1/boards/performance').at(-1)?.query
    expect([asked?.get('year'), asked?.get('quarter'), asked?.get('team')]).toEqual(['2025-26', '2', 'locality'])
    await expectNoViolations()
  })

  it('changes by itself', async () => {
    const live = liveStream(server)
    await openWall('?board=performance')
    const before = server.asked('GET', '/api/analytics/v1/boards/performance').length
    live.changed()
    await vi.waitFor(() =>
      expect(server.asked('GET', '/api/analytics/v1/boards/performance').length).toBeGreaterThan(before),
    )
  })

  it('is come to from the dashboard, and left by Escape', async () => {
    const user = userEvent.setup()
    const { router } = await openPage('/figures/ready?board=performance&team=locality', 'manager')
    await user.click(await screen.findByRole('link', { name: 'Show on a wall' }))
    await screen.findByRole('link', { name: 'Leave the wall screen' })
    expect(router.state.location).toMatchObject({ pathname: '/figures/ready/wall', search: '?board=performance&team=locality' })
    await user.keyboard('{Escape}')
    await screen.findByRole('navigation', { name: 'Figures' })
    expect(router.state.location).toMatchObject({ pathname: '/figures/ready', search: '?board=performance&team=locality' })
  })
})

describe('what a wall shows', () => {
  const { report } = DRAFT
  const parts = onWall(report)

  it('is what is drawn before tables, each once', () => {
    const charts = report.sections.flatMap(({ blocks }) => blocks.filter((block) => 'drawn_as' in block))
    expect(parts.charts.slice(0, charts.length)).toEqual(charts)
    const shown = parts.charts.map(({ table }) => table)
    expect(new Set(shown).size).toBe(shown.length)
    expect(shown).not.toContain(parts.facts?.id)
  })

  it('is a sentence that says a figure', () => {
    expect(parts.said).toMatch(/\d/)
    const plain = { kind: 'paragraph' as const, runs: ['Table 1.1, Disabled people, is left out.'] }
    const [first, ...rest] = report.sections
    const before = first ? [{ ...first, blocks: [plain, ...first.blocks] }, ...rest] : []
    expect(onWall({ ...report, sections: before }).said).toBe(parts.said)
  })
})
