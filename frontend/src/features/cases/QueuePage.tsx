import { useMemo, useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import type { Counts, ListedCase, View } from '../../api'
import { Select } from '../../components/Fields'
import { Failed, Filling, PageTitle } from '../../components/Page'
import { clockTime, fullDate, londonDay } from '../../lib/dates'
import { useCharacterKeys } from '../../lib/keys'
import { useOnChange } from '../../lib/LiveProvider'
import { useSession } from '../../lib/session'
import { useNow } from '../../lib/useNow'
import { plural } from '../../lib/words'
import { VIEWS, changedCount, readFilter, writeFilter } from './filter'
import type { QueueFilter } from './filter'
import { useContactsOf, useCounts, useQueue } from './queries'
import { OwedDuties } from './OwedDuties'
import { QueueFilters } from './QueueFilters'
import { QueueTable } from './QueueTable'
import { NotShown } from '../../components/NotShown'
import { useQueueKeys } from './useQueueKeys'
import './queue.css'

function countOf(counts: Counts | undefined, view: View): number | undefined {
  return view === 'all' ? undefined : counts?.[view]
}

interface ViewsProps {
  filter: QueueFilter
  counts: Counts | undefined
  apply: (change: Partial<QueueFilter>) => void
}

function Views({ filter, counts, apply }: ViewsProps) {
  const label = (view: View, name: string) => {
    const count = countOf(counts, view)
    return count === undefined ? name : `${name} (${count})`
  }
  return (
    <>
      <nav className="rd-views" aria-label="Views">
        {VIEWS.map(({ view, label: name }) => (
          <Link
            key={view}
            to={`/cases?${writeFilter({ ...filter, view }).toString()}`}
            className={`rd-view ${view === filter.view ? 'rd-view--on' : ''}`}
            aria-current={view === filter.view ? 'page' : undefined}
          >
            {name}
            <b className={view === 'late' ? 'rd-view__late' : undefined}>{countOf(counts, view) ?? ''}</b>
            {view === 'follow_up' && counts !== undefined && counts.follow_up_late > 0 && (
              <b className="rd-view__late">{counts.follow_up_late} late</b>
            )}
          </Link>
        ))}
      </nav>
      <Select
        id="queue-view"
        className="rd-views__select"
        label="View"
        value={filter.view}
        onChange={(view) => apply({ view: view as View })}
        options={VIEWS.map(({ view, label: name }) => ({ value: view, label: label(view, name) }))}
      />
    </>
  )
}

const EMPTY: Record<View, string> = {
  mine: 'No case is yours at the moment.',
  late: 'No case in this view has passed its date.',
  soon: 'No date falls due in the next days.',
  to_acknowledge: 'Nothing is left to acknowledge.',
  to_chase: 'Nobody is to be chased today.',
  unowned: 'Every case has an owner.',
  open: 'No case is open.',
  closed: 'No case has been closed yet.',
  follow_up: 'No remedy and no action that was learned is still open.',
  ombudsman: 'No case is with the Ombudsman, and no remedy agreed with it is still owed.',
  all: 'There are no cases yet.',
}

/**
 * Rows stay where they are until someone asks for the changes: what is shown is what was last
 * accepted, beside the latest.
 */
function useShown(filter: QueueFilter) {
  const queue = useQueue(filter)
  const { refetch, data, isFetchedAfterMount } = queue
  const key = JSON.stringify(filter)
  const [accepted, setAccepted] = useState<{ key: string; pages: number; cases: ListedCase[] } | null>(null)

  useOnChange(() => void refetch())

  const latest = useMemo(() => data?.pages.flatMap((page) => page.items), [data])
  const pages = data?.pages.length ?? 0
  // A new filter, a page that was asked for and the first answer since the page was opened are shown
  // at once; anything else waits.
  const current = accepted?.key === key && accepted.pages === pages ? accepted : null
  if (latest && !current && isFetchedAfterMount) setAccepted({ key, pages, cases: latest })
  const shown = current?.cases ?? latest
  return {
    queue,
    shown,
    changed: shown && latest ? changedCount(shown, latest) : 0,
    accept: () => latest && setAccepted({ key, pages, cases: latest }),
  }
}

function chunks(cases: readonly ListedCase[]): string[][] {
  const refs = cases.map((held) => held.ref)
  return Array.from({ length: Math.ceil(refs.length / 50) }, (_, index) => refs.slice(index * 50, index * 50 + 50))
}

function Keys() {
  useQueueKeys()
  const [on, setOn] = useCharacterKeys()
  return (
    <p className="rd-keys">
      {on && (
        <span>
          <kbd>J</kbd> <kbd>K</kbd> move <kbd>Enter</kbd> open
        </span>
      )}
      <button type="button" className="rd-linklike" aria-pressed={on} onClick={() => setOn(!on)}>
        {on ? 'Switch one-letter keys off' : 'Switch one-letter keys on'}
      </button>
    </p>
  )
}

/** What first, what next, whose. */
export function QueuePage() {
  const [params, setParams] = useSearchParams()
  const own = useSession()?.team ?? ''
  const filter = useMemo(() => readFilter(params, own), [params, own])
  const counts = useCounts(filter.team, filter.classification)
  const now = useNow()
  const { queue, shown, changed, accept } = useShown(filter)
  const contacts = useContactsOf(chunks(shown ?? []))
  const { refetch: countAgain } = counts
  useOnChange(() => void countAgain())

  const apply = (change: Partial<QueueFilter>) => setParams(writeFilter({ ...filter, ...change }))
  return (
    <>
      <div className="rd-titlerow">
        <PageTitle>Work queue</PageTitle>
        <p className="rd-second">
          {fullDate(londonDay(now))}, {clockTime(now)}
        </p>
      </div>
      <OwedDuties />
      <Views filter={filter} counts={counts.data} apply={apply} />
      <div className="rd-card rd-queuecard">
        <QueueFilters key={filter.q} filter={filter} apply={apply} />
        <div className="rd-changed" role="status">
          {changed > 0 && (
            <p>
              <i className="rd-dot" aria-hidden="true" />
              {plural(changed, 'case')} changed since you opened this.{' '}
              <button type="button" className="rd-linklike" onClick={accept}>
                Show the changes
              </button>
            </p>
          )}
        </div>
        {queue.isPending && <Filling rows={6} label="Fetching the cases" />}
        {queue.isError && <Failed error={queue.error} retry={() => void queue.refetch()} />}
        {shown && shown.length > 0 && (
          <QueueTable cases={shown} contacts={contacts} complete={!queue.hasNextPage} />
        )}
        {shown?.length === 0 && (
          <div className="rd-empty">
            <h2 className="rd-h2">{filter.view === 'late' && !filter.q ? 'Nothing is late' : 'Nothing here'}</h2>
            <p>
              {filter.q ? `No case in this view has “${filter.q}” in its reference.` : EMPTY[filter.view]}
            </p>
            {filter.q && filter.view !== 'all' && (
              <p>
                <Link to={`/cases?view=all&q=${encodeURIComponent(filter.q)}`}>Look in all cases, closed ones too</Link>
              </p>
            )}
            {filter.view !== 'open' && (
              <p>
                <Link to="/cases?view=open">See all open cases</Link>
              </p>
            )}
          </div>
        )}
        <NotShown count={counts.data?.restricted ?? 0} what="case" />
        {shown && shown.length > 0 && (
          <div className="rd-queuefoot">
            <p>
              Showing {shown.length}
              {queue.hasNextPage ? ', more to come. ' : '. '}
              {queue.hasNextPage && (
                <button
                  type="button"
                  className="rd-linklike"
                  onClick={() => void queue.fetchNextPage()}
                >
                  Show more
                </button>
              )}
            </p>
            <Keys />
          </div>
        )}
      </div>
    </>
  )
}
