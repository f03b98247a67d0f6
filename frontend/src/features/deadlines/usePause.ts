import { useEffect, useRef } from 'react'

/** The pause after typing before what was typed is asked. */
const PAUSE = 300

/** Calls back after a pause; `end` drops what waits, and says whether anything did. */
export function usePause() {
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined)
  const end = (): boolean => {
    const did = waiting.current !== undefined
    clearTimeout(waiting.current)
    waiting.current = undefined
    return did
  }
  const start = (then: () => void) => {
    clearTimeout(waiting.current)
    waiting.current = setTimeout(() => {
      waiting.current = undefined
      then()
    }, PAUSE)
  }
  useEffect(() => () => clearTimeout(waiting.current), [])
  return { start, end }
}
