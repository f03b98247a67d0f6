import { useId, useState } from 'react'
import type { ProviderLine, UnlistedName } from '../../api'
import { addProvider, addSpelling } from '../../api'
import { Select } from '../../components/Fields'
import { Card, Failed, Filling } from '../../components/Page'
import { longDate } from '../../lib/dates'
import { PROVIDER_KINDS } from '../../lib/providers'
import { lowered, plural } from '../../lib/words'
import { useEntries, useKeep, useUnlisted } from './queries'

interface NameProps {
  said: UnlistedName
  entries: readonly ProviderLine[]
  mayWrite: boolean
}

function Name({ said, entries, mayWrite }: NameProps) {
  const keep = useKeep()
  const id = useId()
  const [into, setInto] = useState('')
  const { name, kind, contacts, last_on } = said
  return (
    <li className="rd-unlisted">
      <p>
        <b>{name}</b>
        <span className="rd-second rd-block">
          {plural(contacts, 'contact')}, the last on {longDate(last_on)}, {lowered(PROVIDER_KINDS[kind])}
        </span>
      </p>
      {mayWrite && (
        <div className="rd-unlisted__do">
          <button
            type="button"
            className="rd-button rd-button--second"
            aria-disabled={keep.isPending}
            onClick={() => keep.mutate(() => addProvider({ body: { name, kinds: [kind] }, throwOnError: true }))}
          >
            Add <span className="govuk-visually-hidden">{name}</span>
          </button>
          {entries.length > 0 && (
            <Select
              id={id}
              label={
                <>
                  Or it is <span className="govuk-visually-hidden">({name})</span>
                </>
              }
              value={into}
              onChange={setInto}
              options={[
                { value: '', label: 'another spelling of …' },
                ...entries.map((entry) => ({ value: String(entry.number), label: entry.name })),
              ]}
            />
          )}
          {into !== '' && (
            <button
              type="button"
              className="rd-button rd-button--second"
              aria-disabled={keep.isPending}
              onClick={() => {
                const path = { number: Number(into) }
                keep.mutate(() => addSpelling({ path, body: { spelling: name }, throwOnError: true }))
              }}
            >
              Count it there <span className="govuk-visually-hidden">({name})</span>
            </button>
          )}
        </div>
      )}
      {keep.isError && <Failed error={keep.error} />}
    </li>
  )
}

/** Names that contacts have and the register has not: each is added, or is a spelling of one that is there. */
export function Unlisted() {
  const unlisted = useUnlisted()
  const entries = useEntries()
  return (
    <Card title="Not in the register yet" id="unlisted" note="As they were typed, sent or imported.">
      {unlisted.isPending && <Filling label="Looking for names" />}
      {unlisted.isError && <Failed error={unlisted.error} retry={() => void unlisted.refetch()} />}
      {unlisted.data?.items.length === 0 && <p className="rd-card__body">Every name is in the register.</p>}
      {unlisted.data && unlisted.data.items.length > 0 && (
        <ul className="rd-card__body rd-stack">
          {unlisted.data.items.map((said) => (
            <Name key={said.name} said={said} entries={entries} mayWrite={unlisted.data.may_write} />
          ))}
        </ul>
      )}
      {unlisted.data?.more && <p className="rd-card__body rd-second">More are shown as these are dealt with.</p>}
    </Card>
  )
}
