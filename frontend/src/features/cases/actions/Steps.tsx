import type { CaseRead, Method, WithdrawalReason, WithdrawnBy } from '../../../api'
import { acknowledgeCase, respondToCase, sendHoldingReply, settleCase, withdrawCase } from '../../../api'
import { METHOD_WORDS, WITHDRAWAL_REASON_WORDS, WITHDRAWN_BY_WORDS } from '../../../api/words.gen'
import { Radios } from '../../../components/Choices'
import { DateField } from '../../../components/DateField'
import { Select, TextArea } from '../../../components/Fields'
import { useCouncil } from '../../../lib/council'
import { errorFor } from '../../../lib/problem'
import { useTyped } from '../../../lib/typed'
import { choices } from '../../../lib/words'
import { askedWho, isOwed } from '../clockWords'
import { useAppointments } from '../queries'
import { ActionForm, Folded } from './ActionForm'
import { BEYOND_LIMIT, BeyondLimit, meant } from './BeyondLimit'
import { dateFrom, maybeDate, needText, startWith } from './dated'
import {
  AskedReasons,
  NO_REASONS,
  REASONS,
  REASONS_FIT,
  WithoutConsent,
  lackingOn,
  missingReasons,
  needConsentReason,
  reasonsOf,
} from './Reasons'
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
  '/signed_off_by': 'signed-off-by',
  ...REASONS,
}

/** Who signed the answer here; null where nobody did, or what they signed is another now. */
function signedBy({ stages }: CaseRead): string | null {
  const review = stages.at(-1)?.review
  return review?.signed_by && review.stands ? `${review.level} (${review.signed_by.name})` : null
}

/** Whether an answer of the day that is typed comes after the target of its stage. */
export function isAfterTarget({ clocks }: CaseRead, stage: number | undefined, typed: string, today: string): boolean {
  const target = clocks.find(
    (clock) => clock.stage === stage && clock.ends === 'responded' && clock.basis !== 'promised',
  )
  const [on] = dateFrom(typed, today, 'responded-on')
  return on !== '' && target?.due_on != null && on > target.due_on
}

