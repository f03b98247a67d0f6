import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import type { Approvals, Certificate, DueContact } from '../../api'
import { CLASSIFICATION_WORDS, DISPOSAL_STATE_WORDS, DISPOSAL_WORDS, KEPT_BECAUSE_WORDS } from '../../api/words.gen'
import { Card, Failed, Filling, PageTitle } from '../../components/Page'
import { longDate, londonDay } from '../../lib/dates'
import { lowered, plural } from '../../lib/words'
import { useApprove, useCertificates, useDue, useHolds } from './queries'
import './retention.css'

type View = 'due' | 'held' | 'gone'
const VIEWS: [View, string][] = [
  ['due', 'Due to go'],
  ['held', 'On legal hold'],
  ['gone', 'Let go of'],
]

const records = (count: number) => plural(count, 'record')

/** What became of an approval: what is under way, and what stays and why. */
function Told({ answer }: { answer: Approvals }) {
  const staying = answer.items.filter(({ kept_because }) => kept_because)
  const going = answer.items.length - staying.length
  return (
    <div className="rd-notice rd-notice--well rd-said">
      {going > 0 && <p>{records(going)} under way. The certificates stand under “Let go of”.</p>}
      {staying.map(({ ref, kept_because }) => (
        <p key={ref}>
          {ref} stays: {kept_because && lowered(KEPT_BECAUSE_WORDS[kept_because])}.
        </p>
      ))}
    </div>
  )
}

function Item({ item, chosen, choose }: { item: DueContact; chosen: boolean; choose: (on: boolean) => void }) {
  const id = `due-${item.ref}`
  return (
    <li className="rd-due">
      <input
        type="checkbox"
        id={id}
        checked={chosen}
        onChange={(event) => choose(event.target.checked)}
        aria-describedby={`${id}-what`}
      />
      <div>
        <label htmlFor={id}>
          <b>{item.title ?? item.ref}</b>
        </label>
        <p className="rd-second" id={`${id}-what`}>
          <Link to={`/contacts/${item.ref}`}>{item.ref}</Link>, {lowered(CLASSIFICATION_WORDS[item.classification])}, ended
          on {longDate(item.ended_on)}
        </p>
        {item.kept_because && <p>It stayed before: {lowered(KEPT_BECAUSE_WORDS[item.kept_because])}.</p>}
      </div>
      <p>
        {DISPOSAL_WORDS[item.schedule.then]}
        <span className="rd-second rd-block">
          Due since {longDate(item.due_on)}: {plural(item.schedule.years, 'year')} ({lowered(item.schedule.name)})
        </span>
      </p>
    </li>
  )
}

/** What is kept for too long, to be looked through and let go of. */
function Due() {
  const due = useDue()
  const approve = useApprove()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [sure, setSure] = useState(false)
  const items = due.data?.pages.flatMap((page) => page.items) ?? []
  const picked = items.filter(({ ref }) => chosen.has(ref))
  const choose = (refs: string[], on: boolean) => {
    setChosen(new Set(on ? [...chosen, ...refs] : [...chosen].filter((ref) => !refs.includes(ref))))
    setSure(false)
  }
  const destroyed = picked.filter(({ schedule }) => schedule.then === 'destroy').length
  const send = () => {
    if (!sure || approve.isPending) return
    approve.mutate(
      picked.map(({ ref }) => ref),
      {
        onSuccess: () => {
          setChosen(new Set())
          setSure(false)
        },
      },
    )
  }
  if (due.isPending) return <Filling rows={6} label="Fetching what is due" />
  if (due.isError) return <Failed error={due.error} retry={() => void due.refetch()} />
  const all = items.map(({ ref }) => ref)
  return (
    <>
      <div role="status">{approve.data && <Told answer={approve.data} />}</div>
      {approve.isError && <Failed error={approve.error} />}
      <Card>
        {items.length === 0 ? (
          <p className="rd-card__body">Nothing is kept for longer than its schedule says.</p>
        ) : (
          <>
            <p className="rd-due__all">
              <button type="button" className="rd-linklike" onClick={() => choose(all, picked.length < all.length)}>
                {picked.length < all.length ? `Choose all ${all.length} of this list` : 'Choose none'}
              </button>
            </p>
            <ul>
              {items.map((item) => (
                <Item key={item.ref} item={item} chosen={chosen.has(item.ref)} choose={(on) => choose([item.ref], on)} />
              ))}
            </ul>
          </>
        )}
        {due.hasNextPage && (
          <p className="rd-card__body">
            <button type="button" className="rd-linklike" onClick={() => void due.fetchNextPage()}>
              Show more
            </button>
          </p>
        )}
      </Card>
      {picked.length > 0 && (
        <Card title={`Let go of ${records(picked.length)}`} id="letting-go">
          <div className="rd-card__body rd-stack">
            {picked.length > destroyed && (
              <p>
                Names, contact details, what was said, letters, e-mails, files and notes of {records(picked.length - destroyed)} go.
                What is counted stays: every figure is as before.
              </p>
            )}
            {destroyed > 0 && (
              <p>
                <b>{records(destroyed)} will be destroyed wholly.</b> Figures of the years that they count in change.
              </p>
            )}
            <p>
              <input type="checkbox" id="sure" checked={sure} onChange={(event) => setSure(event.target.checked)} />{' '}
              <label htmlFor="sure">I looked through them. This cannot be undone.</label>
            </p>
            <div className="rd-buttons">
              <button type="button" className="rd-button" aria-disabled={!sure || approve.isPending} onClick={send}>
                {approve.isPending ? 'Saving' : `Let go of ${records(picked.length)}`}
              </button>
            </div>
          </div>
        </Card>
      )}
    </>
  )
}

