import { Link, useLocation, useNavigate } from 'react-router'
import type { UnfinishedLine } from '../../../api'
import { NotShown } from '../../../components/NotShown'
import { Card, Failed, PageTitle } from '../../../components/Page'
import { clockTime, londonDay, longDate } from '../../../lib/dates'
import { forgetDraft, isLasting, keepDraft, useDrafts } from '../../../lib/drafts'
import type { Draft } from '../../../lib/drafts'
import { useMay } from '../../../lib/session'
import { useToday } from '../../../lib/useNow'
import { KEPT_DAYS } from '../../../lib/vault'
import { plural } from '../../../lib/words'
import { addressOfRecord, draftTitle, newRecord } from '../draft'
import type { Draft as Contact } from '../draft'
import { useDiscardUnfinished, useTakeUnfinished, useUnfinished } from '../queries'
import './unfinished.css'

/** What a draft is called: a contact by how its story begins. */
function titleOf({ title, values }: Draft): string {
  const record = values['record'] as Contact | undefined
  return record ? `${title}: ${draftTitle(record)}` : title
}

function Line({ draft, today }: { draft: Draft; today: string }) {
  const day = londonDay(draft.at)
  return (
    <li className="rd-unfinished">
      <div>
        <Link to={draft.path}>{titleOf(draft)}</Link>
        <p className="rd-second">
          {draft.unsent && <strong>Not sent: you were not connected. </strong>}
          Typed at {clockTime(draft.at)}
          {day !== today && ` on ${longDate(day)}`}
        </p>
      </div>
      <button type="button" className="rd-linklike" onClick={() => forgetDraft(draft.id)}>
        Discard<span className="govuk-visually-hidden"> {titleOf(draft)}</span>
      </button>
    </li>
  )
}

function LeftLine({ line }: { line: UnfinishedLine }) {
  const navigate = useNavigate()
  const take = useTakeUnfinished()
  const discard = useDiscardUnfinished()
  // Whoever takes it goes on with it as with their own draft; when it was begun stays.
  const goOn = () =>
    take.mutate(line.id, {
      onSuccess: ({ form, begun_at }) => {
        const id = newRecord()
        const at = new Date().toISOString()
        const values = { record: JSON.parse(form) as unknown }
        const draft = { id, title: 'Record a contact', path: addressOfRecord(id), begun: begun_at, at, values }
        keepDraft({ ...draft, key: crypto.randomUUID() })
        void navigate(draft.path)
      },
    })
  const failed = take.error ?? discard.error
  return (
    <li className="rd-unfinished">
      <div>
        <p>{line.title}</p>
        <p className="rd-second">
          Left by {line.left_by}, begun at {clockTime(line.begun_at)} on {longDate(londonDay(line.begun_at))}.{' '}
          <span className={line.late ? 'rd-rag rd-rag--late' : undefined}>
            {line.age_days === 0 ? 'Today' : `${plural(line.age_days, 'day')} old${line.late ? ', too old' : ''}`}
          </span>
        </p>
        {line.restricted && <p className="rd-second">It is restricted: who left it and managers alone see it.</p>}
        {failed && <Failed error={failed} />}
      </div>
      <div className="rd-buttons">
        <button type="button" className="rd-button rd-button--second" onClick={goOn} aria-disabled={take.isPending}>
          Finish it<span className="govuk-visually-hidden">: {line.title}</span>
        </button>
        <button type="button" className="rd-linklike" onClick={() => discard.mutate(line.id)}>
          Discard<span className="govuk-visually-hidden"> {line.title}</span>
        </button>
      </div>
    </li>
  )
}

/** Contacts that one left for another: everybody who records contacts finds them here, but for restricted ones. */
function LeftForOthers() {
  const left = useUnfinished(true)
  return (
    <Card title="Left for someone else to finish" id="left" note="No reference and no clock yet: the oldest first.">
      {left.isError && <Failed error={left.error} retry={() => void left.refetch()} />}
      {left.data?.items.length === 0 && left.data.restricted === 0 && <p className="rd-card__body">Nothing was left.</p>}
      <NotShown count={left.data?.restricted ?? 0} what="contact" />
      <ul>
        {left.data?.items.map((line) => (
          <LeftLine key={line.id} line={line} />
        ))}
      </ul>
    </Card>
  )
}

/** What was typed and not sent: by who is signed in, in this browser, and what others left to be finished. */
export function UnfinishedPage() {
  const drafts = useDrafts()
  const today = useToday()
  const records = useMay('contacts:record')
  const { leaving = false, elsewhere = 0 } = (useLocation().state ?? {}) as { leaving?: boolean; elsewhere?: number }
  return (
    <>
      <div className="rd-titlerow">
        <PageTitle>Unfinished</PageTitle>
      </div>
      <div role="status">
        {leaving && drafts.length + elsewhere > 0 && (
          <p className="rd-notice rd-notice--soon">
            <strong>Signing out throws away what you have not finished{elsewhere > 0 && `, also ${plural(elsewhere, 'thing')} at another council`}.</strong> Sign out once more to leave it.
          </p>
        )}
      </div>
      <div className="rd-stack">
        <Card
          title="Typed by you, in this browser"
          id="here"
          note={
            isLasting()
              ? `Only you can read it. It is kept until you sign out, at most ${KEPT_DAYS} days.`
              : 'This browser keeps nothing: it is lost when the page is closed.'
          }
        >
          {drafts.length === 0 && <p className="rd-card__body">Nothing is unfinished.</p>}
          <ul>
            {drafts.map((draft) => (
              <Line key={draft.id} draft={draft} today={today} />
            ))}
          </ul>
        </Card>
        {records && <LeftForOthers />}
      </div>
    </>
  )
}
