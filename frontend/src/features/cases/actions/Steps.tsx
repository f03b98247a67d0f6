import type { Method, WithdrawnBy } from '../../../api'
import { acknowledgeCase, addNote, respondToCase, withdrawCase } from '../../../api'
import { METHOD_WORDS, WITHDRAWN_BY_WORDS } from '../../../api/words.gen'
import { Radios } from '../../../components/Choices'
import { DateField } from '../../../components/DateField'
import { TextArea } from '../../../components/Fields'
import { errorFor } from '../../../lib/problem'
import { useTyped } from '../../../lib/typed'
import { choices } from '../../../lib/words'
import { ActionForm, Folded } from './ActionForm'
import { BEYOND_LIMIT, BeyondLimit, meant } from './BeyondLimit'
import { dateFrom, maybeDate, needText, startWith } from './dated'
import { useAction } from './useAction'
import type { ActionProps } from './useAction'

const ACKNOWLEDGED = {
  '/acknowledged_on': 'acknowledged-on',
  '/method': 'method',
  '/promised_on': 'promised-on',
  ...BEYOND_LIMIT,
}

export function Acknowledge({ held, today, done }: ActionProps) {
  const action = useAction(held, ACKNOWLEDGED, done)
  const [on, setOn] = useTyped('on', startWith(today))
  const [method, setMethod] = useTyped<Method>('method', 'letter', Object.keys(METHOD_WORDS))
  const [promised, setPromised] = useTyped('promised', '')
  const [beyond, setBeyond] = useTyped('beyond', '')
  const save = () => {
    const [acknowledged, wrong] = dateFrom(on, today, 'acknowledged-on')
    const [promise, wrongPromise] = maybeDate(promised, today, 'promised-on', 'ahead')
    const body = {
      acknowledged_on: acknowledged,
      method,
      promised_on: promise,
      ...meant(beyond),
    }
    action.submit(
      (headers) => acknowledgeCase({ path: { ref: held.ref }, body, headers, throwOnError: true }),
      [...wrong, ...wrongPromise],
    )
  }
  return (
    <ActionForm
      refId={held.ref}
      title="Acknowledge"
      save="Record the acknowledgement"
      action={action}
      onSubmit={save}
      onCancel={done}
    >
      <DateField
        id="acknowledged-on"
        label="Acknowledged on"
        today={today}
        error={errorFor(action.errors, 'acknowledged-on')}
        value={on}
        onChange={setOn}
      />
      <Radios
        id="method"
        legend="How"
        error={errorFor(action.errors, 'method')}
        choices={choices(METHOD_WORDS)}
        value={method}
        onChange={setMethod}
      />
      <DateField
        id="promised-on"
        label="Answer promised by, if you agreed a date"
        hint="The target and the legal limit stay as they are."
        today={today}
        ahead
        error={errorFor(action.errors, 'promised-on')}
        value={promised}
        onChange={setPromised}
      />
      <BeyondLimit errors={action.errors} value={beyond} onChange={setBeyond} />
    </ActionForm>
  )
}

const RESPONDED = {
  '/responded_on': 'responded-on',
  '/method': 'method',
  '/reached_on': 'reached-on',
  '/without_consent_because': 'without-consent',
}

