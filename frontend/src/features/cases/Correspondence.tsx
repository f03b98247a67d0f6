import { useState } from 'react'
import { Link } from 'react-router'
import type { CaseRead } from '../../api'
import { LateMark } from '../../components/Icons'
import { MailMessage } from '../../components/MailMessage'
import { useMailsOf } from '../../components/mail'
import { usePublicEntries } from '../../components/publicEntries'
import { Select, TextField } from '../../components/Fields'
import { Card } from '../../components/Page'
import { clockTime, longDate, londonDay } from '../../lib/dates'
import { useMay } from '../../lib/session'
import type { OpenAction } from './ActionPanel'
import { CALL } from './actions/Notes'
import { useLetters } from './letterQueries'
import { useMessages, useNotes } from './queries'
import { filtered, threadOf } from './thread'
import type { Direction, Entry, Filter, Way } from './thread'
import { WriteLetter } from './WriteLetter'

const SHOWN = 8
const FIRST_LINES = 240
const DIRECTIONS: Record<Direction, string> = { in: 'In', out: 'Out', internal: 'Internal' }
const WAYS: Record<Way, string> = {
  letter: 'Letter',
  email: 'E-mail',
  call: 'Call',
  note: 'Note',
  request: 'Request',
  form: 'Form',
}
const EVERYTHING: Filter = { direction: '', way: '', find: '' }

function when(at: string): string {
  return at.includes('T') ? `${longDate(londonDay(at))}, ${clockTime(at)}` : longDate(at)
}

function Title({ entry }: { entry: Entry }) {
  if (entry.to?.startsWith('#')) return <a href={entry.to}>{entry.title}</a>
  return entry.to ? <Link to={entry.to}>{entry.title}</Link> : <b>{entry.title}</b>
}

/** The first lines, and all of it at a press. */
function Words({ entry }: { entry: Entry }) {
  const short = entry.text.length > FIRST_LINES ? `${entry.text.slice(0, FIRST_LINES).trimEnd()} …` : entry.text
  return (
    <>
      {short && <p className="rd-thread__text">{short}</p>}
      {(entry.mail ?? short !== entry.text) && (
        <details className="rd-folded">
          <summary aria-label={`Read all: ${entry.title}`}>Read all</summary>
          {entry.mail ? <MailMessage mail={entry.mail} /> : <p className="rd-thread__text">{entry.text}</p>}
        </details>
      )}
    </>
  )
}

function Line({ entry }: { entry: Entry }) {
  const internal = entry.direction === 'internal'
  return (
    <li className={`rd-thread__entry ${internal ? 'rd-thread__entry--internal' : ''}`}>
      <div>
        <p>
          <span className={`rd-tag ${internal ? 'rd-tag--plain' : ''}`}>{DIRECTIONS[entry.direction]}</span>{' '}
          {WAYS[entry.way]}
        </p>
        <p className="rd-second">{when(entry.at)}</p>
      </div>
      <div>
        <p>
          <Title entry={entry} />
        </p>
        <p className="rd-second">
          {entry.who}
          {internal && '. Stays within the council'}
        </p>
        <Words entry={entry} />
        {entry.state && (
          <p className={entry.trouble ? 'rd-rag rd-rag--late' : 'rd-second'}>
            {entry.trouble && <LateMark />}
            <span>{entry.state}</span>
          </p>
        )}
      </div>
    </li>
  )
}

interface FiltersProps {
  filter: Filter
  set: (filter: Filter) => void
}

function Filters({ filter, set }: FiltersProps) {
  const options = (words: Record<string, string>, all: string) => [
    { value: '', label: all },
    ...Object.entries(words).map(([value, label]) => ({ value, label })),
  ]
  return (
    <div className="rd-thread__filters" role="search" aria-label="Correspondence">
      <TextField
        id="thread-find"
        type="search"
        label="Find in it"
        value={filter.find}
        onChange={(find) => set({ ...filter, find })}
      />
      <Select
        id="thread-direction"
        label="In or out"
        value={filter.direction}
        onChange={(direction) => set({ ...filter, direction: direction as Direction | '' })}
        options={options(DIRECTIONS, 'All')}
      />
      <Select
        id="thread-way"
        label="Way"
        value={filter.way}
        onChange={(way) => set({ ...filter, way: way as Way | '' })}
        options={options(WAYS, 'All')}
      />
    </div>
  )
}

interface Props {
  held: CaseRead
  today: string
  onOpen: (open: OpenAction) => void
}

/** Everything that was written or said about a case, in one list; writing a letter, and noting a call. */
export function Correspondence({ held, today, onOpen }: Props) {
  const reads = useMay('cases:narrative')
  const letters = useLetters(held.ref).data
  const messages = useMessages(held.ref).data?.items ?? []
  const notes = useNotes(held.ref, reads).data?.items ?? []
  const mails = useMailsOf(held.ref, useMay('contacts:record')).data?.items ?? []
  const fromForm = usePublicEntries(held.ref, useMay('contacts:narrative')).data?.items ?? []
  const [filter, setFilter] = useState(EVERYTHING)
  const [all, setAll] = useState(false)
  const entries = threadOf({ held, letters: letters?.items ?? [], messages, mails, notes, entries: fromForm })
  const found = filtered(entries, filter)
  const notesCalls = held.actions.includes('note')
  const writes = letters?.may_write && letters.offered.length > 0
  if (entries.length === 0 && !notesCalls && !writes) return null
  return (
    <Card
      title="Correspondence"
      id="letters"
      note={entries.length > 0 && `${entries.length} in all`}
      aside={
        notesCalls && (
          <button
            type="button"
            className="rd-button rd-button--second"
            onClick={() => onOpen({ action: 'note', about: CALL })}
          >
            Note a call
          </button>
        )
      }
    >
      {entries.length > 0 && <Filters filter={filter} set={setFilter} />}
      <p role="status" className={found.length > 0 || entries.length === 0 ? 'govuk-visually-hidden' : 'rd-card__body'}>
        {entries.length > 0 && (found.length === 0 ? 'Nothing of it is like this.' : `${found.length} shown`)}
      </p>
      <ul className="rd-thread">
        {(all ? found : found.slice(0, SHOWN)).map((entry) => (
          <Line key={entry.key} entry={entry} />
        ))}
      </ul>
      {!all && found.length > SHOWN && (
        <p className="rd-card__body">
          <button type="button" className="rd-linklike" onClick={() => setAll(true)}>
            Show all {found.length}
          </button>
        </p>
      )}
      {writes && (
        <div className="rd-card__body rd-thread__write">
          <WriteLetter key={letters.offered[0]} held={held} today={today} offered={letters.offered} />
        </div>
      )}
    </Card>
  )
}
