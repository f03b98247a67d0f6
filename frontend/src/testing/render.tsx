import { QueryClientProvider } from '@tanstack/react-query'
import { render } from '@testing-library/react'
import axe from 'axe-core'
import { RouterProvider, createMemoryRouter } from 'react-router'
import { expect } from 'vitest'
import type { Role } from '../api'
import { routes } from '../app/routes'
import { makeQueryClient } from '../lib/queryClient'
import { signIn } from '../lib/session'

/** Opens a page of the real application, signed in as a role. */
export async function openPage(path: string, role?: Role) {
  if (role) await signIn(role)
  const client = makeQueryClient()
  client.setDefaultOptions({ queries: { ...client.getDefaultOptions().queries, retry: false } })
  const router = createMemoryRouter(routes, { initialEntries: [path] })
  render(
    <QueryClientProvider client={client}>
      <RouterProvider router={router} />
    </QueryClientProvider>,
  )
  return { router, client }
}

/** Nothing that axe can see without a layout is wrong; contrast needs a real browser. */
export async function expectNoViolations(): Promise<void> {
  const found = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } })
  expect(found.violations.map((violation) => `${violation.id}: ${violation.nodes[0]?.html}`)).toEqual([])
}
