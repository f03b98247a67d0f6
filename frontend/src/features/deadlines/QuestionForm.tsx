import { useState } from 'react'
import { DateField } from '../../components/DateField'
import { Select } from '../../components/Fields'
import type { Option } from '../../components/Fields'
import type { Procedure } from '../../lib/council'
import { errorFor } from '../../lib/problem'
import type { FieldError } from '../../lib/problem'
import { plural, word } from '../../lib/words'
import { DAY_ACTS, NO_DAYS, ids, missing } from './question'
import type { DayAct, Draft } from './question'
import { usePause } from './usePause'

/** What the address asks stays visible in the list, also when the list does not have it. */
function withChosen(options: readonly Option[], chosen: string): Option[] {
  const known = options.some((option) => option.value === chosen)
  return known ? [...options] : [...options, { value: chosen, label: word({}, chosen) }]
}

const DAYS: Record<DayAct, { label: string; hint: string }> = {
  acknowledged: {
    label: 'Acknowledged on, if it was',
    hint: 'Its date is day 0 of the limits after it; if it was late, the day it was due is.',
  },
  response_received: {
    label: 'Answer reached them on',
    hint: 'Their time to ask for the next stage is counted from it.',
  },
  panel_met: { label: 'Panel met on', hint: 'The panel’s report is counted from it.' },
  panel_reported: { label: 'Panel’s report received on', hint: 'The answer is counted from it.' },
}

interface Props {
  first: Draft
  /** The procedures in force on the day that is asked; undefined until they are there. */
  procedures: readonly Procedure[] | undefined
  stages: readonly { code: string; name: string }[]
  /** Days that the answer to this question can still be told. */
  asks: readonly DayAct[]
  /** What the service refused of the question as it stands in the address. */
  refused: readonly FieldError[]
  today: string
  ask: (draft: Draft) => void
  /** Leads to the answer. */
  show: () => void
}

/** The question: asked at each choice and after a pause in typing; the button leads to its answer. */
export function QuestionForm({ first, procedures, stages, asks, refused, today, ask, show }: Props) {
  const [draft, setDraft] = useState(first)
  const [submitted, setSubmitted] = useState(false)
  // The day that is being typed: what is wrong with it waits until it is left.
  const [typing, setTyping] = useState('')
  const pause = usePause()

  const choose = (part: Partial<Draft>) => {
    const next = { ...draft, ...part }
    pause.end()
    setDraft(next)
    ask(next)
  }
  const type = (field: string, part: Partial<Draft>) => {
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
    const [wrong] = missing(draft, today)
    setSubmitted(true)
    choose({})
    if (wrong) document.getElementById(wrong.field ?? '')?.focus()
    else if (!(document.activeElement instanceof HTMLInputElement)) show()
  }

  const needed = missing(draft, today)
  const error = (id: string, said: boolean) => (said && errorFor(needed, id)) || errorFor(refused, id)
  const dayError = (id: string) => error(id, submitted || typing !== id)
  const gradesOf = (procedure: string) => procedures?.find((one) => one.id === procedure)?.grades ?? []
  const inFirst = draft.stage === '' || draft.stage === stages[0]?.code
  // Grades set the target of the first stage alone.
  const grades = inFirst ? gradesOf(draft.procedure) : []
  const grade = grades.find((one) => one.code === draft.grade)
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
      <Select
        id={ids.procedure}
        label="Procedure"
        value={draft.procedure}
        onChange={(procedure) => {
          const kept = gradesOf(procedure).some((one) => one.code === draft.grade)
          choose({ procedure, stage: '', grade: kept ? draft.grade : '', days: NO_DAYS })
        }}
        options={withChosen(
          [
            { value: '', label: procedures ? 'Choose' : 'Fetching the procedures' },
            ...(procedures ?? []).map(({ id, name }) => ({ value: id, label: name })),
          ],
          draft.procedure,
        )}
        error={error(ids.procedure, submitted)}
      />
      {(stages.length > 1 || draft.stage !== '') && (
        <Select
          id={ids.stage}
          label="Stage"
          value={draft.stage || (stages[0]?.code ?? '')}
          onChange={(stage) => choose({ stage: stage === stages[0]?.code ? '' : stage, grade: '', days: NO_DAYS })}
          options={withChosen(
            stages.map(({ code, name }) => ({ value: code, label: name })),
            draft.stage || (stages[0]?.code ?? ''),
          )}
          error={error(ids.stage, submitted)}
        />
      )}
      <div onBlur={leave}>
        <DateField
          id={ids.received}
          label={inFirst ? 'Day received' : 'Day the request was received'}
          hint="Day 0: the day it reached any part of the council. “9 March”, “yesterday”"
          today={today}
          value={draft.received}
          onChange={(received) => type(ids.received, { received })}
          error={dayError(ids.received)}
        />
      </div>
      {(grades.length > 0 || draft.grade !== '') && (
        <Select
          id={ids.grade}
          label="Grade"
          value={draft.grade}
          onChange={(code) => choose({ grade: code })}
          options={withChosen(
            [{ value: '', label: 'None yet' }, ...grades.map(({ code, name }) => ({ value: code, label: name }))],
            draft.grade,
          )}
          hint={grade && `${grade.criteria}. ${plural(grade.target_days, 'working day')}.`}
          error={error(ids.grade, submitted)}
        />
      )}
      {DAY_ACTS.filter((act) => asks.includes(act) || draft.days[act] !== '').map((act) => (
        <div key={act} onBlur={leave}>
          <DateField
            id={ids[act]}
            label={DAYS[act].label}
            hint={DAYS[act].hint}
            today={today}
            value={draft.days[act]}
            onChange={(text) => type(ids[act], { days: { ...draft.days, [act]: text } })}
            error={dayError(ids[act])}
          />
        </div>
      ))}
      <button type="submit" className="rd-button rd-button--wide">
        Show the dates
      </button>
    </form>
  )
}
