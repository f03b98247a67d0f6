import { authorisedFetch, problemOf } from '../lib/http'

interface Options {
  query?: Record<string, string | string[] | number | undefined | null>
  body?: unknown
  headers?: Record<string, string>
  signal?: AbortSignal
}

export async function call<T>(method: string, path: string, options: Options = {}): Promise<T> {
  const url = new URL(path, location.origin)
  for (const [name, value] of Object.entries(options.query ?? {})) {
    if (Array.isArray(value)) value.forEach((one) => url.searchParams.append(name, one))
    else if (value !== undefined && value !== null && value !== '') url.searchParams.set(name, String(value))
  }
  const response = await authorisedFetch(url, {
    method,
    ...(options.signal ? { signal: options.signal } : {}),
    headers: {
      ...(options.body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...options.headers,
    },
    ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
  })
  if (!response.ok) throw await problemOf(response)
  return (await response.json()) as T
}
