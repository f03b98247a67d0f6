import { useState } from 'react'
import type { ContactRead, DutyRead } from '../../api'
import { TextField } from '../../components/Fields'
import { LateMark } from '../../components/Icons'
import { fullDate, longDate } from '../../lib/dates'
import { useMay } from '../../lib/session'
import { useToday } from '../../lib/useNow'
import { useMeetDuty } from './queries'

function became(duty: DutyRead): string | null {
  if (duty.done_on) return `Done on ${longDate(duty.done_on)} by ${duty.met_by ?? ''}`
  if (duty.not_needed_because) return `Not needed: ${duty.not_needed_because} (${duty.met_by ?? ''})`
  return null
}

function Duty({ contact, duty }: { contact: ContactRead; duty: DutyRead }) {
  const today = useToday()
  const [why, setWhy] = useState<string | null>(null)
  const meet = useMeetDuty(contact.ref)
  const may = useMay('contacts:people')
  const said = became(duty)
  const send = (body: { done_on?: string; not_needed_because?: string }) => {
    if (meet.isPending) return
    meet.mutate({ duty: duty.code, body }, { onSuccess: () => setWhy(null) })
  }
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
      {meet.isError && <p className="rd-error">{meet.error.message}</p>}
      {duty.is_of_the_case && <p>It is recorded on the case.</p>}
      {may && !duty.is_of_the_case && why === null && (
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
              <button type="button" className="rd-linklike" onClick={() => setWhy('')}>
                It is not needed
              </button>
            </>
          )}
        </p>
      )}
      {why !== null && (
        <form
          className="rd-fields"
          onSubmit={(event) => {
            event.preventDefault()
            if (why.trim() !== '') send({ not_needed_because: why.trim() })
          }}
        >
          <TextField id={`duty-${duty.code}`} label="Why is it not needed?" value={why} onChange={setWhy} />
          <div className="rd-buttons">
            <button type="submit" className="rd-button">
              Save why
            </button>
            <button type="button" className="rd-linklike" onClick={() => setWhy(null)}>
              Leave it as it is
            </button>
          </div>
        </form>
      )}
    </li>
  )
}

/** What we must do besides the answer: each is done with one press, or not needed because. */
export function Duties({ contact }: { contact: ContactRead }) {
  const { duties } = contact.assessment
  if (duties.length === 0) return null
  return (
    <section aria-labelledby="duties">
      <h3 id="duties">We must also</h3>
      <ul className="rd-duties">
        {duties.map((duty) => (
          <Duty key={duty.code} contact={contact} duty={duty} />
        ))}
      </ul>
    </section>
  )
}
