import { useEffect } from 'react'

/**
 * Sends once the line is back what could not be sent. It carries the key of the first try, so that a request which did
 * arrive then is not carried out twice.
 *
 * @param waiting whether something could not be sent.
 */
export function useSendWhenBack(waiting: boolean, send: () => void): void {
  useEffect(() => {
    if (!waiting) return
    window.addEventListener('online', send, { once: true })
    return () => window.removeEventListener('online', send)
  }, [waiting, send])
}
