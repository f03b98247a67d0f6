import { useSyncExternalStore } from 'react'
import type { Role } from './demo'

export interface Session {
  token: string
  persona: Role
  /** Initials or name, as the token gives them. */
  name: string
  subject: string
  roles: Role[]
  authority: string
}

/**
 * The token lives in this variable and nowhere else: closing the page ends it. Only the persona
 * is remembered, so that a reload can sign in again without asking.
 */
let session: Session | null = null
const listeners = new Set<() => void>()
const PERSONA = 'redress.persona'

interface Claims {
  sub: string
  name?: string
  roles?: Role[]
  authority?: string
}

function claimsOf(token: string): Claims {
  const payload = (token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/')
  const bytes = Uint8Array.from(atob(payload), (character) => character.charCodeAt(0))
  return JSON.parse(new TextDecoder().decode(bytes)) as Claims
}

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
  const response = await fetch('/api/demo/sign-in', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ persona }),
  })
  if (!response.ok) throw new Error('You could not be signed in. Try again from the first page.')
  const { access_token: token } = (await response.json()) as { access_token: string }
  const claims = claimsOf(token)
  const next: Session = {
    token,
    persona,
    subject: claims.sub,
    name: claims.name ?? '',
    roles: claims.roles ?? [],
    authority: claims.authority ?? '',
  }
  sessionStorage.setItem(PERSONA, persona)
  publish(next)
  return next
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

export function hasRole(held: Session | null, ...roles: Role[]): boolean {
  return held !== null && held.roles.some((role) => roles.includes(role))
}
