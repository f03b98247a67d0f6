import { useSyncExternalStore } from 'react'
import { destroy, discard, seal, unsealAll } from './vault'

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

/** From now on drafts are this person's: theirs are there again, nobody else's are in sight. */
export async function openDrafts(whose: string): Promise<void> {
  if (person === whose) return
  person = whose
  publish([])
  await gatherDrafts()
}

/** Also those that the person has begun in other tabs. Returns how many there are. */
export async function gatherDrafts(): Promise<number> {
  const whose = person
  if (whose === null) return 0
  const kept = await unsealAll(whose).then(
    (texts) => texts.map((text) => JSON.parse(text) as unknown).filter(isDraft),
    () => {
      lasting = false
      return []
    },
  )
  if (person !== whose) return 0
  const others = kept.filter(({ id }) => !draftOf(id))
  publish([...held, ...others].sort((one, other) => other.at.localeCompare(one.at)))
  return held.length
}

/** Signing out: nothing of the person is left to read. */
export async function destroyDrafts(): Promise<void> {
  const whose = person
  person = null
  waiting.clear()
  publish([])
  if (whose !== null) await destroy(whose).catch(() => undefined)
}

/** Ids of drafts that changed since they were last written; while one is written, later changes gather. */
const waiting = new Set<string>()
let writing = false

async function write(): Promise<void> {
  if (writing) return
  writing = true
  for (const id of waiting) {
    waiting.delete(id)
    const draft = draftOf(id)
    if (person === null) continue
    await (draft ? seal(person, id, JSON.stringify(draft)) : discard(person, id)).then(
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
  waiting.add(draft.id)
  void write()
}

export function forgetDraft(id: string): void {
  if (!draftOf(id)) return
  publish(held.filter((draft) => draft.id !== id))
  waiting.add(id)
  void write()
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
