import { Link, useSearchParams } from 'react-router'
import { Card, Failed, Filling, PageTitle } from '../../components/Page'
import { clockTime, fullDate } from '../../lib/dates'
import { Filters } from './Filters'
import { readFilter, writeFilter } from './filter'
import { useReads } from './queries'
import { byDay, together } from './together'
import type { Shown } from './together'
import { addressOf, countWords, didWhat, howMany, more, rolesOf } from './words'
import './reads.css'

function Line({ read }: { read: Shown }) {
  const besides = [howMany(read), more(read), read.client && `with ${read.client}`].filter(Boolean).join(', ')
  return (
    <li className="rd-read">
      <time dateTime={read.at}>{clockTime(read.at)}</time>
      <div>
        <p>
          <b>{read.name}</b> {didWhat(read.what)} {read.ref && <Link to={addressOf(read)}>{read.ref}</Link>}
          {read.why && (
            <>
              {' '}
              with names shown, because “<span className="rd-read__why">{read.why}</span>”
            </>
          )}
        </p>
        <p className="rd-second">{[rolesOf(read), besides].filter(Boolean).join(' · ')}</p>
      </div>
    </li>
  )
}

/** Who looked at people's data, by day: for auditors. What is asked for is in the address. */
export function ReadsPage() {
  const [params, setParams] = useSearchParams()
  const filter = readFilter(params)
  const reads = useReads(filter)
  const found = together(reads.data?.pages ?? [])
  return (
    <>
      <div className="rd-titlerow">
        <PageTitle>Who looked at what</PageTitle>
      </div>
      <div className="rd-stack">
        <div className="rd-card">
          <Filters
            key={params.toString()}
            filter={filter}
            apply={(next) => setParams(writeFilter(next))}
          />
        </div>
        {reads.isPending && <Filling label="Fetching who looked at what" />}
        {reads.isError && <Failed error={reads.error} retry={() => void reads.refetch()} />}
        <p role="status" className="rd-second">
          {reads.isSuccess && (found.length === 0 ? 'Nobody did.' : countWords(found.length, reads.hasNextPage))}
        </p>
        {byDay(found).map(({ day, reads: ofDay }) => (
          <Card key={day} title={fullDate(day)} id={`reads-${day}`}>
            <ol>
              {ofDay.map((read) => (
                <Line key={`${read.service}${read.sequence}`} read={read} />
              ))}
            </ol>
          </Card>
        ))}
        {reads.hasNextPage && (
          <div className="rd-more">
            <button type="button" className="rd-button rd-button--second" onClick={() => void reads.fetchNextPage()}>
              Show more
            </button>
          </div>
        )}
      </div>
    </>
  )
}
