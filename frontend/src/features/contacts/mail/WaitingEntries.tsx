import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { listWaitingEntries } from '../../../api'
import { Card } from '../../../components/Page'
import { PUBLIC_ENTRIES } from '../../../components/publicEntries'
import { clockTime, longDate, londonDay } from '../../../lib/dates'
import { useMay } from '../../../lib/session'

/** What came by the public's form and nobody has looked at, the oldest first; nothing while nothing waits. */
export function WaitingEntries() {
  const found = useInfiniteQuery({
    queryKey: [...PUBLIC_ENTRIES, 'waiting'],
    queryFn: async ({ pageParam, signal }) =>
      (await listWaitingEntries({ query: { cursor: pageParam }, signal, throwOnError: true })).data,
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    enabled: useMay('contacts:classify'),
  })
  const items = found.data?.pages.flatMap((page) => page.items) ?? []
  if (items.length === 0) return null
  return (
    <Card className="rd-mailwaiting" title="By the public’s form" id="waiting-entries" note={`${found.data?.pages[0]?.waiting} to look at`}>
      <ul className="rd-maillist">
        {items.map((entry) => (
          <li key={`${entry.ref}${entry.number}`} className="rd-mailline">
            <Link to={`/contacts/${entry.ref}`}>
              {entry.kind === 'contact' ? `${entry.ref} was sent` : `Something was added to ${entry.ref}`}
            </Link>
            <span className="rd-second rd-block">
              {longDate(londonDay(entry.at))} at {clockTime(entry.at)}
            </span>
          </li>
        ))}
      </ul>
      {found.hasNextPage && (
        <p className="rd-card__body">
          <button type="button" className="rd-linklike" onClick={() => void found.fetchNextPage()}>
            Show more
          </button>
        </p>
      )}
    </Card>
  )
}
