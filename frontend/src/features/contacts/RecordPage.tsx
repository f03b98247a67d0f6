import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { ErrorSummary } from '../../components/ErrorSummary'
import { MetMark } from '../../components/Icons'
import { useWhenSent } from '../../components/NotSent'
import { PageTitle } from '../../components/Page'
import { RepeatedProvider } from '../../components/RepeatedProvider'
import { Restored } from '../../components/Restored'
import { clockWords, mainClock } from '../../lib/clocks'
import { useCouncil } from '../../lib/council'
import { clockTime, londonDay, shortWeekdayDate } from '../../lib/dates'
import { isLasting, useDraft } from '../../lib/drafts'
import { useKeys } from '../../lib/keys'
import { ProblemError, Unreachable, fieldErrors } from '../../lib/problem'
import type { FieldError } from '../../lib/problem'
import { useMay } from '../../lib/session'
import { KeepTyped, useForm, useTyped } from '../../lib/typed'
import { useNow } from '../../lib/useNow'
import { useOnline } from '../../lib/useOnline'
import { useSendWhenBack } from '../../lib/useSendWhenBack'
import { useSettled } from '../../lib/useSettled'
import type { Assessment, ContactRead, Lookalike } from '../../api'
import { AssessmentPanel, announcement } from './AssessmentPanel'
import {
  EMPTY,
  FIELDS,
  FITS,
  SECTIONS,
  addressOfRecord,
  anotherRecord,
  draftErrors,
  draftTitle,
  heardNow,
  isBlank,
  keepAsThisTabs,
  mailOf,
  onItsDay,
  recordOfThisTab,
  toCompare,
  toContact,
  toFacts,
  toJudge,
} from './draft'
import type { Draft } from './draft'
import { beginning, wholeWords } from './longWords'
import { LookAlikes, foundWords, isProbable } from './LookAlikes'
import { useLeaveUnfinished, useLookalikes, usePreview, useRecord, useSuggestions } from './queries'
import { Saved } from './Saved'
import { AboutWhat } from './sections/AboutWhat'
import { Caller, ThePerson } from './sections/People'
import { Received } from './sections/Received'
import { BeforeTheyGo, OurReply, Safety, WhatHappened } from './sections/Rest'
import './record.css'
import './panel.css'
import './contacts.css'

/** The pause after typing before the facts are judged again. */
const PAUSE = 300

function focusOn(id: string): void {
  const field = document.getElementById(id)
  field?.focus()
  field?.scrollIntoView?.({ block: 'center' })
}

function Offline({ waiting, judgedAt }: { waiting: boolean; judgedAt: Date | null }) {
  const whenSent = useWhenSent()
  return (
    <div className="rd-notice rd-notice--soon" role="status">
      <p>
        <strong>You are not connected. Keep typing.</strong>
      </p>
      <p className="rd-second">
        Everything is kept. {waiting && `${whenSent} `}Tell the caller the reference will come by letter or email.
      </p>
      {judgedAt && (
        <p className="rd-second">The dates shown are the last ones worked out, at {clockTime(judgedAt)}.</p>
      )}
    </div>
  )
}

/** Two or three lines that stay on top of a narrow screen, where the panel comes after the form. */
function ShortVerdict({ assessment, probable }: { assessment: Assessment; probable: number }) {
  const answer = mainClock(assessment.clocks)
  return (
    <div className="rd-short">
      <p>
        <b>{assessment.title}</b>
        <a href="#assessment">
          {assessment.questions.length > 0 ? `${assessment.questions.length} to ask` : 'Why'}
        </a>
      </p>
      <p>
        <span>{answer?.due_on ? `${clockWords(answer)} ${shortWeekdayDate(answer.due_on)}` : ''}</span>
        <a href="#say">What to say</a>
      </p>
      {probable > 0 && (
        <p>
          <a href="#probable">{probable} recorded before, probably the same</a>
        </p>
      )}
    </div>
  )
}

function NotJudged({ error }: { error: ProblemError }) {
  return (
    <div className="rd-notice rd-notice--soon">
      <p>
        <strong>Not judged with what was typed last.</strong>
      </p>
      {fieldErrors(error, FIELDS).map((wrong) => (
        <p key={wrong.message}>
          {wrong.field ? (
            <button type="button" className="rd-linklike" onClick={() => focusOn(wrong.field ?? '')}>
              {wrong.message}
            </button>
          ) : (
            wrong.message
          )}
        </p>
      ))}
    </div>
  )
}

function Blank() {
  return (
    <div className="rd-verdict rd-verdict--open">
      <p className="rd-verdict__lead">So far</p>
      <h2 className="rd-verdict__title">Nothing yet</h2>
      <p>Write what happened. What it is, by when and why will show here as you type.</p>
    </div>
  )
}

