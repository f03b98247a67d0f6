import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import type { SurveyAnswer, SurveyByLink } from '../../api'
import { answerSurvey, readSurveyByLink } from '../../api'
import { ByLink, shutBy } from '../../components/ByLink'
import { ErrorSummary } from '../../components/ErrorSummary'
import { NotSent } from '../../components/NotSent'
import { PageTitle } from '../../components/Page'
import { SurveyQuestions } from '../../components/SurveyQuestions'
import { FIELDS, NOTHING_GIVEN, answerOf } from '../../components/survey'
import { longDate } from '../../lib/dates'
import { Unreachable, fieldErrors } from '../../lib/problem'
import type { FieldError } from '../../lib/problem'
import { useSendWhenBack } from '../../lib/useSendWhenBack'
import './survey.css'

const TITLE = 'How did we deal with your complaint?'

function Said({ title, children }: { title: string; children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.focus(), [])
  return (
    <div role="status" tabIndex={-1} ref={box}>
      <PageTitle>{title}</PageTitle>
      <p>{children}</p>
    </div>
  )
}

function Form({ asked, secret }: { asked: SurveyByLink; secret: string }) {
  const [given, setGiven] = useState(NOTHING_GIVEN)
  const [errors, setErrors] = useState<FieldError[]>([])
  const send = useMutation({
    mutationFn: async (body: SurveyAnswer) =>
      (await answerSurvey({ body, headers: { 'Redress-Link': secret }, throwOnError: true })).data,
    gcTime: 0,
    onError: (error) => setErrors(error instanceof Unreachable ? [] : fieldErrors(error, FIELDS)),
  })
  const waiting = useSendWhenBack(send, () => {
    if (send.variables) send.mutate(send.variables)
  })
  const submit = () => {
    if (send.isPending) return
    const [body, left] = answerOf(given)
    setErrors(left)
    if (body) send.mutate(body)
  }
  if (send.data) return <Said title="Thank you">{`${send.data.council} has your answer. You can close this page.`}</Said>
  const shut = shutBy(send.error)
  if (shut) return shut
  return (
    <>
      <PageTitle tab="Your view">{TITLE}</PageTitle>
      <p>
        {asked.council} asks. You do not have to answer. We do not keep who answered, unless you want us to. Your answer
        changes nothing in how we deal with you.
      </p>
      <p>You can answer once, until {longDate(asked.expires_on)}.</p>
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
        <SurveyQuestions given={given} onChange={setGiven} errors={errors} />
        <button type="submit" className="rd-button" aria-disabled={send.isPending}>
          {send.isPending ? 'Sending' : 'Send my answer'}
        </button>
      </form>
    </>
  )
}

/** Where somebody says how their complaint was handled: no sign-in, and nothing of the case. */
export function SurveyPage() {
  return (
    <div className="rd-survey rd-stack">
      <ByLink
        name="survey"
        title={TITLE}
        filling="Fetching the questions"
        cameWith="letter"
        read={async (asked) => (await readSurveyByLink({ ...asked, throwOnError: true })).data}
      >
        {(asked, secret) => <Form asked={asked} secret={secret} />}
      </ByLink>
    </div>
  )
}
