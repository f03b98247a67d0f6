import { useCallback, useMemo, useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { Link, useSearchParams } from 'react-router'
import type { Counts, ListedCase, Sort, View } from '../../api'
import { Select } from '../../components/Fields'
import { Failed, Filling, PageTitle } from '../../components/Page'
import { clockTime, fullDate, londonDay } from '../../lib/dates'
import { useCharacterKeys } from '../../lib/keys'
import { useOnChange } from '../../lib/LiveProvider'
import { useMay, useSession } from '../../lib/session'
import { useNow } from '../../lib/useNow'
import { counted, plural } from '../../lib/words'
import { VIEWS, changedCount, grouped, readFilter, writeFilter } from './filter'
import type { QueueFilter } from './filter'
import { caseKeys, useContactsOf, useCounts, useExport, useQueue } from './queries'
import { OwedDuties } from './OwedDuties'
import { QueueFilters } from './QueueFilters'
import { QueueTable } from './QueueTable'
import { NotShown } from '../../components/NotShown'
import { BulkBar } from './BulkBar'
import { Columns, useColumns } from './Columns'
import { keepList } from './list'
import { SavedViews } from './SavedViews'
import { useQueueKeys } from './useQueueKeys'
import { useSelection } from './useSelection'
import type { Selection } from './useSelection'
import './queue.css'

function countOf(counts: Counts | undefined, view: View): number | undefined {
  return view === 'all' ? undefined : counts?.[view]
}

/** "2,790"; empty while it is not known. */
function written(count: number | undefined): string {
  return count === undefined ? '' : counted(count)
}

/** Of how many cases a list shows some: only views are counted, by service and kind. */
function totalOf(counts: Counts | undefined, { view, q, owner, stage }: QueueFilter): number | undefined {
  return q || owner || stage ? undefined : countOf(counts, view)
}

interface ViewsProps {
  filter: QueueFilter
  counts: Counts | undefined
  apply: (change: Partial<QueueFilter>) => void
}

function Views({ filter, counts, apply }: ViewsProps) {
  const label = (view: View, name: string) => {
    const count = written(countOf(counts, view))
    return count ? `${name} (${count})` : name
  }
  const link = ({ view, label: name }: (typeof VIEWS)[number]) => (
    <Link
      key={view}
      to={`/cases?${writeFilter({ ...filter, view }).toString()}`}
      className={`rd-view ${view === filter.view ? 'rd-view--on' : ''}`}
      aria-current={view === filter.view ? 'page' : undefined}
    >
      {name}
      <b className={view === 'late' ? 'rd-view__late' : undefined}>{written(countOf(counts, view))}</b>
      {view === 'follow_up' && counts !== undefined && counts.follow_up_late > 0 && (
        <b className="rd-view__late">{counts.follow_up_late} late</b>
      )}
    </Link>
  )
  const inRow = VIEWS.filter(({ view, rare }) => !rare || view === filter.view)
  return (
    <>
      <nav className="rd-views" aria-label="Views">
        {inRow.map(link)}
        <details key={filter.view} className="rd-views__more">
          <summary className="rd-view">
            More views
            {counts !== undefined && counts.follow_up_late > 0 && (
              <b className="rd-view__late">{counts.follow_up_late} late</b>
            )}
          </summary>
          <div className="rd-views__menu">{VIEWS.filter((view) => !inRow.includes(view)).map(link)}</div>
        </details>
      </nav>
      <Select
        id="queue-view"
        className="rd-views__select"
        label="View"
        value={filter.view}
        onChange={(view) => apply({ view: view as View })}
        options={[...VIEWS, { view: 'all' as const, label: 'All cases' }].map(({ view, label: name }) => ({
          value: view,
          label: label(view, name),
        }))}
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
  to_tell: 'Nobody is to be told today that an answer is late.',
  late_without_reason: 'Of every answer that was late it is recorded why.',
  unowned: 'Every case has an owner.',
  open: 'No case is open.',
  ready_to_close: 'No case is answered with nothing left to do but to close it.',
  closed: 'No case has been closed yet.',
  follow_up: 'No remedy and no action that was learned is still open.',
  ombudsman: 'No case is with the Ombudsman, and no answer or agreed remedy is still owed to it.',
  all: 'There are no cases yet.',
}

/** A list of more pages than this is not fetched again by itself. */
const LONG = 4

/**
 * Rows stay where they are until someone asks for the changes: what is shown is what was last
 * accepted, beside the latest.
 */
function useShown(filter: QueueFilter) {
  const client = useQueryClient()
  const queue = useQueue(filter)
  const { refetch, data, isFetchedAfterMount } = queue
  const key = JSON.stringify(filter)
  const [accepted, setAccepted] = useState<{ key: string; pages: number; cases: ListedCase[] } | null>(null)

  // Of a long list the pages would all be asked for again, at every change of any case.
  const long = (data?.pages.length ?? 0) > LONG
  const [stale, setStale] = useState(false)
  useOnChange(() => (long ? setStale(true) : void refetch()))

  const latest = useMemo(() => data?.pages.flatMap((page) => page.items), [data])
  const pages = data?.pages.length ?? 0
  // A new filter, a page that was asked for and the first answer since the page was opened are shown
  // at once; anything else waits.
  const current = accepted?.key === key && accepted.pages === pages ? accepted : null
  const accept = () => {
    setStale(false)
    if (stale) void client.resetQueries({ queryKey: caseKeys.list(filter) })
    if (latest) setAccepted(stale ? null : { key, pages, cases: latest })
  }
  if (latest && !current && isFetchedAfterMount) setAccepted({ key, pages, cases: latest })
  const shown = current?.cases ?? latest
  return {
    queue,
    shown,
    changed: shown && latest ? changedCount(shown, latest) : 0,
    stale,
    accept,
    /** Whatever was fetched by now is shown. */
    acceptLatest: () => setAccepted(null),
  }
}

const TOGETHER = 50
const NEAR_END = 30

/** References of the cases as they stand in the page. */
function inOrder(cases: readonly ListedCase[], sort: Sort): string[] {
  return grouped(cases, sort).flatMap((group) => group.cases.map((held) => held.ref))
}

/** References of the cases about which something is to be shown, in the portions in which it is asked for. */
function chunks(cases: readonly ListedCase[], [first, last]: readonly [number, number]): string[][] {
  const from = Math.floor(first / TOGETHER)
  const to = Math.min(Math.floor(last / TOGETHER), Math.floor((cases.length - 1) / TOGETHER))
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) =>
    cases.slice((from + index) * TOGETHER, (from + index + 1) * TOGETHER).map((held) => held.ref),
  )
}

