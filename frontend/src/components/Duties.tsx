import { useState } from 'react'
import type { ContactLetterRead, DutyMet, DutyRead } from '../api'
import { fullDate, longDate } from '../lib/dates'
import { draftOf } from '../lib/drafts'
import { errorFor } from '../lib/problem'
import { useMay } from '../lib/session'
import { KeepTyped, useTyped } from '../lib/typed'
import { useFormSend } from '../lib/useFormSend'
import { useToday } from '../lib/useNow'
import { ContactLetter } from './ContactLetter'
import { useContactLetters } from './contactLetters'
import { DayForm } from './DayForm'
import { useMeetDuty } from './dutyQueries'
import { ErrorSummary } from './ErrorSummary'
import { TextField } from './Fields'
import { LateMark } from './Icons'
import { NotSent } from './NotSent'
import { Restored } from './Restored'
import './duties.css'

function became(duty: DutyRead): string | null {
  if (duty.done_on) return `Done on ${longDate(duty.done_on)} by ${duty.met_by ?? ''}`
  if (duty.not_needed_because) return `Not needed: ${duty.not_needed_because} (${duty.met_by ?? ''})`
  return null
}

/** Whether somebody has still to do it, other than by an act of the case. */
export function isOwed(duty: DutyRead): boolean {
  return !duty.is_of_the_case && became(duty) === null
}

type Asked = 'day' | 'why'

function draftOfDuty(refId: string, { key }: DutyRead, asked: Asked) {
  return { id: `duty/${refId}/${key}/${asked}`, title: `Also owed: ${refId}`, path: `/contacts/${refId}` }
}

interface FormProps {
  duty: DutyRead
  meet: ReturnType<typeof useMeetDuty>
  leave: () => void
}

function AnotherDay({ duty, meet, leave }: FormProps) {
  const [day, setDay] = useTyped('day', '')
  const { submit, errors, waiting, busy } = useFormSend(meet, {}, leave)
  return (
    <>
      <Restored />
      <ErrorSummary errors={errors} />
      {waiting && <NotSent />}
      <DayForm
        id={`done-${duty.key}`}
        label="On which day was it done?"
        busy={busy}
        text={day}
        onText={setDay}
        save={(done_on) => submit({ duty: duty.key, body: { done_on } })}
      >
        <button type="button" className="rd-linklike" onClick={leave}>
          Leave it as it is
        </button>
      </DayForm>
    </>
  )
}

function NotNeeded({ duty, meet, leave }: FormProps) {
  const id = `duty-${duty.key}`
  const [why, setWhy] = useTyped('why', '')
  const { submit, errors, waiting, busy } = useFormSend(meet, { '/not_needed_because': id }, leave)
  return (
    <form
      className="rd-fields"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        const because = why.trim()
        submit(
          { duty: duty.key, body: { not_needed_because: because } },
          because ? [] : [{ field: id, message: 'Say why it is not needed' }],
        )
      }}
    >
      <Restored />
      <ErrorSummary errors={errors} />
      {waiting && <NotSent />}
      <TextField id={id} label="Why is it not needed?" error={errorFor(errors, id)} value={why} onChange={setWhy} />
      <div className="rd-buttons">
        <button type="submit" className="rd-button" aria-disabled={busy}>
          Save why
        </button>
        <button type="button" className="rd-linklike" onClick={leave}>
          Leave it as it is
        </button>
      </div>
    </form>
  )
}

interface Props {
  refId: string
  changed: () => Promise<unknown>
}

/** The letter that tells what a duty asks for; it stands beside the first of those that are done by it. */
function LetterOf({ refId, duty, letter }: { refId: string; duty: DutyRead; letter: ContactLetterRead }) {
  if (letter.duties[0] !== duty.key) return <p className="rd-second">The letter “{letter.subject}” tells them this too.</p>
  return <ContactLetter refId={refId} letter={letter} then="Send it, then mark this as done." />
}

function Duty({ refId, duty, letter, changed }: Props & { duty: DutyRead; letter: ContactLetterRead | undefined }) {
  const today = useToday()
  const [asked, setAsked] = useState<Asked | null>(
    () => (['day', 'why'] as const).find((each) => draftOf(draftOfDuty(refId, duty, each).id)) ?? null,
  )
  const meet = useMeetDuty(refId, changed)
  const may = useMay('contacts:people')
  const said = became(duty)
  const send = (body: DutyMet) => {
    if (meet.isPending) return
    meet.mutate({ duty: duty.key, body })
  }
  const form = { duty, meet, leave: () => setAsked(null) }
  return (
    <li>
      {duty.text}
      <p className="rd-second">
        {duty.is_late && (
          <b>
            <LateMark /> Late.{' '}
          </b>
        )}
        {duty.by ? `By ${fullDate(duty.by)}. ` : ''}
        {duty.source}
      </p>
      {said && <p>{said}</p>}
      {meet.isError && asked === null && <p className="rd-error">{meet.error.message}</p>}
      {duty.is_of_the_case && <p>It is recorded on the case.</p>}
      {letter && !said && <LetterOf refId={refId} duty={duty} letter={letter} />}
      {may && !duty.is_of_the_case && asked === null && (
        <p className="rd-answers" role="group" aria-label={duty.text}>
          {said ? (
            <button type="button" className="rd-linklike" onClick={() => send({})}>
              It is owed after all
            </button>
          ) : (
            <>
              <button type="button" className="rd-button rd-button--second" onClick={() => send({ done_on: today })}>
                Done today
              </button>
              <button type="button" className="rd-linklike" onClick={() => setAsked('day')}>
                Done on another day
              </button>
              <button type="button" className="rd-linklike" onClick={() => setAsked('why')}>
                It is not needed
              </button>
            </>
          )}
        </p>
      )}
      {asked && (
        <KeepTyped {...draftOfDuty(refId, duty, asked)}>
          {asked === 'day' ? <AnotherDay {...form} /> : <NotNeeded {...form} />}
        </KeepTyped>
      )}
    </li>
  )
}

/**
 * What we must do besides the answer: each is done with one press, on another day, or not needed because.
 * `changed`: asks again for what stands in the page.
 */
export function Duties({ duties, ...props }: Props & { duties: readonly DutyRead[] }) {
  const letters = useContactLetters(props.refId)
  return (
    <ul className="rd-duties">
      {duties.map((duty) => (
        <Duty key={duty.key} duty={duty} letter={letters.find(({ duties: keys }) => keys.includes(duty.key))} {...props} />
      ))}
    </ul>
  )
}
