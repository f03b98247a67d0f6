import { useState } from 'react'
import { sentence } from '../lib/words'

interface Props {
  text: string
  /** What it is, after "Copy this". */
  what: string
  rows?: number
}

interface Done {
  text: string
  byHand: boolean
}

/** Puts a text on the clipboard; where the browser does not let a page do that, shows it to be selected. */
export function CopyText({ text, what, rows = 8 }: Props) {
  const [done, setDone] = useState<Done | null>(null)
  // What was copied is not what is on the page once that has changed.
  const current = done?.text === text ? done : null
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setDone({ text, byHand: false })
    } catch {
      setDone({ text, byHand: true })
    }
  }
  return (
    <div className="rd-copy">
      <div className="rd-buttons">
        <button type="button" className="rd-button rd-button--second" onClick={() => void copy()}>
          Copy this <span className="govuk-visually-hidden">({what})</span>
        </button>
        <p className="rd-second" role="status">
          {current && (current.byHand ? 'Your browser keeps pages from copying. Copy the text below.' : 'Copied')}
        </p>
      </div>
      {current?.byHand && (
        <textarea
          className="govuk-textarea rd-input"
          aria-label={sentence(what)}
          rows={rows}
          readOnly
          value={text}
          onFocus={(event) => event.target.select()}
        />
      )}
    </div>
  )
}
