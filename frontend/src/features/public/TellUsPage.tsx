import { useEffect, useRef, useState } from 'react'
import { Link, useParams } from 'react-router'
import type { PublicFormRead, PublicReceipt } from '../../api'
import { Checkboxes, Radios } from '../../components/Choices'
import { ErrorSummary } from '../../components/ErrorSummary'
import { Select, TextArea, TextField } from '../../components/Fields'
import { NotSent } from '../../components/NotSent'
import { Failed, Filling, PageTitle } from '../../components/Page'
import { ProblemError, Unreachable, errorFor, fieldErrors } from '../../lib/problem'
import type { FieldError } from '../../lib/problem'
import { useSendWhenBack } from '../../lib/useSendWhenBack'
import { PickFiles } from './FilesToSend'
import { InDanger } from './InDanger'
import { Sent } from './Sent'
import { usePublicForm, useSend } from './queries'
import {
  CONCERNS,
  DANGERS,
  FIELDS,
  HELPS,
  NOTHING,
  RELATIONS,
  REPLIES,
  bodyOf,
  isReachable,
  mistakes,
  newSecret,
  whatHappensNext,
} from './said'
import type { Said } from './said'
import './public.css'

/** The browser asks before what was typed is lost. */
function useAskBeforeLeaving(isTyped: boolean) {
  useEffect(() => {
    if (!isTyped) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [isTyped])
}

interface AskProps {
  goBack: () => void
  send: () => void
}

/** Asked once, where nobody could be reached: many choose it without knowing what they lose. */
function NoReply({ goBack, send }: AskProps) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.focus(), [])
  return (
    <div className="rd-notice rd-notice--soon" role="group" aria-labelledby="no-reply" tabIndex={-1} ref={box}>
      <h2 className="rd-h2" id="no-reply">
        We cannot reply to you. Is that what you want?
      </h2>
      <p>
        You gave no phone number, e-mail or address. You will not get an answer, and we cannot ask you about what
        happened. You would have a page of your own on which you can come back.
      </p>
      <div className="rd-buttons">
        <button type="button" className="rd-button" onClick={goBack}>
          Go back and say how to reach me
        </button>
        <button type="button" className="rd-button rd-button--second" onClick={send}>
          Yes, send it without a way to reply
        </button>
      </div>
    </div>
  )
}

interface FormProps {
  authority: string
  form: PublicFormRead
}

