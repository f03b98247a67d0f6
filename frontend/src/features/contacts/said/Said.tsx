import { useState } from 'react'
import { Link } from 'react-router'
import type { SaidFound, SaidKind } from '../../../api'
import { SAID_KIND_WORDS } from '../../../api/words.gen'
import { Select } from '../../../components/Fields'
import { Card, Failed, Filling } from '../../../components/Page'
import { longDate, londonDay } from '../../../lib/dates'
import { useMay } from '../../../lib/session'
import { choices } from '../../../lib/words'
import { OF_CONTACTS, grouped, pageOf } from './merge'
import { useSaid } from './queries'
import './said.css'

/** Words that find nothing by themselves, or too many: the service says so. */
const REFUSED = 422

function Found({ found }: { found: SaidFound }) {
  return (
    <li>
      <Link to={pageOf(found)}>{SAID_KIND_WORDS[found.kind]}</Link>
      <span className="rd-second"> {longDate(londonDay(found.at))}</span>
      <p>
        {found.parts.map((part, place) =>
          part.found ? <mark key={place}>{part.text}</mark> : <span key={place}>{part.text}</span>,
        )}
      </p>
    </li>
  )
}

/** Where these words were said: in contacts, e-mails, letters, notes and whatever else somebody wrote. */
export function Said({ q }: { q: string }) {
  const [kind, setKind] = useState<SaidKind | ''>('')
  const readsCases = useMay('cases:narrative')
  const said = useSaid(q, kind || null)
  const kinds = choices(SAID_KIND_WORDS).filter(({ value }) => readsCases || OF_CONTACTS.includes(value))
  const refused = said.error?.status === REFUSED
  return (
    <Card title="What was said" id="said">
      <div className="rd-card__body">
        <Select
          id="said-kind"
          label="Where it stands"
          value={kind}
          onChange={(chosen) => setKind(chosen as SaidKind | '')}
          options={[{ value: '', label: 'Anywhere' }, ...kinds]}
        />
      </div>
      {said.isPending && <Filling label="Searching what was said" />}
      {said.error && !refused && <Failed error={said.error} retry={said.refetch} />}
      {refused && <p className="rd-card__body">{said.error?.detail}</p>}
      {!said.isPending && !said.error && said.items.length === 0 && (
        <p className="rd-card__body">Nobody said “{q}” here.</p>
      )}
      <ul className="rd-said">
        {grouped(said.items).map(({ ref, items }) => (
          <li key={ref}>
            <h3 className="rd-h3">{ref}</h3>
            <ul>
              {items.map((found) => (
                <Found key={`${found.kind} ${found.number}`} found={found} />
              ))}
            </ul>
          </li>
        ))}
      </ul>
      {said.hasMore && (
        <div className="rd-more">
          <button type="button" className="rd-button rd-button--second" onClick={said.fetchMore}>
            Show more that was said
          </button>
        </div>
      )}
    </Card>
  )
}
