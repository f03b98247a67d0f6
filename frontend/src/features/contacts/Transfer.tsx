import type { ContactRead, ContactTransfer, TransferRead as TransferMade } from '../../api'
import { DateField, dateError } from '../../components/DateField'
import { ErrorSummary } from '../../components/ErrorSummary'
import { NotSent } from '../../components/NotSent'
import { Restored } from '../../components/Restored'
import { Select, TextArea, TextField } from '../../components/Fields'
import { Card, Failed, Filling } from '../../components/Page'
import { longDate, readDate } from '../../lib/dates'
import { errorFor } from '../../lib/problem'
import type { FieldError } from '../../lib/problem'
import { useMay } from '../../lib/session'
import { KeepTyped, useForm, useTyped } from '../../lib/typed'
import { useFormSend } from '../../lib/useFormSend'
import { useToday } from '../../lib/useNow'
import { useConfirmTransfer, useSendOn, useTransfer } from './queries'

const NEW = {
  '/to_body': 'to-body',
  '/to_client': 'to-client',
  '/consent/given_on': 'consent-on',
  '/consent/how': 'consent-how',
  '/sent_on': 'sent-on',
  '/told_on': 'told-on',
  '/note': 'transfer-note',
}
const RECEIPT = { '/received_on': 'their-receipt', '/partner_reference': 'their-reference' }

/** The day in a field, or what is wrong with it. */
function dayOf(text: string, today: string, field: string, missing: string): [string, FieldError[]] {
  const on = readDate(text, today)?.on
  if (on) return [on, []]
  return ['', [{ field, message: text.trim() ? dateError(text) : missing }]]
}

function SendOn({ contact, bodies }: { contact: ContactRead; bodies: ContactTransfer['bodies'] }) {
  const today = useToday()
  const { key } = useForm()
  const sending = useFormSend(useSendOn(contact.ref), NEW, () => undefined)
  const { errors } = sending
  const [client, setClient] = useTyped('client', '')
  const [name, setName] = useTyped('name', '')
  const [consentOn, setConsentOn] = useTyped('consentOn', '')
  const [how, setHow] = useTyped('how', '')
  const [sentOn, setSentOn] = useTyped('sentOn', 'today')
  const [toldOn, setToldOn] = useTyped('toldOn', 'today')
  const [note, setNote] = useTyped('note', '')

  const save = () => {
    const to_body = bodies.find((body) => body.client_id === client)?.organisation ?? name.trim()
    const [given_on, noConsent] = dayOf(consentOn, today, 'consent-on', 'Say when they agreed that it may be sent on')
    const [sent_on, notSent] = dayOf(sentOn, today, 'sent-on', 'Say when it was sent')
    const [told_on, notTold] = dayOf(toldOn, today, 'told-on', 'Say when they were told')
    const missing = [
      ...(to_body ? [] : [{ field: 'to-body', message: 'Say to which body it was sent' }]),
      ...noConsent,
      ...(how.trim() ? [] : [{ field: 'consent-how', message: 'Say how they agreed' }]),
      ...notSent,
      ...notTold,
    ]
    const consent = { given_on, how: how.trim() }
    const body = { to_body, to_client: client || null, consent, sent_on, told_on, note: note.trim() || null }
    sending.submit({ body, key }, missing)
  }
  const dated = (id: string) => ({ id, today, error: errorFor(errors, id) })

  return (
    <form
      className="rd-card__body rd-fields"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <Restored />
      <ErrorSummary errors={errors} />
      {sending.waiting && <NotSent />}
      {bodies.length > 0 && (
        <Select
          id="to-client"
          label="Sent to"
          error={errorFor(errors, 'to-client')}
          value={client}
          onChange={setClient}
          options={[
            { value: '', label: 'A body without a system here' },
            ...bodies.map((body) => ({ value: body.client_id, label: body.organisation })),
          ]}
        />
      )}
      {client === '' ? (
        <TextField
          id="to-body"
          label="Name of the body"
          error={errorFor(errors, 'to-body')}
          value={name}
          onChange={setName}
        />
      ) : (
        <p className="rd-second">Its system reads the complaint here, and confirms its receipt.</p>
      )}
      <DateField {...dated('consent-on')} label="They agreed on" value={consentOn} onChange={setConsentOn} />
      <TextField
        id="consent-how"
        label="How they agreed"
        hint="Such as: by phone, in their letter"
        error={errorFor(errors, 'consent-how')}
        value={how}
        onChange={setHow}
      />
      <DateField {...dated('sent-on')} label="Sent on" value={sentOn} onChange={setSentOn} />
      <DateField {...dated('told-on')} label="They were told on" value={toldOn} onChange={setToldOn} />
      <TextArea
        id="transfer-note"
        label="Note for that body (optional)"
        rows={2}
        error={errorFor(errors, 'transfer-note')}
        value={note}
        onChange={setNote}
      />
      <button type="submit" className="rd-button">
        Record that it was sent on
      </button>
    </form>
  )
}

