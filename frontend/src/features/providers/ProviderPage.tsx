import { useState } from 'react'
import { Link, useParams } from 'react-router'
import type { ProviderName, ProviderRead } from '../../api'
import { CONTRACT_ACTION_WORDS, PROVIDER_ACT_WORDS } from '../../api/words.gen'
import { Card, Failed, Filling, PageTitle } from '../../components/Page'
import { clockTime, londonDay, longDate } from '../../lib/dates'
import { useProvider } from './queries'
import { ContractForm, EndForm, MergeForm, SeparateForm } from './acts'
import { EntryForm } from './EntryForm'
import { RecordCard } from './RecordCard'
import { differences, kindsOf, STATES } from './words'
import './providers.css'

type Act = 'change' | 'merge' | 'end' | 'contract' | ProviderName

function Details({ entry }: { entry: ProviderRead }) {
  const lines: [string, string | null][] = [
    ['Kinds of service', kindsOf(entry.kinds)],
    ['Other spellings', entry.spellings.join(', ')],
    ['CQC location', entry.cqc_location],
    ['CQC provider', entry.cqc_provider],
    ['Address', entry.address],
    ['Contract lead', entry.contract_lead],
    ['Email for complaints', entry.email],
    ['Active from', entry.active_from && longDate(entry.active_from)],
    ['Last day', entry.active_until && longDate(entry.active_until)],
    ['Note', entry.note],
  ]
  const said = lines.filter(([, value]) => value)
  return (
    <Card title="What is known" id="details">
      {said.length === 0 && <p className="rd-card__body">Nothing but its name.</p>}
      <dl className="rd-card__body rd-lines">
        {said.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}

function Merged({ entry, onUndo }: { entry: ProviderRead; onUndo: (other: ProviderName) => void }) {
  if (entry.merged.length === 0) return null
  return (
    <Card title="Counted under this name" id="merged">
      <ul className="rd-card__body rd-plainlist">
        {entry.merged.map((other) => (
          <li key={other.number}>
            <Link to={`/providers/${other.number}`}>{other.name}</Link>{' '}
            {entry.may_write && (
              <button type="button" className="rd-linklike" onClick={() => onUndo(other)}>
                Undo <span className="govuk-visually-hidden">the merging of {other.name}</span>
              </button>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Contract({ entry, onRecord }: { entry: ProviderRead; onRecord: () => void }) {
  return (
    <Card
      title="What was done about it"
      id="contract"
      aside={
        entry.may_write &&
        entry.state !== 'merged' && (
          <button type="button" className="rd-button rd-button--second" onClick={onRecord}>
            Record what was done
          </button>
        )
      }
    >
      <ul className="rd-card__body rd-stack">
        {entry.actions.length === 0 && <li>Nothing is recorded.</li>}
        {entry.actions.map((action, index) => (
          <li key={index}>
            <b>{CONTRACT_ACTION_WORDS[action.code]}</b>, {longDate(action.on)}
            <span className="rd-second rd-block">
              {action.note} Recorded by {action.by}.
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}

function History({ entry }: { entry: ProviderRead }) {
  return (
    <Card title="History of this entry" id="history">
      <ul className="rd-card__body rd-stack">
        {entry.history.map((change) => (
          <li key={change.at}>
            <b>{PROVIDER_ACT_WORDS[change.act]}</b>{' '}
            <span className="rd-second">
              {longDate(londonDay(new Date(change.at)))}, {clockTime(change.at)}, {change.by}
            </span>
            {change.reason && <p>{change.reason}</p>}
            <ul className="rd-plainlist rd-second">
              {differences(change).map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </Card>
  )
}

function OpenForm({ act, entry, done }: { act: Act; entry: ProviderRead; done: () => void }) {
  if (act === 'change') return <EntryForm entry={entry} done={done} cancel={done} />
  if (act === 'merge') return <MergeForm entry={entry} done={done} />
  if (act === 'end') return <EndForm entry={entry} done={done} />
  if (act === 'contract') return <ContractForm entry={entry} done={done} />
  return <SeparateForm entry={act} done={done} />
}

/** One provider: its record over a period, what is known, what was done about it, and how its entry came to be. */
export function ProviderPage() {
  const number = Number(useParams().number)
  const [act, setAct] = useState<Act | null>(null)
  const found = useProvider(number)
  const entry = found.data
  return (
    <>
      <p className="rd-back">
        <Link to="/providers">Back to the providers</Link>
      </p>
      <div className="rd-titlerow">
        <div>
          <PageTitle>{entry?.name ?? 'Provider'}</PageTitle>
          {entry && <p className="rd-received">{kindsOf(entry.kinds)}</p>}
          {entry && entry.state !== 'active' && <span className="rd-tag rd-tag--plain">{STATES[entry.state]}</span>}
        </div>
        {entry?.may_write && !act && (
          <div className="rd-buttons">
            {entry.state === 'merged' ? (
              <button type="button" className="rd-button" onClick={() => setAct(entry)}>
                Undo the merging
              </button>
            ) : (
              <>
                <button type="button" className="rd-button rd-button--second" onClick={() => setAct('change')}>
                  Change
                </button>
                <button type="button" className="rd-button rd-button--second" onClick={() => setAct('merge')}>
                  Merge
                </button>
                <button type="button" className="rd-button rd-button--second" onClick={() => setAct('end')}>
                  {entry.active_until ? 'Take up again' : 'End'}
                </button>
              </>
            )}
          </div>
        )}
      </div>
      {found.isPending && <Filling rows={8} label="Fetching the provider" />}
      {found.isError && <Failed error={found.error} retry={() => void found.refetch()} />}
      {entry && (
        <>
          {entry.state === 'merged' && (
            <p className="rd-notice">
              It is merged: everything is counted under{' '}
              <Link to={`/providers/${entry.kept.number}`}>{entry.kept.name}</Link>.
            </p>
          )}
          {entry.alike.length > 0 && (
            <p className="rd-notice">
              Likely the same, but counted apart:{' '}
              {entry.alike.map((other, at) => (
                <span key={other.number}>
                  {at > 0 && ', '}
                  <Link to={`/providers/${other.number}`}>{other.name}</Link>
                </span>
              ))}
              . If so, merge one into the other.
            </p>
          )}
          {act && (
            <OpenForm
              key={typeof act === 'string' ? act : act.number}
              act={act}
              entry={entry}
              done={() => setAct(null)}
            />
          )}
          <div className="rd-providergrid">
            <div className="rd-stack">
              <RecordCard entry={entry} />
              <Contract entry={entry} onRecord={() => setAct('contract')} />
              <History entry={entry} />
            </div>
            <div className="rd-stack">
              <Details entry={entry} />
              <Merged entry={entry} onUndo={setAct} />
            </div>
          </div>
        </>
      )}
    </>
  )
}
