import type { Print } from '../../api'
import { longDate } from '../../lib/dates'

interface Props {
  name: string
  address: string
  refId: string
  on: string
  subject: string
  text: string
  print: Print
}

interface Block {
  kind: 'heading' | 'subheading' | 'list' | 'paragraph'
  lines: string[]
}

const MARKS = [
  ['## ', 'subheading'],
  ['# ', 'heading'],
  ['* ', 'list'],
] as const

/** The text of a letter as its blocks, as the service sets it. */
export function blocksOf(text: string): Block[] {
  const blocks: Block[] = []
  let open: Block | undefined
  for (const raw of text.split('\n')) {
    const line = raw.trim()
    const [mark = '', kind = 'paragraph'] = MARKS.find(([each]) => line.startsWith(each)) ?? []
    if (line === '') open = undefined
    else if (kind === 'heading' || kind === 'subheading') {
      blocks.push({ kind, lines: [line.slice(mark.length)] })
      open = undefined
    } else {
      if (!open || open.kind !== kind) {
        open = { kind, lines: [] }
        blocks.push(open)
      }
      open.lines.push(line.slice(mark.length))
    }
  }
  return blocks
}

function Lines({ lines }: { lines: readonly string[] }) {
  return lines.map((line, place) => (
    <span key={place} className="rd-letterpaper__line">
      {line}
    </span>
  ))
}

function Shown({ block }: { block: Block }) {
  switch (block.kind) {
    case 'heading':
      return <h3>{block.lines[0]}</h3>
    case 'subheading':
      return <h4>{block.lines[0]}</h4>
    case 'list':
      return (
        <ul>
          {block.lines.map((line, place) => (
            <li key={place}>{line}</li>
          ))}
        </ul>
      )
    case 'paragraph':
      return (
        <p>
          <Lines lines={block.lines} />
        </p>
      )
  }
}

/** A letter as it leaves; what is put in is text, and nothing in it is carried out. */
export function LetterSheet({ name, address, refId, on, subject, text, print }: Props) {
  const lines = [name, ...address.split(/, |\n/)].filter((line) => line.trim())
  return (
    <section className={`rd-letterpaper rd-letterpaper--${print}`} aria-label="The letter as it leaves">
      {lines.length > 0 && (
        <p>
          <Lines lines={lines} />
        </p>
      )}
      <p>
        <Lines lines={[longDate(on), `Our reference: ${refId}`]} />
      </p>
      <h2>{subject}</h2>
      {blocksOf(text).map((block, place) => (
        <Shown key={place} block={block} />
      ))}
    </section>
  )
}