function Confirm({ contact, transfer }: { contact: ContactRead; transfer: TransferMade }) {
  const today = useToday()
  const { key } = useForm()
  const sending = useFormSend(useConfirmTransfer(contact.ref), RECEIPT, () => undefined)
  const { errors } = sending
  const [on, setOn] = useTyped('on', '')
  const [reference, setReference] = useTyped('reference', '')
  const save = () => {
    const [received_on, missing] = dayOf(on, today, 'their-receipt', 'Say when they received it')
    sending.submit({ body: { received_on, partner_reference: reference.trim() || null }, key }, missing)
  }
  return (
    <form
      className="rd-fields"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <Restored />
      <ErrorSummary errors={errors} />
      {sending.waiting && <NotSent />}
      <DateField
        id="their-receipt"
        label={`${transfer.to_body} received it on`}
        today={today}
        error={errorFor(errors, 'their-receipt')}
        value={on}
        onChange={setOn}
      />
      <TextField
        id="their-reference"
        label="Their reference (optional)"
        error={errorFor(errors, 'their-reference')}
        value={reference}
        onChange={setReference}
      />
      <button type="submit" className="rd-button rd-button--second">
        Record their receipt
      </button>
    </form>
  )
}

function Made({ contact, transfer, may }: { contact: ContactRead; transfer: TransferMade; may: boolean }) {
  const received = transfer.received_on
    ? [longDate(transfer.received_on), transfer.partner_reference].filter(Boolean).join(', as ')
    : 'Not confirmed yet'
  const lines = [
    ['Sent to', transfer.to_body],
    ['They agreed', `${longDate(transfer.consent.given_on)}: ${transfer.consent.how}`],
    ['Sent', `${longDate(transfer.sent_on)}, recorded by ${transfer.recorded_by}`],
    ['They were told', longDate(transfer.told_on)],
    ['Received there', received],
    ...(transfer.note ? [['Note', transfer.note]] : []),
  ]
  return (
    <div className="rd-card__body rd-stack">
      <dl className="rd-saved__dates">
        {lines.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {may && !transfer.received_on && (
        <KeepTyped
          id={`contact/${contact.ref}/receipt`}
          title={`Received there: ${contact.ref}`}
          path={`/contacts/${contact.ref}`}
        >
          <Confirm contact={contact} transfer={transfer} />
        </KeepTyped>
      )}
    </div>
  )
}

/** A complaint that belongs to another body: sent on with consent, told, and received there. */
export function Transfer({ contact }: { contact: ContactRead }) {
  const state = useTransfer(contact.ref)
  const may = useMay('contacts:classify')
  return (
    <Card title="Sending it on" id="transfer" note="Their time starts on the day on which they receive it.">
      {state.isPending && <Filling rows={2} label="Fetching the transfer" />}
      {state.isError && <Failed error={state.error} retry={() => void state.refetch()} />}
      {state.data?.transfer && <Made contact={contact} transfer={state.data.transfer} may={may} />}
      {state.data && !state.data.transfer && (may ? (
        <KeepTyped id={`contact/${contact.ref}/transfer`} title={`Sending it on: ${contact.ref}`} path={`/contacts/${contact.ref}`}>
          <SendOn contact={contact} bodies={state.data.bodies} />
        </KeepTyped>
      ) : (
        <p className="rd-card__body">A complaints officer sends it on.</p>
      ))}
    </Card>
  )
}