export function Respond({ held, today, done }: ActionProps) {
  const action = useAction(held, RESPONDED, done)
  const [on, setOn] = useTyped('on', startWith(today))
  const [method, setMethod] = useTyped<Method>('method', 'letter', Object.keys(METHOD_WORDS))
  const [reached, setReached] = useTyped('reached', '')
  const [said, setSaid] = useTyped('said', NO_REASONS, REASONS_FIT)
  const reachedError = errorFor(action.errors, 'reached-on')
  const levels = useCouncil().data?.sign_off_levels ?? []
  const [level, setLevel] = useTyped('level', held.sign_off?.level ?? '')
  const signed = signedBy(held)
  const stage = held.stages.at(-1)?.number
  const investigatedWith = useAppointments(held.ref).data?.stages.find(({ number }) => number === stage)?.investigated_with
  const asked = {
    isLate: isAfterTarget(held, stage, on, today),
    awaitsConsent: held.flags.includes('pending_consent'),
    lacks: lackingOn(dateFrom(on, today, 'responded-on')[0] || today, investigatedWith),
  }
  const owing = held.requests.filter((one) => one.who === 'contributor' && isOwed(one)).map(askedWho)
  const save = () => {
    const [responded, wrong] = dateFrom(on, today, 'responded-on')
    const [reachedOn, wrongReached] = maybeDate(reached, today, 'reached-on')
    const body = {
      responded_on: responded,
      method,
      reached_on: reachedOn,
      signed_off_by: signed === null ? level || null : null,
      ...reasonsOf(asked, said),
    }
    action.submit(
      (headers) => respondToCase({ path: { ref: held.ref }, body, headers, throwOnError: true }),
      [...wrong, ...wrongReached, ...missingReasons(asked, said, 'answer')],
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
      {owing.length > 0 && (
        <p className="rd-notice">
          Still owed by {owing.join(', ')}: their part. It can be recorded as an answer, or as not needed any more.
        </p>
      )}
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
      {signed !== null && (
        <p>
          Signed off by: <b>{signed}</b>.
        </p>
      )}
      {signed === null && levels.length > 0 && (
        <Select
          id="signed-off-by"
          label="Signed off by"
          error={errorFor(action.errors, 'signed-off-by')}
          value={level}
          onChange={setLevel}
          options={[{ value: '', label: 'Not recorded' }, ...levels.map((one) => ({ value: one, label: one }))]}
        />
      )}
      <AskedReasons
        goes="answer"
        asked={asked}
        errors={action.errors}
        said={said}
        say={(changed) => setSaid((before) => ({ ...before, ...changed }))}
      />
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

/** The complainant is told that the answer takes longer; no clock changes by it. */
export function HoldingReply({ held, today, done }: ActionProps) {
  const action = useAction(held, { '/sent_on': 'sent-on', '/method': 'method' }, done)
  const [on, setOn] = useTyped('on', startWith(today))
  const [method, setMethod] = useTyped<Method>('method', 'letter', Object.keys(METHOD_WORDS))
  const save = () => {
    const [sent, wrong] = dateFrom(on, today, 'sent-on')
    action.submit(
      (headers) =>
        sendHoldingReply({ path: { ref: held.ref }, body: { sent_on: sent, method }, headers, throwOnError: true }),
      wrong,
    )
  }
  return (
    <ActionForm
      refId={held.ref}
      title="Record a holding reply"
      save="Save the holding reply"
      action={action}
      onSubmit={save}
      onCancel={done}
    >
      <DateField
        id="sent-on"
        label="Sent on"
        hint="No date moves by it."
        today={today}
        error={errorFor(action.errors, 'sent-on')}
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
    </ActionForm>
  )
}

const SETTLED = { '/settled_on': 'settled-on', '/method': 'method', '/how': 'how', '/without_consent_because': 'without-consent' }

export function Settle({ held, today, done }: ActionProps) {
  const action = useAction(held, SETTLED, done)
  const [on, setOn] = useTyped('on', startWith(today))
  const [method, setMethod] = useTyped<Method>('method', 'letter', Object.keys(METHOD_WORDS))
  const [how, setHow] = useTyped('how', '')
  const [because, setBecause] = useTyped('because', '')
  const waitsForConsent = held.flags.includes('pending_consent')
  const save = () => {
    const [settled, wrong] = dateFrom(on, today, 'settled-on')
    const body = {
      settled_on: settled,
      method,
      how: how.trim(),
      ...(waitsForConsent ? { without_consent_because: because.trim() } : {}),
    }
    const wrongConsent = waitsForConsent ? needConsentReason(because, 'settle') : []
    action.submit(
      (headers) => settleCase({ path: { ref: held.ref }, body, headers, throwOnError: true }),
      [...wrong, ...needText(how, 'how', 'Say what put it right'), ...wrongConsent],
    )
  }
  return (
    <ActionForm
      refId={held.ref}
      title="Settle it early"
      save="Record the settlement"
      action={action}
      onSubmit={save}
      onCancel={done}
    >
      <p>
        Only if they agreed to leave it there. Nothing more is looked into; they may come back, and the case is then
        taken up again.
      </p>
      <DateField
        id="settled-on"
        label="They agreed on"
        today={today}
        error={errorFor(action.errors, 'settled-on')}
        value={on}
        onChange={setOn}
      />
      <TextArea
        id="how"
        label="What put it right"
        rows={3}
        error={errorFor(action.errors, 'how')}
        value={how}
        onChange={setHow}
      />
      {waitsForConsent && (
        <WithoutConsent goes="settle" errors={action.errors} value={because} onChange={setBecause} />
      )}
      <Radios
        id="method"
        legend="Confirmed by"
        choices={choices(METHOD_WORDS)}
        value={method}
        onChange={setMethod}
      />
    </ActionForm>
  )
}

const WITHDRAWN = {
  '/withdrawn_on': 'withdrawn-on',
  '/withdrawn_by': 'withdrawn-by',
  '/withdrawn_because': 'withdrawn-because',
  '/reason': 'reason',
}

export function Withdraw({ held, today, done }: ActionProps) {
  const action = useAction(held, WITHDRAWN, done)
  const [on, setOn] = useTyped('on', startWith(today))
  const [by, setBy] = useTyped<WithdrawnBy>('by', 'complainant', Object.keys(WITHDRAWN_BY_WORDS))
  const [because, setBecause] = useTyped('because', '', ['', ...Object.keys(WITHDRAWAL_REASON_WORDS)])
  const [reason, setReason] = useTyped('reason', '')
  const save = () => {
    const [withdrawn, wrong] = dateFrom(on, today, 'withdrawn-on')
    const body = {
      withdrawn_on: withdrawn,
      withdrawn_by: by,
      withdrawn_because: (because || null) as WithdrawalReason | null,
      reason: reason.trim(),
    }
    action.submit(
      (headers) => withdrawCase({ path: { ref: held.ref }, body, headers, throwOnError: true }),
      [
        ...wrong,
        ...needText(because, 'withdrawn-because', 'Choose why it was withdrawn'),
        ...needText(reason, 'reason', 'Say why in words'),
      ],
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
      <Select
        id="withdrawn-because"
        label="Why"
        error={errorFor(action.errors, 'withdrawn-because')}
        value={because}
        onChange={setBecause}
        options={[{ value: '', label: 'Choose' }, ...choices(WITHDRAWAL_REASON_WORDS)]}
      />
      <TextArea
        id="reason"
        label="In words"
        rows={3}
        error={errorFor(action.errors, 'reason')}
        value={reason}
        onChange={setReason}
      />
    </ActionForm>
  )
}
