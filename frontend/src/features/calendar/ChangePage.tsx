import { useState } from 'react'
import { Link, useLocation, useNavigate } from 'react-router'
import { ErrorSummary } from '../../components/ErrorSummary'
import { Failed, Filling, PageTitle } from '../../components/Page'
import { fieldErrors } from '../../lib/problem'
import type { FieldError } from '../../lib/problem'
import { useMay } from '../../lib/session'
import { useSettled } from '../../lib/useSettled'
import { useToday } from '../../lib/useNow'
import { ChangedMeanwhile } from './ChangedMeanwhile'
import { ChangeForm } from './ChangeForm'
import { daysOf, yearOf, yearsOf } from './days'
import { FIELDS, missing, readDays, readDraft, toChange, toQuestion } from './draft'
import type { Action, Draft } from './draft'
import { ImpactSheet } from './ImpactSheet'
import { isConflict, useApply, useCalendars, usePreview } from './queries'
import { aloud } from './words'
import './workdays.css'

/** The pause after typing before what would move is asked again. */
const PAUSE = 300

const NONE: readonly FieldError[] = []

const TITLES: Record<Action, Record<Draft['what'], string>> = {
  add: { bank_holiday: 'Add a bank holiday', closure: 'Close the offices' },
  move: { bank_holiday: 'Move a bank holiday', closure: 'Move a closure' },
  withdraw: { bank_holiday: 'Withdraw a bank holiday', closure: 'Withdraw a closure' },
}

/** In place of what would move: what is needed before that can be said. */
function NotYet({ children }: { children: string }) {
  return (
    <section className="rd-card rd-impact__notyet" aria-label="What would happen">
      <h2 className="rd-h2">Not yet</h2>
      <p>{children}</p>
    </section>
  )
}

function needed({ action, what }: Draft): string {
  if (action === 'move') return 'Give the new date: which cases move is then shown here.'
  return `Give the ${what === 'closure' ? 'first day' : 'date'}: which cases move is then shown here.`
}

function Change({ first }: { first: Draft }) {
  const today = useToday()
  const navigate = useNavigate()
  const may = useMay('calendar:write')
  const [draft, setDraft] = useState(first)
  const [errors, setErrors] = useState(NONE)
  const [key] = useState(() => crypto.randomUUID())
  const apply = useApply()

  const typed = toQuestion(draft, today)
  const question = toQuestion(useSettled(draft, PAUSE), today)
  const preview = usePreview(question)
  const impact = question ? preview.data : undefined
  const current = JSON.stringify(typed) === JSON.stringify(question) && !preview.isPlaceholderData

  // A day that was chosen in the calendar has no field of its own.
  const fields = draft.action === 'add' ? FIELDS : { ...FIELDS, '/on': '' }
  const refused = question ? fieldErrors(preview.error, fields) : NONE
  const atFields = refused.length > 0 && refused.every((error) => error.field)

  const { on, to, until } = readDays(draft, today)
  const moved = impact?.moves.flatMap((move) => [move.due_on_before, move.due_on_after, move.promised_on]) ?? []
  const days = daysOf(useCalendars(yearsOf([on ?? today, to, until, ...moved])))

  const run = () => {
    const wrong = missing(draft, today)
    setErrors(wrong)
    if (wrong.length > 0 || !question || !impact) return
    apply.mutate(
      { body: toChange(question, draft), version: impact.version, key },
      {
        onSuccess: ({ change }) =>
          void navigate(`/calendar?year=${yearOf(change.on)}`, { state: { applied: change.number } }),
        onError: (error) => setErrors(isConflict(error) ? NONE : fieldErrors(error, fields)),
      },
    )
  }
  return (
    <>
      <p className="govuk-visually-hidden" role="status">
        {current && impact ? aloud(impact, days) : refused.map((error) => error.message).join(' ')}
      </p>
      <ErrorSummary errors={errors} title={errors.every((error) => error.field) ? undefined : 'This was not applied'} />
      {isConflict(apply.error) && <ChangedMeanwhile year={yearOf(on ?? today)} />}
      <div className="rd-impactpage">
        <ChangeForm
          draft={draft}
          write={(part) => setDraft({ ...draft, ...part })}
          errors={[...errors, ...refused]}
          days={days}
          today={today}
          may={may}
        />
        {impact ? (
          <ImpactSheet impact={impact} days={days} today={today} apply={{ may, current, busy: apply.isPending, run }} />
        ) : question === null ? (
          <NotYet>{needed(draft)}</NotYet>
        ) : atFields ? (
          <NotYet>{refused.map((error) => error.message).join(' ')}</NotYet>
        ) : preview.error ? (
          <Failed error={preview.error} retry={() => void preview.refetch()} />
        ) : (
          <div className="rd-card">
            <Filling label="Working out what would move" />
          </div>
        )}
      </div>
    </>
  )
}

/** A holiday or a closure is added, moved or withdrawn: what that would move, and then doing it. */
export function ChangePage() {
  const { pathname, search } = useLocation()
  const today = useToday()
  const action = (pathname.split('/').at(-1) ?? 'add') as Action
  const first = readDraft(action, new URLSearchParams(search), today)
  return (
    <>
      <p>
        <Link to="/calendar">Working-day calendar</Link>
      </p>
      <div className="rd-titlerow">
        <div>
          <PageTitle>{TITLES[action][first.what]}</PageTitle>
          <p className="rd-impact__lead">Nothing changes until you apply it. This is what would happen.</p>
        </div>
      </div>
      {action !== 'add' && !first.on ? (
        <p>Choose the day in the calendar first: each day off has “Move” and “Withdraw” beside it.</p>
      ) : (
        <Change key={`${pathname}${search}`} first={first} />
      )}
    </>
  )
}
