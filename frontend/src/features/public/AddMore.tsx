import { useEffect, useRef, useState } from 'react'
import { ErrorSummary } from '../../components/ErrorSummary'
import { TextArea, TextField } from '../../components/Fields'
import { NotSent } from '../../components/NotSent'
import { longDate } from '../../lib/dates'
import { Unreachable, errorFor, fieldErrors } from '../../lib/problem'
import type { FieldError } from '../../lib/problem'
import { useSendWhenBack } from '../../lib/useSendWhenBack'
import { PickFiles, SendFiles } from './FilesToSend'
import { useAdd } from './queries'
import { newSecret } from './said'

interface Props {
  authority: string
  secret: string
}

const FIELDS = { '/text': 'more', '/email': 'more-email' }

interface FormProps extends Props {
  done: (sent: { on: string | null; files: readonly File[] }) => void
}

function AddForm({ authority, secret, done }: FormProps) {
  const [text, setText] = useState('')
  const [email, setEmail] = useState('')
  const [files, setFiles] = useState<File[]>([])
  const [errors, setErrors] = useState<FieldError[]>([])
  const [key, setKey] = useState(newSecret)
  const add = useAdd(authority, secret)
  const asked = {
    onSuccess: ({ added_on }: { added_on: string }) => done({ on: added_on, files }),
    onError: (error: Error) => setErrors(error instanceof Unreachable ? [] : fieldErrors(error, FIELDS)),
  }
  const waiting = useSendWhenBack(add, () => {
    if (add.variables) add.mutate(add.variables, asked)
  })
  const change = (set: (value: string) => void) => (value: string) => {
    set(value)
    setKey(newSecret())
  }
  const submit = () => {
    if (add.isPending) return
    const said = { text: text.trim() || null, email: email.trim() || null }
    const isEmpty = !said.text && !said.email
    setErrors(isEmpty && files.length === 0 ? [{ field: 'more', message: 'Write something, or choose a file' }] : [])
    if (!isEmpty) add.mutate({ body: said, key }, asked)
    else if (files.length > 0) done({ on: null, files })
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
      <TextArea
        id="more"
        label="What do you want to add?"
        rows={6}
        value={text}
        onChange={change(setText)}
        error={errorFor(errors, 'more')}
      />
      <PickFiles id="more-files" files={files} onChange={setFiles} />
      <TextField
        id="more-email"
        type="email"
        label="An e-mail address that we may use (optional)"
        autoComplete="email"
        hint="Somebody at the council looks at it first"
        value={email}
        onChange={change(setEmail)}
        error={errorFor(errors, 'more-email')}
      />
      {waiting && <NotSent />}
      <button type="submit" className="rd-button" aria-disabled={add.isPending}>
        {add.isPending ? 'Sending' : 'Add it'}
      </button>
    </form>
  )
}

/** Words, files and an address, added by whoever has the link; what was sent is said, and more can be added. */
export function AddMore({ authority, secret }: Props) {
  const [sent, setSent] = useState<{ on: string | null; files: readonly File[] } | null>(null)
  const [shown, setShown] = useState(0)
  const box = useRef<HTMLElement>(null)
  const show = (next: typeof sent) => {
    setSent(next)
    setShown((before) => before + 1)
  }
  // What was pressed has gone: the focus stays at the part that took its place.
  useEffect(() => {
    if (shown > 0) box.current?.focus()
  }, [shown])
  return (
    <section className="rd-stack" aria-labelledby="add-more" tabIndex={-1} ref={box}>
      <h2 className="rd-h2" id="add-more">
        Add something
      </h2>
      {sent ? (
        <>
          {sent.on && (
            <p className="rd-notice rd-notice--well" role="status">
              We have had what you added since {longDate(sent.on)}. Somebody at the council looks at it.
            </p>
          )}
          {sent.files.length > 0 && <SendFiles authority={authority} secret={secret} files={sent.files} />}
          <button type="button" className="rd-button rd-button--second" onClick={() => show(null)}>
            Add something else
          </button>
        </>
      ) : (
        <AddForm authority={authority} secret={secret} done={show} />
      )}
    </section>
  )
}
