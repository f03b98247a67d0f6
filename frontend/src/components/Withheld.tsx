import { useState } from 'react'
import { useMay } from '../lib/session'
import { TextField } from './Fields'

const PARTS: Readonly<Record<string, string>> = {
  contact: 'who contacted us and what they said',
  names: 'names and how to reach people',
  narrative: 'what was said and written',
  plans: 'contact plans',
  demographics: 'what the person is, such as ethnicity',
  ombudsman: 'what the Ombudsman says',
}

/** What is shown to somebody who says why. */
const MASKED = ['names', 'narrative', 'plans']
const SHORTEST = 10

/** What a request says to be shown what is masked: why. */
export function unmasking(reason: string) {
  return reason ? { 'Redress-Reason': encodeURIComponent(reason) } : undefined
}

interface Props {
  parts: readonly string[]
  /** Asks for the same again with the reason. */
  lift: (reason: string) => void
}

/** That something is not shown, so that it does not look as if it were not there; and how it is, by saying why. */
export function Withheld({ parts, lift }: Props) {
  const may = useMay('names:unmask')
  const [reason, setReason] = useState('')
  const [short, setShort] = useState(false)
  if (parts.length === 0) return null
  const named = parts.map((part) => PARTS[part] ?? part)
  const masked = parts.some((part) => MASKED.includes(part))
  // What a role never sees is said in passing; what makes the page look empty, in a box.
  const box = masked || parts.includes('contact') ? 'rd-notice rd-withheld' : 'rd-second rd-withheld'
  return (
    <div className={box} role="note" aria-label="Not shown">
      <p>
        <strong>Not shown to your role:</strong> {named.join('; ')}.
      </p>
      {may && masked && (
        <form
          className="rd-withheld__why"
          onSubmit={(event) => {
            event.preventDefault()
            if (reason.trim().length < SHORTEST) setShort(true)
            else lift(reason.trim())
          }}
        >
          <TextField
            id="why-shown"
            label="Why do you need to see it?"
            value={reason}
            onChange={setReason}
            error={short ? 'Say why in ten characters or more' : undefined}
          />
          <button type="submit" className="rd-button rd-button--second">
            Show it
          </button>
        </form>
      )}
    </div>
  )
}
