import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import type { ContactRead, OwedCase, OwedCases, TaskView } from '../../api'
import { Tick } from '../../components/Choices'
import { Card, Failed, Filling, PageTitle } from '../../components/Page'
import { Withheld } from '../../components/Withheld'
import { fullDate, longDate } from '../../lib/dates'
import { useOnChange } from '../../lib/LiveProvider'
import { useToday } from '../../lib/useNow'
import { plural } from '../../lib/words'
import { Task } from './Tasks'
import { useContactsOf, useDigest, useDigestMail, useTaskList, useWantDigestMail } from './queries'
import './case.css'

const VIEWS: { view: TaskView; label: string; empty: string }[] = [
  { view: 'mine', label: 'Mine', empty: 'You have no open task.' },
  { view: 'team', label: 'My team’s', empty: 'Your team has no open task.' },
  { view: 'late', label: 'Late, anybody’s', empty: 'No task is late.' },
]

function TaskCard({ today }: { today: string }) {
  const [params] = useSearchParams()
  const [reason, setReason] = useState('')
  const chosen = VIEWS.find(({ view }) => view === params.get('tasks')) ?? { view: 'mine' as const, empty: '' }
  const list = useTaskList(chosen.view, reason)
  const { refetch } = list
  useOnChange(() => void refetch())
  const items = list.data?.pages.flatMap((page) => page.items) ?? []
  const withheld = list.data?.pages[0]?.withheld ?? []
  return (
    <Card title="Tasks" id="tasks">
      <div className="rd-card__body rd-stack">
        <nav className="rd-viewrow" aria-label="Whose tasks">
          {VIEWS.map(({ view, label }) => (
            <Link
              key={view}
              to={`/day?tasks=${view}`}
              className={`rd-view ${view === chosen.view ? 'rd-view--on' : ''}`}
              aria-current={view === chosen.view ? 'page' : undefined}
            >
              {label}
            </Link>
          ))}
        </nav>
        <Withheld parts={withheld} lift={setReason} />
        {list.isPending && <Filling label="Fetching the tasks" />}
        {list.isError && <Failed error={list.error} retry={() => void refetch()} />}
        {list.data && items.length === 0 && <p>{VIEWS.find(({ view }) => view === chosen.view)?.empty}</p>}
        {items.length > 0 && (
          <ul className="rd-followup">
            {items.map((task) => (
              <li key={`${task.ref} ${task.number}`}>
                <p>
                  <Link to={`/cases/${task.ref}#tasks-title`}>{task.ref}</Link>
                </p>
                <Task task={task} withheld={withheld.length > 0} today={today} />
              </li>
            ))}
          </ul>
        )}
        {list.hasNextPage && (
          <p>
            <button type="button" className="rd-linklike" onClick={() => void list.fetchNextPage()}>
              Show more
            </button>
          </p>
        )}
      </div>
    </Card>
  )
}

interface PartProps {
  id: string
  title: string
  note?: string | undefined
  empty: string
  items: readonly { ref: string; words: string }[]
  contacts: ReadonlyMap<string, ContactRead>
}

/** Cases, each with its name and what there is to say of it. */
function Part({ id, title, note, empty, items, contacts }: PartProps) {
  return (
    <Card title={title} id={id} note={note}>
      <div className="rd-card__body">
        {items.length === 0 ? (
          <p>{empty}</p>
        ) : (
          <ul className="rd-followup">
            {items.map(({ ref, words }) => (
              <li key={ref}>
                <p>
                  <Link to={`/cases/${ref}`}>{contacts.get(ref)?.title ?? ref}</Link>
                </p>
                <p className="rd-second">
                  {ref}. {words}
                </p>
              </li>
            ))}
          </ul>
        )}
      </div>
    </Card>
  )
}

/** "The first 20 of 31"; nothing where all are shown. */
function firstOf({ total, items }: OwedCases): string | undefined {
  return total > items.length ? `The first ${items.length} of ${total}` : undefined
}

function owedWords({ what, due_on }: OwedCase, isLate: boolean): string {
  return `${what}${isLate ? `: it was due ${longDate(due_on)}` : ''}`
}

function Brought() {
  const digest = useDigest()
  const { data, refetch } = digest
  useOnChange(() => void refetch())
  const refs = data ? [...data.late.items, ...data.due.items, ...data.watched].map(({ ref }) => ref) : []
  const contacts = useContactsOf([[...new Set(refs)]])
  if (digest.isError) return <Failed error={digest.error} retry={() => void refetch()} />
  if (!data) return <Filling label="Fetching your cases" />
  const parts: Omit<PartProps, 'contacts'>[] = [
    {
      id: 'late',
      title: 'Late',
      note: firstOf(data.late),
      empty: 'None of your cases is late.',
      items: data.late.items.map((one) => ({ ref: one.ref, words: owedWords(one, true) })),
    },
    {
      id: 'due',
      title: 'Due today',
      note: firstOf(data.due),
      empty: 'Nothing in your cases is due today.',
      items: data.due.items.map((one) => ({ ref: one.ref, words: owedWords(one, false) })),
    },
    {
      id: 'watched',
      title: 'New in cases that you watch',
      empty: 'Nothing new. Press Watch this case on a case that is not yours to hear of it here.',
      items: data.watched.map(({ ref, news }) => ({ ref, words: `${plural(news, 'thing')} happened since you looked` })),
    },
  ]
  return parts.map((part) => <Part key={part.id} {...part} contacts={contacts} />)
}

/** A switch, where the council's identity provider names an address and e-mails leave; or to stop what was asked for. */
function ByMail() {
  const mail = useDigestMail().data
  const want = useWantDigestMail()
  if (!mail || !(mail.to ?? mail.is_wanted)) return null
  const label = mail.to ? `Send it to ${mail.to} too, as each working day begins` : 'Send it by email too'
  return (
    <>
      <Tick id="digest-mail" label={label} value={mail.is_wanted} onChange={(wanted) => want.mutate(wanted)} />
      {want.error && <Failed error={want.error} />}
    </>
  )
}

/** What somebody has to do today, whichever case it is in. */
export function DayPage() {
  const today = useToday()
  return (
    <>
      <div className="rd-titlerow">
        <div>
          <PageTitle>Your day</PageTitle>
          <p className="rd-received">{fullDate(today)}</p>
          <ByMail />
        </div>
      </div>
      <div className="rd-stack">
        <Brought />
        <TaskCard today={today} />
      </div>
    </>
  )
}
