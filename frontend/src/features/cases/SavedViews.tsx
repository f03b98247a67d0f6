import { useState } from 'react'
import { Link } from 'react-router'
import type { SavedView, SavedViewRead } from '../../api'
import { Select, TextField } from '../../components/Fields'
import { Failed } from '../../components/Page'
import { teamName, teamOptions, useCouncil } from '../../lib/council'
import { useMay } from '../../lib/session'
import { readFilter, writeFilter } from './filter'
import type { QueueFilter } from './filter'
import { useForgetView, useSaveView, useSavedViews } from './queries'

function addressOf({ query }: SavedViewRead): string {
  const params = new URLSearchParams(Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1])))
  return `/cases?${writeFilter(readFilter(params)).toString()}`
}

function queryOf(filter: QueueFilter): SavedView['query'] {
  const asked = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== ''))
  return asked as SavedView['query']
}

interface FormProps {
  filter: QueueFilter
  views: readonly SavedViewRead[]
  done: (said: string) => void
}

function Form({ filter, views, done }: FormProps) {
  const council = useCouncil().data
  const mayShare = useMay('views:share')
  const save = useSaveView()
  const [name, setName] = useState('')
  const [team, setTeam] = useState('')
  const [instead, setInstead] = useState('')
  const [tried, setTried] = useState(false)
  const changeable = views.filter((view) => view.may_change)
  const choose = (id: string) => {
    const old = views.find((view) => view.id === id)
    setInstead(id)
    setName(old?.name ?? '')
    setTeam(old?.team ?? '')
  }
  return (
    <form
      className="rd-savedviews__form rd-fields"
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (!name.trim()) return
        const body = { name: name.trim(), team: team || null, query: queryOf(filter) }
        save.mutate({ body, instead: instead || null }, { onSuccess: (saved) => done(`“${saved.name}” is saved.`) })
      }}
    >
      {save.isError && <Failed error={save.error} />}
      {changeable.length > 0 && (
        <Select
          id="saved-instead"
          label="Save it as"
          value={instead}
          onChange={choose}
          options={[
            { value: '', label: 'A new view' },
            ...changeable.map((view) => ({ value: view.id, label: `In the place of ${view.name}` })),
          ]}
        />
      )}
      <TextField
        id="saved-name"
        label="Its name"
        value={name}
        onChange={setName}
        error={tried && !name.trim() ? 'Give it a name' : undefined}
      />
      {mayShare && !instead && (
        <Select id="saved-team" label="Who sees it" value={team} onChange={setTeam} options={teamOptions(council, 'Only me', team)} />
      )}
      <div className="rd-buttons">
        <button type="submit" className="rd-button" aria-disabled={save.isPending}>
          Save
        </button>
        <button type="button" className="rd-linklike" onClick={() => done('')}>
          Do not save
        </button>
      </div>
    </form>
  )
}

/** Views under names: one's own, and the team's; what is shown now can be added to them. */
export function SavedViews({ filter }: { filter: QueueFilter }) {
  const council = useCouncil().data
  const views = useSavedViews().data?.items ?? []
  const forget = useForgetView()
  const [open, setOpen] = useState(false)
  const [said, setSaid] = useState('')
  const here = `/cases?${writeFilter(filter).toString()}`
  const present = views.find((view) => addressOf(view) === here)
  return (
    <div className="rd-savedviews">
      {views.length > 0 && (
        <nav aria-label="Saved views">
          <ul>
            {views.map((view) => (
              <li key={view.id}>
                <Link to={addressOf(view)} aria-current={view === present ? 'page' : undefined}>
                  {view.name}
                </Link>
                {view.team && <span className="rd-second"> {teamName(council, view.team)}</span>}
              </li>
            ))}
          </ul>
        </nav>
      )}
      <p className="rd-savedviews__acts">
        {present?.may_change && (
          <button
            type="button"
            className="rd-linklike"
            onClick={() => forget.mutate(present.id, { onSuccess: () => setSaid(`“${present.name}” is not saved any more.`) })}
          >
            Remove “{present.name}”
          </button>
        )}
        {!present && (
          <button type="button" className="rd-linklike" aria-expanded={open} onClick={() => setOpen(!open)}>
            Save this view
          </button>
        )}
        <span role="status">{said}</span>
      </p>
      {forget.isError && <Failed error={forget.error} />}
      {open && !present && (
        <Form
          filter={filter}
          views={views}
          done={(next) => {
            setSaid(next)
            setOpen(false)
          }}
        />
      )}
    </div>
  )
}