function TellUs({ authority, form }: FormProps) {
  const [said, setSaid] = useState<Said>(NOTHING)
  const [secret] = useState(newSecret)
  const [files, setFiles] = useState<File[]>([])
  const [errors, setErrors] = useState<FieldError[]>([])
  const [asks, setAsks] = useState(false)
  const [receipt, setReceipt] = useState<PublicReceipt | null>(null)
  const sent = useRef({ body: '', key: '' })
  const send = useSend(authority, secret)
  useAskBeforeLeaving(receipt === null && said !== NOTHING)
  const waiting = useSendWhenBack(send, () => {
    if (send.variables) send.mutate(send.variables, { onSuccess: setReceipt })
  })
  const set = <Name extends keyof Said>(name: Name) => (value: Said[Name]) => {
    setSaid((before) => ({ ...before, [name]: value }))
    setAsks(false)
  }
  const submit = (noReplyIsFine: boolean) => {
    if (send.isPending) return
    const wrong = mistakes(said, form)
    setErrors(wrong)
    const unreachable = wrong.length === 0 && !isReachable(said)
    setAsks(unreachable)
    if (wrong.length > 0 || (unreachable && !noReplyIsFine)) return
    const body = bodyOf(said, noReplyIsFine)
    const text = JSON.stringify(body)
    // The same words keep their key, so that a second press is no second complaint.
    if (sent.current.body !== text) sent.current = { body: text, key: newSecret() }
    send.mutate(
      { body, key: sent.current.key },
      {
        onSuccess: setReceipt,
        onError: (error) => setErrors(error instanceof Unreachable ? [] : fieldErrors(error, FIELDS)),
      },
    )
  }
  if (receipt) return <Sent {...{ authority, form, receipt, said, secret, files }} />
  const left = form.most_characters - said.whatHappened.trim().length
  return (
    <>
      <PageTitle tab={`Tell ${form.council}`}>{`Tell ${form.council} about social care`}</PageTitle>
      <p className="rd-public__lead">
        You need no account. You can also phone <b>{form.phone}</b>
        {form.hours && `, ${form.hours}`}. Somebody can write this for you.
      </p>
      <form
        className="rd-fields"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          submit(false)
        }}
      >
        <ErrorSummary errors={errors} />
        <Radios
          id="concern"
          legend="What do you want to tell us?"
          choices={CONCERNS}
          value={said.concern}
          onChange={set('concern')}
          error={errorFor(errors, 'concern')}
        />
        {said.concern === 'safety' && <InDanger form={form} />}
        {said.concern && (
          <p className="rd-public__next" role="status">
            <b>What happens next:</b> {whatHappensNext(said.concern, form)}
          </p>
        )}
        <Radios
          id="about-me"
          legend="Whose care is it about?"
          choices={[
            { value: 'yes', label: 'Mine' },
            { value: 'no', label: 'Somebody else’s' },
          ]}
          value={said.aboutMe}
          onChange={set('aboutMe')}
          error={errorFor(errors, 'about-me')}
        />
        {said.aboutMe === 'no' && (
          <div className="rd-public__inside rd-fields">
            <TextField
              id="person-name"
              label="What is their name? (optional)"
              value={said.personName}
              onChange={set('personName')}
              error={errorFor(errors, 'person-name')}
            />
            <Select
              id="relation"
              label="Who are you to them? (optional)"
              options={[{ value: '', label: 'Choose' }, ...RELATIONS]}
              value={said.relation}
              onChange={set('relation')}
              error={errorFor(errors, 'relation')}
            />
          </div>
        )}
        <TextArea
          id="what-happened"
          label="What happened?"
          hint={
            <span aria-live={left < 1_000 ? 'polite' : undefined}>
              Write it in your own words, as it comes. There is room for {Math.max(left, 0).toLocaleString('en-GB')}{' '}
              more characters.
            </span>
          }
          rows={10}
          value={said.whatHappened}
          onChange={set('whatHappened')}
          error={errorFor(errors, 'what-happened')}
        />
        <PickFiles id="files" files={files} onChange={setFiles} />
        <TextField
          id="since"
          label="When was it? (optional)"
          hint="A day, or for example “since last winter”"
          value={said.since}
          onChange={set('since')}
          error={errorFor(errors, 'since')}
        />
        <TextField
          id="wanted"
          label="What would put it right? (optional)"
          value={said.wanted}
          onChange={set('wanted')}
          error={errorFor(errors, 'wanted')}
        />
        {said.concern !== 'safety' && (
          <Radios
            id="danger"
            legend="Is anybody in danger, or could they come to harm?"
            choices={DANGERS}
            value={said.danger}
            onChange={set('danger')}
            error={errorFor(errors, 'danger')}
          />
        )}
        {said.concern !== 'safety' && (said.danger === 'yes' || said.danger === 'not_sure') && <InDanger form={form} />}
        <h2 className="rd-h2">How we can reach you</h2>
        <p className="rd-second">You need not answer any of this. But without one way to reach you, we cannot reply.</p>
        <TextField
          id="name"
          label="Your name (optional)"
          autoComplete="name"
          value={said.name}
          onChange={set('name')}
          error={errorFor(errors, 'name')}
        />
        <TextField
          id="phone"
          type="tel"
          label="Phone (optional)"
          autoComplete="tel"
          value={said.phone}
          onChange={set('phone')}
          error={errorFor(errors, 'phone')}
        />
        <TextField
          id="email"
          type="email"
          label="E-mail (optional)"
          autoComplete="email"
          hint="With it you can see later where things stand"
          value={said.email}
          onChange={set('email')}
          error={errorFor(errors, 'email')}
        />
        <TextField
          id="address"
          label="Address (optional)"
          autoComplete="street-address"
          value={said.address}
          onChange={set('address')}
          error={errorFor(errors, 'address')}
        />
        <Select
          id="reply-by"
          label="How should we reply? (optional)"
          options={[{ value: '', label: 'I do not mind' }, ...REPLIES]}
          value={said.replyBy}
          onChange={(value) => set('replyBy')(REPLIES.find((one) => one.value === value)?.value ?? '')}
          error={errorFor(errors, 'reply-by')}
        />
        <TextField
          id="contact-note"
          label="When and how is it safe to reach you? (optional)"
          hint="For example: mornings only, or do not leave a message"
          value={said.contactNote}
          onChange={set('contactNote')}
          error={errorFor(errors, 'contact-note')}
        />
        <h2 className="rd-h2">What helps you</h2>
        <Checkboxes
          id="adjustments"
          legend="Do you need any of these? (optional)"
          choices={HELPS}
          value={said.adjustments}
          onChange={set('adjustments')}
          error={errorFor(errors, 'adjustments')}
        />
        <TextField
          id="adjustment-note"
          label="What else would help? (optional)"
          hint="For example: more time, or one person to talk to"
          value={said.adjustmentNote}
          onChange={set('adjustmentNote')}
          error={errorFor(errors, 'adjustment-note')}
        />
        <TextField
          id="language"
          label="Your language, if it is not English (optional)"
          value={said.language}
          onChange={set('language')}
          error={errorFor(errors, 'language')}
        />
        {waiting && <NotSent />}
        {send.error instanceof ProblemError && send.error.status === 409 && (
          <p>
            <Link to={`/c/${authority}#${secret}`} target="_blank">
              Open your own page (in a new tab)
            </Link>
          </p>
        )}
        {asks && (
          <NoReply
            goBack={() => {
              setAsks(false)
              document.getElementById('phone')?.focus()
            }}
            send={() => submit(true)}
          />
        )}
        {!asks && (
          <button type="submit" className="rd-button rd-button--wide" aria-disabled={send.isPending}>
            {send.isPending ? 'Sending' : `Send it to ${form.council}`}
          </button>
        )}
        <p className="rd-second">
          Only the people who deal with it read it. What you type stays on this page until you send it: it is not kept on
          this computer.
        </p>
      </form>
    </>
  )
}

/** Where the public tells a council something: one page, no account, nothing that has to be known before. */
export function TellUsPage() {
  const { authority = '' } = useParams()
  const form = usePublicForm(authority)
  const isShut = form.error instanceof ProblemError && form.error.status === 404
  return (
    <div className="rd-public rd-stack">
      {form.data && <TellUs key={authority} authority={authority} form={form.data} />}
      {form.isPending && <Filling rows={8} label="Fetching the form" />}
      {isShut && (
        <>
          <PageTitle>There is no form here</PageTitle>
          <p className="rd-public__lead">Look on your council’s own pages for how to reach it.</p>
        </>
      )}
      {form.error && !isShut && (
        <>
          <PageTitle>Tell us</PageTitle>
          <Failed error={form.error} retry={() => void form.refetch()} />
        </>
      )}
    </div>
  )
}
