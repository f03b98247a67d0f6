import { useState } from 'react'
import { Link } from 'react-router'
import type { AlertRead, AlertSpellRead, Question } from '../../api'
import { ROLE_WORDS } from '../../api/words.gen'
import { LateMark, MetMark, UnknownMark } from '../../components/Icons'
import { Failed } from '../../components/Page'
import { alertFigure, limitWords, useTakeNote } from '../../lib/alerts'
import { clockTime, longDate, londonDay } from '../../lib/dates'
import { useMay } from '../../lib/session'
import { lowered } from '../../lib/words'
import { useRemoveAlert } from './queries'
import { STATE_WORDS } from './ready'

const when = (at: string) => `${longDate(londonDay(at))}, ${clockTime(at)}`

function State({ alert, spell }: { alert: AlertRead; spell: AlertSpellRead }) {
  const { state, value_now: value } = spell
  const Mark = state === 'raised' ? LateMark : state === 'quiet' ? MetMark : UnknownMark
  const look = state === 'raised' ? 'late' : state === 'quiet' ? 'met' : 'unknown'
  return (
    <span className={`rd-rag rd-rag--${look}`}>
      <Mark />
      <span>
        {STATE_WORDS[state]}
        {value !== null && `: ${alertFigure(alert, value)}`}
      </span>
    </span>
  )
}

/** "Raised on 24 March 2026, 10:42, at 7; seen by J T" */
function Before({ alert, spell }: { alert: AlertRead; spell: AlertSpellRead }) {
  return (
    <li>
      {STATE_WORDS[spell.state]} since {when(spell.since_at)}
      {spell.value_then !== null && `, at ${alertFigure(alert, spell.value_then)}`}
      {spell.seen_by && spell.seen_at && `; seen by ${spell.seen_by} on ${when(spell.seen_at)}`}
    </li>
  )
}

interface Props {
  alert: AlertRead
  figuresAt: (question: Question) => string
  change: () => void
}

/** One rule: what it looks at, how it stands, what it said before, and what may be done. */
export function AlertItem({ alert, figuresAt, change }: Props) {
  const mayWrite = useMay('alerts:write')
  const mayNote = useMay('alerts:note')
  const note = useTakeNote()
  const remove = useRemoveAlert(alert)
  const [key] = useState(() => crypto.randomUUID())
  const [sure, setSure] = useState(false)
  const [spell, ...before] = alert.spells
  const failed = note.error ?? remove.error
  const hidden = <span className="govuk-visually-hidden">: {alert.name}</span>
  return (
    <li className="rd-alert">
      <div>
        <h2 className="rd-h3">{alert.name}</h2>
        <p className="rd-second">{alert.definition}</p>
        <p className="rd-second">
          Told when {limitWords(alert)}: {alert.told.map((role) => lowered(ROLE_WORDS[role])).join(', ')}. Written by{' '}
          {alert.written_by}.
        </p>
        {before.length > 0 && (
          <details>
            <summary>What it said before{hidden}</summary>
            <ul>
              {before.map((one) => (
                <Before key={one.since_at} alert={alert} spell={one} />
              ))}
            </ul>
          </details>
        )}
      </div>
      <div>
        {spell && <State alert={alert} spell={spell} />}
        {spell && <p className="rd-second">since {when(spell.since_at)}</p>}
        {spell?.seen_by && <p className="rd-second">Seen by {spell.seen_by}</p>}
      </div>
      <div className="rd-alert__acts">
        {alert.asked && (
          <Link to={figuresAt(alert.asked)}>
            See the figure{hidden}
          </Link>
        )}
        {spell?.state === 'raised' && !spell.seen_by && mayNote && (
          <button
            type="button"
            className="rd-linklike"
            aria-disabled={note.isPending}
            onClick={() => !note.isPending && note.mutate({ id: alert.id, key })}
          >
            I have seen it{hidden}
          </button>
        )}
        {mayWrite && (
          <>
            <button type="button" className="rd-linklike" onClick={change}>
              Change{hidden}
            </button>
            <button
              type="button"
              className="rd-linklike"
              aria-disabled={remove.isPending}
              onClick={() => (sure ? !remove.isPending && remove.mutate() : setSure(true))}
            >
              {sure ? 'Remove it for good' : 'Remove'}
              {hidden}
            </button>
          </>
        )}
      </div>
      {failed && <Failed error={failed} />}
    </li>
  )
}
