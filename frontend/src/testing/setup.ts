import '@testing-library/jest-dom/vitest'
import { cleanup, configure } from '@testing-library/react'
import { afterEach, vi } from 'vitest'
import { configureClient } from '../lib/client'
import { signOut } from '../lib/session'

// A page that is fetched when it is opened may take its time on a busy machine.
configure({ asyncUtilTimeout: 8_000 })

/** jsdom measures nothing: charts are told a size once. */
class StillObserver implements ResizeObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}
vi.stubGlobal('ResizeObserver', StillObserver)

/** Nor has it modal dialogs: they open, and close, as others do. */
HTMLDialogElement.prototype.showModal = function showModal() {
  this.open = true
}
HTMLDialogElement.prototype.close = function close() {
  this.open = false
  this.dispatchEvent(new Event('close'))
}
configureClient()
window.scrollTo = () => undefined

afterEach(async () => {
  cleanup()
  await signOut()
  localStorage.clear()
  vi.useRealTimers()
  vi.unstubAllGlobals()
  vi.stubGlobal('ResizeObserver', StillObserver)
})
