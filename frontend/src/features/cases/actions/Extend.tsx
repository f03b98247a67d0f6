import type { ClockRead, LateReason } from '../../../api'
import { extendClock } from '../../../api'
import { LATE_REASON_WORDS } from '../../../api/words.gen'
import { Radios } from '../../../components/Choices'
import { DateField } from '../../../components/DateField'
import { Select, TextField } from '../../../components/Fields'
import { fullDate, longDate } from '../../../lib/dates'
import { errorFor } from '../../../lib/problem'
import type { FieldError } from '../../../lib/problem'
import { useTyped } from '../../../lib/typed'
import { choices, sentence } from '../../../lib/words'
import { useSettled } from '../../../lib/useSettled'
import { clockName, movedWords } from '../clockWords'
import { useCountedDate } from '../queries'
import { ActionForm } from './ActionForm'
import { BEYOND_LIMIT, BeyondLimit, meant } from './BeyondLimit'
import { dateFrom, needText, startWith } from './dated'
import { REASONS_FIT } from './Reasons'
import { useAction } from './useAction'
import type { ActionProps } from './useAction'

const FIELDS = {
  '/amount': 'amount',
  '/until': 'until',
  '/agreed_on': 'agreed-on',
  '/person_agreed': 'person-agreed',
  '/because': 'because',
  '/reason': 'reason',
  ...BEYOND_LIMIT,
}
const AGREED = [
  { value: 'yes', label: 'They agreed' },
  { value: 'no', label: 'They were told' },
] as const
type Agreed = (typeof AGREED)[number]['value']

/** The pause after typing before the new date is worked out. */
const PAUSE = 300

/** Limits in days are extended to a new total; others to a date. */
function isCounted(clock: ClockRead): boolean {
  return clock.unit === 'working_days' || clock.unit === 'calendar_days'
}

function unitWords(clock: ClockRead): string {
  return clock.unit === 'working_days' ? 'working days' : 'days'
}

/** A whole number as it was typed, or null. */
function wholeNumber(text: string): number | null {
  return /^\d{1,3}$/.test(text.trim()) ? Number(text.trim()) : null
}

/** The date that the new total gives, while it is typed. */
function NewDate({ clock, amount, waited }: { clock: ClockRead; amount: number | null; waited: boolean }) {
  const settled = useSettled(amount, PAUSE)
  const ask = settled === null || settled === 0 ? null : { start: clock.started_on, amount: settled, unit: clock.unit }
  const counted = useCountedDate(ask).data
  return (
    <p className="rd-newdate" role="status">
      {counted?.due_on && (
        <>
          New date: <b>{fullDate(counted.due_on)}</b>.{waited && ' Days of waiting that do not count come on top.'}
        </>
      )}
      {counted?.unknown_because}
    </p>
  )
}

interface TotalProps {
  clock: ClockRead
  waited: boolean
  value: string
  onChange: (value: string) => void
  error: string | undefined
}

function NewTotal({ clock, waited, value, onChange, error }: TotalProps) {
  const { to: most, usual } = clock.may_extend ?? {}
  return (
    <div>
      <TextField
        id="amount"
        className="rd-field--few"
        label={`${clock.unit === 'working_days' ? 'Working days' : 'Days'} in all`}
        hint={
          `Counted from ${longDate(clock.started_on)}, as before. ` +
          `Now ${clock.amount ?? 0}${most ? `, at most ${most}` : ''}` +
          `${usual ? `, beyond ${usual} only for a good reason` : ''}.`
        }
        inputMode="numeric"
        error={error}
        value={value}
        onChange={onChange}
      />
      <NewDate clock={clock} amount={wholeNumber(value)} waited={waited} />
    </div>
  )
}

