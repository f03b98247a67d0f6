import { useState } from 'react'
import type { OfficerRead } from '../../api'
import { ROLE_WORDS } from '../../api/words.gen'
import { Select, TextField } from '../../components/Fields'
import { Failed, Filling, PageTitle } from '../../components/Page'
import { teamName, teamOptions, useCouncil } from '../../lib/council'
import { useMay } from '../../lib/session'
import { word } from '../../lib/words'
import { useChangeOfficer, useOfficers } from './queries'
import './queue.css'

function Edit({ officer, done }: { officer: OfficerRead; done: () => void }) {
  const council = useCouncil().data
  const change = useChangeOfficer()
  const [name, setName] = useState(officer.name)
  const [team, setTeam] = useState(officer.team ?? '')
  const [active, setActive] = useState(officer.active)
  return (
    <form
      className="rd-officer__form rd-fields"
      onSubmit={(event) => {
        event.preventDefault()
        change.mutate(
          { subject: officer.subject, change: { name: name.trim(), team: team || null, active } },
          { onSuccess: done },
        )
      }}
    >
      {change.isError && <Failed error={change.error} />}
      <TextField id="officer-name" label="Name" value={name} onChange={setName} />
      <Select
        id="officer-team"
        label="Team"
        value={team}
        onChange={setTeam}
        options={teamOptions(council, 'No team', team)}
      />
      <label className="rd-choice">
        <input type="checkbox" checked={active} onChange={(event) => setActive(event.target.checked)} />
        <span>Works here still</span>
      </label>
      <div className="rd-buttons">
        <button type="submit" className="rd-button">
          Save this officer
        </button>
        <button type="button" className="rd-linklike" onClick={done}>
          Leave as it was
        </button>
      </div>
    </form>
  )
}

/** Who works here, and who of them can own a case: learnt at first sign-in, kept by administrators. */
export function OfficersPage() {
  const officers = useOfficers()
  const council = useCouncil().data
  const mayChange = useMay('officers:write')
  const [open, setOpen] = useState<string | null>(null)
  return (
    <>
      <div className="rd-titlerow">
        <div>
          <PageTitle>Officers</PageTitle>
          <p className="rd-received">Everyone who has signed in. Who leaves is made inactive, never removed.</p>
        </div>
      </div>
      {officers.isPending && <Filling label="Fetching the officers" />}
      {officers.isError && <Failed error={officers.error} retry={() => void officers.refetch()} />}
      {officers.data && (
        <ul className="rd-card rd-officers">
          {officers.data.items.map((officer) => (
            <li key={officer.subject} className="rd-officer">
              <div>
                <b>{officer.name}</b>
                <p className="rd-second">{word(ROLE_WORDS, officer.role)}</p>
              </div>
              <p>{teamName(council, officer.team) || 'No team'}</p>
              <p>
                {officer.open_cases} open, {officer.late} late, {officer.due_soon} due soon
              </p>
              <p>{officer.active ? (officer.may_own ? 'Active' : 'Active, owns no cases') : 'Inactive'}</p>
              {mayChange && (
                <button
                  type="button"
                  className="rd-linklike"
                  aria-expanded={open === officer.subject}
                  onClick={() => setOpen(open === officer.subject ? null : officer.subject)}
                >
                  Change <span className="govuk-visually-hidden">{officer.name}</span>
                </button>
              )}
              {open === officer.subject && <Edit officer={officer} done={() => setOpen(null)} />}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
