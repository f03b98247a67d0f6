import { useEffect, useRef, useState } from 'react'
import { timesBack } from './line'
import { Unreachable } from './problem'
import { useFormAround } from './typed'

/** Milliseconds between tries while the browser has a line, and what was asked cannot be reached all the same. */
const EVERY = 15_000

interface Sending {
  status: 'idle' | 'pending' | 'success' | 'error'
  error: Error | null
}

/**
 * Sends once the line is back what could not be sent, as long as its form is open. It carries the key of the first try,
 * so that a request which did arrive then is not carried out twice.
 *
 * @param send sends the same once more.
 * @returns whether something waits for the line.
 */
export function useSendWhenBack({ status, error }: Sending, send: () => void): boolean {
  const unsent = error instanceof Unreachable ? error : null
  const [waited, setWaited] = useState(false)
  const waiting = unsent !== null || (waited && status === 'pending')
  if (waiting !== waited) setWaited(waiting)
  const form = useFormAround()
  useEffect(() => {
    if (waiting) form?.markUnsent()
  }, [waiting, form])
  // A browser draws between the listeners of one event: one that was exchanged by then would never hear it.
  const latest = useRef(send)
  useEffect(() => {
    latest.current = send
  })
  useEffect(() => {
    if (!unsent) return
    let isSent = false
    const again = () => {
      if (isSent) return
      isSent = true
      latest.current()
    }
    if (timesBack() > unsent.timesBack) {
      again()
      return
    }
    window.addEventListener('online', again)
    const tries = setInterval(() => {
      if (navigator.onLine) again()
    }, EVERY)
    return () => {
      window.removeEventListener('online', again)
      clearInterval(tries)
    }
  }, [unsent])
  return waiting
}
