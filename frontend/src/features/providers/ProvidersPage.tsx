import { useState } from 'react'
import { Link, useNavigate, useSearchParams } from 'react-router'
import type { ProviderLine, ProviderView } from '../../api'
import { TextField } from '../../components/Fields'
import { Card, Failed, Filling, PageTitle } from '../../components/Page'
import { longDate } from '../../lib/dates'
import { useMay } from '../../lib/session'
import { useToday } from '../../lib/useNow'
import { useSettled } from '../../lib/useSettled'
import { EntryForm } from './EntryForm'
import { useComplaintCounts, useProviders } from './queries'
import { Unlisted } from './Unlisted'
import { kindsOf, lastTwelveMonths, STATES } from './words'
import './providers.css'

const VIEWS: { view: ProviderView; empty: string }[] = [
  { view: 'active', empty: 'No provider is in the register yet.' },
  { view: 'ended', empty: 'None has ended.' },
  { view: 'merged', empty: 'None is merged into another.' },
]
const PAUSE = 300

function Standing({ entry }: { entry: ProviderLine }) {
  if (entry.state === 'active') return null
  const more = entry.state === 'merged' ? ` into ${entry.kept.name}` : ` on ${longDate(entry.active_until ?? '')}`
  return (
    <span className="rd-tag rd-tag--plain">
      {STATES[entry.state]}
      {more}
    </span>
  )
}

function Entries({ items, counts }: { items: readonly ProviderLine[]; counts: Readonly<Record<string, number>> }) {
  return (
    <table role="table" className="rd-providers" aria-label="Providers">
      <thead role="rowgroup">
        <tr role="row">
          {['Provider', 'Complaints in 12 months', 'Contract lead', 'CQC location'].map((name) => (
            <th key={name} role="columnheader" scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {items.map((entry) => (
          <tr role="row" key={entry.number}>
            <th role="rowheader" scope="row">
              <Link to={`/providers/${entry.number}`}>{entry.name}</Link> <Standing entry={entry} />
              <span className="rd-second rd-block">
                {[kindsOf(entry.kinds), entry.spellings.length > 0 && `also ${entry.spellings.join(', ')}`]
                  .filter(Boolean)
                  .join('; ')}
              </span>
            </th>
            <td role="cell">
              <span className="rd-providers__label" aria-hidden="true">
                Complaints in 12 months:{' '}
              </span>
              {entry.state === 'merged' ? '' : (counts[entry.name] ?? 0)}
            </td>
            <td role="cell">{entry.contract_lead}</td>
            <td role="cell">{entry.cqc_location}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** The register: providers by name, and names that contacts have and it has not. */
export function ProvidersPage() {
  const [params] = useSearchParams()
  const navigate = useNavigate()
  const today = useToday()
  const mayWrite = useMay('providers:write')
  const [adding, setAdding] = useState(false)
  const [typed, setTyped] = useState('')
  const q = useSettled(typed.trim(), PAUSE)
  const shown = VIEWS.find(({ view }) => view === params.get('view')) ?? VIEWS[0]
  const view = shown?.view ?? 'active'
  const providers = useProviders(view, q)
  const counts = useComplaintCounts(lastTwelveMonths(today))
  const items = providers.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <>
      <p className="rd-back">
        <Link to="/registers">Back to the registers</Link>
      </p>
      <div className="rd-titlerow">
        <div>
          <PageTitle>Providers</PageTitle>
          <p className="rd-received">Who gives care for the council. Figures count every spelling under one name.</p>
        </div>
        {mayWrite && !adding && (
          <button type="button" className="rd-button" onClick={() => setAdding(true)}>
            Add a provider
          </button>
        )}
      </div>
      {adding && (
        <EntryForm done={(provider) => void navigate(`/providers/${provider.number}`)} cancel={() => setAdding(false)} />
      )}
      <div className="rd-providerbar">
        <nav aria-label="Views">
          {VIEWS.map((one) => (
            <Link
              key={one.view}
              to={`/providers?view=${one.view}`}
              className={`rd-view ${one.view === view && !q ? 'rd-view--on' : ''}`}
              aria-current={one.view === view && !q ? 'page' : undefined}
              onClick={() => setTyped('')}
            >
              {STATES[one.view as keyof typeof STATES]}
            </Link>
          ))}
        </nav>
        <TextField
          id="provider-search"
          label="Find by name, spelling or CQC number"
          type="search"
          value={typed}
          onChange={setTyped}
        />
      </div>
      {providers.isPending && <Filling rows={6} label="Fetching the register" />}
      {providers.isError && <Failed error={providers.error} retry={() => void providers.refetch()} />}
      {providers.data && (
        <div className="rd-providergrid">
          <Card>
            {items.length > 0 ? (
              <Entries items={items} counts={counts} />
            ) : (
              <p className="rd-card__body">{q ? 'None is written so.' : shown?.empty}</p>
            )}
            {providers.hasNextPage && (
              <p className="rd-card__body">
                <button type="button" className="rd-linklike" onClick={() => void providers.fetchNextPage()}>
                  Show more
                </button>
              </p>
            )}
          </Card>
          <Unlisted />
        </div>
      )}
    </>
  )
}
