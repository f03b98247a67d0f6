import { useMemo } from 'react'
import { whose } from '../../lib/session'

/** The list from which a case was opened, in this tab of the browser until its person signs out. */
interface KeptList {
  of: string
  /** Where it is shown. */
  address: string
  refs: string[]
}

const OF_THIS_TAB = 'redress.list'
/** So many cases on either side of the opened one are gone through. */
const AROUND = 1_000

export function keepList(address: string, refs: readonly string[], opened: string): void {
  const at = refs.indexOf(opened)
  const kept: KeptList = { of: whose(), address, refs: refs.slice(Math.max(0, at - AROUND), at + AROUND) }
  sessionStorage.setItem(OF_THIS_TAB, JSON.stringify(kept))
}

function read(): KeptList | null {
  const kept = JSON.parse(sessionStorage.getItem(OF_THIS_TAB) ?? 'null') as KeptList | null
  return kept?.of === whose() ? kept : null
}

interface Place {
  address: string
  previous: string | undefined
  next: string | undefined
}

/** Where a case stands in the list that it was opened from; null where it is in none. */
export function usePlace(ref: string): Place | null {
  return useMemo(() => {
    const list = read()
    const at = list?.refs.indexOf(ref) ?? -1
    if (!list || at < 0) return null
    return { address: list.address, previous: list.refs[at - 1], next: list.refs[at + 1] }
  }, [ref])
}
