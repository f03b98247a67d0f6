import { useState } from 'react'

interface Done {
  text: string
  byHand: boolean
}

/** Puts a text on the clipboard; where the browser does not let a page do that, shows it to be selected. */
export function CopyText({ text }: { text: string }) {
  const [done, setDone] = useState<Done | null>(null)
  // What was copied is not what is on the page once the dates have changed.
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
          Copy this <span className="govuk-visually-hidden">(the dates with their reasons, as text)</span>
        </button>
        <p className="rd-second" role="status">
          {current && (current.byHand ? 'Your browser keeps pages from copying. Copy the text below.' : 'Copied')}
        </p>
      </div>
      {current?.byHand && (
        <textarea
          className="govuk-textarea rd-input"
          aria-label="The dates as text"
          rows={8}
          readOnly
          value={text}
          onFocus={(event) => event.target.select()}
        />
      )}
    </div>
  )
}