interface FormProps {
  id: string
  /** It follows another call: the focus goes to its first field. */
  begins: boolean
  onSaved: (contact: ContactRead) => void
  /** It is left for somebody else: the next call begins. */
  onLeft: (restricted: boolean) => void
}

function RecordForm({ id, begins, onSaved, onLeft }: FormProps) {
  useEffect(() => {
    if (begins) focusOn('narrative')
  }, [begins])
  const council = useCouncil().data
  const online = useOnline()
  const now = useNow()
  const today = londonDay(now)
  const form = useForm()
  const kept = useDraft(id)
  const [typed, setTyped] = useTyped<Draft>('record', EMPTY, FITS)
  const draft = useMemo(() => onItsDay(typed, kept?.begun, today), [typed, kept?.begun, today])
  const [errors, setErrors] = useState<FieldError[]>([])
  const record = useRecord(mailOf(id))
  const leaving = useLeaveUnfinished()
  const { mutateAsync, isPending } = record

  const set = useCallback(
    (change: Partial<Draft>) => setTyped((held) => ({ ...held, ...change })),
    [setTyped],
  )

  const functionOf = useCallback(
    (team: string) => council?.teams.find((one) => one.code === team)?.function ?? null,
    [council],
  )
  const facts = useMemo(() => toFacts(draft, today, functionOf), [draft, today, functionOf])
  const settled = useSettled(useMemo(() => toJudge(facts), [facts]), PAUSE)
  const lookalikes = useLookalikes(useSettled(useMemo(() => toCompare(facts), [facts]), PAUSE), record.isPending)
  const suggested = useSuggestions(useSettled(beginning(draft.narrative), PAUSE))
  const preview = usePreview(settled, !isBlank(draft))
  // Facts that cannot be judged leave the last verdict standing, with a word about why.
  const [judged, setJudged] = useState<Assessment>()
  if (preview.data && !preview.isPlaceholderData && preview.data !== judged) setJudged(preview.data)
  const assessment = isBlank(draft) ? undefined : (preview.data ?? judged)
  // What was linked stays in sight, also when later words find other contacts.
  const found: Lookalike[] = lookalikes.data ?? []
  const alike = [...found, ...draft.links.filter(({ ref }) => found.every((item) => item.ref !== ref))]
  const probable = alike.filter(isProbable)
  const linking = { linked: draft.links, onLink: (links: Lookalike[]) => set({ links }) }
  const asked = useMemo(
    () => new Set((assessment?.questions ?? []).map((question) => question.fact)),
    [assessment],
  )

  const send = useCallback(() => {
    const sending = mutateAsync(
      { contact: toContact(draft, heardNow(facts, online)), whole: wholeWords(draft.narrative), key: form.key },
      {
        onSuccess: (contact) => onSaved(contact),
        onError: (error) => setErrors(error instanceof Unreachable ? [] : fieldErrors(error, FIELDS)),
      },
    )
    // Also of a form that was left for another one meanwhile, which hears of nothing more.
    sending.then(form.sent, () => undefined)
  }, [mutateAsync, draft, facts, online, form, onSaved])

  const save = useCallback(() => {
    if (isPending) return
    const wrong = draftErrors(draft, today)
    setErrors(wrong)
    if (wrong.length === 0) send()
  }, [isPending, draft, today, send])
  useKeys({ save, section: (number) => focusOn(SECTIONS[Number(number) - 1] ?? 'narrative') })

  const leave = () => {
    if (leaving.isPending || !kept) return
    const sending = leaving.mutateAsync(
      {
        title: draftTitle(draft),
        begun_at: kept.begun,
        form: JSON.stringify(typed),
        restricted: draft.restricted,
        key: form.key,
      },
      {
        onSuccess: () => onLeft(draft.restricted),
        onError: (error) => setErrors(fieldErrors(error, {})),
      },
    )
    sending.then(form.sent, () => undefined)
  }

  const waiting = useSendWhenBack(record, send)

  const section = { draft, set, errors, council, today, asked, suggested: draft.narrative.trim() === '' ? undefined : suggested }
  return (
    <>
      {assessment && <ShortVerdict assessment={assessment} probable={probable.length} />}
      <div className="rd-titlerow">
        <div>
          <PageTitle>Record a contact</PageTitle>
          <Received draft={draft} set={set} errors={errors} today={today} now={now} />
        </div>
        {kept && (
          <p className="rd-kept rd-second">
            <MetMark size={14} /> Kept {isLasting() ? 'in this browser' : 'on this page'} at {clockTime(kept.at)}
          </p>
        )}
      </div>
      <Restored />
      <ErrorSummary errors={errors} />
      {(!online || waiting) && (
        <Offline
          waiting={waiting}
          judgedAt={preview.dataUpdatedAt ? new Date(preview.dataUpdatedAt) : null}
        />
      )}
      <div className="rd-record">
        <form
          className="rd-card rd-record__form"
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            save()
          }}
        >
          <WhatHappened {...section} />
          <Safety {...section} />
          <Caller {...section} />
          <ThePerson {...section} />
          <AboutWhat {...section} />
          <OurReply {...section} />
          <BeforeTheyGo {...section} />
          <div className="rd-buttons rd-record__save">
            <button type="submit" className="rd-button" aria-disabled={isPending}>
              {isPending ? 'Saving' : 'Save and give the reference'}
            </button>
            {kept && (
              <button type="button" className="rd-linklike" onClick={leave}>
                {draft.restricted ? 'Save for a manager to finish' : 'Save for someone else to finish'}
              </button>
            )}
            <span className="rd-keys">
              <kbd>Ctrl</kbd>
              <kbd>Enter</kbd>
            </span>
          </div>
        </form>
        <aside className="rd-panel" id="assessment" aria-label="What this is so far">
          <LookAlikes id="probable" title="Probably the same" items={probable} {...linking} />
          <RepeatedProvider
            name={settled.provider?.name ?? ''}
            categories={(facts.matters ?? []).flatMap(({ category }) => category ?? [])}
          />
          {preview.error instanceof ProblemError && <NotJudged error={preview.error} />}
          {assessment ? (
            <AssessmentPanel
              assessment={assessment}
              facts={settled}
              person={draft.personName}
              today={today}
              answered={draft.answered}
              onAnswer={(answered) => set({ answered })}
              onAsk={(fact) => focusOn(FIELDS[`/${fact.replaceAll('.', '/')}`] ?? 'narrative')}
            />
          ) : (
            <Blank />
          )}
          <LookAlikes
            title="Could be the same"
            items={alike.filter((item) => !isProbable(item))}
            {...linking}
          />
        </aside>
      </div>
      <p className="govuk-visually-hidden" role="status" data-testid="announcement">
        {assessment ? announcement(assessment) : ''}
      </p>
      <p className="govuk-visually-hidden" role="status" data-testid="found">
        {foundWords(found)}
      </p>
    </>
  )
}

