import { useState } from 'react'
import { Link } from 'react-router'
import type { AlertRead, Question } from '../../api'
import { LateMark } from '../../components/Icons'
import { Failed } from '../../components/Page'
import { alertFigure, limitWords, useAlerts, useTakeNote } from '../../lib/alerts'
import { longDate, londonDay } from '../../lib/dates'
import { useMay } from '../../lib/session'

export interface RaisedProps {
  /** The page on which a figure's question is asked, with the cases behind it. */
  figuresAt: (question: Question) => string
}

function One({ alert, figuresAt }: { alert: AlertRead } & RaisedProps) {
  const [spell] = alert.spells
  const mayNote = useMay('alerts:note')
  const note = useTakeNote()
  const [key] = useState(() => crypto.randomUUID())
  if (!spell) return null
  const figure = alertFigure(alert, spell.value_now ?? 0)
  return (
    <li>
      <LateMark />
      <p>
        <b>{alert.name}</b>: {alert.asked ? <Link to={figuresAt(alert.asked)}>{figure}</Link> : figure},{' '}
        {limitWords(alert)}
        <span className="rd-second"> since {longDate(londonDay(spell.since_at))}.</span>{' '}
        {spell.seen_by && <span className="rd-second">Seen by {spell.seen_by}.</span>}
        {!spell.seen_by && mayNote && (
          <button
            type="button"
            className="rd-linklike"
            aria-disabled={note.isPending}
            onClick={() => !note.isPending && note.mutate({ id: alert.id, key })}
          >
            I have seen it<span className="govuk-visually-hidden">: {alert.name}</span>
          </button>
        )}
      </p>
      {note.isError && <Failed error={note.error} />}
    </li>
  )
}

/** The alerts that are raised and that the reader is told of, one line each; nothing where none is. */
export function Raised({ figuresAt }: RaisedProps) {
  const raised = (useAlerts().data ?? []).filter(
    ({ is_for_you: isMine, spells }) => isMine && spells[0]?.state === 'raised',
  )
  if (raised.length === 0) return null
  return (
    <section className="rd-raised" aria-labelledby="raised">
      <h2 className="rd-h2" id="raised">
        <Link to="/alerts">{raised.length === 1 ? 'An alert is raised' : `${raised.length} alerts are raised`}</Link>
      </h2>
      <ul>
        {raised.map((alert) => (
          <One key={alert.id} alert={alert} figuresAt={figuresAt} />
        ))}
      </ul>
    </section>
  )
}
