import { createContext, useContext, useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { authorisedFetch } from './http'
import { followLive, waitFor } from './live'
import { useSession } from './session'

export interface Live {
  state: 'connecting' | 'live' | 'lost'
  /** When the state began. */
  since: Date
  /** Grows by one with every change that was heard of. */
  changes: number
}

const LiveContext = createContext<Live>({ state: 'connecting', since: new Date(0), changes: 0 })

/** No signal for this long, keep-alive comments included, and the page no longer says "Live". */
const SILENCE = 30_000

/** Changes that come close together are told as one, so that a busy hour does not ask without end. */
const TOGETHER = 250

export function LiveProvider({ children }: { children: ReactNode }) {
  const subject = useSession()?.subject
  const [live, setLive] = useState<Live>(() => ({ state: 'connecting', since: new Date(), changes: 0 }))

  useEffect(() => {
    if (!subject) return
    const controller = new AbortController()
    let silence: ReturnType<typeof setTimeout> | undefined
    let telling: ReturnType<typeof setTimeout> | undefined
    const changed = () => {
      telling ??= setTimeout(() => {
        telling = undefined
        setLive((held) => ({ ...held, changes: held.changes + 1 }))
      }, TOGETHER)
    }
    const turn = (state: Live['state']) =>
      setLive((held) => (held.state === state ? held : { ...held, state, since: new Date() }))
    const heard = () => {
      turn('live')
      clearTimeout(silence)
      silence = setTimeout(() => turn('lost'), SILENCE)
    }
    const offline = () => turn('lost')
    window.addEventListener('offline', offline)
    void followLive({
      url: `${location.origin}/api/analytics/v1/live`,
      fetch: authorisedFetch,
      signal: controller.signal,
      onSignal: heard,
      onEvent: (event) => {
        if (event.type === 'changed') changed()
      },
      onLost: () => turn('lost'),
      wait: waitFor,
    })
    return () => {
      controller.abort()
      window.removeEventListener('offline', offline)
      clearTimeout(silence)
      clearTimeout(telling)
    }
  }, [subject])

  return <LiveContext value={live}>{children}</LiveContext>
}

export function useLive(): Live {
  return useContext(LiveContext)
}

/** Does something whenever a change is heard of, from now on. */
export function useOnChange(act: () => void): void {
  const { changes } = useLive()
  const latest = useRef(act)
  const seen = useRef(changes)
  useEffect(() => {
    latest.current = act
  }, [act])
  useEffect(() => {
    if (seen.current === changes) return
    seen.current = changes
    latest.current()
  }, [changes])
}
