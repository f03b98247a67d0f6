import { useState } from 'react'
import type { AlertPeriod, AlertRead, AlertSide, Question, Role } from '../../api'
import { ROLE_WORDS } from '../../api/words.gen'
import { Checkboxes, Tick } from '../../components/Choices'
import { ErrorSummary } from '../../components/ErrorSummary'
import { Select, TextField } from '../../components/Fields'
import { Card } from '../../components/Page'
import { SIDE_WORDS } from '../../lib/alerts'
import { teamName, teamOptions, useCouncil } from '../../lib/council'
import { errorFor, fieldErrors } from '../../lib/problem'
import type { FieldError } from '../../lib/problem'
import { choices } from '../../lib/words'
import { useWriteAlert } from './queries'
import { PERIOD_WORDS, READY, eachDay, ofTeam } from './ready'

const FIELDS = {
  '/name': 'alert-name',
  '/question': 'alert-figure',
  '/threshold': 'alert-threshold',
  '/told': 'alert-told',
}
/** Those whose page Today is. */
const MAY_BE_TOLD: Role[] = ['manager', 'complaints_officer', 'investigator', 'auditor']
const NUMBER = /^-?\d+(\.\d+)?$/

interface Props {
  /** The rule that is changed: it keeps its figure. */
  alert?: AlertRead
  /** The figure of a new rule, from the page on which any is asked. */
  asked?: Question | null
  done: () => void
}

/** A rule: which figure, beyond which number, and who is told. */
export function AlertForm({ alert, asked, done }: Props) {
  const council = useCouncil().data
  const write = useWriteAlert(alert ?? null)
  const [key] = useState(() => crypto.randomUUID())
  const [ready, setReady] = useState(READY[0])
  const [team, setTeam] = useState('')
  const [period, setPeriod] = useState<AlertPeriod>('this_year')
  const [named, setNamed] = useState<string | null>(alert?.name ?? null)
  const [side, setSide] = useState<AlertSide>(alert?.side ?? (asked ? 'over' : READY[0]?.side) ?? 'over')
  const [threshold, setThreshold] = useState(alert ? String(alert.threshold) : asked ? '' : (READY[0]?.threshold ?? ''))
  const [told, setTold] = useState<Role[]>(alert?.told ?? ['manager', 'complaints_officer'])
  const [isOn, setIsOn] = useState(alert?.is_on ?? true)
  const [errors, setErrors] = useState<FieldError[]>([])
  const suggested = asked || !ready ? '' : team ? `${ready.label}: ${teamName(council, team)}` : ready.label
  const name = named ?? suggested
  const question = alert?.question ?? (asked ? eachDay(asked, period) : ready && ofTeam(ready.question, team))

  const save = () => {
    const missing: FieldError[] = []
    if (!name.trim()) missing.push({ field: 'alert-name', message: 'Give it a name' })
    if (!NUMBER.test(threshold.trim())) missing.push({ field: 'alert-threshold', message: 'Type a number, such as 5' })
    if (told.length === 0) missing.push({ field: 'alert-told', message: 'Choose who is told' })
    setErrors(missing)
    if (missing.length > 0 || !question) return
    const body = { name: name.trim(), question, side, threshold: Number(threshold), told, is_on: isOn }
    write.mutate({ body, key }, { onSuccess: done, onError: (error) => setErrors(fieldErrors(error, FIELDS)) })
  }

  return (
    <Card title={alert ? `Change “${alert.name}”` : 'A new alert'} id="alert-form">
      <form
        className="rd-card__body rd-fields rd-alert__form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (!write.isPending) save()
        }}
      >
        <ErrorSummary errors={errors} />
        {asked && (
          <Select
            id="alert-figure"
            label="The figure that you asked for, counted over"
            error={errorFor(errors, 'alert-figure')}
            value={period}
            onChange={(value) => setPeriod(value as AlertPeriod)}
            options={choices(PERIOD_WORDS)}
          />
        )}
        {!asked && !alert && (
          <>
            <Select
              id="alert-figure"
              label="Which figure"
              hint="Any other one: ask for it under Figures, without groups, and choose Make an alert of it."
              error={errorFor(errors, 'alert-figure')}
              value={ready?.id ?? ''}
              onChange={(id) => {
                const next = READY.find((one) => one.id === id)
                setReady(next)
                if (next) {
                  setSide(next.side)
                  setThreshold(next.threshold)
                }
              }}
              options={READY.map(({ id, label }) => ({ value: id, label }))}
            />
            <Select
              id="alert-team"
              label="Of which team"
              value={team}
              onChange={setTeam}
              options={teamOptions(council, 'All teams', team)}
            />
          </>
        )}
        <Select
          id="alert-side"
          label="Tell when it is"
          value={side}
          onChange={(value) => setSide(value as AlertSide)}
          options={choices(SIDE_WORDS)}
        />
        <TextField
          id="alert-threshold"
          label="This number"
          inputMode="decimal"
          error={errorFor(errors, 'alert-threshold')}
          value={threshold}
          onChange={setThreshold}
        />
        <TextField
          id="alert-name"
          label="Its name"
          error={errorFor(errors, 'alert-name')}
          value={name}
          onChange={setNamed}
        />
        <Checkboxes
          id="alert-told"
          legend="Who is told on Today"
          error={errorFor(errors, 'alert-told')}
          choices={choices(ROLE_WORDS, MAY_BE_TOLD)}
          value={told}
          onChange={setTold}
        />
        {alert && <Tick id="alert-on" label="It is looked at" value={isOn} onChange={setIsOn} />}
        <div className="rd-buttons">
          <button type="submit" className="rd-button" aria-disabled={write.isPending}>
            {alert ? 'Save the change' : 'Save the alert'}
          </button>
          <button type="button" className="rd-linklike" onClick={done}>
            {alert ? 'Leave it as it is' : 'Do not save'}
          </button>
        </div>
      </form>
    </Card>
  )
}
