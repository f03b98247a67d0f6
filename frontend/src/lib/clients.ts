import { client as analytics } from '../api/analytics/client.gen'
import { client as cases } from '../api/cases/client.gen'
import { client as intake } from '../api/intake/client.gen'
import { authorisedFetch, problemOf } from './http'
import { REQUEST_IN_FLIGHT } from './problem'

/**
 * A refused request is an error that names what was wrong, whichever service refused it. What was sent before and
 * still runs is asked for again, under its key, until its answer is there.
 */
async function checkedFetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const request = new Request(input, init)
  for (;;) {
    const response = await authorisedFetch(request.clone())
    if (response.ok) return response
    const problem = await problemOf(response)
    if (problem.type !== REQUEST_IN_FLIGHT) throw problem
    const seconds = Number(response.headers.get('Retry-After') ?? 1)
    await new Promise((resolve) => setTimeout(resolve, 1000 * seconds))
  }
}

/** Points the generated clients at this page's own address, with its token. */
export function configureClients(): void {
  for (const [name, client] of Object.entries({ intake, cases, analytics })) {
    client.setConfig({ baseUrl: `${location.origin}/api/${name}`, fetch: checkedFetch })
  }
}
