import { useState } from 'react'
import type { ReadKind } from '../../api'
import { READ_KIND_WORDS } from '../../api/words.gen'
import { DateField, dateError } from '../../components/DateField'
import { Select, TextField } from '../../components/Fields'
import { longDate, readDate } from '../../lib/dates'
import { useToday } from '../../lib/useNow'
import { choices } from '../../lib/words'
import { typedReference } from './filter'
import type { ReadsFilter } from './filter'
import { useMark, useReaders } from './queries'

const WHAT = [{ value: '', label: 'Anything' }, ...choices(READ_KIND_WORDS)]

interface Props {
  filter: ReadsFilter
  apply: (filter: ReadsFilter) => void
}

interface Wrong {
  reference?: string
  from?: string
  to?: string
}

/** What an auditor asks for. It is put in the address when it is asked; what was searched for goes there as its mark. */
export function Filters({ filter, apply }: Props) {
  const today = useToday()
  const readers = useReaders()
  const mark = useMark()
  const [who, setWho] = useState(filter.who)
  const [what, setWhat] = useState(filter.what)
  const [reference, setReference] = useState(filter.reference)
  const [searched, setSearched] = useState('')
  const [from, setFrom] = useState(filter.from && longDate(filter.from))
  const [to, setTo] = useState(filter.to && longDate(filter.to))
  const [wrong, setWrong] = useState<Wrong>({})
  const people = [
    { value: '', label: 'Anybody' },
    ...(readers.data ?? []).map(({ subject, name }) => ({ value: subject, label: name })),
  ]
  const ask = async () => {
    const ref = reference.trim() ? typedReference(reference) : ''
    const first = from.trim() ? (readDate(from, today)?.on ?? null) : ''
    const last = to.trim() ? (readDate(to, today)?.on ?? null) : ''
    setWrong({
      ...(ref === null && { reference: 'A reference looks like EAS-2526-0398' }),
      ...(first === null && { from: dateError(from) }),
      ...(last === null && { to: dateError(to) }),
    })
    if (ref === null || first === null || last === null) return
    const about = searched.trim() ? await mark.mutateAsync(searched.trim()) : filter.about
    apply({ who, what, reference: ref, about, from: first, to: last })
  }
  return (
    <form
      className="rd-filters rd-readsfilters"
      role="search"
      aria-label="Who looked at what"
      onSubmit={(event) => {
        event.preventDefault()
        void ask()
      }}
    >
      <Select id="reads-who" label="Who" value={who} onChange={setWho} options={people} />
      <Select
        id="reads-what"
        label="What"
        value={what}
        onChange={(chosen) => setWhat(chosen as ReadKind | '')}
        options={WHAT}
      />
      <TextField
        id="reads-reference"
        label="Reference"
        value={reference}
        onChange={setReference}
        error={wrong.reference}
      />
      <TextField
        id="reads-searched"
        type="search"
        label="Searched for"
        value={searched}
        onChange={setSearched}
        hint={filter.about ? 'Only searches for what you asked for' : 'A name, phone number or e-mail address'}
      />
      <DateField id="reads-from" label="From" value={from} onChange={setFrom} today={today} error={wrong.from} />
      <DateField id="reads-to" label="To" value={to} onChange={setTo} today={today} error={wrong.to} />
      <div className="rd-buttons">
        <button type="submit" className="rd-button">
          Show
        </button>
        <button
          type="button"
          className="rd-linklike"
          onClick={() => apply({ who: '', what: '', reference: '', about: '', from: '', to: '' })}
        >
          Show everything
        </button>
      </div>
    </form>
  )
}
