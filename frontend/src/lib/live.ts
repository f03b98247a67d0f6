/** Server-sent events read from a fetch stream, so that the token stays in a header. */

export interface ServerEvent {
  type: string
  data: string
  id: string | null
}

/** Turns chunks of a stream, cut anywhere, into events; comments are signs of life without one. */
export class EventParser {
  private rest = ''
  private type = ''
  private data: string[] = []
  private id: string | null = null

  push(chunk: string): ServerEvent[] {
    const events: ServerEvent[] = []
    this.rest += chunk
    // A carriage return at the end may be half of a line ending: it waits for the next chunk.
    const lines = this.rest.split(/\r\n|\n|\r(?!$)/)
    this.rest = lines.pop() ?? ''
    for (const line of lines) {
      if (line === '') {
        const event = this.finish()
        if (event) events.push(event)
      } else {
        this.read(line)
      }
    }
    return events
  }

  private read(line: string): void {
    if (line.startsWith(':')) return
    const colon = line.indexOf(':')
    const field = colon < 0 ? line : line.slice(0, colon)
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '')
    if (field === 'event') this.type = value
    else if (field === 'data') this.data.push(value)
    else if (field === 'id') this.id = value
  }

  private finish(): ServerEvent | null {
    const { type, data } = this
    this.type = ''
    this.data = []
    if (data.length === 0 && type === '') return null
    return { type: type || 'message', data: data.join('\n'), id: this.id }
  }
}

export interface LiveOptions {
  url: string
  fetch: (url: string, init: RequestInit) => Promise<Response>
  signal: AbortSignal
  onEvent: (event: ServerEvent) => void
  /** Anything at all came, a comment included: the line is alive. */
  onSignal: () => void
  /** The line went down; it is tried again. */
  onLost: () => void
  wait: (milliseconds: number, signal: AbortSignal) => Promise<void>
}

const FIRST_WAIT = 1_000
const LONGEST_WAIT = 30_000

/** Follows the stream until aborted: it resumes after the last id, and waits longer each time it fails. */
export async function followLive(options: LiveOptions): Promise<void> {
  let lastId: string | null = null
  let pause = FIRST_WAIT
  while (!options.signal.aborted) {
    try {
      const headers: Record<string, string> = { Accept: 'text/event-stream' }
      if (lastId !== null) headers['Last-Event-ID'] = lastId
      const response = await options.fetch(options.url, { headers, signal: options.signal })
      if (!response.ok || !response.body) throw new Error(`Live answered ${response.status}.`)
      options.onSignal()
      pause = FIRST_WAIT
      const parser = new EventParser()
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
      for (let part = await reader.read(); !part.done; part = await reader.read()) {
        options.onSignal()
        for (const event of parser.push(part.value)) {
          lastId = event.id ?? lastId
          options.onEvent(event)
        }
      }
    } catch {
      if (options.signal.aborted) return
      options.onLost()
    }
    await options.wait(pause, options.signal)
    pause = Math.min(pause * 2, LONGEST_WAIT)
  }
}

/** Waits, or returns at once when aborted. */
export function waitFor(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}
