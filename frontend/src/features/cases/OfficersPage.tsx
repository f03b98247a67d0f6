import { useState } from 'react'
import type { OfficerRead, Things } from '../../api'
import { ROLE_WORDS } from '../../api/words.gen'
import { DateField } from '../../components/DateField'
import { Checkboxes } from '../../components/Choices'
import { Select, TextField } from '../../components/Fields'
import { Failed, Filling, PageTitle } from '../../components/Page'
import { SendForm } from '../../components/SendForm'
import { teamName, teamOptions, useCouncil } from '../../lib/council'
import { longDate, nearDate } from '../../lib/dates'
import { draftOf } from '../../lib/drafts'
import { useOfficers } from '../../lib/officers'
import { errorFor } from '../../lib/problem'
import { useMay } from '../../lib/session'
import { KeepTyped, useForm, useTyped } from '../../lib/typed'
import { useFormSend } from '../../lib/useFormSend'
import { useToday } from '../../lib/useNow'
import { plural } from '../../lib/words'
import { maybeDate, needText } from './actions/dated'
import { loadWords } from './BulkBar'
import { useChangeOfficer, useHandOver } from './queries'
import './queue.css'

interface FormProps {
  officer: OfficerRead
  done: () => void
}

const FIELDS = {
  '/name': 'officer-name',
  '/team': 'officer-team',
  '/capacity': 'officer-capacity',
  '/absent_from': 'officer-from',
  '/absent_until': 'officer-until',
}

function Edit({ officer, done }: FormProps) {
  const council = useCouncil().data
  const today = useToday()
  const sending = useFormSend(useChangeOfficer(), FIELDS, done)
  const { errors } = sending
  const [name, setName] = useTyped('name', officer.name)
  const [team, setTeam] = useTyped('team', officer.team ?? '')
  const [active, setActive] = useTyped('active', officer.active)
  const [from, setFrom] = useTyped('from', officer.absent_from ? longDate(officer.absent_from) : '')
  const [until, setUntil] = useTyped('until', officer.absent_until ? longDate(officer.absent_until) : '')
  const [capacity, setCapacity] = useTyped('capacity', officer.capacity?.toString() ?? '')
  const save = () => {
    const [first, wrongFirst] = maybeDate(from, today, 'officer-from', 'ahead')
    const [last, wrongLast] = maybeDate(until, today, 'officer-until', 'ahead')
    const enough = capacity.trim() ? Number(capacity) : null
    const wrong = [...wrongFirst, ...wrongLast]
    if (wrong.length === 0 && last && !first) wrong.push({ field: 'officer-from', message: 'Say when the absence begins' })
    if (first && last && last < first) wrong.push({ field: 'officer-until', message: 'This is before it begins' })
    if (enough !== null && !(Number.isInteger(enough) && enough >= 1 && enough <= 1000)) {
      wrong.push({ field: 'officer-capacity', message: 'A whole number' })
    }
    const absence = { absent_from: first, absent_until: last }
    const change = { name: name.trim(), team: team || null, active, capacity: enough, ...absence }
    sending.submit({ subject: officer.subject, change }, wrong)
  }
  return (
    <SendForm
      className="rd-officer__form"
      sending={sending}
      save="Save this officer"
      submit={save}
      cancel={{ says: 'Leave as it was', leave: done }}
    >
      <TextField id="officer-name" label="Name" value={name} onChange={setName} error={errorFor(errors, 'officer-name')} />
      <Select
        id="officer-team"
        label="Team"
        value={team}
        onChange={setTeam}
        options={teamOptions(council, 'No team', team)}
        error={errorFor(errors, 'officer-team')}
      />
      <TextField
        id="officer-capacity"
        label="Open cases that are enough"
        inputMode="numeric"
        value={capacity}
        onChange={setCapacity}
        error={errorFor(errors, 'officer-capacity')}
      />
      <DateField
        id="officer-from"
        label="Away from"
        value={from}
        onChange={setFrom}
        today={today}
        error={errorFor(errors, 'officer-from')}
        ahead
      />
      <DateField
        id="officer-until"
        label="Last day away"
        value={until}
        onChange={setUntil}
        today={today}
        error={errorFor(errors, 'officer-until')}
        hint="Leave it out while it is not known"
        ahead
      />
      <label className="rd-choice">
        <input type="checkbox" checked={active} onChange={(event) => setActive(event.target.checked)} />
        <span>Works here still</span>
      </label>
    </SendForm>
  )
}

interface HandOverProps extends FormProps {
  others: readonly OfficerRead[]
  say: (done: string) => void
}

