import { useEffect, useLayoutEffect, useRef, useSyncExternalStore } from 'react'

interface Key {
  /** Where it works, as people call the page. */
  place: string
  does: string
  hold?: 'Alt' | 'Ctrl'
  /** Each by the name on the keyboard. */
  keys: readonly string[]
}

/** Every key that a page answers to: pages listen to these, and the list of keys shows these. */
export const KEYS = {
  list: { place: 'Every page', does: 'Show this list', keys: ['?'] },
  next: { place: 'Work queue and case', does: 'Go to the next case of the list', keys: ['J'] },
  previous: { place: 'Work queue and case', does: 'Go to the case before', keys: ['K'] },
  select: { place: 'Work queue', does: 'Select the case in focus, or not', keys: ['X'] },
  allocate: { place: 'Work queue', does: 'Choose who takes the selected cases', keys: ['A'] },
  section: {
    place: 'Record a contact',
    does: 'Go to that section of the form',
    hold: 'Alt',
    keys: ['1', '2', '3', '4', '5', '6', '7'],
  },
  save: { place: 'Record a contact', does: 'Save and give the reference', hold: 'Ctrl', keys: ['Enter'] },
  leave: { place: 'The tour, what is on a wall, a form for several cases', does: 'Leave it', keys: ['Escape'] },
} as const satisfies Record<string, Key>

export type KeyName = keyof typeof KEYS
export type KeyHandlers = Partial<Record<KeyName, (pressed: string) => void>>

/** Letters and signs alone are typed by accident, and by speech: they can be switched off (WCAG 2.1.4). */
function isCharacter({ hold, keys }: Key): boolean {
  return hold === undefined && keys.every((key) => key.length === 1)
}

/** A dialog over the page has the keys to itself: Escape closes it, and not what it covers. */
function inDialog(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('.rd-dialog') !== null
}

function inField(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, select, textarea, [contenteditable]') !== null
}

/** Which of a key's names an event is of; undefined: it is another key, or is being typed. */
export function pressedOf(event: KeyboardEvent, name: KeyName): string | undefined {
  const key: Key = KEYS[name]
  if (inDialog(event.target)) return undefined
  if (event.metaKey || event.ctrlKey !== (key.hold === 'Ctrl') || event.altKey !== (key.hold === 'Alt')) return undefined
  if (isCharacter(key) && (!characterKeysAreOn() || inField(event.target))) return undefined
  // With Alt some keyboards type another sign: the key is known by its place.
  const pressed = key.hold === 'Alt' ? event.code.replace('Digit', '') : event.key
  return key.keys.find((one) => one.toLowerCase() === pressed.toLowerCase())
}

/** Answers to keys for as long as the page is shown. */
export function useKeys(handlers: KeyHandlers): void {
  const latest = useRef(handlers)
  // A key that is pressed at once after a change finds what was changed.
  useLayoutEffect(() => {
    latest.current = handlers
  }, [handlers])
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      for (const name of Object.keys(latest.current) as KeyName[]) {
        const pressed = pressedOf(event, name)
        if (pressed === undefined) continue
        event.preventDefault()
        latest.current[name]?.(pressed)
      }
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
}

const SETTING = 'redress.character-keys'
const listeners = new Set<() => void>()

function characterKeysAreOn(): boolean {
  return localStorage.getItem(SETTING) !== 'off'
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Whether keys that are one character work, and how to change it, for every page of this browser. */
export function useCharacterKeys(): [boolean, (on: boolean) => void] {
  const on = useSyncExternalStore(subscribe, characterKeysAreOn)
  const change = (next: boolean) => {
    localStorage.setItem(SETTING, next ? 'on' : 'off')
    listeners.forEach((listener) => listener())
  }
  return [on, change]
}
