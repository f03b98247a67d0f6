import { vi } from 'vitest'
import type { ContactFacts, Role } from '../api'
import { ASSESSMENT, CASE, CONTACT, COUNCIL, DASHBOARD, DEMO, HELD_BACK, OFFICERS, PROVIDER_RECORD, QUEUE, RETENTION, me } from './fixtures'

export interface Heard {
  method: string
  path: string
  query: URLSearchParams
  headers: Headers
  body: unknown
}

type Answer = Response | Promise<Response> | object
type Handler = (heard: Heard) => Answer

export function json(body: unknown, status = 200): Response {
  const type = status < 400 ? 'application/json' : 'application/problem+json'
  return new Response(JSON.stringify(body), { status, headers: { 'Content-Type': type } })
}

export function problem(status: number, title: string, errors: { pointer: string; detail: string }[] = []) {
  return json({ type: 'about:blank', title, status, detail: title, errors }, status)
}

/** What was sent as it was meant: a file's lines stay text. */
function isJson(request: Request): boolean {
  return (request.headers.get('Content-Type') ?? 'application/json').includes('application/json')
}

/** What the services say when a test says nothing else. */
function defaults(): Record<string, Handler> {
  return {
    'GET /api/demo': () => DEMO,
    'GET /api/sign-in': () => ({ provider: null }),
    'POST /api/demo/sign-in': ({ body }) => ({
      access_token: (body as { persona: Role }).persona,
      token_type: 'Bearer',
      expires_in: 3600,
    }),
    'GET /api/intake/v1/me': ({ headers }) => me(headers.get('Authorization')?.replace('Bearer ', '') as Role),
    'PUT /api/cases/v1/officers/me': () => OFFICERS[0] ?? {},
    'GET /api/intake/v1/council': () => COUNCIL,
    'POST /api/intake/v1/contacts/preview': ({ body }) =>
      (body as ContactFacts).kind === 'dissatisfaction' ? ASSESSMENT : HELD_BACK,
    'POST /api/intake/v1/contacts/suggestions': () => ({}),
    'POST /api/intake/v1/contacts/lookalikes': () => ({ items: [] }),
    'GET /api/intake/v1/contacts/EAS-2526-0398/lookalikes': () => ({ items: [] }),
    'POST /api/intake/v1/contacts': ({ body }) =>
      json({ ...CONTACT, ...(body as object), ref: 'EAS-2526-0412' }, 201),
    'POST /api/intake/v1/contacts/search': () => ({ items: [CONTACT], next_cursor: null, restricted: 0 }),
    'POST /api/intake/v1/search': () => ({ items: [], next_cursor: null }),
    'POST /api/cases/v1/search': () => ({ items: [], next_cursor: null }),
    'GET /api/intake/v1/unfinished': () => ({ items: [], restricted: 0 }),
    'GET /api/intake/v1/contacts': () => ({ items: [CONTACT], next_cursor: null, restricted: 0 }),
    'GET /api/intake/v1/contacts/EAS-2526-0398': () => CONTACT,
    'GET /api/intake/v1/contacts/EAS-2526-0398/letters': () => ({ items: [] }),
    'GET /api/intake/v1/contacts/EAS-2526-0398/retention': () => RETENTION,
    'GET /api/intake/v1/contacts/EAS-2526-0398/files': () => ({ items: [], partner: false, withheld: 0 }),
    'GET /api/intake/v1/contacts/EAS-2526-0412/files': () => ({ items: [], partner: false, withheld: 0 }),
    'GET /api/intake/v1/clients/names': () => ({ items: [] }),
    'GET /api/intake/v1/public-entries': () => ({ items: [], waiting: 0, next_cursor: null }),
    'GET /api/cases/v1/cases': () => ({ items: QUEUE, next_cursor: null }),
    'GET /api/cases/v1/saved-views': () => ({ items: [] }),
    'GET /api/cases/v1/cases/counts': () => ({
      mine: 14,
      late: 3,
      soon: 6,
      unowned: 3,
      open: 38,
      closed: 57,
      to_acknowledge: 1,
      to_chase: 1,
      to_tell: 1,
      late_without_reason: 0,
      follow_up: 2,
      follow_up_late: 1,
      ombudsman: 1,
      restricted: 0,
    }),
    'GET /api/cases/v1/cases/EAS-2526-0398': () => CASE,
    'GET /api/cases/v1/cases/EAS-2526-0398/costs': () => ({ items: [], total_pence: 0 }),
    'GET /api/cases/v1/cases/EAS-2526-0398/survey': () => ({
      asked: null,
      may_ask: false,
      not_because: 'Not yet: the complaint is not answered.',
      word_needed: [],
      may_type: false,
      answer: null,
      withheld: [],
    }),
    'GET /api/cases/v1/cases/EAS-2526-0398/plan': () => ({
      name: null,
      parts: [],
      plan: null,
      earlier: [],
      promised_on: null,
      may_plan: true,
      withheld: [],
    }),
    'GET /api/cases/v1/cases/EAS-2526-0398/appointments': () => ({
      items: [],
      stages: [{ number: 1, name: 'Investigation', roles: ['advocate', 'mediator'], missing: [], warning: null, late: false, source: null, investigated_with: [] }],
      advocacy: [],
      panel: null,
      may_record: true,
      withheld: [],
    }),
    'GET /api/cases/v1/cases/EAS-2526-0398/joint': () => ({
      version: 0,
      lead: null,
      communication: null,
      answer_from: null,
      bodies: [],
      transfer: null,
      received_on: '2026-03-09',
      answered_on: null,
      age_of_patient: null,
      status_of_complainant: null,
      subjects: [],
      may_record: true,
      withheld: [],
    }),
    'GET /api/intake/v1/contacts/EAS-2526-0398/mail': () => ({ items: [] }),
    'GET /api/cases/v1/cases/EAS-2526-0398/notes': () => ({ items: [] }),
    'GET /api/intake/v1/contacts/EAS-2526-0398/public-entries': () => ({ items: [] }),
    'GET /api/cases/v1/cases/EAS-2526-0398/outbox': () => ({ items: [] }),
    'GET /api/cases/v1/watched': () => ({ items: [] }),
    'GET /api/cases/v1/digest': () => ({
      on: '2026-03-24',
      late: { total: 0, items: [] },
      due: { total: 0, items: [] },
      tasks: [],
      watched: [],
      withheld: [],
    }),
    'GET /api/cases/v1/digest/mail': () => ({ to: null, is_wanted: false }),
    'GET /api/cases/v1/tasks': () => ({ items: [], next_cursor: null, withheld: [] }),
    'GET /api/cases/v1/cases/EAS-2526-0398/tasks': () => ({ items: [], may_record: true, withheld: [] }),
    'GET /api/cases/v1/cases/EAS-2526-0398/remedies': () => ({ items: [], may_record: true, withheld: [] }),
    'GET /api/cases/v1/cases/EAS-2526-0398/learning': () => ({ items: [], may_record: true, withheld: [] }),
    'GET /api/cases/v1/cases/EAS-2526-0398/restriction': () => ({ people: [], managers: false, about: null }),
    'GET /api/cases/v1/cases/EAS-2526-0398/timeline': () => ({
      items: [
        {
          on: '2026-03-10',
          at: '2026-03-10T09:12:00Z',
          kind: 'case_acknowledged',
          title: 'Acknowledged by letter',
          detail: null,
          by: 'J T',
        },
      ],
    }),
    'GET /api/cases/v1/officers': () => ({ items: OFFICERS }),
    'GET /api/intake/v1/providers': () => ({ items: [], next_cursor: null, may_write: true }),
    'GET /api/analytics/v1/providers/record': () => PROVIDER_RECORD,
    'GET /api/analytics/v1/alerts': () => ({ items: [] }),
    'GET /api/analytics/v1/board-views': () => ({ items: [] }),
    'GET /api/analytics/v1/dashboard': () => DASHBOARD,
    'GET /api/analytics/v1/live': () => new Promise<Response>(() => undefined),
  }
}

/** Services in memory behind `fetch`: answers may be replaced, and what was asked is kept. */
export class StubServer {
  readonly heard: Heard[] = []
  private handlers = defaults()

  on(route: string, handler: Handler): this {
    this.handlers[route] = handler
    return this
  }

  asked(method: string, path: string): Heard[] {
    return this.heard.filter((one) => one.method === method && one.path === path)
  }

  readonly fetch = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const request = new Request(input instanceof Request ? input : new URL(String(input), location.origin), init)
    const url = new URL(request.url)
    const text = await request.text()
    const heard: Heard = {
      method: request.method,
      path: url.pathname,
      query: url.searchParams,
      headers: request.headers,
      body: text && isJson(request) ? JSON.parse(text) : text || undefined,
    }
    this.heard.push(heard)
    const handler = this.handlers[`${heard.method} ${heard.path}`]
    if (!handler) return problem(404, 'There is no such thing here.')
    const answer = await handler(heard)
    return answer instanceof Response ? answer.clone() : json(answer)
  }
}

/** Puts a fresh stub behind `fetch` for one test. */
export function startServer(): StubServer {
  const server = new StubServer()
  vi.stubGlobal('fetch', server.fetch)
  return server
}
