import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import type { TaskView } from '../../api'
import { Card, Failed, Filling, PageTitle } from '../../components/Page'
import { Withheld } from '../../components/Withheld'
import { fullDate } from '../../lib/dates'
import { useOnChange } from '../../lib/LiveProvider'
import { useToday } from '../../lib/useNow'
import { Task } from './Tasks'
import { useTaskList } from './queries'
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
        <nav className="rd-dayviews" aria-label="Whose tasks">
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

/** What somebody has to do today, whichever case it is in. */
export function DayPage() {
  const today = useToday()
  return (
    <>
      <div className="rd-titlerow">
        <div>
          <PageTitle>Your day</PageTitle>
          <p className="rd-received">{fullDate(today)}</p>
        </div>
      </div>
      <div className="rd-stack">
        <TaskCard today={today} />
      </div>
    </>
  )
}
