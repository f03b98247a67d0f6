import { useSyncExternalStore } from 'react'
import type { MeRead, Role } from '../api'
import { destroyDrafts, fetchDrafts } from './drafts'
import type { ProblemBody } from './problem'
import { forgetProvider, goOnAtProvider, leaveProvider, provider, renewedToken, signInOver } from './provider'

/** Who is signed in, as the services tell it, with the token that they were asked with. */
export interface Session extends MeRead {
  token: string
  /** The token is refused and could not be renewed: the page stays, and asks to sign in again. */
  lapsed: Lapsed | null
  /** As whom the person went on until a renewal found that it is somebody else, elsewhere, or no longer in that role. */
  was: MeRead | null
}

export interface Lapsed {
  /** What the services say of whoever signs in; null: they have not said no, the time is over. */
  refusal: string | null
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
  if (session?.subject === data) leave()
}

function publish(next: Session | null): void {
  session = next
  listeners.forEach((listener) => listener())
}

export function currentSession(): Session | null {
  return session
}

/** Whose everything is that is fetched, typed and kept in this tab: a person at a council. Empty: nobody is signed in. */
export function whose(): string {
  return session ? ofWhom(session) : ''
}

function ofWhom({ authority, subject }: MeRead): string {
  return `${authority}/${subject}`
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
let underWay: Promise<boolean> | null = null

function shared(exchange: () => Promise<boolean>): Promise<boolean> {
  underWay ??= exchange().finally(() => {
    underWay = null
  })
  return underWay
}

/** Signs in as one of the demo's people. */
export async function signIn(persona: Role): Promise<void> {
  await shared(async () => {
    await take(await tokenOf(persona))
    sessionStorage.setItem(PERSONA, persona)
    return true
  })
}

async function tokenOf(persona: Role): Promise<string> {
  const signedIn = await asked<{ access_token: string }>('/api/demo/sign-in', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ persona }),
  })
  return signedIn.access_token
}

/** Goes on with the provider's token, once it is known whose it is. */
export async function adopt(token: string): Promise<void> {
  await take(token)
  sessionStorage.removeItem(PERSONA)
}

/** What there was until now, where it is not there any more. */
function lost(before: Session, next: MeRead): MeRead | null {
  const isSame = ofWhom(before) === ofWhom(next) && before.roles.every((role) => next.roles.includes(role))
  return isSame ? before.was : before
}

/** Who is signed in has been told what they are no longer. */
export function understand(): void {
  if (session) publish({ ...session, was: null })
}

/**
 * Goes on with a token, once it is known whose it is. Raises Refused.
 *
 * @param isRenewal it takes the place of another one: what that one gave and this does not is told.
 */
async function take(token: string, isRenewal = false): Promise<void> {
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
  // Their drafts are there before any form is, and never with a form of who was here before.
  const openDrafts = await fetchDrafts(ofWhom(me))
  const before = isRenewal ? session : null
  // Who has signed out meanwhile stays so.
  if (isRenewal && !before) return
  openDrafts()
  publish({ ...me, token, lapsed: null, was: before && lost(before, me) })
}

/** A new token in place of one that was refused, without asking. Says whether there is one. */
export async function renew(): Promise<boolean> {
  return shared(async () => {
    try {
      const persona = rememberedPersona()
      const token = persona ? await tokenOf(persona) : session && (await provider()) ? await renewedToken() : null
      if (token) await take(token, true)
      else lapse(null)
      return token !== null
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      lapse(error.message)
      return false
    }
  })
}

/** The page stays as it is, and says that its token serves no more. */
export function lapse(refusal: string | null): void {
  if (session) publish({ ...session, lapsed: { refusal } })
}

/** Signs the person in again over the page, which stays as it is. */
export async function signInAgain(): Promise<void> {
  await take(await signInOver(), true)
  sessionStorage.removeItem(PERSONA)
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
  if (session) await take(session.token)
}

/** Works in another of the person's roles. */
export async function chooseRole(role: Role): Promise<void> {
  sessionStorage.setItem(ROLE, role)
  if (session) await take(session.token)
}

/** The services know who asks, and do not let them in. */
class Refused extends Error {}

async function asked<Answer>(url: string, init: RequestInit): Promise<Answer> {
  const response = await fetch(url, init)
  if (!response.ok) {
    const problem = (await response.json().catch(() => ({}))) as ProblemBody
    const said = `You could not be signed in. ${problem.detail ?? 'Try again from the first page.'}`
    throw [401, 403].includes(response.status) ? new Refused(said) : new Error(said)
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
  forgetProvider()
}

/** Leaves what is typed here for when the person is let in again, as closing the page does. */
export function leave(): void {
  sessionStorage.clear()
  // A new page: nothing that was shown or fetched is left in it.
  location.replace('/')
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
