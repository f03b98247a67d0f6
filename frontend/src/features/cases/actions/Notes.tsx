import { addNote, recordTask } from '../../../api'
import { Radios } from '../../../components/Choices'
import { DateField } from '../../../components/DateField'
import { TextArea, TextField } from '../../../components/Fields'
import { clockTime, londonInstant } from '../../../lib/dates'
import { errorFor } from '../../../lib/problem'
import { useTyped } from '../../../lib/typed'
import { useContactOf } from '../queries'
import { ActionForm } from './ActionForm'
import { dateFrom, needText, startWith } from './dated'
import { useAction } from './useAction'
import type { ActionProps } from './useAction'

/** What a note is about that is of a telephone call. */
export const CALL = 'call'

export function Note(props: ActionProps) {
  return props.about === CALL ? <CallNote {...props} /> : <PlainNote {...props} />
}

function PlainNote({ held, done }: ActionProps) {
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

const RANG = { in: 'They rang us', out: 'We rang them' } as const
type Rang = keyof typeof RANG
const CALL_FIELDS = {
  '/text': 'note-text',
  '/call/whom': 'call-whom',
  '/call/at': 'call-time',
  '/what': 'call-next',
  '/due_on': 'call-next-due',
}

/** A note of a call: when it began is when the form was opened. What is to be done next becomes a task. */
function CallNote({ held, today, done }: ActionProps) {
  const action = useAction(held, CALL_FIELDS, done)
  const caller = useContactOf(held.ref).data?.complainant?.name
  const [whom, setWhom] = useTyped('whom', caller ?? '')
  const [rang, setRang] = useTyped<Rang>('rang', 'in', Object.keys(RANG))
  const [on, setOn] = useTyped('on', startWith(today))
  const [time, setTime] = useTyped('time', clockTime(new Date()))
  const [text, setText] = useTyped('text', '')
  const [next, setNext] = useTyped('next', '')
  const [due, setDue] = useTyped('due', '')
  const save = () => {
    const [day, wrongDay] = dateFrom(on, today, 'call-on')
    const [due_on, wrongDue] = next.trim() ? dateFrom(due, today, 'call-next-due', 'ahead') : [null, []]
    const path = { ref: held.ref }
    action.submit(
      async (headers) => {
        const call = { whom: whom.trim(), incoming: rang === 'in', at: londonInstant(day, time) }
        const noted = await addNote({ path, body: { text: text.trim(), call }, headers, throwOnError: true })
        if (due_on) {
          // Sent again, neither of the two is done twice.
          const key = { 'Idempotency-Key': `${headers['Idempotency-Key']}-next` }
          await recordTask({ path, body: { what: next.trim(), due_on }, headers: key, throwOnError: true })
        }
        return noted
      },
      [
        ...needText(whom, 'call-whom', 'Say who it was'),
        ...wrongDay,
        ...needText(time, 'call-time', 'Say when it began'),
        ...needText(text, 'note-text', 'Write what was said'),
        ...wrongDue,
      ],
    )
  }
  return (
    <ActionForm refId={held.ref} title="Note a call" save="Save the call" action={action} onSubmit={save} onCancel={done}>
      <TextField
        id="call-whom"
        label="Who was on the line"
        error={errorFor(action.errors, 'call-whom')}
        value={whom}
        onChange={setWhom}
      />
      <Radios
        id="call-rang"
        legend="Who rang"
        choices={(Object.keys(RANG) as Rang[]).map((value) => ({ value, label: RANG[value] }))}
        value={rang}
        onChange={setRang}
      />
      <DateField
        id="call-on"
        label="On"
        today={today}
        value={on}
        onChange={setOn}
        error={errorFor(action.errors, 'call-on')}
      />
      <TextField
        id="call-time"
        type="time"
        label="At"
        error={errorFor(action.errors, 'call-time')}
        value={time}
        onChange={setTime}
      />
      <TextArea
        id="note-text"
        label="What was said"
        error={errorFor(action.errors, 'note-text')}
        value={text}
        onChange={setText}
      />
      <TextField
        id="call-next"
        label="What is to be done next"
        hint="Becomes a task of yours. Empty: nothing."
        error={errorFor(action.errors, 'call-next')}
        value={next}
        onChange={setNext}
      />
      {next.trim() && (
        <DateField
          id="call-next-due"
          label="By"
          ahead
          today={today}
          value={due}
          onChange={setDue}
          error={errorFor(action.errors, 'call-next-due')}
        />
      )}
    </ActionForm>
  )
}
