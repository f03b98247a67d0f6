import { timesBack } from './line'
import { ProblemError, Unreachable } from './problem'
import type { ProblemBody } from './problem'
import { lapse, renew, requestHeaders, whose } from './session'

function withToken(request: Request): Request {
  const headers = new Headers(request.headers)
  for (const [name, value] of Object.entries(requestHeaders())) headers.set(name, value)
  return new Request(request, { headers })
}

async function send(request: Request): Promise<Response> {
  const back = timesBack()
  try {
    return await fetch(request)
  } catch (error) {
    if (request.signal.aborted) throw error
    throw new Unreachable(back)
  }
}

/** Sends with the token; a refused token is renewed silently, once. What one person asked is never sent as another. */
export async function authorisedFetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const request = new Request(input, init)
  const again = request.clone()
  const asker = whose()
  const response = await send(withToken(request))
  if (response.status !== 401 || whose() !== asker || !(await renew()) || whose() !== asker) return response
  const second = await send(withToken(again))
  if (second.status === 401) lapse((await problemOf(second.clone())).message)
  return second
}

/** The error that a refused request stands for. */
export async function problemOf(response: Response): Promise<ProblemError> {
  const body = (await response.json().catch(() => ({}))) as ProblemBody
  return new ProblemError(response.status, body)
}
