import { addDays, dayNumber, shortMonth, weekdayIndex } from './dates'

interface AxisClock {
  kind: string
  started_on: string
  due_on: string | null
  original_due_on: string | null
  met_on: string | null
  state: string
  owed_by: string
}

export interface Bar {
  /** All in per cent of the axis. */
  from: number
  used: number
  late: number
  due: number | null
  /** The due day before it was extended. */
  was: number | null
  /** The due day lies past the end of the axis, beyond a break. */
  beyond: boolean
}

export interface Axis {
  start: string
  end: string
  /** Null once every clock has stopped: then the present says nothing about them. */
  today: number | null
  ticks: { on: string; at: number; label: string }[]
  bar: (clock: AxisClock) => Bar
}

const SHARE = 84
const BEYOND = 97

/** A limit more than this many times further off than the others is drawn beyond a break. */
const FAR = 2

const RUNNING = ['running', 'missed', 'unknown']

/** A time that the complainant let pass has ended; one that others let pass goes on being late. */
function isRunning({ state, owed_by }: AxisClock): boolean {
  return RUNNING.includes(state) && !(state === 'missed' && owed_by === 'complainant')
}

/**
 * One axis for all clocks of a case, so that they can be compared by eye.
 *
 * The axis covers the first start to the last near due day, in calendar days; six months would
 * squeeze the days that matter into nothing, so a far limit is drawn past a break.
 */
export function clockAxis(clocks: readonly AxisClock[], today: string): Axis {
  const start = clocks.reduce((first, clock) => (clock.started_on < first ? clock.started_on : first), today)
  const span = (on: string) => dayNumber(on) - dayNumber(start)
  const running = clocks.some(isRunning)
  const stops = clocks.map((clock) => clock.met_on ?? clock.started_on)
  const present = running ? today : latestOf(stops, start)
  const dues = clocks.flatMap((clock) => (clock.due_on ? [clock.due_on] : []))
  const near = dues.filter((due) => span(due) <= FAR * Math.max(30, span(present)))
  const last = latestOf([...near, present], start)
  const end = addDays(last, 5)
  const length = Math.max(span(end), 7)
  const at = (on: string) => Math.min(SHARE, Math.max(0, (SHARE * span(on)) / length))

  const bar = (clock: AxisClock): Bar => {
    const from = at(clock.started_on)
    const beyond = clock.due_on !== null && clock.due_on > end
    const due = clock.due_on === null ? null : beyond ? BEYOND : at(clock.due_on)
    const stopped = clock.state === 'cancelled' ? clock.started_on : isRunning(clock) ? present : clock.due_on
    const until = clock.met_on ?? stopped ?? present
    const reached = Math.max(from, at(until))
    const limit = due === null || beyond ? reached : Math.min(reached, due)
    return {
      from,
      used: Math.max(0, limit - from),
      late: due === null || beyond ? 0 : Math.max(0, reached - due),
      due,
      was: clock.original_due_on === null || clock.original_due_on > end ? null : at(clock.original_due_on),
      beyond,
    }
  }

  return {
    start,
    end,
    today: running ? at(today) : null,
    ticks: ticksOf(start, end, running ? today : null, length, at),
    bar,
  }
}

function latestOf(dates: readonly string[], first: string): string {
  return dates.reduce((latest, on) => (on > latest ? on : latest), first)
}

/** The start and some Mondays, as many as have room beside each other and beside "Today". */
function ticksOf(
  start: string,
  end: string,
  today: string | null,
  length: number,
  at: (on: string) => number,
): Axis['ticks'] {
  const room = (15 * length) / SHARE
  const fromToday = (on: string) => (today === null ? length : Math.abs(dayNumber(today) - dayNumber(on)))
  const ticks: Axis['ticks'] = []
  const put = (on: string, label: string) => ticks.push({ on, at: at(on), label })
  if (fromToday(start) >= 1.4 * room) put(start, `${Number(start.slice(8))} ${shortMonth(start)}`)
  let shown = start
  const monday = addDays(start, (7 - weekdayIndex(start)) % 7)
  for (let on = monday; on <= end; on = addDays(on, 7)) {
    const crowded = ticks.length > 0 && dayNumber(on) - dayNumber(ticks.at(-1)?.on ?? start) < room
    if (crowded || dayNumber(on) - dayNumber(start) < room || fromToday(on) < room) continue
    const newMonth = on.slice(0, 7) !== shown.slice(0, 7)
    put(on, newMonth ? `${Number(on.slice(8))} ${shortMonth(on)}` : String(Number(on.slice(8))))
    shown = on
  }
  return ticks
}
