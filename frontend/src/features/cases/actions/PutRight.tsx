import type { CaseRead, CorrectableRead, Finding, Slip } from '../../../api'
import { correctCase } from '../../../api'
import { FINDING_WORDS, LATE_REASON_WORDS, SLIP_WORDS, WITHDRAWAL_REASON_WORDS } from '../../../api/words.gen'
import { Radios } from '../../../components/Choices'
import { DateField } from '../../../components/DateField'
import { Select, TextField } from '../../../components/Fields'
import { longDate } from '../../../lib/dates'
import { errorFor } from '../../../lib/problem'
import { useTyped } from '../../../lib/typed'
import { choices } from '../../../lib/words'
import { movedWords } from '../clockWords'
import { useCorrectables } from '../queries'
import { ActionForm } from './ActionForm'
import { dateFrom, needText } from './dated'
import { isAfterTarget } from './Steps'
import { useAction } from './useAction'
import type { ActionProps } from './useAction'

const FIELDS = {
  '/what': 'slip',
  '/number': 'slip',
  '/on': 'right-on',
  '/finding': 'right-finding',
  '/no_learning_because': 'no-learning',
  '/late_because': 'right-why',
  '/extended_because': 'right-why',
  '/withdrawn_because': 'right-why',
  '/reason': 'reason',
  '/because': 'because',
}
const HOW = [
  { value: 'another_day', label: 'It was on another day' },
  { value: 'never', label: 'It never happened' },
] as const
const WITH_REASON = [{ value: 'another_day', label: 'It was on another day, or for another reason' }, HOW[1]] as const
const WAITS_STILL = [HOW[0], { value: 'never', label: 'It waits still' }] as const
type How = (typeof HOW)[number]['value']
/** Why something was so, which figures count: the field of the body, and what is chosen from. */
const WHY = {
  answer: { field: 'late_because', label: 'It is after its target. Why?', reasons: choices(LATE_REASON_WORDS) },
  extension: { field: 'extended_because', label: 'Why more time was given', reasons: choices(LATE_REASON_WORDS) },
  withdrawal: { field: 'withdrawn_because', label: 'Why it was withdrawn', reasons: choices(WITHDRAWAL_REASON_WORDS) },
} as const

function whyOf(item: CorrectableRead, held: CaseRead): string {
  const late = held.stages.find((stage) => item.what === 'answer' && stage.number === item.number)?.late_because
  return late ?? item.extended_because ?? item.withdrawn_because ?? ''
}

function waysFor({ what }: CorrectableRead) {
  if (what === 'waiting_end') return WAITS_STILL
  return what === 'extension' || what === 'withdrawal' ? WITH_REASON : HOW
}
const keyOf = ({ what, number, stage }: CorrectableRead) => `${what}/${number}${stage ? `/${stage}` : ''}`

/** What a slip is about, as it stands: "Finding (issue 1), 16 March 2026: upheld". */
function nameOf(item: CorrectableRead): string {
  const about = item.what === 'finding' ? [`issue ${item.number}`, item.name].filter(Boolean).join(', ') : item.name
  const found = item.finding ? `: ${FINDING_WORDS[item.finding].toLowerCase()}` : ''
  return `${SLIP_WORDS[item.what]}${about ? ` (${about})` : ''}, ${longDate(item.on)}${found}`
}

function corrected(before: CaseRead, after: CaseRead): string {
  const moved = movedWords(before, after)
  return ['Put right. What stood before is in the history.', ...moved].join(' ')
}

