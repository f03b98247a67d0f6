import { useState } from 'react'
import { Link, useNavigate, useParams } from 'react-router'
import type { ChangeWithMoves } from '../../api'
import { ErrorSummary } from '../../components/ErrorSummary'
import { TextField } from '../../components/Fields'
import { Failed, Filling, PageTitle } from '../../components/Page'
import { clockTime, fullDate, londonDay, longDate, readDate } from '../../lib/dates'
import { dateError } from '../../components/DateField'
import { errorFor, fieldErrors } from '../../lib/problem'
import type { FieldError } from '../../lib/problem'
import { useMay } from '../../lib/session'
import { useToday } from '../../lib/useNow'
import { ChangedMeanwhile } from './ChangedMeanwhile'
import { daysOf, yearOf, yearsOf } from './days'
import { FIELDS, ids } from './draft'
import { ImpactSheet } from './ImpactSheet'
import { Months } from './MonthTable'
import { isConflict, useCalendars, useChange, useUndo, useUndoPreview } from './queries'
import { aloud, changeWords } from './words'
import './workdays.css'

const NONE: readonly FieldError[] = []

interface Typed {
  source: string
  announced: string
}

function missing({ source, announced }: Typed, today: string): FieldError[] {
  const errors: FieldError[] = []
  if (!readDate(announced, today)) {
    errors.push({ field: ids.announced, message: announced.trim() ? dateError(announced) : 'Say since when it is known' })
  }
  if (!source.trim()) errors.push({ field: ids.source, message: 'Say why it is taken back' })
  return errors
}

function Undo({ change }: { change: ChangeWithMoves }) {
  const today = useToday()
  const navigate = useNavigate()
  const may = useMay('calendar:write')
  const [typed, setTyped] = useState<Typed>({ source: '', announced: longDate(today) })
  const [errors, setErrors] = useState(NONE)
  const [key] = useState(() => crypto.randomUUID())
  const undo = useUndo(change.number)
  const preview = useUndoPreview(change.number)
  const impact = preview.data
  const known = readDate(typed.announced, today)?.on ?? null

  const moved = impact?.moves.flatMap((move) => [move.due_on_before, move.due_on_after, move.promised_on]) ?? []
  const days = daysOf(useCalendars(yearsOf([change.on, change.to, change.until, ...moved])))

  const run = () => {
    const wrong = missing(typed, today)
    setErrors(wrong)
    if (wrong.length > 0 || !impact) return
    undo.mutate(
      { body: { source: typed.source.trim(), announced_on: known }, version: impact.version, key },
      {
        onSuccess: (made) =>
          void navigate(`/calendar?year=${yearOf(change.on)}`, { state: { applied: made.change.number } }),
        onError: (error) => setErrors(isConflict(error) ? NONE : fieldErrors(error, FIELDS)),
      },
    )
  }
  return (
    <>
      <p className="govuk-visually-hidden" role="status">
        {impact ? aloud(impact, days) : ''}
      </p>
      <ErrorSummary errors={errors} title={errors.every((error) => error.field) ? undefined : 'This was not undone'} />
      {isConflict(undo.error) && <ChangedMeanwhile year={yearOf(change.on)} />}
      <div className="rd-impactpage">
        <form
          className="rd-card rd-question rd-fields"
          aria-label="The undo"
          noValidate
          onSubmit={(event) => event.preventDefault()}
        >
          <div>
            <p className="rd-label">Change {change.number}</p>
            <p>{changeWords(change)}.</p>
            <p className="rd-second">
              {change.by.name}, {longDate(londonDay(change.at))}, {clockTime(change.at)}
            </p>
          </div>
          {may && (
            <>
              <TextField
                id={ids.source}
                label="Why it is taken back"
                value={typed.source}
                onChange={(source) => setTyped({ ...typed, source })}
                error={errorFor(errors, ids.source)}
              />
              <TextField
                id={ids.announced}
                label="Known since"
                value={typed.announced}
                onChange={(announced) => setTyped({ ...typed, announced })}
                error={errorFor(errors, ids.announced)}
                hint={known ? `${fullDate(known)}.` : '“yesterday”, “12 March”'}
              />
            </>
          )}
          <Months
            first={change.on}
            last={change.to ?? change.until ?? change.on}
            touched={change}
            days={days}
            today={today}
          />
        </form>
        {impact ? (
          <ImpactSheet
            impact={impact}
            days={days}
            today={today}
            apply={{ may, current: !preview.isFetching, busy: undo.isPending, run }}
          />
        ) : preview.error ? (
          <Failed error={preview.error} />
        ) : (
          <div className="rd-card">
            <Filling label="Working out what would move" />
          </div>
        )}
      </div>
    </>
  )
}

/** A change is taken back: what that would move, and then doing it. */
export function UndoPage() {
  const number = Number(useParams().number)
  const change = useChange(number)
  return (
    <>
      <p>
        <Link to="/calendar">Working-day calendar</Link>
      </p>
      <div className="rd-titlerow">
        <div>
          <PageTitle>Undo a change</PageTitle>
          <p className="rd-impact__lead">Nothing changes until you apply it. This is what would happen.</p>
        </div>
      </div>
      {change.data ? (
        <Undo key={number} change={change.data} />
      ) : change.error ? (
        <Failed error={change.error} />
      ) : (
        <Filling label="Fetching the change" />
      )}
    </>
  )
}
