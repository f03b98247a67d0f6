import { useId, useMemo, useState } from 'react'
import { Link } from 'react-router'
import type { CheckRead } from '../../api'
import { ErrorSummary } from '../../components/ErrorSummary'
import { TextField } from '../../components/Fields'
import { Card } from '../../components/Page'
import { errorFor, fieldErrors } from '../../lib/problem'
import { LevelMark } from './Marks'
import { addressOf } from './address'
import { asWritten, useWriteWords } from './queries'
import { anchorOf, placesIn } from './reading'
import { useShown } from './shown'
import { bindTyped } from './typing'

interface TypedProps {
  check: CheckRead
  place: string
  typed: string
}

/** What to do about a typed number: bind the nearest figure in its place, or keep it and say why. */
function TypedNumber({ check, place, typed }: TypedProps) {
  const { asked, draft } = useShown()
  const write = useWriteWords(asked)
  const [reason, setReason] = useState<string | null>(null)
  const id = useId()
  const errors = useMemo(() => fieldErrors(write.error, { '/kept': id }), [write.error, id])
  const words = draft.words.find((one) => one.place === place)
  if (!words) return null
  const send = (change: { text?: string; kept?: Record<string, string> }) => {
    if (write.isPending) return
    const kept = { ...words.kept, ...change.kept }
    const text = change.text ?? words.text
    write.mutate({ place, words: { ...asWritten(words), text, kept }, key: crypto.randomUUID() })
  }
  return (
    <>
      <ErrorSummary errors={errors} />
      <div className="rd-buttons">
        {check.nearest && (
          <button
            type="button"
            className="rd-button"
            onClick={() => send({ text: bindTyped(words.text, typed, check.nearest ?? typed) })}
          >
            Use {check.nearest_text} <span className="govuk-visually-hidden">in place of {typed}</span>
          </button>
        )}
        <button
          type="button"
          className="rd-button rd-button--second"
          aria-expanded={reason !== null}
          onClick={() => setReason(reason === null ? '' : null)}
        >
          Keep, with a reason
          <span className="govuk-visually-hidden">: {typed}</span>
        </button>
      </div>
      {reason !== null && (
        <form
          className="rd-fields"
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            send({ kept: { [typed]: reason } })
          }}
        >
          <TextField
            id={id}
            label={`Why ${typed} may stand`}
            value={reason}
            onChange={setReason}
            error={errorFor(errors, id)}
          />
          <button type="submit" className="rd-button">
            Keep {typed}
          </button>
        </form>
      )}
    </>
  )
}

function Check({ check }: { check: CheckRead }) {
  const { asked, draft } = useShown()
  const { place } = check
  const section = draft.report.sections.find(({ number }) => number === check.section)
  const isThere = section?.blocks.some((block) => place && placesIn(block).includes(place))
  return (
    <li className={`rd-check rd-check--${check.level}`}>
      <LevelMark level={check.level} />
      <div>
        <p>{check.says}</p>
        {check.typed && check.nearest_text && (
          <p className="rd-second">The nearest figure of the report is {check.nearest_text}.</p>
        )}
        {place && isThere && (
          <p className="rd-check__place">
            <Link to={{ search: addressOf(asked), hash: anchorOf(place) }} replace>
              See it in section {check.section}
              <span className="govuk-visually-hidden">: {check.says}</span>
            </Link>
          </p>
        )}
        {place && check.typed && <TypedNumber check={check} place={place} typed={check.typed} />}
      </div>
    </li>
  )
}

/** What was looked at: what stops the report first, then what its readers should know, then what holds. */
export function Checks() {
  const { checks } = useShown().draft
  const holds = checks.filter(({ level }) => level === 'holds').length
  return (
    <Card
      id="checks"
      title="Self-check"
      aside={
        <p className="rd-second">
          {holds} of {checks.length} pass
        </p>
      }
    >
      <ul>
        {checks.map((check) => (
          <Check key={`${check.level} ${check.place} ${check.says}`} check={check} />
        ))}
      </ul>
    </Card>
  )
}
