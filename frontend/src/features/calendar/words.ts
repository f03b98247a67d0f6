/** What is said of changes and of what they move. */
import type { ChangeMade, ChangeRead, DayOff, Impact, MoveRead } from '../../api'
import { dayMonth, fullDate, longDate, shortWeekdayDate } from '../../lib/dates'
import { plural } from '../../lib/words'
import { touchedDays, workingDaysBetween } from './days'
import type { Days } from './days'

/** "from Tuesday 29 December 2026 to Thursday 31 December 2026", or one day. */
function spanWords(change: ChangeRead): string {
  if (!change.until || change.until === change.on) return `on ${fullDate(change.on)}`
  return `from ${fullDate(change.on)} to ${fullDate(change.until)}`
}

type Told = Pick<ChangeRead, 'number' | 'action'>

/** What a change did, in a sentence without its stop; of an undo, what was taken back. */
export function changeWords(change: ChangeRead, changes: readonly Told[] = []): string {
  if (change.action === 'undo') {
    const undone = changes.find((one) => one.number === change.undoes)
    const action = undone && undone.action !== 'undo' ? undone.action : 'add'
    return `Undone: ${changeWords({ ...change, action })}`
  }
  if (change.action === 'withdraw') return `${change.name} withdrawn ${spanWords(change)}`
  if (change.action === 'move') {
    return `${change.name} moved from ${fullDate(change.on)} to ${change.to ? fullDate(change.to) : 'another day'}`
  }
  return change.what === 'closure'
    ? `Offices closed ${spanWords(change)}: ${change.name}`
    : `${change.name} added ${spanWords(change)}`
}

/** "Good Friday, Friday 3 April 2026" */
export function dayOffWords(day: Pick<DayOff, 'name' | 'on'>): string {
  return `${day.name}, ${fullDate(day.on)}`
}

export function movedWords(cases: number): string {
  return cases === 0 ? 'No case moved' : `${plural(cases, 'case')} moved`
}

/** Why the history offers no undo of a change; null where it does. */
export function notUndoable(change: ChangeMade): string | null {
  if (change.undone_by !== null) return `Undone by change ${change.undone_by}`
  if (change.action === 'undo') return `Takes back change ${change.undoes}`
  return change.may_undo ? null : 'A later change rests on it. Undo that one first.'
}

/** "Tue 21 April", with its year where that is not this one. */
export function shortDate(on: string | null, today: string): string {
  if (on === null) return 'No date'
  return on.slice(0, 4) === today.slice(0, 4) ? shortWeekdayDate(on) : `${shortWeekdayDate(on)} ${on.slice(0, 4)}`
}

function inSmallWords(count: number): string {
  return ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'][count] ?? String(count)
}

/** Working days by which a clock's date moves, later ones positive; null where one of the dates is not known. */
function shift(move: MoveRead, isOff: (on: string) => boolean): number | null {
  const { due_on_before: before, due_on_after: after } = move
  if (before === null || after === null) return null
  const [from, to, sign] = before < after ? [before, after, 1] : [after, before, -1]
  // A day that the law counts may be one on which the offices are shut: it moved all the same.
  return sign * Math.max(1, workingDaysBetween(from, to, isOff))
}

/** "get a later target, by one working day": which way the dates of an impact move, and how far. */
export function shiftWords({ moves, change, counts }: Impact, days: Days): string {
  const touched = touchedDays(change)
  // Forwards and back alike, the days of the change themselves are not counted.
  const isOff = (day: string) => days.off.has(day) || touched.includes(day)
  const shifts = moves.map((move) => shift(move, isOff))
  const known = shifts.filter((one) => one !== null)
  const verb = counts.cases_moved === 1 ? 'gets' : 'get'
  const later = known.every((one) => one > 0)
  const oneWay = later || known.every((one) => one < 0)
  if (known.length < shifts.length || known.length === 0 || !oneWay) return `${verb} another target`
  const sizes = known.map(Math.abs)
  const most = Math.max(...sizes)
  const by = Math.min(...sizes) === most ? 'by' : 'by up to'
  const howFar = `${inSmallWords(most)} working day${most === 1 ? '' : 's'}`
  return `${verb} ${later ? 'a later' : 'an earlier'} target, ${by} ${howFar}`
}

/** How many of the promised dates fall on a day off, as the end of a sentence about them all. */
function onDayOffWords({ with_promise: promised, promised_on_day_off: onDayOff }: Impact['counts']): string {
  if (onDayOff === 0) return ''
  if (onDayOff === promised) return `. ${promised === 1 ? 'It falls' : 'All fall'} on a day off`
  return `. ${onDayOff} of these ${onDayOff === 1 ? 'falls' : 'fall'} on a day off`
}

/** The words beside each of the three counts. */
export function countWords(impact: Impact, days: Days): { moved: string; promised: string; others: string } {
  const { counts } = impact
  const { cases_moved: moved, with_promise: promised, open_not_moved: others } = counts
  return {
    moved: moved === 0 ? 'cases move' : `${moved === 1 ? 'case' : 'cases'} ${shiftWords(impact, days)}`,
    promised:
      `of them ${promised === 1 ? 'was' : 'were'} promised a date, which stays unless you tell the person` +
      onDayOffWords(counts),
    others: `${moved === 0 ? '' : 'other '}open ${others === 1 ? 'case does' : 'cases do'} not move`,
  }
}

/** All three counts as they are said aloud. */
export function aloud(impact: Impact, days: Days): string {
  const { counts } = impact
  const words = countWords(impact, days)
  if (counts.cases_moved === 0) return `0 ${words.moved}. ${counts.open_not_moved} ${words.others}.`
  return `${counts.cases_moved} ${words.moved}. ${counts.with_promise} ${words.promised}. ${counts.open_not_moved} ${words.others}.`
}

/** What is said of the date promised to the person. */
export interface PromiseWords {
  stays: string
  /** What the day is after the change, if it is a day off. */
  dayOff: string | null
}

export function promiseWords(move: MoveRead, change: ChangeRead, days: Days, today: string): PromiseWords | null {
  if (move.promised_on === null) return null
  const on = move.promised_on
  const stays = `Stays ${on.slice(0, 4) === today.slice(0, 4) ? dayMonth(on) : longDate(on)}`
  if (!move.promised_is_day_off) return { stays, dayOff: null }
  const ours = !days.off.has(on) && touchedDays(change).includes(on)
  const what = ours ? change.what : days.off.get(on)?.what
  return { stays, dayOff: `${ours ? 'now ' : ''}${what === 'closure' ? 'a day the offices are closed' : 'a holiday'}` }
}

/** What no change like this moves. */
export function neverMoved(change: Pick<ChangeRead, 'what' | 'action'>): string[] {
  return [
    change.what === 'closure'
      ? 'Legal limits: the law takes no account of closures.'
      : 'Legal limits that are counted in months.',
    'Closed cases and published figures: they keep the calendar they were judged on.',
    change.action === 'undo' ? 'Dates already past, unless it was this change that moved them.' : 'Dates already past.',
  ]
}

/** The button says what it will do. */
export function applyWords(cases: number, undo = false): string {
  if (undo) return cases === 0 ? 'Undo it: no case moves' : `Undo it for ${plural(cases, 'case')}`
  return cases === 0 ? 'Apply: no case moves' : `Apply to ${plural(cases, 'case')}`
}
