import { useSyncExternalStore } from 'react'
import { countOf, destroy, discard, seal, unsealAll } from './vault'

/** What somebody typed into a form and has not sent. One form about one thing has one. */
export interface Draft {
  id: string
  /** What the list of unfinished things calls it. */
  title: string
  /** The page on which it goes on. */
  path: string
  /** When it was begun: an instant. */
  begun: string
  /** When it was last changed. */
  at: string
  /** What was typed, by the form's own names for it. */
  values: Readonly<Record<string, unknown>>
  /** Makes sending it a second time harmless, also after a reload. */
  key: string
  /** The version of the record that was on the page when it was begun, where it changes one. */
  version?: number | undefined
  /** It was to be sent, and there was no line. */
  unsent?: boolean | undefined
}

/** The council and the subject of whose they are: `council/subject`. */
let person: string | null = null
let held: readonly Draft[] = []
/** Whether what is typed outlives the page: false while the browser keeps nothing. */
let lasting = true
const listeners = new Set<() => void>()

function publish(next: readonly Draft[]): void {
  held = next
  listeners.forEach((listener) => listener())
}

function isDraft(value: unknown): value is Draft {
  const draft = value as Draft | null
  return (
    typeof draft === 'object' &&
    [draft?.id, draft?.title, draft?.path, draft?.begun, draft?.at, draft?.key].every((text) => typeof text === 'string') &&
    typeof draft?.values === 'object'
  )
}

/** What somebody has unfinished in this browser, newest first. */
async function read(whose: string): Promise<Draft[]> {
  const kept = await unsealAll(whose).then(
    (texts) => texts.map((text) => JSON.parse(text) as unknown).filter(isDraft),
    () => {
      lasting = false
      return []
    },
  )
  return kept.sort((one, other) => other.at.localeCompare(one.at))
}

/** What it returns makes drafts this person's: theirs are there again, nobody else's are in sight. */
export async function fetchDrafts(whose: string): Promise<() => void> {
  const kept = await read(whose)
  return () => {
    if (person === whose) return
    person = whose
    publish(kept)
  }
}

function theirs(whose: string): (other: string) => boolean {
  const subjectOf = (one: string) => one.slice(one.indexOf('/') + 1)
  return (other) => subjectOf(other) === subjectOf(whose)
}

/** Also those that the person has begun in other tabs. Returns how many there are, and at other councils of theirs. */
export async function gatherDrafts(): Promise<{ here: number; elsewhere: number }> {
  const whose = person
  if (whose === null) return { here: 0, elsewhere: 0 }
  const kept = await read(whose)
  const elsewhere = await countOf((other) => other !== whose && theirs(whose)(other)).catch(() => 0)
  if (person !== whose) return { here: 0, elsewhere: 0 }
  const others = kept.filter(({ id }) => !draftOf(id))
  publish([...held, ...others].sort((one, other) => other.at.localeCompare(one.at)))
  return { here: held.length, elsewhere }
}

/** Signing out: nothing of the person is left to read, whatever council they were at. */
export async function destroyDrafts(): Promise<void> {
  const whose = person
  person = null
  waiting.clear()
  publish([])
  if (whose !== null) await destroy(theirs(whose)).catch(() => undefined)
}

/** What is still to be written, by whose draft it is; while one is written, later changes gather. */
const waiting = new Map<string, () => Promise<void>>()
let writing = false

/** Whose it is is settled now: by the time it is written, somebody else may have signed in. */
function writeLater(id: string, act: (whose: string) => Promise<void>): void {
  const whose = person
  if (whose === null) return
  waiting.set(`${whose} ${id}`, () => act(whose))
  void write()
}

async function write(): Promise<void> {
  if (writing) return
  writing = true
  for (const [one, act] of waiting) {
    waiting.delete(one)
    await act().then(
      () => {
        lasting = true
      },
      () => {
        lasting = false
      },
    )
  }
  writing = false
}

export function draftOf(id: string): Draft | undefined {
  return held.find((draft) => draft.id === id)
}

export function keepDraft(draft: Draft): void {
  publish([draft, ...held.filter(({ id }) => id !== draft.id)])
  writeLater(draft.id, (whose) => seal(whose, draft.id, JSON.stringify(draft)))
}

export function forgetDraft(id: string): void {
  if (!draftOf(id)) return
  publish(held.filter((draft) => draft.id !== id))
  writeLater(id, (whose) => discard(whose, id))
}

/** Whether what is typed outlives a reload. */
export function isLasting(): boolean {
  return lasting
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useDraft(id: string): Draft | undefined {
  return useSyncExternalStore(subscribe, () => draftOf(id))
}

/** Everything that is unfinished, newest first. */
export function useDrafts(): readonly Draft[] {
  return useSyncExternalStore(subscribe, () => held)
}

export function useDraftCount(): number {
  return useSyncExternalStore(subscribe, () => held.length)
}
