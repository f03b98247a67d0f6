import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import * as download from '../../lib/download'
import { NOW } from '../../testing/fixtures'
import { expectNoViolations, openPage } from '../../testing/render'
import { DRAFT } from '../../testing/report'
import { startServer } from '../../testing/server'
import type { StubServer } from '../../testing/server'

let server: StubServer

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
    expect(saved).toHaveBeenCalledWith('eastmere-outcomes-2025-26.csv', expect.any(Blob))
  })

  it('are saved as a picture', async () => {
    const saved = vi.spyOn(download, 'saveFile').mockImplementation(() => {})
    const user = userEvent.setup()
    await openPage('/figures/ready?board=performance', 'manager')
    await user.click(await screen.findByRole('button', { name: 'Save as a picture: Complaints by outcome, drawn' }))
    expect(saved).toHaveBeenCalledWith('eastmere-outcomes_drawn-2025-26.svg', expect.objectContaining({ type: 'image/svg+xml' }))
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
})
