import { describe, expect, it } from 'vitest'
import { EventParser, followLive } from './live'
import type { ServerEvent } from './live'

describe('reading server-sent events', () => {
  const whole = 'event: changed\ndata: {"version": 2}\nid: 2\n\n: ping\n\nevent: changed\ndata: a\ndata: b\nid: 3\n\n'
  const expected: ServerEvent[] = [
    { type: 'changed', data: '{"version": 2}', id: '2' },
    { type: 'changed', data: 'a\nb', id: '3' },
  ]

  it('gives the same events wherever the stream is cut', () => {
    for (let cut = 1; cut < whole.length; cut += 1) {
      const parser = new EventParser()
      expect([...parser.push(whole.slice(0, cut)), ...parser.push(whole.slice(cut))]).toEqual(expected)
    }
  })

  it('reads every kind of line ending, cut in the middle of one too', () => {
    const parser = new EventParser()
    const chunks = ['event: changed\r', '\ndata: x\r\n', 'id: 9\r\n\r', '\n']
    expect(chunks.flatMap((chunk) => parser.push(chunk))).toEqual([{ type: 'changed', data: 'x', id: '9' }])
  })

  it('makes no event of a comment', () => {
    expect(new EventParser().push(': keep-alive\n\n')).toEqual([])
  })
})

function stream(...chunks: string[]): Response {
  const bytes = new TextEncoder()
  return new Response(
    new ReadableStream({
      start(controller) {
        for (const chunk of chunks) controller.enqueue(bytes.encode(chunk))
        controller.close()
      },
    }),
  )
}

/** Follows canned answers until they run out; nothing really waits. */
async function follow(answers: (() => Response)[]) {
  const controller = new AbortController()
  const events: ServerEvent[] = []
  const asked: (string | null)[] = []
  const pauses: number[] = []
  let lost = 0
  let signals = 0
  await followLive({
    url: '/live',
    signal: controller.signal,
    fetch: async (_url, init) => {
      asked.push(new Headers(init.headers).get('Last-Event-ID'))
      const answer = answers.shift()
      if (!answer) {
        controller.abort()
        throw new Error('no more answers')
      }
      return answer()
    },
    onEvent: (event) => events.push(event),
    onSignal: () => (signals += 1),
    onLost: () => (lost += 1),
    wait: async (milliseconds) => void pauses.push(milliseconds),
  })
  return { events, asked, pauses, lost, signals }
}

describe('following the live stream', () => {
  it('resumes after the last event it heard', async () => {
    const heard = await follow([
      () => stream('event: changed\nid: 7\ndata: 1\n\n'),
      () => stream('event: changed\nid: 8\ndata: 2\n\n'),
    ])
    expect(heard.asked).toEqual([null, '7', '8'])
    expect(heard.events.map((event) => event.id)).toEqual(['7', '8'])
    expect(heard.lost).toBe(0)
  })

  it('counts a comment as a sign of life', async () => {
    const heard = await follow([() => stream(': ping\n\n')])
    expect(heard.signals).toBeGreaterThan(1)
    expect(heard.events).toEqual([])
  })

  it('says that the line is lost, and waits longer each time', async () => {
    const refused = () => new Response(null, { status: 503 })
    const heard = await follow([refused, refused, refused, () => stream(': back\n\n'), refused])
    expect(heard.lost).toBe(4)
    expect(heard.pauses).toEqual([1000, 2000, 4000, 1000, 2000])
  })
})