function HandOver({ officer, others, done, say }: HandOverProps) {
  const { key } = useForm()
  const [to, setTo] = useTyped<readonly string[]>('to', [], others.map(({ subject }) => subject))
  const [reason, setReason] = useTyped('reason', '')
  const sending = useFormSend(
    useHandOver(),
    { '/to': 'handover-to', '/reason': 'handover-reason' },
    ({ given, restricted, kept, things }) => {
      const shares = others.filter(({ subject }) => given[subject])
      const takers = shares.map(({ subject, name }) => `${given[subject]} to ${name}`).join(', ')
      const besides = thingsWords(things)
      const left = restricted + kept > 0 ? ` ${plural(restricted + kept, 'case')} stayed.` : ''
      say(`Cases of ${officer.name} handed over: ${takers || 'none'}.${besides && ` Given too: ${besides}.`}${left}`)
      done()
    },
  )
  const { errors } = sending
  const save = () =>
    sending.submit({ subject: officer.subject, body: { to: [...to], reason: reason.trim() }, key }, [
      ...(to.length === 0 ? [{ field: 'handover-to', message: 'Choose who takes them' }] : []),
      ...needText(reason, 'handover-reason', 'Say why'),
    ])
  return (
    <SendForm
      className="rd-officer__form"
      sending={sending}
      save={`Hand over ${[officer.open_cases > 0 && plural(officer.open_cases, 'open case'), thingsWords(officer.things)].filter(Boolean).join(', ')}`}
      submit={save}
      cancel={{ says: 'Leave them', leave: done }}
    >
      <Checkboxes
        id="handover-to"
        legend="To"
        hint="To several: each case goes, with what is to be done there, to whoever has the fewest then, the most urgent first"
        value={to}
        onChange={setTo}
        error={errorFor(errors, 'handover-to')}
        choices={others.map((other) => ({ value: other.subject, label: `${other.name} (${loadWords(other)})` }))}
      />
      <TextField
        id="handover-reason"
        label="Why"
        hint="It stands in the timeline of each case"
        value={reason}
        onChange={setReason}
        error={errorFor(errors, 'handover-reason')}
      />
    </SendForm>
  )
}

/** "3 tasks, 1 remedy, 2 actions": what is to be done, in any case. */
function thingsWords({ tasks, remedies, learning }: Things): string {
  return [
    tasks > 0 && plural(tasks, 'task'),
    remedies > 0 && plural(remedies, 'remedy', 'remedies'),
    learning > 0 && plural(learning, 'action'),
  ]
    .filter(Boolean)
    .join(', ')
}

function stateWords(officer: OfficerRead, today: string): string {
  const { active, absent, absent_from: from, absent_until: until } = officer
  if (!active) return 'Left'
  if (absent) return until ? `Away until ${nearDate(until, today)}` : 'Away'
  if (from && from > today) return `Away from ${nearDate(from, today)}`
  return officer.may_own ? 'Works cases' : 'Owns no cases'
}

type FormName = 'change' | 'hand over'

/** Under what a form about an officer is kept until it is sent. */
function draftFor({ subject, name }: OfficerRead, form: FormName) {
  const title = form === 'change' ? `Change ${name}` : `Hand over what ${name} has`
  return { id: `officer/${subject}/${form}`, title, path: '/officers' }
}

/** A form that was left unfinished. */
function unfinished(officers: readonly OfficerRead[]): Open | null {
  for (const officer of officers) {
    for (const form of ['change', 'hand over'] as const) {
      if (draftOf(draftFor(officer, form).id)) return { subject: officer.subject, form }
    }
  }
  return null
}

interface Open {
  subject: string
  form: FormName
}

/** Who works here, and who of them can own a case now: learnt at sign-in, kept by managers and administrators. */
export function OfficersPage() {
  const officers = useOfficers()
  const council = useCouncil().data
  const today = useToday()
  const mayChange = useMay('officers:write')
  const [chosen, setOpen] = useState<Open | null>()
  const [said, setSaid] = useState('')
  const items = officers.data?.items ?? []
  const open = chosen === undefined && mayChange ? unfinished(items) : chosen
  const forms = (officer: OfficerRead) => {
    const toggle = (form: FormName) => {
      setSaid('')
      setOpen(isOpen(form) ? null : { subject: officer.subject, form })
    }
    const isOpen = (form: string) => open?.subject === officer.subject && open.form === form
    return (
      <div className="rd-buttons">
        <button type="button" className="rd-linklike" aria-expanded={isOpen('change')} onClick={() => toggle('change')}>
          Change <span className="govuk-visually-hidden">{officer.name}</span>
        </button>
        {(officer.open_cases > 0 || thingsWords(officer.things)) && (
          <button
            type="button"
            className="rd-linklike"
            aria-expanded={isOpen('hand over')}
            onClick={() => toggle('hand over')}
          >
            Hand over <span className="govuk-visually-hidden">what {officer.name} has</span>
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
              <div>
                <p>{loadWords(officer)}</p>
                <p className="rd-second">{thingsWords(officer.things)}</p>
              </div>
              <p>{stateWords(officer, today)}</p>
              {mayChange && forms(officer)}
              {open?.subject === officer.subject && (
                <KeepTyped {...draftFor(officer, open.form)}>
                  {open.form === 'change' ? (
                    <Edit officer={officer} done={() => setOpen(null)} />
                  ) : (
                    <HandOver
                      officer={officer}
                      others={items.filter((other) => other.may_own && other.subject !== officer.subject)}
                      done={() => setOpen(null)}
                      say={setSaid}
                    />
                  )}
                </KeepTyped>
              )}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
