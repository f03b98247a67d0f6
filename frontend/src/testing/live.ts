import type { StubServer } from './server'

/** A live stream whose events a test sends itself. */
export function liveStream(server: StubServer) {
  const encoder = new TextEncoder()
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined
  let id = 0
  server.on('GET /api/analytics/v1/live', () => {
    const body = new ReadableStream<Uint8Array>({
      start(opened) {
        controller = opened
        opened.enqueue(encoder.encode('event: connected\nid: 0\ndata: {}\n\n'))
      },
    })
    return new Response(body, { headers: { 'Content-Type': 'text/event-stream' } })
  })
  return {
    changed() {
      id += 1
      controller?.enqueue(encoder.encode(`event: changed\nid: ${id}\ndata: {}\n\n`))
    },
  }
}
