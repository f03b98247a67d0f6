import { useEffect, useState } from 'react'

const SETTING = 'redress.queue-keys'

function inField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, select, textarea, [contenteditable]') !== null
}

/** Moves the focus from one case's link to the next; Enter then opens it, as it does any link. */
function move(step: 1 | -1): void {
  const links = [...document.querySelectorAll<HTMLElement>('[data-case]')]
  const at = links.findIndex((link) => link === document.activeElement)
  const next = at < 0 ? (step > 0 ? 0 : links.length - 1) : at + step
  links[Math.max(0, Math.min(links.length - 1, next))]?.focus()
}

/** J and K move through the queue, outside fields, and can be switched off (WCAG 2.1.4). */
export function useQueueKeys(): [boolean, (on: boolean) => void] {
  const [on, setOn] = useState(() => localStorage.getItem(SETTING) !== 'off')
  useEffect(() => {
    if (!on) return
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey || inField(event.target)) return
      const key = event.key.toLowerCase()
      if (key === 'j') move(1)
      if (key === 'k') move(-1)
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [on])
  const change = (next: boolean) => {
    localStorage.setItem(SETTING, next ? 'on' : 'off')
    setOn(next)
  }
  return [on, change]
}
