import type { User, UserManager } from 'oidc-client-ts'

/** What is needed to sign in by the council's identity provider; null where there is none. */
export interface Provider {
  issuer: string
  client_id: string
  scope: string
  /** What the provider is to ask whoever signs in of their own accord; empty: what it likes. */
  prompt: string
}

export const RETURN_PATH = '/signed-in'
const POPUP = 'redress-sign-in'
/** What is asked of the provider is answered by then, or never. */
const PATIENCE_SECONDS = 10

/** The provider cannot be reached, or lets the page wait. */
export class ProviderAway extends Error {
  constructor() {
    super('Your council’s sign-in page does not answer. Try again in a minute; if it stays so, tell your IT.')
    this.name = 'ProviderAway'
  }
}

/** What is asked of it, with plain words for a provider that does not answer: the library has its own. */
async function answered<Answer>(asked: Promise<Answer>): Promise<Answer> {
  return asked.catch((error: unknown) => {
    const isAway = error instanceof TypeError || (error instanceof Error && error.name === 'ErrorTimeout')
    throw isAway ? new ProviderAway() : error
  })
}

let found: Promise<Provider | null> | null = null
let made: Promise<UserManager> | null = null

/** How one signs in here, asked once. */
export function provider(): Promise<Provider | null> {
  found ??= fetch('/api/sign-in')
    .then(async (response) => (response.ok ? ((await response.json()) as { provider: Provider | null }).provider : null))
    .catch((error: unknown) => {
      found = null
      throw error
    })
  return found
}

/**
 * The library is fetched where there is a provider. Tokens stay in memory: a reload goes by the provider again, which
 * knows the person still. Only what a return from there is checked against is stored, for as long as it takes.
 */
function manager(): Promise<UserManager> {
  made ??= (async () => {
    const named = await provider()
    if (!named) throw new Error('There is no identity provider here.')
    const { InMemoryWebStorage, UserManager, WebStorageStateStore } = await import('oidc-client-ts')
    return new UserManager({
      authority: named.issuer,
      client_id: named.client_id,
      scope: named.scope,
      redirect_uri: location.origin + RETURN_PATH,
      post_logout_redirect_uri: `${location.origin}/`,
      popupWindowTarget: POPUP,
      automaticSilentRenew: false,
      requestTimeoutInSeconds: PATIENCE_SECONDS,
      userStore: new WebStorageStateStore({ store: new InMemoryWebStorage() }),
      stateStore: new WebStorageStateStore({ store: sessionStorage }),
    })
  })()
  return made
}

/** What to ask of whoever pressed *Sign in*; by a reload nobody is asked anything. */
async function asking(): Promise<{ prompt?: string }> {
  const prompt = (await provider())?.prompt
  return prompt ? { prompt } : {}
}

/** Leaves for the provider; it sends the person back, and on to `path`. */
export async function goToProvider(path: string): Promise<void> {
  await answered((await manager()).signinRedirect({ state: path, ...(await asking()) }))
}

/** The same for whoever reloads or comes by an address. */
export async function goOnAtProvider(path: string): Promise<void> {
  await answered((await manager()).signinRedirect({ state: path }))
}

/** What the page to which the provider sends people does. Null: this was a window over another page, which goes on. */
export async function cameBack(): Promise<{ token: string; path: string } | null> {
  const users = await manager()
  if (window.opener !== null && window.name === POPUP) {
    await users.signinPopupCallback()
    return null
  }
  const user = await answered(users.signinRedirectCallback())
  return { token: user.access_token, path: typeof user.state === 'string' ? user.state : '/' }
}

/** A new token without a word to the person, where the provider gave something to renew it by. */
export async function renewedToken(): Promise<string | null> {
  const users = await manager()
  const user: User | null = await users.getUser()
  if (!user?.refresh_token) return null
  return (await users.signinSilent().catch(() => null))?.access_token ?? null
}

/** A new token by a window over the page, so that what is typed stays. */
export async function signInOver(): Promise<string> {
  const user = await answered((await manager()).signinPopup(await asking())).catch((error: unknown) => {
    throw error instanceof ProviderAway ? error : new Error('You were not signed in there. Try again.')
  })
  return user.access_token
}

/** What was asked of it, and what it gave, is asked anew by whoever comes next. */
export function forgetProvider(): void {
  found = null
  made = null
}

/** Signs out at the provider too. */
export async function leaveProvider(): Promise<void> {
  await (await manager()).signoutRedirect()
}
