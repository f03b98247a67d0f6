import { act, fireEvent, screen } from '@testing-library/react'
import { expect, it, vi } from 'vitest'
import { expectNoViolations, openPage } from '../testing/render'
import { startServer } from '../testing/server'

const ISSUER = 'https://login.example'

/** A provider that takes the question and says nothing; who asked gives up. */
function startSilentProvider(): void {
  startServer().on('GET /api/sign-in', () => ({ provider: { issuer: ISSUER, client_id: 'web', scope: 'openid', prompt: '' } }))
  const others = fetch
  vi.stubGlobal('fetch', (input: RequestInfo | URL, init?: RequestInit) =>
    input instanceof Request || !String(input).startsWith(ISSUER)
      ? others(input, init)
      : new Promise((_, reject) => {
          init?.signal?.addEventListener('abort', () => reject(new DOMException('Aborted', 'AbortError')))
        }),
  )
}

const later = setTimeout

/** Moves the clock, once what the page began meanwhile has begun, its own timers too: that goes by the real clock. */
function pass(milliseconds: number): Promise<void> {
  return act(async () => {
    await new Promise((done) => later(done, 10))
    await vi.advanceTimersByTimeAsync(milliseconds)
  })
}

/** Looks until it is there; of the clock that is moved by hand only moments pass meanwhile, however busy the machine is. */
async function until(find: () => HTMLElement | null): Promise<HTMLElement> {
  for (;;) {
    const found = find()
    if (found) return found
    await pass(1)
  }
}

/** In steps, so that what begins late is late by no more than one of them. */
async function wait(seconds: number): Promise<void> {
  for (let half = 0; half < 2 * seconds; half += 1) await pass(500)
}

it('says that the provider is slow, and then that it does not answer, with a way out', async () => {
  vi.useFakeTimers()
  startSilentProvider()
  await openPage('/cases')
  await until(() => screen.queryByText('Signing in'))
  await wait(3)
  expect(screen.getByText('You are being signed in. It takes longer than it should.')).toBeVisible()
  expect(screen.getByRole('link', { name: 'Go to the first page' })).toBeVisible()
  await wait(8)
  expect(await until(() => screen.queryByRole('alert'))).toHaveTextContent('Your council’s sign-in page does not answer.')
  fireEvent.click(await until(() => screen.queryByRole('button', { name: 'Sign in' })))
  await until(() => screen.queryByText('Waiting for your council’s sign-in page.'))
  await wait(11)
  expect(await until(() => screen.queryByRole('alert'))).toHaveTextContent('does not answer')
  expect(screen.getByRole('button', { name: 'Sign in' })).toBeEnabled()
  vi.useRealTimers()
  await expectNoViolations()
})