/** A later date for one clock. The date before is kept, and so is whether it was met. */
export function Extend({ held, today, about, done }: ActionProps) {
  const action = useAction(held, FIELDS, done, (after) => movedWords(held, after).join(' '))
  const may = held.clocks.filter((clock) => clock.may_extend)
  const [kind, setKind] = useTyped('kind', about ?? may[0]?.kind ?? '', may.map((one) => one.kind))
  const [amount, setAmount] = useTyped('amount', '')
  const [until, setUntil] = useTyped('until', '')
  const [on, setOn] = useTyped('on', startWith(today))
  const [agreed, setAgreed] = useTyped<Agreed | null>('agreed', null, AGREED.map((one) => one.value))
  const [because, setBecause] = useTyped('because', '', REASONS_FIT.late)
  const [reason, setReason] = useTyped('reason', '')
  const [beyond, setBeyond] = useTyped('beyond', '')
  const clock = held.clocks.find((one) => one.kind === kind)
  if (!clock) return null

  const save = () => {
    const [agreedOn, wrong] = dateFrom(on, today, 'agreed-on')
    const total = wholeNumber(amount)
    const [day, wrongDay] = isCounted(clock) ? ['', []] : dateFrom(until, today, 'until', 'ahead')
    const wrongTotal: FieldError[] =
      isCounted(clock) && total === null
        ? [{ field: 'amount', message: `Give the new total of ${unitWords(clock)}` }]
        : []
    action.submit(
      (headers) =>
        extendClock({
          path: { ref: held.ref, clock: kind },
          body: {
            amount: isCounted(clock) ? total : null,
            until: isCounted(clock) ? null : day,
            agreed_on: agreedOn,
            person_agreed: agreed === 'yes',
            because: (because || null) as LateReason | null,
            reason: reason.trim(),
            ...meant(beyond),
          },
          headers,
          throwOnError: true,
        }),
      [
        ...wrongTotal,
        ...wrongDay,
        ...wrong,
        ...(agreed === null ? [{ field: 'person-agreed', message: 'Say whether the person agreed' }] : []),
        ...needText(reason, 'reason', 'Say why it takes longer'),
      ],
    )
  }
  return (
    <ActionForm
      refId={held.ref}
      title="Agree a later date"
      save="Save the later date"
      action={action}
      onSubmit={save}
      onCancel={done}
    >
      <Select
        id="clock"
        label="Which date"
        value={kind}
        onChange={(next) => {
          setKind(next)
          setAmount('')
          setUntil('')
        }}
        options={may.map((one) => ({
          value: one.kind,
          label: `${clockName(held, one)}, ${one.due_on ? longDate(one.due_on) : 'not known'}`,
        }))}
        hint={clock.may_extend && `${sentence(clock.may_extend.source)}.`}
      />
      {isCounted(clock) ? (
        <NewTotal
          clock={clock}
          waited={held.holds.some((hold) => !hold.taken_back)}
          value={amount}
          onChange={setAmount}
          error={errorFor(action.errors, 'amount')}
        />
      ) : (
        <DateField
          id="until"
          label="New date"
          hint={clock.due_on ? `Now ${longDate(clock.due_on)}.` : ''}
          today={today}
          ahead
          error={errorFor(action.errors, 'until')}
          value={until}
          onChange={setUntil}
        />
      )}
      <DateField
        id="agreed-on"
        label="Agreed on"
        hint="No later than the date it replaces."
        today={today}
        error={errorFor(action.errors, 'agreed-on')}
        value={on}
        onChange={setOn}
      />
      <Radios
        id="person-agreed"
        legend="The person"
        hint={clock.may_extend?.agreement ? 'This date moves only if they agree.' : undefined}
        error={errorFor(action.errors, 'person-agreed')}
        choices={AGREED}
        value={agreed}
        onChange={setAgreed}
      />
      <Select
        id="because"
        label="Why it takes longer"
        error={errorFor(action.errors, 'because')}
        value={because}
        onChange={setBecause}
        options={[{ value: '', label: 'None of these' }, ...choices(LATE_REASON_WORDS)]}
      />
      <TextField
        id="reason"
        label="In words"
        error={errorFor(action.errors, 'reason')}
        value={reason}
        onChange={setReason}
      />
      <BeyondLimit errors={action.errors} value={beyond} onChange={setBeyond} />
    </ActionForm>
  )
}
