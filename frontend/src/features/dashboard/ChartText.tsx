interface Props {
  x?: number | string
  y?: number | string
  width?: number | string
  value?: unknown
  /** How far above the point the text stands. */
  above?: number
}

const WIDTH = 34
const HEIGHT = 17

/**
 * A number beside a mark. It is text on its own ground rather than drawn text, so that its contrast
 * does not depend on what lies behind it.
 */
export function MarkText({ x = 0, y = 0, width = 0, value, above = 6 }: Props) {
  const centre = Number(x) + Number(width) / 2
  if (value === null || value === undefined) return null
  return (
    <foreignObject x={centre - WIDTH / 2} y={Number(y) - HEIGHT - above} width={WIDTH} height={HEIGHT}>
      <span className="rd-marktext">{String(value)}</span>
    </foreignObject>
  )
}

interface TickProps {
  x?: number | string
  y?: number | string
  payload?: { value: string }
  words: (value: string) => string
}

/** A name under the axis, as text for the same reason. */
export function TickText({ x = 0, y = 0, payload, words }: TickProps) {
  if (!payload) return null
  return (
    <foreignObject x={Number(x) - WIDTH / 2} y={Number(y)} width={WIDTH} height={HEIGHT + 4}>
      <span className="rd-marktext">{words(payload.value)}</span>
    </foreignObject>
  )
}
