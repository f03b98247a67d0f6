import { useKeys } from '../../lib/keys'
import type { Selection } from './useSelection'

function links(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('[data-case]')]
}

function isInSight(link: HTMLElement): boolean {
  const { top, bottom } = link.getBoundingClientRect()
  return bottom >= 0 && top <= window.innerHeight
}

/**
 * Moves the focus from one case's link to the next; Enter then opens it, as it does any link. Whoever scrolled on
 * meanwhile goes on where they look.
 */
function move(step: 1 | -1): void {
  const all = links()
  const row = document.activeElement?.closest('tr')
  const at = all.findIndex((link) => row && link.closest('tr') === row && isInSight(link))
  const begin = step > 0 ? all.findIndex(isInSight) : all.findLastIndex(isInSight)
  const next = at < 0 ? begin : at + step
  all[Math.max(0, Math.min(all.length - 1, next))]?.focus()
}

/** The case in whose row the focus is. */
function focused(): string | undefined {
  return document.activeElement?.closest('tr')?.querySelector<HTMLElement>('[data-case]')?.dataset.case
}

/** J and K move through the queue, X selects the case in focus, A leads to who takes what is selected. */
export function useQueueKeys(selection: Selection): void {
  useKeys({
    next: () => move(1),
    previous: () => move(-1),
    select: () => {
      const ref = focused()
      if (ref) selection.toggle(ref)
    },
    allocate: () => document.getElementById('bulk-to')?.focus(),
  })
}
