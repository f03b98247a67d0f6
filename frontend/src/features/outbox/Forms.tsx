import type { ReactNode } from 'react'
import type { MessageRead } from '../../api'
import { recordPosted, sendAgain } from '../../api'
import { DateField, dateError } from '../../components/DateField'
import { TextArea, TextField } from '../../components/Fields'
import { Failed, Filling } from '../../components/Page'
import { SendForm } from '../../components/SendForm'
import { longDate, readDate } from '../../lib/dates'
import { errorFor } from '../../lib/problem'
import type { FieldError } from '../../lib/problem'
import { useForm, useTyped } from '../../lib/typed'
import { useFormSend } from '../../lib/useFormSend'
import { useActOn, useAddressee } from './queries'
import type { SendAct } from './queries'

interface FormProps {
  message: MessageRead
  today: string
  done: () => void
}

const FIELDS = { '/posted_on': 'message-on', '/reason': 'message-reason', '/to_address': 'message-address' }

/** Postal lines as they are typed. */
function inOneLine(address: string) {
  return address.replaceAll('\n', ', ')
}

/** What a form does with a message, and what is wrong with it. */
function useAct(done: () => void) {
  const { key } = useForm()
  const { submit, ...sending } = useFormSend(useActOn(), FIELDS, done)
  return { ...sending, submit: (send: SendAct, wrong: FieldError[]) => submit({ send, key }, wrong) }
}

interface FrameProps {
  title: string
  save: string
  act: ReturnType<typeof useAct>
  onSubmit: () => void
  done: () => void
  children: ReactNode
}

function Frame({ title, save, act, onSubmit, done, children }: FrameProps) {
  return (
    <SendForm
      className="rd-message__form"
      label={title}
      sending={act}
      save={save}
      submit={onSubmit}
      cancel={{ says: 'Leave this for now', leave: done }}
    >
      {children}
    </SendForm>
  )
}

/** That a message left by one's own hand, and on which day. */
export function PostedForm({ message, today, done }: FormProps) {
  const act = useAct(done)
  const [on, setOn] = useTyped('on', longDate(today))
  const save = () => {
    const read = readDate(on, today, 'past')
    const wrong = on.trim() ? dateError(on) : 'Give the date'
    const path = { ref: message.ref, number: message.number }
    act.submit(
      (headers) => recordPosted({ path, body: { posted_on: read?.on ?? '' }, headers, throwOnError: true }),
      read ? [] : [{ field: 'message-on', message: wrong }],
    )
  }
  return (
    <Frame title="When it left" save="It left on this day" act={act} onSubmit={save} done={done}>
      <DateField
        id="message-on"
        label="On which day it left"
        today={today}
        error={errorFor(act.errors, 'message-on')}
        value={on}
        onChange={setOn}
      />
    </Frame>
  )
}

/** The same once more, to where they are reached now or to another address; of what may have left, with the reason. */
export function AgainForm({ message, ...rest }: FormProps) {
  const addressee = useAddressee(message)
  if (addressee.isError) return <Failed error={addressee.error} retry={() => void addressee.refetch()} />
  if (addressee.isPending) return <Filling rows={2} label="Asking where they are reached" />
  return <ToForm message={message} to={addressee.data} {...rest} />
}

function ToForm({ message, to, done }: FormProps & { to: string }) {
  const act = useAct(done)
  const [reason, setReason] = useTyped('reason', '')
  const [address, setAddress] = useTyped('address', inOneLine(to))
  const needed = message.state === 'unsure'
  const isOther = address.trim() !== inOneLine(message.to_address ?? '')
  const save = () => {
    const path = { ref: message.ref, number: message.number }
    act.submit(
      (headers) => {
        const body = { reason: reason.trim() || null, to_address: isOther ? address.trim() : null }
        return sendAgain({ path, body, headers, throwOnError: true })
      },
      [
        ...(address.trim() ? [] : [{ field: 'message-address', message: 'Say where it goes' }]),
        ...(needed && !reason.trim()
          ? [{ field: 'message-reason', message: 'Say why it is sent again although it may have left' }]
          : []),
      ],
    )
  }
  return (
    <Frame title="Send again" save="Send it again" act={act} onSubmit={save} done={done}>
      <TextField
        id="message-address"
        label="Address or e-mail"
        hint={message.way === 'email' ? 'To a postal address goes the letter that was with the e-mail.' : undefined}
        error={errorFor(act.errors, 'message-address')}
        value={address}
        onChange={setAddress}
      />
      <TextArea
        id="message-reason"
        label={needed ? 'Why it is sent again' : 'Why it is sent again (optional)'}
        hint={needed ? 'It may have left: ask whether it arrived first.' : undefined}
        rows={2}
        error={errorFor(act.errors, 'message-reason')}
        value={reason}
        onChange={setReason}
      />
    </Frame>
  )
}
