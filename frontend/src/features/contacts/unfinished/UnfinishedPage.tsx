import { Link, useLocation } from 'react-router'
import { Card, PageTitle } from '../../../components/Page'
import { clockTime, londonDay, longDate } from '../../../lib/dates'
import { forgetDraft, isLasting, useDrafts } from '../../../lib/drafts'
import type { Draft } from '../../../lib/drafts'
import { useToday } from '../../../lib/useNow'
import { KEPT_DAYS } from '../../../lib/vault'
import { draftTitle } from '../draft'
import type { Draft as Contact } from '../draft'
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

/** What was typed and not sent: in this browser, by who is signed in. */
export function UnfinishedPage() {
  const drafts = useDrafts()
  const today = useToday()
  const leaving = (useLocation().state as { leaving?: boolean } | null)?.leaving ?? false
  return (
    <>
      <PageTitle>Unfinished</PageTitle>
      <div role="status">
        {leaving && drafts.length > 0 && (
          <p className="rd-notice rd-notice--soon">
            <strong>Signing out throws away what you have not finished.</strong> Sign out once more to leave it.
          </p>
        )}
      </div>
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
    </>
  )
}
