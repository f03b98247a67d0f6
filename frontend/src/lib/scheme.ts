import { useState } from 'react'

/** How the screen is coloured: as the system's, or as somebody chose in this browser. */
export type Scheme = 'system' | 'light' | 'dark'

const SETTING = 'redress.scheme'

function chosenScheme(): Scheme {
  const kept = localStorage.getItem(SETTING)
  return kept === 'light' || kept === 'dark' ? kept : 'system'
}

/** Colours the page as it was chosen; the tokens know both (styles/tokens.css). */
export function applyScheme(scheme = chosenScheme()): void {
  if (scheme === 'system') delete document.documentElement.dataset.scheme
  else document.documentElement.dataset.scheme = scheme
}

export function useScheme(): [Scheme, (scheme: Scheme) => void] {
  const [scheme, setScheme] = useState(chosenScheme)
  const choose = (next: Scheme) => {
    localStorage.setItem(SETTING, next)
    applyScheme(next)
    setScheme(next)
  }
  return [scheme, choose]
}
