interface Props {
  x?: number | string
  y?: number | string
  value?: unknown
}

const TICK_WIDTH = 34
const NUMBER_WIDTH = 26
const HEIGHT = 17
const ABOVE = 8

/**
 * A number beside a mark. It is text on its own ground rather than drawn text, so that its contrast
 * does not depend on what lies behind it.
 */
export function MarkText({ x = 0, y = 0, value }: Props) {
  if (value === null || value === undefined) return null
  return (
    <foreignObject
      x={Number(x) - NUMBER_WIDTH / 2}
      y={Number(y) - HEIGHT - ABOVE}
      width={NUMBER_WIDTH}
      height={HEIGHT}
    >
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
    <foreignObject x={Number(x) - TICK_WIDTH / 2} y={Number(y)} width={TICK_WIDTH} height={HEIGHT + 4}>
      <span className="rd-marktext">{words(payload.value)}</span>
    </foreignObject>
  )
}
