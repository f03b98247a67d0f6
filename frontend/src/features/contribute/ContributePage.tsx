import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { AnswerByLink, AnsweredByLink, AskedByLink } from '../../api'
import { answerByLink, readWhatIsAsked } from '../../api'
import { ByLink } from '../../components/ByLink'
import { ErrorSummary } from '../../components/ErrorSummary'
import { TextArea, TextField } from '../../components/Fields'
import { NotSent } from '../../components/NotSent'
import { PageTitle } from '../../components/Page'
import { longDate } from '../../lib/dates'
import { Unreachable, errorFor, fieldErrors } from '../../lib/problem'
import type { FieldError } from '../../lib/problem'
import { useSendWhenBack } from '../../lib/useSendWhenBack'
import './contribute.css'

const FIELDS = { '/text': 'answer', '/name': 'name', '/role': 'role' }

function Thanks({ answered }: { answered: AnsweredByLink }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.focus(), [])
  return (
    <div className="rd-notice rd-notice--well" role="status" tabIndex={-1} ref={box}>
      <PageTitle>Your answer was sent</PageTitle>
      <p>
        {answered.council} has it since {longDate(answered.answered_on)}. The link serves no more, and you can close
        this page.
      </p>
    </div>
  )
}

function missing(values: readonly (readonly [field: string, value: string, message: string])[]): FieldError[] {
  return values.filter(([, value]) => !value.trim()).map(([field, , message]) => ({ field, message }))
}

interface FormProps {
  asked: AskedByLink
  secret: string
  sent: (answered: AnsweredByLink) => void
}

function Answer({ asked, secret, sent }: FormProps) {
  const [key] = useState(() => crypto.randomUUID())
  const [text, setText] = useState('')
  const [name, setName] = useState('')
  const [role, setRole] = useState('')
  const [errors, setErrors] = useState<FieldError[]>([])
  const send = useMutation({
    mutationFn: async (body: AnswerByLink) =>
      (await answerByLink({ body, headers: { 'Redress-Link': secret, 'Idempotency-Key': key }, throwOnError: true }))
        .data,
    gcTime: 0,
    onSuccess: sent,
    onError: (error) => setErrors(error instanceof Unreachable ? [] : fieldErrors(error, FIELDS)),
  })
  const waiting = useSendWhenBack(send, () => {
    if (send.variables) send.mutate(send.variables)
  })
  const submit = () => {
    if (send.isPending) return
    const wrong = missing([
      ['answer', text, 'Write your answer'],
      ['name', name, 'Give your name'],
      ['role', role, 'Say what your role is'],
    ])
    setErrors(wrong)
    if (wrong.length === 0) send.mutate({ text: text.trim(), name: name.trim(), role: role.trim() })
  }
  return (
    <form
      className="rd-fields"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <ErrorSummary errors={errors} />
      {waiting && <NotSent />}
      <TextArea
        id="answer"
        label="Your answer"
        hint={`Only the people at ${asked.council} who deal with this read it. It cannot be changed once it is sent.`}
        error={errorFor(errors, 'answer')}
        rows={12}
        value={text}
        onChange={setText}
      />
      <TextField
        id="name"
        label="Your name"
        autoComplete="name"
        error={errorFor(errors, 'name')}
        value={name}
        onChange={setName}
      />
      <TextField
        id="role"
        label="Your role"
        autoComplete="organization-title"
        error={errorFor(errors, 'role')}
        value={role}
        onChange={setRole}
      />
      <button type="submit" className="rd-button" aria-disabled={send.isPending}>
        {send.isPending ? 'Sending' : 'Send the answer'}
      </button>
    </form>
  )
}

function Asked({ asked }: { asked: AskedByLink }) {
  return (
    <>
      <PageTitle tab="Answer">{`${asked.council} asks for your answer`}</PageTitle>
      <dl className="rd-lines rd-contribute__asked">
        <div>
          <dt>What is asked</dt>
          <dd>{asked.what}</dd>
        </div>
        <div>
          <dt>Asked of</dt>
          <dd>
            {asked.asked_of}, on {longDate(asked.asked_on)}
          </dd>
        </div>
        <div>
          <dt>Answer by</dt>
          <dd>
            <b>{asked.due_on ? longDate(asked.due_on) : 'As soon as you can'}</b>
          </dd>
        </div>
      </dl>
      <p className="rd-second">This link serves once, until {longDate(asked.expires_on)}. Pass it to nobody else.</p>
    </>
  )
}

function Contribution({ asked, secret }: { asked: AskedByLink; secret: string }) {
  const [answered, setAnswered] = useState<AnsweredByLink | null>(null)
  if (answered) return <Thanks answered={answered} />
  return (
    <>
      <Asked asked={asked} />
      <Answer asked={asked} secret={secret} sent={setAnswered} />
    </>
  )
}

/** Where a contributor answers by a link: no sign-in, and nothing of the case but what is asked. */
export function ContributePage() {
  return (
    <div className="rd-contribute rd-stack">
      <ByLink
        name="contribution"
        title="Answer"
        filling="Fetching what is asked"
        cameWith="message"
        read={async (asked) => (await readWhatIsAsked({ ...asked, throwOnError: true })).data}
      >
        {(asked, secret) => <Contribution asked={asked} secret={secret} />}
      </ByLink>
    </div>
  )
}
