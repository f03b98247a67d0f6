import { useState } from 'react'
import type { OfficerRead } from '../../api'
import { ROLE_WORDS } from '../../api/words.gen'
import { DateField, dateError } from '../../components/DateField'
import { Checkboxes } from '../../components/Choices'
import { Select, TextField } from '../../components/Fields'
import { Failed, Filling, PageTitle } from '../../components/Page'
import { teamName, teamOptions, useCouncil } from '../../lib/council'
import { longDate, nearDate, readDate } from '../../lib/dates'
import { useMay } from '../../lib/session'
import { useToday } from '../../lib/useNow'
import { plural } from '../../lib/words'
import { useOfficers } from '../../lib/officers'
import { loadWords } from './BulkBar'
import { useChangeOfficer, useHandOver } from './queries'
import './queue.css'

interface FormProps {
  officer: OfficerRead
  done: () => void
}

interface Wrong {
  from?: string | undefined
  until?: string | undefined
  capacity?: string | undefined
}

function Edit({ officer, done }: FormProps) {
  const council = useCouncil().data
  const today = useToday()
  const change = useChangeOfficer()
  const [name, setName] = useState(officer.name)
  const [team, setTeam] = useState(officer.team ?? '')
  const [active, setActive] = useState(officer.active)
  const [from, setFrom] = useState(officer.absent_from ? longDate(officer.absent_from) : '')
  const [until, setUntil] = useState(officer.absent_until ? longDate(officer.absent_until) : '')
  const [capacity, setCapacity] = useState(officer.capacity?.toString() ?? '')
  const [wrong, setWrong] = useState<Wrong>({})
  const save = () => {
    const first = from.trim() ? readDate(from, today, 'ahead')?.on : null
    const last = until.trim() ? readDate(until, today, 'ahead')?.on : null
    const enough = capacity.trim() ? Number(capacity) : null
    const found: Wrong = {
      from: first === undefined ? dateError(from) : last && !first ? 'Say when the absence begins' : undefined,
      until: last === undefined ? dateError(until) : first && last && last < first ? 'This is before it begins' : undefined,
      capacity: enough !== null && !(Number.isInteger(enough) && enough >= 1 && enough <= 1000) ? 'A whole number' : undefined,
    }
    setWrong(found)
    if (first === undefined || last === undefined || Object.values(found).some(Boolean)) return
    const absence = { absent_from: first, absent_until: last }
    change.mutate(
      { subject: officer.subject, change: { name: name.trim(), team: team || null, active, capacity: enough, ...absence } },
      { onSuccess: done },
    )
  }
  return (
    <form
      className="rd-officer__form rd-fields"
      onSubmit={(event) => {
        event.preventDefault()
        save()
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
      <TextField
        id="officer-capacity"
        label="Open cases that are enough"
        inputMode="numeric"
        value={capacity}
        onChange={setCapacity}
        error={wrong.capacity}
      />
      <DateField
        id="officer-from"
        label="Away from"
        value={from}
        onChange={setFrom}
        today={today}
        error={wrong.from}
        ahead
      />
      <DateField
        id="officer-until"
        label="Last day away"
        value={until}
        onChange={setUntil}
        today={today}
        error={wrong.until}
        hint="Leave it out while it is not known"
        ahead
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

interface HandOverProps extends FormProps {
  others: readonly OfficerRead[]
  say: (done: string) => void
}

function HandOver({ officer, others, done, say }: HandOverProps) {
  const handOver = useHandOver()
  const [to, setTo] = useState<readonly string[]>([])
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  return (
    <form
      className="rd-officer__form rd-fields"
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (to.length === 0 || !reason.trim()) return
        handOver.mutate(
          { subject: officer.subject, body: { to: [...to], reason: reason.trim() } },
          {
            onSuccess: ({ given, restricted, kept }) => {
              const shares = others.filter(({ subject }) => given[subject])
              const to = shares.map(({ subject, name }) => `${given[subject]} to ${name}`).join(', ')
              const left = restricted + kept > 0 ? ` ${plural(restricted + kept, 'case')} stayed.` : ''
              say(`Cases of ${officer.name} handed over: ${to || 'none'}.${left}`)
              done()
            },
          },
        )
      }}
    >
      {handOver.isError && <Failed error={handOver.error} />}
      <Checkboxes
        id="handover-to"
        legend="To"
        hint="To several: each case goes to whoever has the fewest then, the most urgent first"
        value={to}
        onChange={setTo}
        error={tried && to.length === 0 ? 'Choose who takes them' : undefined}
        choices={others.map((other) => ({ value: other.subject, label: `${other.name} (${loadWords(other)})` }))}
      />
      <TextField
        id="handover-reason"
        label="Why"
        hint="It stands in the timeline of each case"
        value={reason}
        onChange={setReason}
        error={tried && !reason.trim() ? 'Say why' : undefined}
      />
      <div className="rd-buttons">
        <button type="submit" className="rd-button">
          Hand over {plural(officer.open_cases, 'open case')}
        </button>
        <button type="button" className="rd-linklike" onClick={done}>
          Leave them
        </button>
      </div>
    </form>
  )
}

function stateWords(officer: OfficerRead, today: string): string {
  const { active, absent, absent_from: from, absent_until: until } = officer
  if (!active) return 'Left'
  if (absent) return until ? `Away until ${nearDate(until, today)}` : 'Away'
  if (from && from > today) return `Away from ${nearDate(from, today)}`
  return officer.may_own ? 'Works cases' : 'Owns no cases'
}

/** Who works here, and who of them can own a case now: learnt at sign-in, kept by managers and administrators. */
export function OfficersPage() {
  const officers = useOfficers()
  const council = useCouncil().data
  const today = useToday()
  const mayChange = useMay('officers:write')
  const [open, setOpen] = useState<{ subject: string; form: 'change' | 'hand over' } | null>(null)
  const [said, setSaid] = useState('')
  const items = officers.data?.items ?? []
  const forms = (officer: OfficerRead) => {
    const toggle = (form: 'change' | 'hand over') => {
      setSaid('')
      setOpen(isOpen(form) ? null : { subject: officer.subject, form })
    }
    const isOpen = (form: string) => open?.subject === officer.subject && open.form === form
    return (
      <div className="rd-buttons">
        <button type="button" className="rd-linklike" aria-expanded={isOpen('change')} onClick={() => toggle('change')}>
          Change <span className="govuk-visually-hidden">{officer.name}</span>
        </button>
        {officer.open_cases > 0 && (
          <button
            type="button"
            className="rd-linklike"
            aria-expanded={isOpen('hand over')}
            onClick={() => toggle('hand over')}
          >
            Hand over <span className="govuk-visually-hidden">the cases of {officer.name}</span>
          </button>
        )}
      </div>
    )
  }
  return (
    <>
      <div className="rd-titlerow">
        <div>
          <PageTitle>People</PageTitle>
          <p className="rd-received">Everyone who has signed in. Who leaves hands over and is kept, never removed.</p>
        </div>
      </div>
      <p role="status">{said}</p>
      {officers.isPending && <Filling label="Fetching the officers" />}
      {officers.isError && <Failed error={officers.error} retry={() => void officers.refetch()} />}
      {officers.data && (
        <ul className="rd-card rd-officers">
          {items.map((officer) => (
            <li key={officer.subject} className="rd-officer">
              <div>
                <b>{officer.name}</b>
                <p className="rd-second">{officer.roles.map((role) => ROLE_WORDS[role]).join(', ')}</p>
              </div>
              <p>{teamName(council, officer.team) || 'No team'}</p>
              <p>
                {loadWords(officer)}
              </p>
              <p>{stateWords(officer, today)}</p>
              {mayChange && forms(officer)}
              {open?.subject === officer.subject &&
                (open.form === 'change' ? (
                  <Edit officer={officer} done={() => setOpen(null)} />
                ) : (
                  <HandOver
                    officer={officer}
                    others={items.filter((other) => other.may_own && other.subject !== officer.subject)}
                    done={() => setOpen(null)}
                    say={setSaid}
                  />
                ))}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
