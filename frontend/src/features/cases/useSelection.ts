import { useRef, useState } from 'react'
import type { ListedCase } from '../../api'

/** As many as one request takes. */
export const AT_MOST = 200

export interface Selection {
  chosen: ReadonlySet<string>
  /** `range`: with everything between it and the one that was chosen last. */
  toggle: (ref: string, range?: boolean) => void
  all: (on: boolean) => void
  /** Leaves these chosen, and nothing else. */
  only: (refs: readonly string[]) => void
}

/** Which of the shown cases are chosen; another list begins with none. */
export function useSelection(key: string, cases: readonly ListedCase[]): Selection {
  const [kept, setKept] = useState<{ key: string; refs: ReadonlySet<string> }>({ key, refs: new Set() })
  const last = useRef<string | null>(null)
  const refs = cases.map((held) => held.ref)
  const there = new Set(refs)
  const chosen = new Set(kept.key === key ? [...kept.refs].filter((ref) => there.has(ref)) : [])
  const only = (next: readonly string[]) => setKept({ key, refs: new Set(next) })
  return {
    chosen,
    only,
    all: (on) => only(on ? refs.slice(0, AT_MOST) : []),
    toggle: (ref, range = false) => {
      const next = new Set(chosen)
      const on = !chosen.has(ref)
      const [from, to] = [last.current === null ? -1 : refs.indexOf(last.current), refs.indexOf(ref)].sort((a, b) => a - b)
      const meant = range && from !== undefined && from >= 0 && to !== undefined ? refs.slice(from, to + 1) : [ref]
      for (const one of meant) {
        if (on) next.add(one)
        else next.delete(one)
      }
      last.current = ref
      only([...next])
    },
  }
}
