import { fireEvent, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import type { Role } from '../../api'
import { expectNoViolations, openPage } from '../../testing/render'
import { startServer } from '../../testing/server'
import { TOURS } from './tours'

const framed = () => document.querySelectorAll('[data-toured]')

async function begin(role: Role) {
  startServer()
  const user = userEvent.setup()
  const page = await openPage('/help', role)
  await user.click((await screen.findAllByRole('button', { name: 'Take the tour' }))[0] as HTMLElement)
  return { user, ...page }
}

describe('the tour', () => {
  it.each(Object.entries(TOURS))('of %s has four steps, each about something that its page shows', async (role, steps) => {
    const { user, router } = await begin(role as Role)
    expect(steps).toHaveLength(4)
    for (const { path, target, title } of steps) {
      const heading = await screen.findByRole('heading', { level: 2, name: title })
      expect(heading).toHaveFocus()
      await waitFor(() => expect(router.state.location.pathname).toBe(path))
      await waitFor(() => expect([...framed()].map((one) => one.matches(target))).toEqual([true]))
      await user.click(screen.getByRole('button', { name: /^(Next|Finish)$/ }))
    }
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument()
    expect(framed()).toHaveLength(0)
    expect(screen.getByRole('main')).toHaveFocus()
  })

  it('goes back, and is left by Escape at any step', async () => {
    const { user } = await begin('contact_centre')
    await screen.findByRole('dialog', { name: 'Write while they speak' })
    await user.click(screen.getByRole('button', { name: 'Next' }))
    await screen.findByRole('dialog', { name: 'It tells you what it is' })
    await expectNoViolations()
    await user.click(screen.getByRole('button', { name: 'Back' }))
    expect(await screen.findByRole('dialog', { name: 'Write while they speak' })).toBeVisible()
    fireEvent.keyDown(document.body, { key: 'Escape' })
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument()
  })

  it('is offered once to each person in each role', async () => {
    startServer()
    const user = userEvent.setup()
    const { router } = await openPage('/contacts', 'contact_centre')
    expect(await screen.findByRole('region', { name: 'Tour' })).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Not now' }))
    expect(screen.queryByRole('region', { name: 'Tour' })).not.toBeInTheDocument()
    await user.click(screen.getByRole('button', { name: 'Sign out' }))
    await user.click(await screen.findByRole('button', { name: /^Contact centre/ }))
    await waitFor(() => expect(router.state.location.pathname).toBe('/contacts/new'))
    expect(screen.queryByRole('region', { name: 'Tour' })).not.toBeInTheDocument()
  })
})