function Left({ restricted, next }: { restricted: boolean; next: () => void }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <div className="rd-card rd-saved">
      <div className="rd-notice rd-notice--soon">
        <h1 className="rd-saved__title" tabIndex={-1} ref={heading}>
          Left for {restricted ? 'a manager' : 'someone else'} to finish
        </h1>
        <p>It has no reference yet, and no clock runs. The day you began it stays the day it was received.</p>
      </div>
      <div className="rd-buttons">
        <button type="button" className="rd-button" onClick={next}>
          Next call
        </button>
        <Link to="/unfinished">See what is unfinished</Link>
      </div>
    </div>
  )
}

/** A contact is recorded while the caller is on the line. */
export function RecordPage() {
  const [address, setAddress] = useSearchParams()
  const [ofThisTab, setOfThisTab] = useState(recordOfThisTab)
  const [saved, setSaved] = useState<ContactRead | null>(null)
  const id = address.get('draft') ?? ofThisTab
  useEffect(() => {
    keepAsThisTabs(id)
  }, [id])
  const onSaved = useCallback((contact: ContactRead) => {
    setSaved(contact)
    setOfThisTab(anotherRecord())
    setAddress({}, { replace: true })
  }, [setAddress])
  const [left, setLeft] = useState<{ restricted: boolean } | null>(null)
  // The next call is typed at once: the page did not change, so nothing else moves the focus.
  const [begins, setBegins] = useState(false)
  const onLeft = useCallback(
    (restricted: boolean) => {
      setLeft({ restricted })
      setOfThisTab(anotherRecord())
      setAddress({}, { replace: true })
    },
    [setAddress],
  )
  const next = () => {
    setSaved(null)
    setLeft(null)
    setBegins(true)
  }
  const mayRecord = useMay('contacts:record')
  if (!mayRecord) {
    return (
      <>
        <PageTitle>Record a contact</PageTitle>
        <p className="rd-notice">Your role records no contacts.</p>
      </>
    )
  }
  if (saved) return <Saved contact={saved} next={next} />
  if (left) return <Left restricted={left.restricted} next={next} />
  return (
    <KeepTyped id={id} title="Record a contact" path={addressOfRecord(id)}>
      <RecordForm id={id} begins={begins} onSaved={onSaved} onLeft={onLeft} />
    </KeepTyped>
  )
}
