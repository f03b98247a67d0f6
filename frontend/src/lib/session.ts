import { useSyncExternalStore } from 'react'
import type { MeRead, Role } from '../api'
import { destroyDrafts, openDrafts } from './drafts'
import type { ProblemBody } from './problem'
import { goOnAtProvider, leaveProvider, provider, renewedToken, signInOver } from './provider'

/** Who is signed in, as the services tell it, with the token that they were asked with. */
export interface Session extends MeRead {
  token: string
  /** The token is refused and could not be renewed: the page stays, and asks to sign in again. */
  lapsed: boolean
}

export type Permission = MeRead['permissions'][number]

/**
 * The token lives in this variable and nowhere else: closing the page ends it. Only the demo's persona and the chosen
 * council and role are remembered, so that a reload can sign in again without asking.
 */
let session: Session | null = null
const listeners = new Set<() => void>()
const PERSONA = 'redress.persona'
const COUNCIL = 'redress.council'
const ROLE = 'redress.role'

/** Tells the person's other tabs that they have signed out. */
const signedOut = new BroadcastChannel('redress.signed-out')
signedOut.onmessage = ({ data }: MessageEvent<string>) => {
  if (session?.subject !== data) return
  sessionStorage.clear()
  // A new page: nothing that was shown or fetched is left in it.
  location.replace('/')
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

/** What a request says besides its content: whose token it is, and in which of the person's councils and roles. */
export function requestHeaders(token = session?.token): Record<string, string> {
  const council = sessionStorage.getItem(COUNCIL)
  const role = sessionStorage.getItem(ROLE)
  return {
    ...(token && { Authorization: `Bearer ${token}` }),
    ...(council && { 'Redress-Council': council }),
    ...(role && { 'Redress-Role': role }),
  }
}

/** Several callers at once share one exchange. */
let underWay: Promise<Session | null> | null = null

function shared(exchange: () => Promise<Session | null>): Promise<Session | null> {
  underWay ??= exchange().finally(() => {
    underWay = null
  })
  return underWay
}

/** Signs in as one of the demo's people. */
export async function signIn(persona: Role): Promise<void> {
  await shared(() => become(persona))
}

async function become(persona: Role): Promise<Session> {
  const { access_token: token } = await asked<{ access_token: string }>('/api/demo/sign-in', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ persona }),
  })
  const signedIn = await adopt(token)
  sessionStorage.setItem(PERSONA, persona)
  return signedIn
}

/** Goes on with a token, once it is known whose it is. */
export async function adopt(token: string): Promise<Session> {
  const ask = (headers: Record<string, string>) => asked<MeRead>('/api/intake/v1/me', { headers })
  let me = await ask({ Authorization: `Bearer ${token}` })
  const council = sessionStorage.getItem(COUNCIL)
  const role = sessionStorage.getItem(ROLE) as Role | null
  // Whoever was here before may have chosen a council or a role that this person does not have.
  if (council && !me.councils.includes(council)) sessionStorage.removeItem(COUNCIL)
  // Who has several roles works in one at a time.
  const worn = me.roles_held.length < 2 ? null : role && me.roles_held.includes(role) ? role : me.roles_held[0]
  if (worn) sessionStorage.setItem(ROLE, worn)
  else sessionStorage.removeItem(ROLE)
  const chosen = sessionStorage.getItem(COUNCIL)
  if (worn || (chosen && chosen !== me.authority)) me = await ask(requestHeaders(token))
  const next = { ...me, token, lapsed: false }
  // Their drafts are there before any form is.
  await openDrafts(`${me.authority}/${me.subject}`)
  publish(next)
  return next
}

/** A new token in place of one that was refused, without asking. Says whether there is one. */
export async function renew(): Promise<boolean> {
  const renewed = await shared(async () => {
    const persona = rememberedPersona()
    if (persona) return become(persona)
    const token = session && (await provider()) ? await renewedToken() : null
    return token ? adopt(token) : null
  })
  if (!renewed && session) publish({ ...session, lapsed: true })
  return renewed !== null
}

/** Signs the person in again over the page, which stays as it is. False: it is somebody else now. */
export async function signInAgain(): Promise<boolean> {
  const before = session?.subject
  const after = await adopt(await signInOver())
  return after.subject === before
}

/** After a reload: the persona again, or by the provider, which sends the person back to `path`. False: nobody. */
export async function resume(path: string): Promise<boolean> {
  const persona = rememberedPersona()
  if (persona) return signIn(persona).then(() => true)
  if (!(await provider())) return false
  await goOnAtProvider(path)
  return true
}

/** Looks at another of the person's councils. */
export async function chooseCouncil(code: string): Promise<void> {
  sessionStorage.setItem(COUNCIL, code)
  if (session) await adopt(session.token)
}

/** Works in another of the person's roles. */
export async function chooseRole(role: Role): Promise<void> {
  sessionStorage.setItem(ROLE, role)
  if (session) await adopt(session.token)
}

async function asked<Answer>(url: string, init: RequestInit): Promise<Answer> {
  const response = await fetch(url, init)
  if (!response.ok) {
    const problem = (await response.json().catch(() => ({}))) as ProblemBody
    throw new Error(`You could not be signed in. ${problem.detail ?? 'Try again from the first page.'}`)
  }
  return (await response.json()) as Answer
}

/** Forgets who was here and what they typed, in every tab; who signed in by the provider is signed out there too. */
export async function signOut(): Promise<void> {
  const byProvider = session !== null && rememberedPersona() === null
  await destroyDrafts()
  if (session) signedOut.postMessage(session.subject)
  sessionStorage.clear()
  publish(null)
  if (byProvider) await leaveProvider()
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
