/** What a service said was wrong (RFC 9457), and where in the form that belongs. */

/** The same request was sent before and is not answered yet. */
export const REQUEST_IN_FLIGHT = 'urn:redress:request-in-flight'

export interface ProblemBody {
  type?: string
  title?: string
  status?: number
  detail?: string | null
  request_id?: string | null
  errors?: { pointer: string; detail: string }[] | null
}

export class ProblemError extends Error {
  readonly type: string
  readonly status: number
  readonly title: string
  readonly detail: string | null
  readonly requestId: string | null
  readonly errors: { pointer: string; detail: string }[]

  constructor(status: number, body: ProblemBody) {
    super(body.detail ?? body.title ?? `The service answered ${status}.`)
    this.name = 'ProblemError'
    this.type = body.type ?? 'about:blank'
    this.status = status
    this.title = body.title ?? 'Something went wrong'
    this.detail = body.detail ?? null
    this.requestId = body.request_id ?? null
    this.errors = body.errors ?? []
  }
}

/** The service could not be reached at all, as when the line is down. */
export class Unreachable extends Error {
  /** @param timesBack how often the line had come back when it was asked. */
  constructor(readonly timesBack: number) {
    super('You are not connected.')
    this.name = 'Unreachable'
  }
}

export interface FieldError {
  /** id of the field that the link in the summary leads to; null: it belongs to no field here. */
  field: string | null
  message: string
}

/** The pointer of a value, and the id of the field that holds it. */
export type FieldMap = Readonly<Record<string, string>>

/** "/matters/0/category" belongs to the nearest pointer above it that the form knows. */
function fieldOf(pointer: string, fields: FieldMap): string | null {
  const steps = pointer.replace(/^#/, '').replace(/^\/body(?=\/|$)/, '').split('/')
  for (let length = steps.length; length > 1; length -= 1) {
    const id = fields[steps.slice(0, length).join('/')]
    if (id) return id
  }
  return null
}

/** Every error once, with its field, for the summary and beside the field. */
export function fieldErrors(error: unknown, fields: FieldMap): FieldError[] {
  if (error instanceof ProblemError && error.errors.length > 0) {
    return error.errors.map(({ pointer, detail }) => ({
      field: fieldOf(pointer, fields),
      message: detail,
    }))
  }
  return error instanceof Error ? [{ field: null, message: error.message }] : []
}

/** What is wrong with one field, or undefined. */
export function errorFor(errors: readonly FieldError[], field: string): string | undefined {
  return errors.find((error) => error.field === field)?.message
}