export function Respond({ held, today, done }: ActionProps) {
  const action = useAction(held, RESPONDED, done)
  const [on, setOn] = useTyped('on', startWith(today))
  const [method, setMethod] = useTyped<Method>('method', 'letter', Object.keys(METHOD_WORDS))
  const [reached, setReached] = useTyped('reached', '')
  const [because, setBecause] = useTyped('because', '')
  const reachedError = errorFor(action.errors, 'reached-on')
  const waitsForConsent = held.flags.includes('pending_consent')
  const save = () => {
    const [responded, wrong] = dateFrom(on, today, 'responded-on')
    const [reachedOn, wrongReached] = maybeDate(reached, today, 'reached-on')
    const reason = because.trim()
    const body = {
      responded_on: responded,
      method,
      reached_on: reachedOn,
      ...(waitsForConsent ? { without_consent_because: reason } : {}),
    }
    const wrongConsent = waitsForConsent ? needText(because, 'without-consent', 'Say why it is answered all the same') : []
    action.submit(
      (headers) => respondToCase({ path: { ref: held.ref }, body, headers, throwOnError: true }),
      [...wrong, ...wrongReached, ...wrongConsent],
    )
  }
  return (
    <ActionForm
      refId={held.ref}
      title="Record the answer"
      save="Record that it was answered"
      action={action}
      onSubmit={save}
      onCancel={done}
    >
      <DateField
        id="responded-on"
        label="Answered on"
        today={today}
        error={errorFor(action.errors, 'responded-on')}
        value={on}
        onChange={setOn}
      />
      <Radios
        id="method"
        legend="How"
        error={errorFor(action.errors, 'method')}
        choices={choices(METHOD_WORDS)}
        value={method}
        onChange={setMethod}
      />
      {waitsForConsent && (
        <TextArea
          id="without-consent"
          label="The person has not agreed yet. Why is it answered all the same?"
          rows={3}
          error={errorFor(action.errors, 'without-consent')}
          value={because}
          onChange={setBecause}
        />
      )}
      <Folded summary="It reached them on another day" open={reachedError !== undefined}>
        <DateField
          id="reached-on"
          label="Reached them on"
          hint="Their time to ask for more is counted from it."
          today={today}
          error={reachedError}
          value={reached}
          onChange={setReached}
        />
      </Folded>
    </ActionForm>
  )
}

const WITHDRAWN = { '/withdrawn_on': 'withdrawn-on', '/withdrawn_by': 'withdrawn-by', '/reason': 'reason' }

export function Withdraw({ held, today, done }: ActionProps) {
  const action = useAction(held, WITHDRAWN, done)
  const [on, setOn] = useTyped('on', startWith(today))
  const [by, setBy] = useTyped<WithdrawnBy>('by', 'complainant', Object.keys(WITHDRAWN_BY_WORDS))
  const [reason, setReason] = useTyped('reason', '')
  const save = () => {
    const [withdrawn, wrong] = dateFrom(on, today, 'withdrawn-on')
    const body = { withdrawn_on: withdrawn, withdrawn_by: by, reason: reason.trim() }
    action.submit(
      (headers) => withdrawCase({ path: { ref: held.ref }, body, headers, throwOnError: true }),
      [...wrong, ...needText(reason, 'reason', 'Say why it was withdrawn')],
    )
  }
  return (
    <ActionForm
      refId={held.ref}
      title="Record a withdrawal"
      save="Record the withdrawal"
      action={action}
      onSubmit={save}
      onCancel={done}
    >
      <DateField
        id="withdrawn-on"
        label="Withdrawn on"
        today={today}
        error={errorFor(action.errors, 'withdrawn-on')}
        value={on}
        onChange={setOn}
      />
      <Radios id="withdrawn-by" legend="By" choices={choices(WITHDRAWN_BY_WORDS)} value={by} onChange={setBy} />
      <TextArea
        id="reason"
        label="Why"
        rows={3}
        error={errorFor(action.errors, 'reason')}
        value={reason}
        onChange={setReason}
      />
    </ActionForm>
  )
}

export function Note({ held, done }: ActionProps) {
  const action = useAction(held, { '/text': 'note-text' }, done)
  const [text, setText] = useTyped('text', '')
  const save = () =>
    action.submit(
      (headers) =>
        addNote({ path: { ref: held.ref }, body: { text: text.trim() }, headers, throwOnError: true }),
      needText(text, 'note-text', 'Write the note'),
    )
  return (
    <ActionForm
      refId={held.ref}
      title="Add a note"
      save="Save the note"
      action={action}
      onSubmit={save}
      onCancel={done}
    >
      <TextArea
        id="note-text"
        label="Note"
        error={errorFor(action.errors, 'note-text')}
        value={text}
        onChange={setText}
      />
    </ActionForm>
  )
}
