import { useState } from 'react'
import { useLocation, useSearchParams } from 'react-router'
import type { Classification } from '../../api'
import { CLASSIFICATION_WORDS } from '../../api/words.gen'
import { Select, TextField } from '../../components/Fields'
import { NotShown } from '../../components/NotShown'
import { Failed, Filling, PageTitle } from '../../components/Page'
import { useMay, whose } from '../../lib/session'
import { choices } from '../../lib/words'
import { ContactLine } from './ContactLine'
import { useContacts } from './queries'
import { Said } from './said/Said'
import './contacts.css'

const UNDECIDED = 'undecided'
const KINDS = [
  { value: '', label: 'Any kind' },
  ...choices(CLASSIFICATION_WORDS),
  { value: UNDECIDED, label: 'Not decided yet' },
]

interface FiltersProps {
  q: string
  classification: string
  apply: (q: string, kind: string) => void
}

function Filters({ q, classification, apply }: FiltersProps) {
  const [text, setText] = useState(q)
  return (
    <form
      className="rd-filters"
      role="search"
      aria-label="Contacts"
      onSubmit={(event) => {
        event.preventDefault()
        apply(text.trim(), classification)
      }}
    >
      <TextField
        id="contact-q"
        type="search"
        label="Reference, name, phone or words"
        value={text}
        onChange={setText}
      />
      <Select
        id="contact-kind"
        label="Kind"
        value={classification}
        onChange={(kind) => apply(text.trim(), kind)}
        options={KINDS}
      />
      <button type="submit" className="rd-button rd-button--second">
        Search
      </button>
    </form>
  )
}

/** Every contact, newest first, and what was said; the search in the header leads here. */
export function ContactsPage() {
  const [params, setParams] = useSearchParams()
  // The browser keeps it with the page, also for whoever signs in next and goes back.
  const sought = (useLocation().state ?? {}) as { q?: string; by?: string }
  const q = sought.by === whose() ? (sought.q ?? '') : ''
  const kind = params.get('classification') ?? ''
  const undecided = params.has('undecided')
  const classification = kind in CLASSIFICATION_WORDS ? (kind as Classification) : null
  const readsWords = useMay('contacts:narrative')
  const contacts = useContacts({ q, classification, undecided })
  const items = contacts.data?.pages.flatMap((page) => page.items) ?? []
  const apply = (text: string, chosen: string) => {
    const next = new URLSearchParams()
    if (chosen === UNDECIDED) next.set('undecided', '')
    else if (chosen) next.set('classification', chosen)
    setParams(next, { state: { q: text, by: whose() } })
  }
  return (
    <>
      <div className="rd-titlerow">
        <PageTitle>Contacts</PageTitle>
      </div>
      <div className="rd-stack">
        <div className="rd-card">
          <Filters key={q} q={q} classification={undecided ? UNDECIDED : kind} apply={apply} />
          {contacts.isPending && <Filling label="Fetching the contacts" />}
          {contacts.isError && <Failed error={contacts.error} retry={() => void contacts.refetch()} />}
          {contacts.isSuccess && items.length === 0 && (
            <div className="rd-empty">
              <h2 className="rd-h2">Nothing was found</h2>
              <p>
                {q
                  ? `No contact has “${q}” as its reference, a name or a phone number.`
                  : 'No contact of this kind has been recorded.'}
              </p>
            </div>
          )}
          <NotShown count={contacts.data?.pages[0]?.restricted ?? 0} what="contact" />
          <ul>
            {items.map((contact) => (
              <ContactLine key={contact.ref} contact={contact} />
            ))}
          </ul>
          {contacts.hasNextPage && (
            <div className="rd-more">
              <button
                type="button"
                className="rd-button rd-button--second"
                onClick={() => void contacts.fetchNextPage()}
              >
                Show more
              </button>
            </div>
          )}
        </div>
        {q && readsWords && <Said key={q} q={q} />}
      </div>
    </>
  )
}
