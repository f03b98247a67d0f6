import { useSyncExternalStore } from 'react'
import type { MeRead, Role } from '../api'

/** Who is signed in, as the services tell it, with the token that they were asked with. */
export interface Session extends MeRead {
  token: string
}

export type Permission = MeRead['permissions'][number]

/**
 * The token lives in this variable and nowhere else: closing the page ends it. Only the persona
 * is remembered, so that a reload can sign in again without asking.
 */
let session: Session | null = null
const listeners = new Set<() => void>()
const PERSONA = 'redress.persona'

function publish(next: Session | null): void {
  session = next
  listeners.forEach((listener) => listener())
}

export function currentSession(): Session | null {
  return session
}

export function rememberedPersona(): Role | null {
  return sessionStorage.getItem(PERSONA) as Role | null
}

/** Exchanges a demo persona for a token; several callers at once share one exchange. */
let underWay: Promise<Session> | null = null

export function signIn(persona: Role): Promise<Session> {
  underWay ??= exchange(persona).finally(() => {
    underWay = null
  })
  return underWay
}

async function exchange(persona: Role): Promise<Session> {
  const { access_token: token } = await asked<{ access_token: string }>('/api/demo/sign-in', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ persona }),
  })
  const me = await asked<MeRead>('/api/intake/v1/me', { headers: { Authorization: `Bearer ${token}` } })
  const next = { ...me, token }
  sessionStorage.setItem(PERSONA, persona)
  publish(next)
  return next
}

async function asked<Answer>(url: string, init: RequestInit): Promise<Answer> {
  const response = await fetch(url, init)
  if (!response.ok) throw new Error('You could not be signed in. Try again from the first page.')
  return (await response.json()) as Answer
}

export function signOut(): void {
  sessionStorage.removeItem(PERSONA)
  publish(null)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useSession(): Session | null {
  return useSyncExternalStore(subscribe, currentSession)
}

/** Whether the person who is signed in may do it; the services refuse what they may not. */
export function useMay(permission: Permission): boolean {
  return useSession()?.permissions.includes(permission) ?? false
}
