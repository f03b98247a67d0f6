import type { CaseRead } from '../../../api'
import { correctReceipt } from '../../../api'
import { DateField } from '../../../components/DateField'
import { TextField } from '../../../components/Fields'
import { longDate } from '../../../lib/dates'
import { errorFor } from '../../../lib/problem'
import { useTyped } from '../../../lib/typed'
import { movedWords } from '../clockWords'
import { ActionForm } from './ActionForm'
import { dateFrom, needText } from './dated'
import { useAction } from './useAction'
import type { ActionProps } from './useAction'

function corrected(before: CaseRead, after: CaseRead): string {
  const moved = movedWords(before, after)
  return [
    `Received on ${longDate(after.received_on)}, no longer ${longDate(before.received_on)}.`,
    ...(moved.length > 0 ? moved : ['No date moved.']),
  ].join(' ')
}

/** The day of receipt put right: every clock that starts there is counted anew. */
export function CorrectReceipt({ held, today, done }: ActionProps) {
  const fields = { '/received_on': 'received-on', '/reason': 'reason' }
  const action = useAction(held, fields, done, (after) => corrected(held, after))
  const [on, setOn] = useTyped('on', '')
  const [reason, setReason] = useTyped('reason', '')
  const save = () => {
    const [received, wrong] = dateFrom(on, today, 'received-on')
    const body = { received_on: received, reason: reason.trim() }
    action.submit(
      (headers) => correctReceipt({ path: { ref: held.ref }, body, headers, throwOnError: true }),
      [...wrong, ...needText(reason, 'reason', 'Say how you know')],
    )
  }
  return (
    <ActionForm
      refId={held.ref}
      title="Correct the day received"
      save="Correct the day"
      action={action}
      onSubmit={save}
      onCancel={done}
    >
      <p>Every date that is counted from this day is counted anew. A promised date stays.</p>
      <DateField
        id="received-on"
        label="Received on"
        hint={`Now ${longDate(held.received_on)}. The day it reached any part of the council.`}
        today={today}
        error={errorFor(action.errors, 'received-on')}
        value={on}
        onChange={setOn}
      />
      <TextField
        id="reason"
        label="How you know"
        error={errorFor(action.errors, 'reason')}
        value={reason}
        onChange={setReason}
      />
    </ActionForm>
  )
}
