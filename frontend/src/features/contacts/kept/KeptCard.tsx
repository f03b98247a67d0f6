import { useState } from 'react'
import type { ContactRetention, LegalHoldRead } from '../../../api'
import { DISPOSAL_WORDS } from '../../../api/words.gen'
import { TextField } from '../../../components/Fields'
import { Card } from '../../../components/Page'
import { longDate, londonDay } from '../../../lib/dates'
import { draftOf } from '../../../lib/drafts'
import { errorFor, fieldErrors } from '../../../lib/problem'
import type { FieldError } from '../../../lib/problem'
import { useMay } from '../../../lib/session'
import { KeepTyped, useForm, useTyped } from '../../../lib/typed'
import { lowered, plural } from '../../../lib/words'
import { ContactForm } from '../ContactForm'
import { HeldForm } from './HeldForm'
import { useEndHold, useHold, useRetention } from './queries'

interface WhyProps {
  label: string
  save: string
  busy: boolean
  send: (why: string, then: { onSuccess: () => void; onError: (error: unknown) => void }) => void
  done: () => void
}

/** A hold begins and ends with a reason. */
function Why({ label, save, busy, send, done }: WhyProps) {
  const form = useForm()
  const [why, setWhy] = useTyped('why', '')
  const [errors, setErrors] = useState<FieldError[]>([])
  const submit = () => {
    const missing = why.trim() ? [] : [{ field: 'hold-why', message: 'Say why' }]
    setErrors(missing)
    if (missing.length > 0 || busy) return
    send(why.trim(), {
      onSuccess: () => {
        form.sent()
        done()
      },
      onError: (error) => setErrors(fieldErrors(error, { '/reason': 'hold-why', '/because': 'hold-why' })),
    })
  }
  return (
    <ContactForm errors={errors} save={save} busy={busy} submit={submit} cancel={done}>
      <TextField id="hold-why" label={label} error={errorFor(errors, 'hold-why')} value={why} onChange={setWhy} />
    </ContactForm>
  )
}

function Held({ hold, end }: { hold: LegalHoldRead; end: () => void }) {
  return (
    <p>
      <b>On legal hold.</b> {hold.reason}{' '}
      <span className="rd-second">
        {hold.by}, {longDate(londonDay(hold.at))}
      </span>{' '}
      <button type="button" className="rd-linklike" onClick={end}>
        End this hold
      </button>
    </p>
  )
}

function howLong({ due_on, schedule, certificates, anonymised_on }: ContactRetention): string {
  if (anonymised_on) return `The people were taken out on ${longDate(anonymised_on)}.`
  if (certificates.some(({ state }) => state === 'asked')) return 'It is being let go of.'
  if (!schedule) return 'No schedule of the council says for how long.'
  const years = `${plural(schedule.years, 'year')} after it ends (${lowered(schedule.name)})`
  if (!due_on) return `Kept for ${years}.`
  return `Kept until ${longDate(due_on)}, ${years}. Then: ${lowered(DISPOSAL_WORDS[schedule.then])}.`
}

/** For how long a contact and its case are kept, what keeps them longer, and all that is held. */
export function KeptCard({ refId }: { refId: string }) {
  const may = useMay('contacts:classify')
  const retention = useRetention(refId, may).data
  const hold = useHold(refId)
  const endHold = useEndHold(refId)
  const draft = { id: `contact/${refId}/hold`, title: `Legal hold: ${refId}`, path: `/contacts/${refId}` }
  const taking = { ...draft, id: `contact/${refId}/held`, title: `Everything that is held: ${refId}` }
  const [open, setOpen] = useState<number | 'new' | 'all' | null>(() => {
    if (draftOf(taking.id)) return 'all'
    return draftOf(draft.id) ? 'new' : null
  })
  if (!may || !retention) return null
  const close = () => setOpen(null)
  const standing = retention.holds.filter(({ ended_at }) => !ended_at)
  return (
    <Card title="How long it is kept" id="kept">
      {open === 'new' && (
        <KeepTyped {...draft}>
          <Why label="Why it is kept" save="Keep it" busy={hold.isPending} send={hold.mutate} done={close} />
        </KeepTyped>
      )}
      {open === 'all' && (
        <KeepTyped {...taking}>
          <HeldForm refId={refId} done={close} />
        </KeepTyped>
      )}
      {typeof open === 'number' && (
        <KeepTyped {...draft} id={`${draft.id}/${open}`}>
          <Why
            label="Why nothing keeps it any longer"
            save="End the hold"
            busy={endHold.isPending}
            send={(because, then) => endHold.mutate({ number: open, because }, then)}
            done={close}
          />
        </KeepTyped>
      )}
      {open === null && (
        <div className="rd-card__body rd-stack">
          {standing.map((one) => (
            <Held key={one.number} hold={one} end={() => setOpen(one.number)} />
          ))}
          <p>{howLong(retention)}</p>
          {!retention.anonymised_on && (
            <p>
              <button type="button" className="rd-linklike" onClick={() => setOpen('new')}>
                Put it on legal hold
              </button>
            </p>
          )}
          <p>
            <button type="button" className="rd-linklike" onClick={() => setOpen('all')}>
              Take everything that is held
            </button>
          </p>
        </div>
      )}
    </Card>
  )
}
