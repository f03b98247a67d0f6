import { useState } from 'react'
import type { ContactRetention, LegalHoldRead } from '../../../api'
import { DISPOSAL_WORDS } from '../../../api/words.gen'
import { TextField } from '../../../components/Fields'
import { Card } from '../../../components/Page'
import { longDate, londonDay } from '../../../lib/dates'
import { draftOf } from '../../../lib/drafts'
import { errorFor } from '../../../lib/problem'
import { useMay } from '../../../lib/session'
import { KeepTyped, useForm, useTyped } from '../../../lib/typed'
import { useFormSend } from '../../../lib/useFormSend'
import { lowered, plural } from '../../../lib/words'
import { ContactForm } from '../ContactForm'
import { HeldForm } from './HeldForm'
import { useEndHold, useHold, useRetention } from './queries'

interface WhyProps {
  label: string
  save: string
  hold: ReturnType<typeof useHold>
  done: () => void
}

/** A hold begins and ends with a reason. */
function Why({ label, save, hold, done }: WhyProps) {
  const { key } = useForm()
  const [why, setWhy] = useTyped('why', '')
  const sending = useFormSend(hold, { '/reason': 'hold-why', '/because': 'hold-why' }, done)
  const submit = () =>
    sending.submit({ why: why.trim(), key }, why.trim() ? [] : [{ field: 'hold-why', message: 'Say why' }])
  return (
    <ContactForm sending={sending} save={save} submit={submit} cancel={done}>
      <TextField id="hold-why" label={label} error={errorFor(sending.errors, 'hold-why')} value={why} onChange={setWhy} />
    </ContactForm>
  )
}

function Begin({ refId, done }: { refId: string; done: () => void }) {
  return <Why label="Why it is kept" save="Keep it" hold={useHold(refId)} done={done} />
}

function End({ refId, number, done }: { refId: string; number: number; done: () => void }) {
  return <Why label="Why nothing keeps it any longer" save="End the hold" hold={useEndHold(refId, number)} done={done} />
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
  const draft = { id: `contact/${refId}/hold`, title: `Legal hold: ${refId}`, path: `/contacts/${refId}` }
  const taking = { ...draft, id: `contact/${refId}/held`, title: `Everything that is held: ${refId}` }
  const [chosen, setOpen] = useState<number | 'new' | 'all' | null | undefined>(() => {
    if (draftOf(taking.id)) return 'all'
    return draftOf(draft.id) ? 'new' : undefined
  })
  if (!may || !retention) return null
  const close = () => setOpen(null)
  const standing = retention.holds.filter(({ ended_at }) => !ended_at)
  const ending = standing.find(({ number }) => draftOf(`${draft.id}/${number}`))
  const open = chosen === undefined ? (ending?.number ?? null) : chosen
  return (
    <Card title="How long it is kept" id="kept">
      {open === 'new' && (
        <KeepTyped {...draft}>
          <Begin refId={refId} done={close} />
        </KeepTyped>
      )}
      {open === 'all' && (
        <KeepTyped {...taking}>
          <HeldForm refId={refId} done={close} />
        </KeepTyped>
      )}
      {typeof open === 'number' && (
        <KeepTyped {...draft} id={`${draft.id}/${open}`}>
          <End refId={refId} number={open} done={close} />
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
