import { act, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
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

it('says that the provider is slow, and then that it does not answer, with a way out', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true })
  startSilentProvider()
  const user = userEvent.setup({ advanceTimers: vi.advanceTimersByTime })
  await openPage('/cases')
  await act(() => vi.advanceTimersByTimeAsync(3_000))
  expect(await screen.findByText('You are being signed in. It takes longer than it should.')).toBeVisible()
  expect(screen.getByRole('link', { name: 'Go to the first page' })).toBeVisible()
  await expectNoViolations()
  await act(() => vi.advanceTimersByTimeAsync(8_000))
  expect(await screen.findByRole('alert')).toHaveTextContent('Your council’s sign-in page does not answer.')
  await user.click(screen.getByRole('button', { name: 'Sign in' }))
  expect(screen.getByText('Waiting for your council’s sign-in page.')).toBeVisible()
  await act(() => vi.advanceTimersByTimeAsync(11_000))
  expect(await screen.findByRole('alert')).toHaveTextContent('does not answer')
  expect(screen.getByRole('button', { name: 'Sign in' })).toBeEnabled()
})
