/** The cases of an impact, as rows of a table and as a file. */
import type { ContactRead, Impact, MoveRead } from '../../api'
import { toCsv } from '../../lib/csv'

/** A case with all of its dates that move, the nearest first. */
export interface MovedCase {
  ref: string
  first: MoveRead
  moves: MoveRead[]
}

function key(move: MoveRead): string {
  return move.due_on_before ?? '9999'
}

/** Cases by their nearest date now, then by reference. */
export function byCase(moves: readonly MoveRead[]): MovedCase[] {
  const cases = new Map<string, MovedCase>()
  for (const move of [...moves].sort((a, b) => key(a).localeCompare(key(b)) || a.ref.localeCompare(b.ref))) {
    const held = cases.get(move.ref)
    if (held) held.moves.push(move)
    else cases.set(move.ref, { ref: move.ref, first: move, moves: [move] })
  }
  return [...cases.values()]
}

const HEADINGS = [
  'Reference',
  'Title',
  'Owner',
  'Date',
  'Target now',
  'Target after',
  'Promised to the person',
  'Promised date is a day off',
]

/** The list as a file for a spreadsheet, one line a date. */
export function csvOf({ moves }: Impact, contacts: ReadonlyMap<string, ContactRead>): string {
  return toCsv([
    HEADINGS,
    ...byCase(moves)
      .flatMap((one) => one.moves)
      .map((move) => [
        move.ref,
        contacts.get(move.ref)?.title ?? null,
        move.owner?.name ?? null,
        move.name,
        move.due_on_before,
        move.due_on_after,
        move.promised_on,
        move.promised_on === null ? null : move.promised_is_day_off ? 'yes' : 'no',
      ]),
  ])
}
