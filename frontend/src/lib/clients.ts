import { client as analytics } from '../api/analytics/client.gen'
import { client as cases } from '../api/cases/client.gen'
import { client as intake } from '../api/intake/client.gen'
import { authorisedFetch, problemOf } from './http'

/** A refused request is an error that names what was wrong, whichever service refused it. */
async function checkedFetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const response = await authorisedFetch(input, init)
  if (!response.ok) throw await problemOf(response)
  return response
}

/** Points the generated clients at this page's own address, with its token. */
export function configureClients(): void {
  for (const [name, client] of Object.entries({ intake, cases, analytics })) {
    client.setConfig({ baseUrl: `${location.origin}/api/${name}`, fetch: checkedFetch })
  }
}
