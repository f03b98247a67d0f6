import { useState } from 'react'
import { putAnswerUp, sendAnswerBack, signAnswer } from '../../../api'
import { DateField } from '../../../components/DateField'
import { TextArea } from '../../../components/Fields'
import { longDate } from '../../../lib/dates'
import { errorFor } from '../../../lib/problem'
import { useTyped } from '../../../lib/typed'
import { ActionForm } from './ActionForm'
import { dateFrom, needText, startWith } from './dated'
import { useAction } from './useAction'
import type { ActionProps } from './useAction'

/** The answer is ready for whoever signs it. */
export function PutUp({ held, today, done }: ActionProps) {
  const action = useAction(held, { '/put_up_on': 'put-up-on' }, done)
  const [on, setOn] = useTyped('on', startWith(today))
  const save = () => {
    const [day, wrong] = dateFrom(on, today, 'put-up-on')
    const body = { put_up_on: day }
    action.submit((headers) => putAnswerUp({ path: { ref: held.ref }, body, headers, throwOnError: true }), wrong)
  }
  const { sign_off: signOff } = held
  return (
    <ActionForm
      refId={held.ref}
      title="Put the answer up for review"
      save="Put it up for review"
      action={action}
      onSubmit={save}
      onCancel={done}
    >
      <p>
        It is signed off by: <b>{signOff?.level}</b>.{' '}
        {signOff?.second_person && 'Whoever prepared it cannot sign it. '}
        {signOff?.is_demanded && 'The answer cannot be sent before.'}
      </p>
      <DateField
        id="put-up-on"
        label="Put up on"
        today={today}
        error={errorFor(action.errors, 'put-up-on')}
        value={on}
        onChange={setOn}
      />
    </ActionForm>
  )
}

/** Who put the answer up, and for whom. */
function PutUpBy({ held }: Pick<ActionProps, 'held'>) {
  // Whatever becomes of it meanwhile: this form stays about the one it was opened for.
  const [review] = useState(held.stages.at(-1)?.review)
  if (!review) return null
  return (
    <p>
      {review.put_up_by.name} put it up on {longDate(review.put_up_on)}, to be signed off by: <b>{review.level}</b>.
    </p>
  )
}

/** Whoever is signed in signs the answer. */
export function Sign({ held, today, done }: ActionProps) {
  const action = useAction(held, { '/signed_on': 'signed-on' }, done)
  const [on, setOn] = useTyped('on', startWith(today))
  const save = () => {
    const [day, wrong] = dateFrom(on, today, 'signed-on')
    const body = { signed_on: day }
    action.submit((headers) => signAnswer({ path: { ref: held.ref }, body, headers, throwOnError: true }), wrong)
  }
  return (
    <ActionForm
      refId={held.ref}
      title="Sign the answer"
      save="Sign it"
      action={action}
      onSubmit={save}
      onCancel={done}
    >
      <PutUpBy held={held} />
      <p>You sign the findings as they are now. If one changes, it has to be signed again.</p>
      <DateField
        id="signed-on"
        label="Signed on"
        today={today}
        error={errorFor(action.errors, 'signed-on')}
        value={on}
        onChange={setOn}
      />
    </ActionForm>
  )
}

const SENT_BACK = { '/sent_back_on': 'sent-back-on', '/because': 'because' }

/** The answer goes back to who prepared it. */
export function SendBack({ held, today, done }: ActionProps) {
  const action = useAction(held, SENT_BACK, done)
  const [on, setOn] = useTyped('on', startWith(today))
  const [because, setBecause] = useTyped('because', '')
  const save = () => {
    const [day, wrong] = dateFrom(on, today, 'sent-back-on')
    const body = { sent_back_on: day, because: because.trim() }
    action.submit(
      (headers) => sendAnswerBack({ path: { ref: held.ref }, body, headers, throwOnError: true }),
      [...wrong, ...needText(because, 'because', 'Say what is to be changed')],
    )
  }
  return (
    <ActionForm
      refId={held.ref}
      title="Send the answer back"
      save="Send it back"
      action={action}
      onSubmit={save}
      onCancel={done}
    >
      <PutUpBy held={held} />
      <TextArea
        id="because"
        label="What is to be changed"
        hint="It is kept with the case."
        rows={3}
        error={errorFor(action.errors, 'because')}
        value={because}
        onChange={setBecause}
      />
      <DateField
        id="sent-back-on"
        label="Sent back on"
        today={today}
        error={errorFor(action.errors, 'sent-back-on')}
        value={on}
        onChange={setOn}
      />
    </ActionForm>
  )
}
