import { useState } from 'react'
import type { AlertReceiverRead } from '../../api'
import { Tick } from '../../components/Choices'
import { CopyText } from '../../components/CopyText'
import { ErrorSummary } from '../../components/ErrorSummary'
import { Select, TextField } from '../../components/Fields'
import { Card, Failed } from '../../components/Page'
import { clockTime, longDate, londonDay } from '../../lib/dates'
import { errorFor, fieldErrors } from '../../lib/problem'
import type { FieldError } from '../../lib/problem'
import { useReceiver, useRegister, useRemoveReceiver } from './queries'

const FIELDS = { '/url': 'receiver-url', '/tells_from': 'receiver-from', '/tells_until': 'receiver-until' }
const HOURS = Array.from({ length: 24 }, (_, hour) => ({ value: String(hour), label: `${String(hour).padStart(2, '0')}:00` }))

const hours = ({ tells_from: from = 0, tells_until: until = 0 }: AlertReceiverRead) =>
  from === until ? 'at any hour' : `from ${HOURS[from]?.label} to ${HOURS[until]?.label}`

/** How the system that is told does, in a sentence. */
function does({ gone_at: gone, answer, told_at: told }: AlertReceiverRead): string {
  if (gone) return 'It answered that it wants no more: give its address anew to go on.'
  if (answer) return `The last message did not arrive: ${answer} It is tried again.`
  return told ? `It was told last on ${longDate(londonDay(told))}, ${clockTime(told)}.` : 'It was told nothing yet.'
}

function Form({ receiver, done }: { receiver: AlertReceiverRead | null; done: (secret: string | null) => void }) {
  const register = useRegister()
  const [url, setUrl] = useState(receiver?.url ?? '')
  const [from, setFrom] = useState(String(receiver?.tells_from ?? 8))
  const [until, setUntil] = useState(String(receiver?.tells_until ?? 18))
  const [once, setOnce] = useState(receiver?.once_a_day ?? false)
  const [errors, setErrors] = useState<FieldError[]>([])
  const save = () => {
    const body = { url: url.trim(), tells_from: Number(from), tells_until: Number(until), once_a_day: once }
    register.mutate(body, {
      onSuccess: ({ secret }) => done(secret),
      onError: (error) => setErrors(fieldErrors(error, FIELDS)),
    })
  }
  return (
    <form
      className="rd-fields rd-alert__form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (!register.isPending) save()
      }}
    >
      <ErrorSummary errors={errors} />
      <TextField
        id="receiver-url"
        label="Its address"
        hint="It begins with https:// and takes signed messages (Standard Webhooks)."
        error={errorFor(errors, 'receiver-url')}
        value={url}
        onChange={setUrl}
      />
      <Select id="receiver-from" label="Tell it from" value={from} onChange={setFrom} options={HOURS} />
      <Select
        id="receiver-until"
        label="Until"
        hint="What turns at other hours is gathered. The same hour twice: at any hour."
        value={until}
        onChange={setUntil}
        options={HOURS}
      />
      <Tick id="receiver-once" label="Gather it, and tell it once a day" value={once} onChange={setOnce} />
      <div className="rd-buttons">
        <button type="submit" className="rd-button" aria-disabled={register.isPending}>
          {receiver ? 'Save the change' : 'Tell it, and show the secret'}
        </button>
        <button type="button" className="rd-linklike" onClick={() => done(null)}>
          {receiver ? 'Leave it as it is' : 'Tell none'}
        </button>
      </div>
    </form>
  )
}

/** Another system of the council's, such as a chat or a service desk, that is told what is raised and what is over. */
export function Receiver() {
  const receiver = useReceiver()
  const remove = useRemoveReceiver()
  const [open, setOpen] = useState(false)
  const [secret, setSecret] = useState<string | null>(null)
  if (receiver.isError) return <Failed error={receiver.error} />
  if (receiver.isPending) return null
  const known = receiver.data
  return (
    <Card title="Another system that is told" id="receiver">
      <div className="rd-card__body rd-stack">
        {secret && (
          <div className="rd-notice rd-notice--soon rd-receiver">
            <p>
              <strong>This secret signs what is sent, and is shown this once.</strong> <code>{secret}</code>
            </p>
            <CopyText text={secret} what="the secret" rows={1} />
          </div>
        )}
        {!open && (
          <>
            <p>
              {known
                ? `${new URL(known.url).host} is told ${hours(known)}${known.once_a_day ? ', once a day' : ''}. ${does(known)}`
                : 'Nothing leaves: alerts stand on Today alone.'}
            </p>
            <p className="rd-buttons">
              <button type="button" className="rd-linklike" onClick={() => setOpen(true)}>
                {known ? 'Change how it is told' : 'Tell another system too'}
              </button>
              {known && (
                <button
                  type="button"
                  className="rd-linklike"
                  aria-disabled={remove.isPending}
                  onClick={() => !remove.isPending && remove.mutate()}
                >
                  Tell it nothing any more
                </button>
              )}
            </p>
            {remove.isError && <Failed error={remove.error} />}
          </>
        )}
        {open && (
          <Form
            receiver={known}
            done={(made) => {
              setSecret(made)
              setOpen(false)
            }}
          />
        )}
      </div>
    </Card>
  )
}
