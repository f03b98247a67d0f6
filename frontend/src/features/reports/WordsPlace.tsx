import { useMemo, useState } from 'react'
import { Link } from 'react-router'
import type { Clause, Words } from '../../api'
import { ErrorSummary } from '../../components/ErrorSummary'
import { LateMark, MetMark } from '../../components/Icons'
import { clockTime, longDate, londonDay } from '../../lib/dates'
import { draftOf } from '../../lib/drafts'
import { fieldErrors } from '../../lib/problem'
import { KeepTyped } from '../../lib/typed'
import { Kept } from './Marks'
import { Sentences } from './Sentences'
import { WordsEditor } from './WordsEditor'
import { addressOf, titleOf } from './address'
import { asWritten, useWriteWords } from './queries'
import { anchorOf } from './reading'
import { useShown } from './shown'
import { PARTS } from './typing'

const at = (instant: string) => `${longDate(londonDay(instant))}, ${clockTime(instant)}`

/** A place for an officer's own words: what is there, who wrote and signed it, and the way to change it. */
export function WordsPlace({ place }: { place: Words | Clause }) {
  const { asked, draft } = useShown()
  const id = `report ${asked.authority} ${asked.year} ${asked.quarter ?? ''} ${asked.scope} ${place.id}`
  const [opened, setOpened] = useState<'restored' | 'asked' | null>(() => (draftOf(id) ? 'restored' : null))
  const isOpen = opened !== null
  const sign = useWriteWords(asked)
  const refused = useMemo(() => fieldErrors(sign.error, {}), [sign.error])
  const written = draft.words.find((words) => words.place === place.id)
  const typed = draft.checks.flatMap((check) => (check.place === place.id && check.typed ? [check.typed] : []))
  const paragraphs = place.paragraphs ?? []
  const clause = 'clause' in place ? place : null
  const isWritten = paragraphs.length > 0 || Boolean(clause?.answer)
  const done = () => {
    setOpened(null)
    document.getElementById(anchorOf(place.id))?.focus()
  }
  const name = place.title ?? 'Foreword'
  return (
    <div className="rd-words" id={anchorOf(place.id)} tabIndex={-1}>
      {clause ? (
        <h4 className="rd-h3">{clause.title}</h4>
      ) : (
        place.title && <h3 className="rd-h3">{place.title}</h3>
      )}
      {clause && !isOpen && <Kept answer={clause.answer ?? null} />}
      {clause?.shown_by && <Sentences of={clause.shown_by} />}
      {!isOpen && paragraphs.map((paragraph, index) => <Sentences key={index} of={paragraph} typed={typed} />)}
      {!isOpen && clause?.to_do && clause.to_do.length > 0 && (
        <>
          <p className="rd-label">{PARTS.to_do}</p>
          {clause.to_do.map((paragraph, index) => (
            <Sentences key={index} of={paragraph} typed={typed} />
          ))}
        </>
      )}
      {draft.report.version ? (
        place.signed_by && (
          <p className="rd-second">
            Signed by {place.signed_by} as {place.sign_off}
          </p>
        )
      ) : isOpen ? (
        <KeepTyped
          id={id}
          title={`${titleOf(asked)}: ${name}`}
          path={`/reports${addressOf(asked)}#${anchorOf(place.id)}`}
        >
          <WordsEditor place={place} written={written} isAsked={opened === 'asked'} done={done} />
        </KeepTyped>
      ) : (
        <div className="rd-words__about">
          <ErrorSummary errors={refused} title="It is not signed" />
          {!isWritten && !clause && <p>{place.asked_for}</p>}
          {written && isWritten && (
            <p className="rd-second">
              Written by {written.written_by}, {at(written.written_at)}.
              {written.about && (
                <>
                  {' '}
                  Of <Link to={`/cases/${written.about}`}>{written.about}</Link>, which is not printed.
                </>
              )}
            </p>
          )}
          {isWritten && place.sign_off && (
            <p className="rd-words__signed">
              {written?.signed_by ? <MetMark /> : <LateMark />}
              {written?.signed_by && written.signed_at
                ? `Signed by ${written.signed_by} as ${place.sign_off}, ${at(written.signed_at)}`
                : `Not signed by ${place.sign_off} yet`}
            </p>
          )}
          <div className="rd-buttons">
            <button type="button" className="rd-linklike" onClick={() => setOpened('asked')}>
              {clause ? (isWritten ? 'Change the answer' : 'Answer this') : isWritten ? 'Edit the words' : 'Write this'}
              <span className="govuk-visually-hidden">: {name}</span>
            </button>
            {written && isWritten && place.sign_off && !written.signed_by && (
              <button
                type="button"
                className="rd-button rd-button--second"
                aria-disabled={sign.isPending}
                onClick={() => {
                  if (sign.isPending) return
                  const words = { ...asWritten(written), sign: true }
                  sign.mutate({ place: place.id, words, key: crypto.randomUUID() })
                }}
              >
                Sign as {place.sign_off}
              </button>
            )}
            {!isWritten && !clause && !place.needed && <span className="rd-second">This may stay empty.</span>}
          </div>
        </div>
      )}
    </div>
  )
}
