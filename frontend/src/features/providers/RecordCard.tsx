import { useState } from 'react'
import { Link } from 'react-router'
import type { CodeCount, ProviderRead } from '../../api'
import { Select } from '../../components/Fields'
import { Card, Failed, Filling } from '../../components/Page'
import { longDate } from '../../lib/dates'
import { useProviderRecord } from '../../lib/providers'
import { useMay, useSession } from '../../lib/session'
import { useToday } from '../../lib/useNow'
import { plural } from '../../lib/words'
import { lastYears } from '../../lib/years'
import { useAlerts } from './queries'
import { daysOf, figuresOf, lastTwelveMonths } from './words'

function Counts({ title, counts }: { title: string; counts: readonly CodeCount[] }) {
  if (counts.length === 0) return null
  const most = Math.max(...counts.map(({ count }) => count))
  return (
    <div>
      <h3 className="rd-h3">{title}</h3>
      <ul className="rd-bars">
        {counts.map(({ code, name, count }) => (
          <li key={code}>
            <p className="rd-bars__line">
              <span>{name}</span> <b>{count}</b>
            </p>
            <span className="rd-bars__track" aria-hidden="true">
              <i style={{ width: `${(100 * count) / most}%` }} />
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}

function Number({ name, value }: { name: string; value: number | string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  )
}

/** Complaints, findings, days, themes and alerts of a provider over a period, with the way to the figure and its cases. */
export function RecordCard({ entry }: { entry: ProviderRead }) {
  const today = useToday()
  const authority = useSession()?.authority ?? ''
  const drills = useMay('figures:drill')
  const [year, setYear] = useState('')
  const period = year ? daysOf(year) : lastTwelveMonths(today)
  const record = useProviderRecord(entry.kept.name, period)
  const alerts = useAlerts(entry.kept.number, period).data
  const { data } = record
  return (
    <Card
      title="Its record"
      id="record"
      note={`Received from ${longDate(period.since)} to ${longDate(period.to)}`}
      aside={
        <Select
          id="record-period"
          label="Period"
          value={year}
          onChange={setYear}
          options={[
            { value: '', label: 'The last 12 months' },
            ...lastYears(today, year).map((one) => ({ value: one, label: one })),
          ]}
        />
      }
    >
      <div className="rd-card__body rd-stack">
        {record.isPending && <Filling label="Counting" />}
        {record.isError && <Failed error={record.error} retry={() => void record.refetch()} />}
        {data && (
          <>
            <dl className="rd-providernumbers">
              <Number name="Complaints" value={data.complaints} />
              <Number name="Upheld" value={data.upheld} />
              <Number name="Partly upheld" value={data.partially_upheld} />
              <Number name="Not upheld" value={data.not_upheld} />
              <Number name="Mean working days" value={data.mean_working_days ?? 'None yet'} />
              <Number name="Quality alerts" value={alerts?.count ?? '…'} />
            </dl>
            <p>
              <Link to={figuresOf(entry.kept.name, authority, period)}>
                {drills ? 'See the figure and its cases' : 'See the figure'}
              </Link>
            </p>
            <Counts title="Issues by category" counts={data.categories} />
            <Counts title="Issues by theme" counts={data.themes} />
          </>
        )}
        {alerts && alerts.items.length > 0 && (
          <div>
            <h3 className="rd-h3">{plural(alerts.count, 'quality alert')}</h3>
            <ul className="rd-plainlist">
              {alerts.items.map(({ ref, on }) => (
                <li key={ref}>
                  <Link to={`/contacts/${ref}`}>{ref}</Link>, {longDate(on)}
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </Card>
  )
}
