import { client } from '../api/client.gen'
import { authorisedFetch, problemOf } from './http'
import { REQUEST_IN_FLIGHT } from './problem'
import { whose } from './session'

/**
 * A refused request is an error that names what was wrong, whichever service refused it. What was sent before and
 * still runs is asked for again, under its key, until its answer is there.
 */
async function checkedFetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const request = new Request(input, init)
  const asker = whose()
  for (;;) {
    const response = await authorisedFetch(request.clone())
    if (response.ok) return response
    const problem = await problemOf(response)
    if (problem.type !== REQUEST_IN_FLIGHT) throw problem
    const seconds = Number(response.headers.get('Retry-After') ?? 1)
    await new Promise((resolve) => setTimeout(resolve, 1000 * seconds))
    if (whose() !== asker) throw problem
  }
}

/** Points the generated client at this page's own address, with its token. */
export function configureClient(): void {
  client.setConfig({ baseUrl: location.origin, fetch: checkedFetch })
}
