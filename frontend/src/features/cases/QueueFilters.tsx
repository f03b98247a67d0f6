import { useState } from 'react'
import type { Sort } from '../../api'
import { CLASSIFICATION_WORDS, STATUS_WORDS } from '../../api/words.gen'
import { Select, TextField } from '../../components/Fields'
import { useCouncil } from '../../lib/council'
import { choices, plural } from '../../lib/words'
import { SORTS, filtersOn } from './filter'
import type { QueueFilter } from './filter'
import { useOfficers } from '../../lib/officers'

interface Props {
  filter: QueueFilter
  apply: (change: Partial<QueueFilter>) => void
}

const NONE: Partial<QueueFilter> = { team: '', owner: '', classification: '', stage: '', q: '' }

function options(words: Readonly<Record<string, string>>, any: string) {
  return [{ value: '', label: any }, ...choices(words)]
}

export function QueueFilters({ filter, apply }: Props) {
  const council = useCouncil().data
  const officers = useOfficers().data?.items.filter((officer) => officer.may_own || officer.open_cases > 0) ?? []
  const [text, setText] = useState(filter.q)
  const [wrong, setWrong] = useState<string>()
  const [open, setOpen] = useState(false)
  const on = filtersOn(filter)
  return (
    <div className="rd-queuefilters">
      <button
        type="button"
        className="rd-button rd-button--second rd-queuefilters__toggle"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        Filters {on > 0 && `(${on} on)`}
      </button>
      <form
        className={`rd-filters ${open ? 'rd-shown' : ''}`}
        onSubmit={(event) => {
          event.preventDefault()
          const isReference = /^[A-Za-z0-9-]{0,20}$/.test(text.trim())
          setWrong(isReference ? undefined : 'Type a reference, or part of one. Names are found by Search, at the top.')
          if (isReference) apply({ q: text.trim() })
        }}
      >
        <TextField
          id="queue-q"
          type="search"
          label="Reference, then Enter"
          error={wrong}
          value={text}
          onChange={setText}
        />
        <Select
          id="queue-team"
          label="Service"
          value={filter.team}
          onChange={(team) => apply({ team })}
          options={[
            { value: '', label: 'Any service' },
            ...(council?.teams ?? []).map((team) => ({ value: team.code, label: team.name })),
          ]}
        />
        <Select
          id="queue-owner"
          label="Owner"
          value={filter.owner}
          onChange={(owner) => apply({ owner })}
          options={[
            { value: '', label: 'Anyone' },
            ...officers.map((officer) => ({ value: officer.subject, label: officer.name })),
          ]}
        />
        <Select
          id="queue-kind"
          label="Kind of case"
          value={filter.classification}
          onChange={(classification) => apply({ classification })}
          options={options(CLASSIFICATION_WORDS, 'Any kind')}
        />
        <Select
          id="queue-stage"
          label="Stage"
          value={filter.stage}
          onChange={(stage) => apply({ stage })}
          options={options(STATUS_WORDS, 'Any stage')}
        />
        <Select
          id="queue-sort"
          label="Sorted by"
          value={filter.sort}
          onChange={(sort) => apply({ sort: sort as Sort })}
          options={SORTS.map(({ sort, label }) => ({ value: sort, label }))}
        />
      </form>
      {on > 0 && (
        <p className="rd-queuefilters__on">
          {plural(on, 'filter')} on.{' '}
          <button
            type="button"
            className="rd-linklike"
            onClick={() => {
              setText('')
              apply(NONE)
            }}
          >
            Clear {on === 1 ? 'it' : 'them'}
          </button>
        </p>
      )}
    </div>
  )
}
