/**
 * What one person may read again in this browser: sealed with a key of theirs that no script can read out, and that is
 * destroyed when they sign out. Without IndexedDB or a secure address nothing is kept, and every call says so by failing.
 */

interface Sealed {
  person: string
  id: string
  /** When it was kept, in milliseconds: what is too old is dropped without being read. */
  at: number
  iv: Uint8Array<ArrayBuffer>
  content: ArrayBuffer
}

const DATABASE = 'redress'
const KEYS = 'keys'
const SEALED = 'sealed'
const DAY = 86_400_000
/** A personal record does not lie about in a browser for longer. */
export const KEPT_DAYS = 14

function answer<Answer>(request: IDBRequest<Answer>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('The browser keeps nothing.'))
  })
}

let database: Promise<IDBDatabase> | null = null

function opened(): Promise<IDBDatabase> {
  database ??= (async () => {
    const asked = indexedDB.open(DATABASE, 1)
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore(KEYS)
      asked.result.createObjectStore(SEALED, { keyPath: ['person', 'id'] }).createIndex('person', 'person')
    }
    return answer(asked)
  })()
  database.catch(() => {
    database = null
  })
  return database
}

async function store(name: typeof KEYS | typeof SEALED, mode: IDBTransactionMode): Promise<IDBObjectStore> {
  return (await opened()).transaction(name, mode).objectStore(name)
}

/** The person's key; two windows that begin together get the same one. */
async function keyOf(person: string): Promise<CryptoKey> {
  const held = await answer<CryptoKey | undefined>((await store(KEYS, 'readonly')).get(person))
  if (held) return held
  const made = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
  const keys = await store(KEYS, 'readwrite')
  const meanwhile = await answer<CryptoKey | undefined>(keys.get(person))
  if (meanwhile) return meanwhile
  await answer(keys.put(made, person))
  return made
}

/** What is sealed can be opened in its own place only. */
function lock(person: string, id: string, iv: Uint8Array<ArrayBuffer>): AesGcmParams {
  return { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(`${person}\n${id}`) }
}

export async function seal(person: string, id: string, text: string): Promise<void> {
  const key = await keyOf(person)
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const content = await crypto.subtle.encrypt(lock(person, id, iv), key, new TextEncoder().encode(text))
  const sealed: Sealed = { person, id, at: Date.now(), iv, content }
  await answer((await store(SEALED, 'readwrite')).put(sealed))
}

export async function discard(person: string, id: string): Promise<void> {
  await answer((await store(SEALED, 'readwrite')).delete([person, id]))
}

/** Everything of the person that can still be read; what cannot, or is too old, is thrown away, whosesoever it is. */
export async function unsealAll(person: string): Promise<string[]> {
  const all = await answer<Sealed[]>((await store(SEALED, 'readonly')).getAll())
  const key = await keyOf(person)
  const texts = await Promise.all(
    all.map(async (one) => {
      const old = one.at < Date.now() - KEPT_DAYS * DAY
      if (one.person !== person && !old) return null
      const text = old ? null : await crypto.subtle.decrypt(lock(person, one.id, one.iv), key, one.content).catch(() => null)
      if (text === null) await discard(one.person, one.id)
      return text && new TextDecoder().decode(text)
    }),
  )
  return texts.filter((text) => text !== null)
}

type People = (person: string) => boolean

/** How much is sealed of these people. */
export async function countOf(are: People): Promise<number> {
  const all = await answer<Sealed[]>((await store(SEALED, 'readonly')).getAll())
  return all.filter(({ person }) => are(person)).length
}

/** Signing out: first the keys, so that nothing of these people can be read from then on; then what they sealed. */
export async function destroy(are: People): Promise<void> {
  for (const name of [KEYS, SEALED] as const) {
    const ids = await answer((await store(name, 'readonly')).getAllKeys())
    const gone = ids.filter((id) => are(String(Array.isArray(id) ? id[0] : id)))
    const kept = await store(name, 'readwrite')
    await Promise.all(gone.map((id) => answer(kept.delete(id))))
  }
}
