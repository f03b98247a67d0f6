import type { PublicEntryRead } from '../api'
import { clockTime, longDate, londonDay } from '../lib/dates'
import { useMay } from '../lib/session'
import { Card, Failed } from './Page'
import { ENTRY_WORDS, useLookAt, usePublicEntries } from './publicEntries'

function Entry({ entry }: { entry: PublicEntryRead }) {
  const look = useLookAt(entry.ref)
  const mayLook = useMay('contacts:classify')
  return (
    <li className="rd-stack">
      <p>
        <b>{ENTRY_WORDS[entry.kind]}</b>{' '}
        <span className="rd-second">
          {longDate(londonDay(entry.at))} at {clockTime(entry.at)}
        </span>
      </p>
      {entry.text && <p className="rd-narrative">{entry.text}</p>}
      {entry.seen_by && entry.seen_at && (
        <p className="rd-second">
          {entry.seen_by} looked at it on {longDate(londonDay(entry.seen_at))}.
        </p>
      )}
      {!entry.seen_by && !mayLook && <p className="rd-second">Nobody has looked at it yet.</p>}
      {!entry.seen_by && mayLook && (
        <button
          type="button"
          className="rd-button rd-button--second"
          aria-disabled={look.isPending}
          onClick={() => look.isPending || look.mutate(entry.number)}
        >
          I have looked at it<span className="govuk-visually-hidden">: {ENTRY_WORDS[entry.kind]}</span>
        </button>
      )}
      {look.error && <Failed error={look.error} />}
    </li>
  )
}

/** What came by the public's form, each to be looked at by somebody; nothing while nothing did. */
export function PublicEntries({ refId }: { refId: string }) {
  const entries = usePublicEntries(refId, useMay('contacts:narrative')).data?.items ?? []
  if (entries.length === 0) return null
  return (
    <Card title="By the public’s form" id="public-entries">
      <ul className="rd-card__body rd-stack">
        {entries.map((entry) => (
          <Entry key={entry.number} entry={entry} />
        ))}
      </ul>
    </Card>
  )
}