/** Something that was recorded wrongly, put right; the history keeps both. */
export function PutRight({ held, today, about, done }: ActionProps) {
  const action = useAction(held, FIELDS, done, (after) => corrected(held, after))
  const items = useCorrectables(held.ref).data
  const answer = held.stages.find(({ number }) => about === `answer/${number}`)
  const [chosen, setChosen] = useTyped('slip', answer ? `answer/${answer.number}` : '')
  const [how, setHow] = useTyped<How>('how', 'another_day', HOW.map(({ value }) => value))
  const [on, setOn] = useTyped('on', answer?.acts.responded ? longDate(answer.acts.responded) : '')
  const [finding, setFinding] = useTyped<Finding | ''>('finding', '', [...Object.keys(FINDING_WORDS), ''])
  const [notLearned, setNotLearned] = useTyped('no-learning', '')
  const [why, setWhy] = useTyped('why', '')
  const [reason, setReason] = useTyped('reason', '')
  const [because, setBecause] = useTyped('because', '')
  const asked = errorFor(action.errors, 'because')
  const unlearned = errorFor(action.errors, 'no-learning')
  const item = items?.find((one) => keyOf(one) === chosen)
  const never = item?.may_be_undone === true && how === 'never'
  const isFinding = item?.what === 'finding' && !never
  const inTime = item?.what === 'answer' && !isAfterTarget(held, item.number, on, today)
  const asksWhy = item && item.what in WHY && !never && !inTime ? WHY[item.what as keyof typeof WHY] : undefined
  const tense = item?.what === 'promise' ? 'ahead' : 'past'

  const choose = (key: string) => {
    const next = items?.find((one) => keyOf(one) === key)
    setChosen(key)
    setOn(next ? longDate(next.on) : '')
    setFinding(next?.finding ?? '')
    setWhy(next ? whyOf(next, held) : '')
  }
  const save = () => {
    const [day, wrong] = never || !item ? [null, []] : dateFrom(on, today, 'right-on', tense)
    const [what, number, stage] = chosen.split('/')
    const body = {
      what: what as Slip,
      number: Number(number),
      ...(stage && { stage: Number(stage) }),
      on: day,
      finding: isFinding ? finding || null : null,
      ...(isFinding && notLearned.trim() && { no_learning_because: notLearned.trim() }),
      ...(asksWhy && why && { [asksWhy.field]: why }),
      reason: reason.trim(),
      ...(because.trim() && { because: because.trim() }),
    }
    action.submit(
      (headers) => correctCase({ path: { ref: held.ref }, body, headers, throwOnError: true }),
      [
        ...needText(chosen, 'slip', 'Choose what was recorded wrongly'),
        ...wrong,
        ...needText(reason, 'reason', 'Say how you know'),
      ],
    )
  }
  return (
    <ActionForm
      refId={held.ref}
      title="Put right what was recorded wrongly"
      save="Put it right"
      action={action}
      onSubmit={save}
      onCancel={done}
    >
      <p>Every date is counted anew from what is true. The history keeps what stood before, and why it was changed.</p>
      {items?.length === 0 ? (
        <p>Nothing is recorded yet besides the day it was received.</p>
      ) : (
        <Select
          id="slip"
          label="What was recorded wrongly"
          error={errorFor(action.errors, 'slip')}
          value={chosen}
          onChange={choose}
          options={[
            { value: '', label: 'Choose' },
            ...(items ?? []).map((one) => ({ value: keyOf(one), label: nameOf(one) })),
          ]}
        />
      )}
      {item?.may_be_undone && (
        <Radios id="how" legend="What is true" choices={waysFor(item)} value={how} onChange={setHow} />
      )}
      {item && !never && (
        <DateField
          id="right-on"
          label={item.what === 'promise' ? 'The date that was promised' : 'The right day'}
          today={today}
          ahead={tense === 'ahead'}
          error={errorFor(action.errors, 'right-on')}
          value={on}
          onChange={setOn}
        />
      )}
      {isFinding && (
        <Radios
          id="right-finding"
          legend="What was found"
          error={errorFor(action.errors, 'right-finding')}
          choices={choices(FINDING_WORDS)}
          value={finding}
          onChange={setFinding}
        />
      )}
      {asksWhy && item && (
        <Select
          id="right-why"
          label={asksWhy.label}
          error={errorFor(action.errors, 'right-why')}
          value={why}
          onChange={setWhy}
          options={[...(whyOf(item, held) ? [] : [{ value: '', label: 'Not recorded' }]), ...asksWhy.reasons]}
        />
      )}
      {isFinding && (unlearned !== undefined || notLearned !== '') && (
        <TextField
          id="no-learning"
          label="Why nothing was learned"
          hint="Or record first what was learned."
          error={unlearned}
          value={notLearned}
          onChange={setNotLearned}
        />
      )}
      <TextField
        id="reason"
        label="How you know"
        error={errorFor(action.errors, 'reason')}
        value={reason}
        onChange={setReason}
      />
      {(asked !== undefined || because !== '') && (
        <TextField id="because" label="Why all the same" error={asked} value={because} onChange={setBecause} />
      )}
    </ActionForm>
  )
}
