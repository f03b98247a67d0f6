import type { HoldReason } from '../../../api'
import { endHold, holdCase } from '../../../api'
import { HOLD_REASON_WORDS } from '../../../api/words.gen'
import { Radios } from '../../../components/Choices'
import { DateField } from '../../../components/DateField'
import { TextField } from '../../../components/Fields'
import { longDate } from '../../../lib/dates'
import { errorFor } from '../../../lib/problem'
import { useTyped } from '../../../lib/typed'
import { choices } from '../../../lib/words'
import { movedWords, waitingFor } from '../clockWords'
import { ActionForm } from './ActionForm'
import { BEYOND_LIMIT, BeyondLimit, meant } from './BeyondLimit'
import { dateFrom, needText, startWith } from './dated'
import { useAction } from './useAction'
import type { ActionProps } from './useAction'

const HELD = {
  '/reason': 'hold-reason',
  '/waiting_on': 'waiting-on',
  '/started_on': 'started-on',
  '/review_on': 'review-on',
  ...BEYOND_LIMIT,
}

/** What the case waits for, and when somebody looks at it again. */
export function BeginHold({ held, today, done }: ActionProps) {
  const action = useAction(held, HELD, done, (after) => movedWords(held, after).join(' '))
  const [reason, setReason] = useTyped<HoldReason | null>('reason', null, Object.keys(HOLD_REASON_WORDS))
  const [whom, setWhom] = useTyped('whom', '')
  const [since, setSince] = useTyped('since', startWith(today))
  const [review, setReview] = useTyped('review', '')
  const [beyond, setBeyond] = useTyped('beyond', '')
  const save = () => {
    const [startedOn, wrong] = dateFrom(since, today, 'started-on')
    const [reviewOn, wrongReview] = dateFrom(review, today, 'review-on', 'ahead')
    const body = {
      reason: reason ?? 'other',
      waiting_on: whom.trim(),
      started_on: startedOn,
      review_on: reviewOn,
      ...meant(beyond),
    }
    action.submit(
      (headers) => holdCase({ path: { ref: held.ref }, body, headers, throwOnError: true }),
      [
        ...(reason === null ? [{ field: 'hold-reason', message: 'Choose what it waits for' }] : []),
        ...needText(whom, 'waiting-on', 'Say on whom it waits'),
        ...wrong,
        ...wrongReview,
      ],
    )
  }
  return (
    <ActionForm
      refId={held.ref}
      title="Put on hold"
      save="Put it on hold"
      action={action}
      onSubmit={save}
      onCancel={done}
    >
      <p>Legal limits and promised dates go on. A council target waits too where the procedure says so.</p>
      <Radios
        id="hold-reason"
        legend="It waits for"
        error={errorFor(action.errors, 'hold-reason')}
        choices={choices(HOLD_REASON_WORDS)}
        value={reason}
        onChange={setReason}
      />
      <TextField
        id="waiting-on"
        label="Waiting on whom"
        error={errorFor(action.errors, 'waiting-on')}
        value={whom}
        onChange={setWhom}
      />
      <DateField
        id="started-on"
        label="Since"
        today={today}
        error={errorFor(action.errors, 'started-on')}
        value={since}
        onChange={setSince}
      />
      <DateField
        id="review-on"
        label="Look at it again on"
        hint="No case waits unseen."
        today={today}
        ahead
        error={errorFor(action.errors, 'review-on')}
        value={review}
        onChange={setReview}
      />
      <BeyondLimit errors={action.errors} value={beyond} onChange={setBeyond} />
    </ActionForm>
  )
}

/** The case waits no longer. */
export function EndHold({ held, today, done }: ActionProps) {
  const action = useAction(held, { '/ended_on': 'ended-on' }, done, (after) => movedWords(held, after).join(' '))
  const [on, setOn] = useTyped('on', startWith(today))
  const hold = held.holds.find((one) => one.ended_on === null && !one.taken_back)
  const save = () => {
    const [ended, wrong] = dateFrom(on, today, 'ended-on')
    action.submit(
      (headers) =>
        endHold({
          path: { ref: held.ref, number: hold?.number ?? 0 },
          body: { ended_on: ended },
          headers,
          throwOnError: true,
        }),
      wrong,
    )
  }
  return (
    <ActionForm
      refId={held.ref}
      title="End the hold"
      save="End the hold"
      action={action}
      onSubmit={save}
      onCancel={done}
    >
      {hold && (
        <p>
          {waitingFor(hold)}, since {longDate(hold.started_on)}.
        </p>
      )}
      <DateField
        id="ended-on"
        label="Last day of waiting"
        today={today}
        error={errorFor(action.errors, 'ended-on')}
        value={on}
        onChange={setOn}
      />
    </ActionForm>
  )
}