function Keys({ selection }: { selection: Selection }) {
  useQueueKeys(selection)
  const [on, setOn] = useCharacterKeys()
  return (
    <p className="rd-keys">
      {on && (
        <span>
          <kbd>J</kbd> <kbd>K</kbd> move <kbd>X</kbd> select <kbd>A</kbd> allocate <kbd>Enter</kbd> open
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
  const { queue, shown, changed, stale, accept, acceptLatest } = useShown(filter)
  const [sight, setSight] = useState<readonly [number, number]>([0, 0])
  const contacts = useContactsOf(chunks(shown ?? [], sight))
  const take = useExport()
  const [without, toggleColumn] = useColumns()
  const selection = useSelection(JSON.stringify(filter), shown ?? [])
  const maySelect = useMay('findings:write')
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = queue
  const count = shown?.length ?? 0
  const total = totalOf(counts.data, filter)
  const onSight = useCallback(
    (first: number, last: number, inSight: number) => {
      setSight([first, last])
      // What follows is there before the end comes into sight.
      if (inSight > count - NEAR_END && count >= TOGETHER && hasNextPage && !isFetchingNextPage) void fetchNextPage()
    },
    [count, hasNextPage, isFetchingNextPage, fetchNextPage],
  )
  const { refetch: countAgain } = counts
  useOnChange(() => void countAgain())

  const keep = useCallback(
    (ref: string) => keepList(`/cases?${writeFilter(filter).toString()}`, inOrder(shown ?? [], filter.sort), ref),
    [filter, shown],
  )
  const apply = (change: Partial<QueueFilter>) => setParams(writeFilter({ ...filter, ...change }))
  return (
    <>
      <div className="rd-titlerow">
        <PageTitle>Work queue</PageTitle>
        <p className="rd-second">
          {fullDate(londonDay(now))}, {clockTime(now)}. <Link to="/day">Your day: tasks and what is due</Link>
        </p>
      </div>
      <OwedDuties />
      <SavedViews filter={filter} />
      <Views filter={filter} counts={counts.data} apply={apply} />
      <div className="rd-card rd-queuecard">
        <QueueFilters key={filter.q} filter={filter} apply={apply} />
        <div className="rd-changed" role="status">
          {(changed > 0 || stale) && (
            <p>
              <i className="rd-dot" aria-hidden="true" />
              {changed > 0 ? plural(changed, 'case') : 'Some cases'} changed since you opened this.{' '}
              <button type="button" className="rd-linklike" onClick={accept}>
                Show the changes
              </button>
            </p>
          )}
        </div>
        {queue.isPending && <Filling rows={6} label="Fetching the cases" />}
        {queue.isError && <Failed error={queue.error} retry={() => void queue.refetch()} />}
        {maySelect && <BulkBar key={JSON.stringify(filter)} cases={shown ?? []} selection={selection} done={acceptLatest} />}
        {shown && shown.length > 0 && (
          <QueueTable
            cases={shown}
            sort={filter.sort}
            without={without}
            contacts={contacts}
            selection={maySelect ? selection : undefined}
            complete={!queue.hasNextPage}
            onSight={onSight}
            onOpen={keep}
          />
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
        {take.isError && <Failed error={take.error} />}
        {shown && shown.length > 0 && (
          <div className="rd-queuefoot">
            <p>
              Showing {written(count)}
              {queue.hasNextPage && (total ? ` of ${written(total)}` : ', more to come')}
              {'. '}
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
            <p>
              <button type="button" className="rd-linklike" onClick={() => take.mutate(filter)}>
                Export as CSV
              </button>{' '}
              <span role="status">{take.isPending && 'The file is being made …'}</span>
            </p>
            <Columns without={without} toggle={toggleColumn} />
            <Keys selection={selection} />
          </div>
        )}
      </div>
    </>
  )
}
