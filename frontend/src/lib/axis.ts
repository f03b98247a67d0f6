import { addDays, dayMonth, dayNumber, shortMonth, weekdayIndex } from './dates'

interface AxisClock {
  kind: string
  started_on: string
  due_on: string | null
  met_on: string | null
  state: string
}

export interface Bar {
  /** All in per cent of the axis. */
  from: number
  used: number
  late: number
  due: number | null
  /** The due day lies past the end of the axis, beyond a break. */
  beyond: boolean
}

export interface Axis {
  start: string
  end: string
  today: number
  ticks: { on: string; at: number; label: string }[]
  bar: (clock: AxisClock) => Bar
}

const SHARE = 84
const BEYOND = 97

/** A limit more than this many times further off than the others is drawn beyond a break. */
const FAR = 2

/**
 * One axis for all clocks of a case, so that they can be compared by eye.
 *
 * The axis covers the first start to the last near due day, in calendar days; six months would
 * squeeze the days that matter into nothing, so a far limit is drawn past a break.
 */
export function clockAxis(clocks: readonly AxisClock[], today: string): Axis {
  const start = clocks.reduce((first, clock) => (clock.started_on < first ? clock.started_on : first), today)
  const span = (on: string) => dayNumber(on) - dayNumber(start)
  const dues = clocks.flatMap((clock) => (clock.due_on ? [clock.due_on] : []))
  const near = dues.filter((due) => span(due) <= FAR * Math.max(30, span(today)))
  const last = [...near, today].reduce((latest, on) => (on > latest ? on : latest), start)
  const end = addDays(last, 5)
  const length = Math.max(span(end), 7)
  const at = (on: string) => Math.min(SHARE, Math.max(0, (SHARE * span(on)) / length))

  const bar = (clock: AxisClock): Bar => {
    const from = at(clock.started_on)
    const beyond = clock.due_on !== null && clock.due_on > end
    const due = clock.due_on === null ? null : beyond ? BEYOND : at(clock.due_on)
    const until = clock.met_on ?? (clock.state === 'cancelled' ? clock.started_on : today)
    const reached = Math.max(from, at(until))
    const limit = due === null || beyond ? reached : Math.min(reached, due)
    return {
      from,
      used: Math.max(0, limit - from),
      late: due === null || beyond ? 0 : Math.max(0, reached - due),
      due,
      beyond,
    }
  }

  return { start, end, today: at(today), ticks: ticksOf(start, end, today, length, at), bar }
}

function ticksOf(start: string, end: string, today: string, length: number, at: (on: string) => number) {
  const every = Math.max(1, Math.ceil(length / 7 / 5)) * 7
  const room = (12 * length) / SHARE
  const firstMonday = addDays(start, (7 - weekdayIndex(start)) % 7)
  const ticks = [{ on: start, at: at(start), label: dayMonth(start) }]
  let shown = start
  for (let on = firstMonday; on <= end; on = addDays(on, every)) {
    const tooClose = dayNumber(on) - dayNumber(shown) < room
    if (tooClose || Math.abs(dayNumber(on) - dayNumber(today)) < room * 0.75) continue
    const newMonth = on.slice(0, 7) !== shown.slice(0, 7)
    const label = newMonth ? `${Number(on.slice(8))} ${shortMonth(on)}` : String(Number(on.slice(8)))
    ticks.push({ on, at: at(on), label })
    shown = on
  }
  return ticks.filter((tick) => tick.on === start || tick.on !== today).filter(
    (tick) => tick.on !== start || dayNumber(today) - dayNumber(start) >= room * 0.9,
  )
}
