import { Fragment } from 'react'
import { Link } from 'react-router'
import type { ChangeRead, ContactRead, MoveRead } from '../../api'
import type { Days } from './days'
import type { MovedCase } from './impact'
import { promiseWords, shortDate } from './words'

const TARGET = 'Council target'

interface Shared {
  change: ChangeRead
  contacts: ReadonlyMap<string, ContactRead>
  days: Days
  today: string
}

function Promise({ move, change, days, today }: { move: MoveRead } & Omit<Shared, 'contacts'>) {
  const words = promiseWords(move, change, days, today)
  if (!words) return 'None given yet'
  return (
    <>
      {words.stays}
      {words.dayOff && (
        <>
          , <b>{words.dayOff}</b>. Tell them the new date
        </>
      )}
    </>
  )
}

function Row({ move, first, ...shared }: { move: MoveRead; first: boolean } & Shared) {
  const { contacts, today } = shared
  const owner = move.owner?.name ?? 'No owner'
  return (
    <tr role="row" className={first ? undefined : 'rd-moves__more'}>
      <th role="rowheader" scope="row">
        {first && <Link to={`/cases/${move.ref}`}>{contacts.get(move.ref)?.title ?? move.ref}</Link>}
        <span className="rd-second rd-block">
          {first ? `${move.ref} · ${owner}` : `${move.ref}, another date`}
          {(!first || move.name !== TARGET) && ` · ${move.name}`}
        </span>
      </th>
      <td role="cell" className="rd-moves__now">
        <s>{shortDate(move.due_on_before, today)}</s>
      </td>
      <td role="cell" className="rd-moves__after">
        <b>{shortDate(move.due_on_after, today)}</b>
        {move.unknown_because && <span className="rd-second rd-block">{move.unknown_because}</span>}
      </td>
      <td role="cell" className="rd-moves__promised">
        {first ? <Promise move={move} {...shared} /> : 'As above'}
      </td>
    </tr>
  )
}

/** Which cases get which date. On a narrow screen each row is a card; roles are said because cards undo a table's. */
export function ImpactTable({ cases, ...shared }: { cases: readonly MovedCase[] } & Shared) {
  return (
    <table role="table" className="rd-table rd-moves" aria-label="Cases that move">
      <thead role="rowgroup">
        <tr role="row">
          {['Case', 'Target now', 'Target after', 'Date promised to the person'].map((heading) => (
            <th key={heading} role="columnheader" scope="col">
              {heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {cases.map((one) => (
          <Fragment key={one.ref}>
            {one.moves.map((move) => (
              <Row key={move.kind} move={move} first={move === one.first} {...shared} />
            ))}
          </Fragment>
        ))}
      </tbody>
    </table>
  )
}