function Held() {
  const holds = useHolds()
  if (holds.isPending) return <Filling rows={4} label="Fetching the holds" />
  if (holds.isError) return <Failed error={holds.error} retry={() => void holds.refetch()} />
  return (
    <Card>
      {holds.data.items.length === 0 ? (
        <p className="rd-card__body">Nothing is on legal hold. A hold is put on a contact’s own page.</p>
      ) : (
        <ul>
          {holds.data.items.map((hold) => (
            <li key={`${hold.ref}/${hold.number}`} className="rd-gone">
              <p>
                <Link to={`/contacts/${hold.ref}#kept`}>{hold.ref}</Link>
              </p>
              <p>
                {hold.reason}
                <span className="rd-second rd-block">
                  {hold.by}, {longDate(londonDay(hold.at))}
                </span>
              </p>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

function Gone({ item }: { item: Certificate }) {
  const what = item.removed.map(({ what: kind, count }) => `${kind}: ${count}`).join(', ')
  return (
    <li className="rd-gone">
      <p>
        <b>{item.ref}</b>
        <span className="rd-second rd-block">{CLASSIFICATION_WORDS[item.classification]}</span>
      </p>
      <div>
        <p>
          <b>
            {DISPOSAL_WORDS[item.act]}: {lowered(DISPOSAL_STATE_WORDS[item.state])}
            {item.done_at && ` on ${longDate(londonDay(item.done_at))}`}
          </b>
          {item.kept_because && `, because ${lowered(KEPT_BECAUSE_WORDS[item.kept_because])}`}
        </p>
        {what && <p>Gone: {what}</p>}
        <p className="rd-second">
          {item.schedule}, due on {longDate(item.due_on)} ({item.source}). Approved by {item.approved_by} on{' '}
          {longDate(londonDay(item.approved_at))}.
        </p>
      </div>
    </li>
  )
}

function Certificates() {
  const certificates = useCertificates()
  if (certificates.isPending) return <Filling rows={6} label="Fetching the certificates" />
  if (certificates.isError) return <Failed error={certificates.error} retry={() => void certificates.refetch()} />
  const items = certificates.data.pages.flatMap((page) => page.items)
  return (
    <Card>
      {items.length === 0 ? (
        <p className="rd-card__body">Nothing was let go of yet.</p>
      ) : (
        <ul>
          {items.map((item) => (
            <Gone key={`${item.ref}/${item.act}`} item={item} />
          ))}
        </ul>
      )}
      {certificates.hasNextPage && (
        <p className="rd-card__body">
          <button type="button" className="rd-linklike" onClick={() => void certificates.fetchNextPage()}>
            Show more
          </button>
        </p>
      )}
    </Card>
  )
}

/** How long records are kept: what is due to go, what is held, and what went. */
export function RetentionPage() {
  const [params] = useSearchParams()
  const view = VIEWS.find(([name]) => name === params.get('view'))?.[0] ?? 'due'
  return (
    <>
      <PageTitle>How long records are kept</PageTitle>
      <p className="rd-received">By the council’s own schedules. Nothing goes before a manager says so.</p>
      <nav className="rd-viewrow" aria-label="Views">
        {VIEWS.map(([name, label]) => (
          <Link
            key={name}
            to={name === 'due' ? '/retention' : `/retention?view=${name}`}
            className={`rd-view ${name === view ? 'rd-view--on' : ''}`}
            aria-current={name === view ? 'page' : undefined}
          >
            {label}
          </Link>
        ))}
      </nav>
      <div className="rd-stack">
        {view === 'due' && <Due />}
        {view === 'held' && <Held />}
        {view === 'gone' && <Certificates />}
      </div>
    </>
  )
}
