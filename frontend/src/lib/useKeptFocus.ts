import { useEffect } from 'react'

const PARTS = 'form, section, fieldset, [role="group"], li, aside, main'

/**
 * Whoever uses the keyboard stays where they are: when what had the focus goes from the page, such as a suggestion that
 * was taken, the focus goes to the nearest part around it that is left, not to the top of the page.
 */
export function useKeptFocus(): void {
  useEffect(() => {
    let around: Element[] = []
    const remember = ({ target }: FocusEvent) => {
      around = []
      for (let part = target as Element | null; part; part = part.parentElement) around.push(part)
    }
    const watch = new MutationObserver(() => {
      if (document.activeElement !== document.body || around[0]?.isConnected !== false) return
      const part = around.find((one) => one.isConnected && one.matches(PARTS))
      if (!(part instanceof HTMLElement)) return
      if (part.tabIndex < 0) part.tabIndex = -1
      part.focus({ preventScroll: true })
    })
    document.addEventListener('focusin', remember)
    watch.observe(document.body, { childList: true, subtree: true })
    return () => {
      document.removeEventListener('focusin', remember)
      watch.disconnect()
    }
  }, [])
}
