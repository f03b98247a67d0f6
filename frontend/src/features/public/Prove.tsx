import { useState } from 'react'
import { ErrorSummary } from '../../components/ErrorSummary'
import { TextField } from '../../components/Fields'
import { errorFor } from '../../lib/problem'
import type { FieldError } from '../../lib/problem'
import { useProve, useSendCode } from './queries'

interface Props {
  authority: string
  secret: string
  proved: (proof: string) => void
}

/** Shows more to whoever reads the mailbox that was given: a code is sent there, and typed here. */
export function Prove({ authority, secret, proved }: Props) {
  const [code, setCode] = useState('')
  const [wrong, setWrong] = useState<FieldError[]>([])
  const send = useSendCode(authority, secret)
  const prove = useProve(authority, secret)
  const ask = () => {
    if (send.isPending) return
    setWrong([])
    send.mutate(undefined, { onError: (error) => setWrong([{ field: null, message: error.message }]) })
  }
  const submit = () => {
    const typed = code.replace(/\s/g, '')
    const isCode = /^[0-9]{6}$/.test(typed)
    setWrong(isCode ? [] : [{ field: 'code', message: 'Type the six digits of the code' }])
    if (!isCode || prove.isPending) return
    prove.mutate(typed, {
      onSuccess: proved,
      onError: (error) => setWrong([{ field: 'code', message: error.message }]),
    })
  }
  return (
    <section className="rd-stack" aria-labelledby="prove">
      <h2 className="rd-h2" id="prove">
        See where it stands
      </h2>
      <ErrorSummary errors={wrong} title="Something is not right" />
      <p>
        To be sure that it is you, we send a code to the e-mail address that you gave. The message does not say what it
        is about.
      </p>
      {send.data && (
        <form
          className="rd-fields"
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            submit()
          }}
        >
          <p role="status">We sent a code. It works for {send.data.minutes} minutes. It may be among junk mail.</p>
          <TextField
            id="code"
            label="The code"
            inputMode="numeric"
            autoComplete="one-time-code"
            value={code}
            onChange={setCode}
            error={errorFor(wrong, 'code')}
          />
          <button type="submit" className="rd-button" aria-disabled={prove.isPending}>
            Show where it stands
          </button>
        </form>
      )}
      <button
        type="button"
        className={send.data ? 'rd-linklike' : 'rd-button'}
        aria-disabled={send.isPending}
        onClick={ask}
      >
        {send.data ? 'Send another code' : 'Send me a code'}
      </button>
    </section>
  )
}
