import { render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { Token, Tokens } from 'marked'
import { MemoryRouter } from 'react-router'
import { describe, expect, it } from 'vitest'
import { HELP_OF, helpFor } from '../../lib/help'
import { expectNoViolations, openPage } from '../../testing/render'
import { startServer } from '../../testing/server'
import { Written } from './Written'

const found = import.meta.glob<Token[]>('../../../../docs/help/*.md', { eager: true, import: 'default' })
const PAGES = new Map(Object.entries(found).map(([path, parts]) => [path.slice(path.lastIndexOf('/') + 1), parts]))

/** Where the links of a page lead, as they are written. */
function linksOf(parts: readonly Token[]): string[] {
  return parts.flatMap((part) => {
    const inner = [...((part as Tokens.Generic).tokens ?? []), ...((part as Tokens.List).items ?? [])]
    return [...(part.type === 'link' ? [(part as Tokens.Link).href] : []), ...linksOf(inner)]
  })
}

describe('the pages of help', () => {
  it.each([...PAGES])('%s begins with its heading, is drawn in full, and each of its links leads somewhere', (_, parts) => {
    expect(parts[0]).toMatchObject({ type: 'heading', depth: 1 })
    const { container } = render(
      <MemoryRouter>
        <Written parts={parts} />
      </MemoryRouter>,
    )
    expect(container).not.toBeEmptyDOMElement()
    for (const link of linksOf(parts)) expect(PAGES.has(link) || link.startsWith('https://'), link).toBe(true)
  })

  it('can all be found from the first', () => {
    const listed = linksOf(PAGES.get('README.md') ?? [])
    expect(new Set(listed)).toEqual(new Set([...PAGES.keys()].filter((page) => page !== 'README.md')))
  })

  it('are led to from the page that they are about', () => {
    for (const [, page] of HELP_OF) expect(PAGES.has(`${page}.md`), page).toBe(true)
    expect(helpFor('/cases/EAS-2627-0001')).toBe('/help/case')
    expect(helpFor('/contacts/new')).toBe('/help/contact')
    expect(helpFor('/help/case')).toBeUndefined()
  })

  it('open from the page that they are about, and lead on to each other', async () => {
    startServer()
    const user = userEvent.setup()
    await openPage('/contacts/new', 'contact_centre')
    await user.click(await screen.findByRole('link', { name: 'Help with this page' }))
    expect(await screen.findByRole('heading', { level: 1, name: 'Recording a contact' })).toBeVisible()
    await expectNoViolations()
    await user.click(screen.getByRole('link', { name: 'How a class is decided' }))
    expect(await screen.findByRole('heading', { level: 1, name: 'How a class is decided' })).toBeVisible()
    await user.click(screen.getByRole('link', { name: 'All help' }))
    expect(await screen.findByRole('heading', { level: 1, name: 'Help' })).toBeVisible()
  })

  it('say so when there is no such page', async () => {
    startServer()
    await openPage('/help/nothing', 'contact_centre')
    expect(await screen.findByRole('heading', { name: 'There is no such page of help' })).toBeVisible()
  })
})

describe('the accessibility statement', () => {
  it('is open to everybody and says what the law asks for', async () => {
    startServer()
    await openPage('/accessibility')
    const main = await screen.findByRole('main')
    expect(await within(main).findByRole('heading', { level: 1, name: 'Accessibility statement' })).toBeVisible()
    for (const asked of [
      'Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018',
      'partially compliant',
      'Disproportionate burden',
      'This statement was written on',
      'Tell the complaints team',
      'Equality and Human Rights Commission (EHRC)',
    ]) {
      expect(main).toHaveTextContent(asked)
    }
    for (const part of ['How accessible it is', 'What is not accessible, and what is not known', 'How it was tested']) {
      expect(within(main).getByRole('heading', { level: 2, name: part })).toBeVisible()
    }
    expect(within(main).getByRole('link', { name: /Equality Advisory/ })).toHaveAttribute(
      'href',
      'https://www.equalityadvisoryservice.com/',
    )
    await expectNoViolations()
  })

  it('is led to before and after signing in, and keeps the menu of who is signed in', async () => {
    startServer()
    const user = userEvent.setup()
    await openPage('/')
    expect(screen.getByRole('link', { name: 'Accessibility statement' })).toHaveAttribute('href', '/accessibility')
    await user.click(await screen.findByRole('button', { name: /^Contact centre/ }))
    await screen.findByRole('navigation', { name: 'Main' })
    await user.click(screen.getByRole('link', { name: 'Accessibility statement' }))
    expect(await screen.findByRole('heading', { level: 1, name: 'Accessibility statement' })).toBeVisible()
    expect(screen.getByRole('navigation', { name: 'Main' })).toBeVisible()
  })
})
