import { useState } from 'react'
import type { ContactRead, Impact } from '../../api'
import { useContactsByRef } from '../../lib/contacts'
import { csvFile, saveFile } from '../../lib/download'
import { plural } from '../../lib/words'
import type { Days } from './days'
import { byCase, csvOf } from './impact'
import type { MovedCase } from './impact'
import { ImpactTable } from './ImpactTable'
import { applyWords, countWords, neverMoved } from './words'

/** Rows that are shown at first. */
const SHOWN = 100

function Counts({ impact, days }: { impact: Impact; days: Days }) {
  const { counts } = impact
  const words = countWords(impact, days)
  return (
    <ul className="rd-impact__counts">
      <li className="rd-impact__main">
        <b>{counts.cases_moved}</b> <span>{words.moved}</span>
      </li>
      {counts.cases_moved > 0 && (
        <li>
          <b>{counts.with_promise}</b> <span>{words.promised}</span>
        </li>
      )}
      <li>
        <b>{counts.open_not_moved}</b> <span>{words.others}</span>
      </li>
    </ul>
  )
}

interface CasesProps extends Pick<Props, 'impact' | 'days' | 'today'> {
  cases: readonly MovedCase[]
  contacts: ReadonlyMap<string, ContactRead>
}

function Cases({ impact, cases, ...shared }: CasesProps) {
  const [all, setAll] = useState(false)
  const shown = all ? cases : cases.slice(0, SHOWN)
  if (cases.length === 0) return null
  return (
    <>
      <ImpactTable cases={shown} change={impact.change} {...shared} />
      {shown.length < cases.length && (
        <div className="rd-more">
          <button type="button" className="rd-button rd-button--second" onClick={() => setAll(true)}>
            Show all {cases.length} cases
          </button>
        </div>
      )}
      {impact.not_listed > 0 && (
        <p className="rd-impact__rest">
          The list ends here. {plural(impact.not_listed, 'more date moves', 'more dates move')} that it does not show.
        </p>
      )}
    </>
  )
}

function Download({ impact, contacts }: { impact: Impact; contacts: ReadonlyMap<string, ContactRead> }) {
  const save = () => saveFile(`calendar-${impact.change.on}.csv`, csvFile(csvOf(impact, contacts)))
  return (
    <button type="button" className="rd-button rd-button--second" onClick={save}>
      Download the list
    </button>
  )
}

export interface Apply {
  /** Whether this person may; others read who may. */
  may: boolean
  /** The impact on the page is that of what is typed. */
  current: boolean
  busy: boolean
  run: () => void
}

interface Props {
  impact: Impact
  days: Days
  today: string
  apply: Apply
}

function ApplyButton({ impact, apply }: { impact: Impact; apply: Apply }) {
  const ready = apply.current && !apply.busy
  const words = applyWords(impact.counts.cases_moved, impact.change.action === 'undo')
  return (
    <button
      type="button"
      className="rd-button"
      aria-disabled={!ready}
      onClick={() => {
        if (ready) apply.run()
      }}
    >
      {apply.busy ? 'Applying' : apply.current ? words : 'Working out what would move'}
    </button>
  )
}

/** What a change would move: how many, which, what never, and the button that does it. */
export function ImpactSheet({ impact, days, today, apply }: Props) {
  const cases = byCase(impact.moves)
  const contacts = useContactsByRef(cases.map((one) => one.ref))
  return (
    <section className="rd-card rd-impact" aria-label="What would happen">
      <Counts impact={impact} days={days} />
      <Cases impact={impact} cases={cases} contacts={contacts} days={days} today={today} />
      <div className="rd-impact__never">
        <h2>Never moved by this</h2>
        <ul>
          {neverMoved(impact.change).map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </div>
      <div className="rd-impact__foot">
        {apply.may ? (
          <ApplyButton impact={impact} apply={apply} />
        ) : (
          <p>Only the head of service or an administrator may apply this.</p>
        )}
        {impact.moves.length > 0 && <Download impact={impact} contacts={contacts} />}
        {apply.may && (
          <p className="rd-second">
            {impact.change.action === 'undo'
              ? 'Both changes stay in the history.'
              : 'You can undo this. Both changes stay in the history.'}
          </p>
        )}
      </div>
    </section>
  )
}
