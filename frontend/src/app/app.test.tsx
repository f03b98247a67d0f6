import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { HELP_OF } from '../lib/help'
import { OFFICERS } from '../testing/fixtures'
import { expectNoViolations, openPage } from '../testing/render'
import { problem, startServer } from '../testing/server'
import { routes } from './routes'

/** A page that is fetched until its test lets it arrive. */
const calendar = vi.hoisted(() => {
  let arrives = () => {}
  const fetched = new Promise<void>((resolve) => (arrives = resolve))
  return { arrives: () => arrives(), fetched }
})

vi.mock('../features/calendar/CalendarPage', async () => {
  await calendar.fetched
  return { CalendarPage: () => <p>The days</p> }
})

describe('the way in', () => {
  it('shows one proof and who one can be, and opens the page that a role works on', async () => {
    const server = startServer()
    const user = userEvent.setup()
    const { router } = await openPage('/')
    expect(await screen.findByText('Received on 9 March, so answer by 8 April.')).toBeVisible()
    await expectNoViolations()
    await user.click(screen.getByRole('button', { name: /^Contact centre/ }))
    await waitFor(() => expect(router.state.location.pathname).toBe('/contacts/new'))
    expect(server.asked('PUT', '/api/cases/v1/officers/me')).toHaveLength(1)
  })

  it('says so when the demo is off', async () => {
    startServer().on('GET /api/demo', () => problem(404, 'The demo is off.'))
    await openPage('/')
    expect(await screen.findByText(/Nobody can sign in here yet/)).toBeVisible()
  })

  it('sends a stranger to the first page', async () => {
    startServer()
    const { router } = await openPage('/cases')
    await waitFor(() => expect(router.state.location.pathname).toBe('/'))
  })

  it('signs in again without asking after a reload', async () => {
    startServer()
    sessionStorage.setItem('redress.persona', 'manager')
    const { router } = await openPage('/today')
    expect(await screen.findByRole('heading', { level: 1, name: 'Today' })).toBeVisible()
    expect(router.state.location.pathname).toBe('/today')
  })
})

describe('the menu', () => {
  it.each([
    ['contact_centre', ['Record a contact', 'Contacts', 'E-mail', 'Registers', 'Calendar', 'Deadlines']],
    [
      'complaints_officer',
      ['Today', 'Work queue38 open', 'To send', 'Contacts', 'E-mail', 'Learning', 'Figures', 'Reports', 'Calendar', 'Deadlines', 'Registers', 'Alerts', 'Imports'],
    ],
    ['admin', ['People', 'Letter words', 'Figures', 'Reports', 'Calendar', 'Deadlines', 'Imports', 'Partners']],
  ] as const)('of %s', async (role, places) => {
    startServer()
    await openPage('/contacts', role)
    const menu = await screen.findByRole('navigation', { name: 'Main' })
    await waitFor(() => {
      const [list = menu] = within(menu).getAllByRole('list')
      const links = within(list).getAllByRole('link')
      expect(links.map((link) => link.textContent)).toEqual(places)
    })
  })

  it('keeps what is seldom gone to behind one button, left by Escape and by going on', async () => {
    startServer()
    const user = userEvent.setup()
    await openPage('/contacts', 'manager')
    const more = await screen.findByRole('button', { name: 'More' })
    await user.click(more)
    expect(more).toHaveAttribute('aria-expanded', 'true')
    await user.tab()
    expect(screen.getByRole('link', { name: 'Registers' })).toHaveFocus()
    await expectNoViolations()
    await user.keyboard('{Escape}')
    expect(more).toHaveAttribute('aria-expanded', 'false')
    expect(more).toHaveFocus()
    await user.keyboard('{Enter}')
    await user.click(screen.getByRole('link', { name: 'Registers' }))
    const here = await screen.findByRole('button', { name: 'More: Registers' })
    expect(here).toHaveAttribute('aria-expanded', 'false')
  })

  it('stays open where it was opened while a page came, and keeps the focus', async () => {
    startServer()
    const user = userEvent.setup()
    await openPage('/contacts', 'manager')
    const more = await screen.findByRole('button', { name: 'More' })
    await user.click(screen.getByRole('link', { name: 'Calendar' }))
    await user.click(more)
    calendar.arrives()
    expect(await screen.findByText('The days')).toBeVisible()
    expect(more).toHaveAttribute('aria-expanded', 'true')
    expect(more).toHaveFocus()
    await user.click(screen.getByRole('link', { name: 'Registers' }))
    expect(await screen.findByRole('button', { name: 'More: Registers' })).toHaveAttribute('aria-expanded', 'false')
    await waitFor(() => expect(screen.getByRole('main')).toHaveFocus())
  })

  it('lets only those record who may', async () => {
    startServer()
    await openPage('/contacts', 'auditor')
    await screen.findByRole('heading', { name: 'Contacts' })
    expect(screen.queryByRole('link', { name: 'Record a contact' })).not.toBeInTheDocument()
  })

  it('says so to whoever comes by an address and may not record', async () => {
    startServer()
    await openPage('/contacts/new', 'investigator')
    expect(await screen.findByText('Your role records no contacts.')).toBeVisible()
    expect(screen.queryByRole('textbox', { name: 'In the caller’s own words' })).not.toBeInTheDocument()
    await expectNoViolations()
  })

  it('forgets who was signed in', async () => {
    startServer()
    const user = userEvent.setup()
    const { router } = await openPage('/contacts', 'manager')
    await user.click(await screen.findByRole('button', { name: 'Sign out' }))
    await waitFor(() => expect(router.state.location.pathname).toBe('/'))
    expect(sessionStorage.length).toBe(0)
  })

  it('says when there is no such page', async () => {
    startServer()
    await openPage('/nowhere', 'manager')
    expect(await screen.findByRole('heading', { name: 'There is no such page' })).toBeVisible()
  })
})

describe('help', () => {
  it('is offered on pages that are there', () => {
    const pages = routes.flatMap((route) => (route.children ?? []).flatMap((child) => [child, ...(child.children ?? [])]))
    const paths = pages.map((page) => `/${page.path}`)
    for (const [path] of HELP_OF) expect(paths).toContain(path.replace('/*', ''))
  })
})

describe('officers', () => {
  it('are kept by an administrator', async () => {
    const server = startServer().on('PATCH /api/cases/v1/officers/officer-sb', () => OFFICERS[1] ?? {})
    const user = userEvent.setup()
    await openPage('/officers', 'admin')
    await user.click(await screen.findByRole('button', { name: 'Change S B' }))
    await user.selectOptions(screen.getByLabelText('Team'), 'Locality teams')
    await user.click(screen.getByLabelText('Works here still'))
    await expectNoViolations()
    await user.click(screen.getByRole('button', { name: 'Save this officer' }))
    await waitFor(() => expect(server.asked('PATCH', '/api/cases/v1/officers/officer-sb')).toHaveLength(1))
    expect(server.asked('PATCH', '/api/cases/v1/officers/officer-sb')[0]?.body).toMatchObject({
      name: 'S B',
      team: 'locality',
      active: false,
    })
  })
})
