import { useKeys } from '../../lib/keys'

/** Moves the focus from one case's link to the next; Enter then opens it, as it does any link. */
function move(step: 1 | -1): void {
  const links = [...document.querySelectorAll<HTMLElement>('[data-case]')]
  const at = links.findIndex((link) => link === document.activeElement)
  const next = at < 0 ? (step > 0 ? 0 : links.length - 1) : at + step
  links[Math.max(0, Math.min(links.length - 1, next))]?.focus()
}

/** J and K move through the queue. */
export function useQueueKeys(): void {
  useKeys({ next: () => move(1), previous: () => move(-1) })
}
