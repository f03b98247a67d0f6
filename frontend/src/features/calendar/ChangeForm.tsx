import { useState } from 'react'
import { TextField } from '../../components/Fields'
import { fullDate } from '../../lib/dates'
import { errorFor } from '../../lib/problem'
import type { FieldError } from '../../lib/problem'
import { isWeekend } from './days'
import type { Days } from './days'
import { ids, missing, readDays } from './draft'
import type { Draft } from './draft'
import { Months } from './MonthTable'
import { dayOffWords } from './words'

interface Props {
  draft: Draft
  write: (part: Partial<Draft>) => void
  /** What the services refused, and after an attempt to apply what is missing. */
  errors: readonly FieldError[]
  days: Days
  today: string
  /** Whether this person may apply it; others look, and give the days only. */
  may: boolean
}

/** "Friday 17 April 2026. A working day until now.": how a day was read, or how to write one. */
function dayHint(on: string | null, days: Days, hint: string): string {
  if (on === null) return hint
  const counts = days.loaded && !isWeekend(on) && !days.off.has(on)
  return `${fullDate(on)}.${counts ? ' A working day until now.' : ''}`
}

/** The day that is moved or withdrawn, which was chosen in the calendar. */
function Chosen({ draft, on, days }: { draft: Draft; on: string; days: Days }) {
  const held = days.off.get(on)
  return (
    <div>
      <p className="rd-label">{draft.action === 'move' ? 'What moves' : 'What is withdrawn'}</p>
      <p>{held ? dayOffWords(held) : fullDate(on)}</p>
    </div>
  )
}

/** What changes, since when that is known and who says so; the months show the days. */
export function ChangeForm({ draft, write, errors, days, today, may }: Props) {
  const [typing, setTyping] = useState('')
  const read = readDays(draft, today)
  const closure = draft.what === 'closure'
  const adding = draft.action === 'add'
  const wrong = missing(draft, today)
  const field = (id: string, name: keyof Draft) => ({
    id,
    value: draft[name],
    // A date that cannot be read is told once its field is left; what is empty, when it is applied.
    error: errorFor(errors, id) ?? (draft[name].trim() && typing !== id ? errorFor(wrong, id) : undefined),
    onChange: (value: string) => {
      setTyping(id)
      write({ [name]: value })
    },
  })
  return (
    <form
      className="rd-card rd-question rd-fields"
      aria-label="The change"
      noValidate
      onBlur={() => setTyping('')}
      // Return applies nothing: the button beside what would move does.
      onSubmit={(event) => event.preventDefault()}
    >
      {adding ? (
        <TextField
          {...field(ids.on, 'on')}
          label={closure ? 'First day' : 'Date'}
          hint={dayHint(read.on, days, '“17 April”, “17/4/2026”')}
        />
      ) : (
        read.on && <Chosen draft={draft} on={read.on} days={days} />
      )}
      {draft.action === 'move' && (
        <TextField
          {...field(ids.to, 'to')}
          label="New date"
          hint={dayHint(read.to, days, '“17 April”, “17/4/2026”')}
        />
      )}
      {adding && closure && (
        <TextField
          {...field(ids.until, 'until')}
          label="Last day"
          hint={read.until ? `${fullDate(read.until)}.` : 'Leave it empty for one day.'}
        />
      )}
      {may && (
        <>
          {adding && <TextField {...field(ids.name, 'name')} label="Name" />}
          <TextField
            {...field(ids.announced, 'announced')}
            label={closure ? 'Decided on' : 'Announced on'}
            hint={read.announced ? `${fullDate(read.announced)}.` : '“yesterday”, “12 March”'}
          />
          <TextField
            {...field(ids.source, 'source')}
            label="Source"
            hint={closure ? 'Who decided it' : 'Where it was announced'}
          />
        </>
      )}
      <Months
        first={read.on ?? today}
        last={read.to ?? read.until ?? read.on ?? today}
        touched={{ on: read.on, to: read.to, until: read.until }}
        days={days}
        today={today}
      />
    </form>
  )
}
