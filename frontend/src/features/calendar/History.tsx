import { useId, useState } from 'react'
import { Link } from 'react-router'
import { useMay } from '../../lib/session'
import type { ChangeMade, KeptMove } from '../../api'
import { Card, Failed, Filling } from '../../components/Page'
import { useContactsByRef } from '../../lib/contacts'
import { clockTime, londonDay, longDate } from '../../lib/dates'
import { sentence } from '../../lib/words'
import { useChange } from './queries'
import { changeWords, movedWords, notUndoable, shortDate } from './words'

/** Changes that are shown at first. */
const SHOWN = 10
/** Moves of a change that are shown at first. */
const MOVES = 50

const KINDS: Record<string, string> = { acknowledge: 'Acknowledge', stage_1: 'Council target' }

function Moves({ moves, today }: { moves: readonly KeptMove[]; today: string }) {
  const [all, setAll] = useState(false)
  const shown = all ? moves : moves.slice(0, MOVES)
  const contacts = useContactsByRef([...new Set(shown.map((move) => move.ref))])
  return (
    <>
      <ul className="rd-movedlist">
        {shown.map((move) => (
          <li key={`${move.ref}${move.kind}`}>
            <p>
              <Link to={`/cases/${move.ref}`}>{contacts.get(move.ref)?.title ?? move.ref}</Link>
              <span className="rd-second rd-block">
                {move.ref} · {KINDS[move.kind] ?? sentence(move.kind.replaceAll('_', ' '))}
              </span>
            </p>
            <p>
              <s>{shortDate(move.due_on_before, today)}</s>{' '}
              <span className="govuk-visually-hidden">moved to </span>
              <b className="rd-moves__after">{shortDate(move.due_on_after, today)}</b>
            </p>
          </li>
        ))}
      </ul>
      {shown.length < moves.length && (
        <button type="button" className="rd-button rd-button--second" onClick={() => setAll(true)}>
          Show all {moves.length} dates
        </button>
      )}
    </>
  )
}

function Details({ number, today }: { number: number; today: string }) {
  const change = useChange(number)
  if (change.data) return <Moves moves={change.data.moves} today={today} />
  if (change.error) return <Failed error={change.error} retry={() => void change.refetch()} />
  return <Filling label="Fetching what moved" rows={2} />
}

function Entry({ change, changes, today }: { change: ChangeMade; changes: readonly ChangeMade[]; today: string }) {
  const [open, setOpen] = useState(false)
  const details = useId()
  const may = useMay('calendar:write')
  const because = notUndoable(change)
  const about = <span className="govuk-visually-hidden">(change {change.number})</span>
  return (
    <li className="rd-change">
      <p>
        <b>{changeWords(change, changes)}</b>
      </p>
      <p className="rd-second">
        Change {change.number}, by {change.by.name}, {longDate(londonDay(change.at))}, {clockTime(change.at)}
      </p>
      <p className="rd-second">
        {change.source}, {longDate(change.announced_on)}
      </p>
      <p className="rd-change__foot">
        <span>{movedWords(change.cases_moved)}</span>
        {change.cases_moved > 0 && (
          <button
            type="button"
            className="rd-linklike"
            aria-expanded={open}
            aria-controls={open ? details : undefined}
            onClick={() => setOpen(!open)}
          >
            {open ? 'Hide what moved' : 'What moved'} {about}
          </button>
        )}
        {!may ? null : because === null ? (
          <Link to={`/calendar/changes/${change.number}/undo`}>Undo {about}</Link>
        ) : (
          <span className="rd-second">{because}</span>
        )}
      </p>
      {open && (
        <div id={details}>
          <Details number={change.number} today={today} />
        </div>
      )}
    </li>
  )
}

/** What was done to the calendar, newest first; nothing is ever taken out of it. */
export function History({ changes, today }: { changes: readonly ChangeMade[]; today: string }) {
  const [all, setAll] = useState(false)
  const shown = all ? changes : changes.slice(0, SHOWN)
  return (
    <Card title="What was changed here" note="In any year, newest first" id="calendar-history">
      {changes.length === 0 && (
        <p className="rd-card__body">Nothing yet: the calendar is the published one.</p>
      )}
      <ol>
        {shown.map((change) => (
          <Entry key={change.number} change={change} changes={changes} today={today} />
        ))}
      </ol>
      {shown.length < changes.length && (
        <div className="rd-more">
          <button type="button" className="rd-button rd-button--second" onClick={() => setAll(true)}>
            Show all {changes.length} changes
          </button>
        </div>
      )}
    </Card>
  )
}
