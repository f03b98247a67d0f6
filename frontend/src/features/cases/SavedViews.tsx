import { useState } from 'react'
import type { SavedView, SavedViewRead } from '../../api'
import { Select, TextField } from '../../components/Fields'
import { Failed } from '../../components/Page'
import { SavedUnderNames } from '../../components/SavedUnderNames'
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
      className="rd-fields"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (!name.trim() || save.isPending) return
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
  const here = `/cases?${writeFilter(filter).toString()}`
  const named = views.map((view) => ({
    id: view.id,
    name: view.name,
    to: addressOf(view),
    of: view.team && teamName(council, view.team),
    mayRemove: view.may_change,
    isHere: addressOf(view) === here,
  }))
  return (
    <SavedUnderNames
      views={named}
      forget={useForgetView()}
      form={(done) => <Form filter={filter} views={views} done={done} />}
    />
  )
}
