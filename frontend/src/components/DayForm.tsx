import { useState } from 'react'
import type { ReactNode } from 'react'
import { readDate } from '../lib/dates'
import { useToday } from '../lib/useNow'
import { DateField, dateError } from './DateField'

interface Props {
  id: string
  label: string
  busy?: boolean
  className?: string
  text: string
  onText: (text: string) => void
  /** Takes the day as ISO 8601. */
  save: (day: string) => void
  /** What else may be pressed. */
  children?: ReactNode
}

/** One question that a day answers, read as people write days. */
export function DayForm({ id, label, busy = false, className = '', text, onText, save, children }: Props) {
  const today = useToday()
  const [error, setError] = useState<string>()
  return (
    <form
      className="rd-fields"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        const day = readDate(text, today)?.on
        setError(day ? undefined : dateError(text))
        if (day && !busy) save(day)
      }}
    >
      <DateField id={id} label={label} today={today} value={text} onChange={onText} error={error} />
      <div className="rd-buttons">
        <button type="submit" className={`rd-button ${className}`} aria-disabled={busy}>
          Save the day
        </button>
        {children}
      </div>
    </form>
  )
}
