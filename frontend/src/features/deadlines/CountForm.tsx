import { useState } from 'react'
import { Radios } from '../../components/Choices'
import { DateField } from '../../components/DateField'
import { TextField } from '../../components/Fields'
import { errorFor } from '../../lib/problem'
import type { FieldError } from '../../lib/problem'
import { UNITS, countIds, missingOfCount } from './count'
import type { CountDraft } from './count'
import { usePause } from './usePause'

interface Props {
  first: CountDraft
  refused: readonly FieldError[]
  today: string
  ask: (draft: CountDraft) => void
  show: () => void
}

/** From which day, how many, of what: asked at each choice and after a pause in typing. */
export function CountForm({ first, refused, today, ask, show }: Props) {
  const [draft, setDraft] = useState(first)
  const [submitted, setSubmitted] = useState(false)
  const [typing, setTyping] = useState(countIds.amount)
  const pause = usePause()

  const choose = (part: Partial<CountDraft>) => {
    const next = { ...draft, ...part }
    pause.end()
    setDraft(next)
    ask(next)
  }
  const type = (field: string, part: Partial<CountDraft>) => {
    const next = { ...draft, ...part }
    pause.start(() => ask(next))
    setDraft(next)
    setTyping(field)
    setSubmitted(false)
  }
  const leave = () => {
    setTyping('')
    if (pause.end()) choose({})
  }
  const submit = () => {
    const [wrong] = missingOfCount(draft, today)
    setSubmitted(true)
    choose({})
    if (wrong) document.getElementById(wrong.field ?? '')?.focus()
    else if (!(document.activeElement instanceof HTMLInputElement)) show()
  }

  const needed = missingOfCount(draft, today)
  const error = (id: string) => ((submitted || typing !== id) && errorFor(needed, id)) || errorFor(refused, id)
  return (
    <form
      className="rd-card rd-question"
      aria-label="The question"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <div onBlur={leave}>
        <DateField
          id={countIds.start}
          label="From the day"
          hint="Day 0. “9 March”, “yesterday”"
          today={today}
          value={draft.start}
          onChange={(start) => type(countIds.start, { start })}
          error={error(countIds.start)}
        />
      </div>
      <div onBlur={leave}>
        <TextField
          id={countIds.amount}
          label="How many"
          inputMode="numeric"
          value={draft.amount}
          onChange={(amount) => type(countIds.amount, { amount })}
          error={draft.amount === '' && !submitted ? undefined : error(countIds.amount)}
        />
      </div>
      <Radios
        id={countIds.unit}
        legend="Of what"
        choices={UNITS}
        value={draft.unit}
        onChange={(unit) => choose({ unit })}
        error={error(countIds.unit)}
      />
      <button type="submit" className="rd-button rd-button--wide">
        Show the date
      </button>
    </form>
  )
}
