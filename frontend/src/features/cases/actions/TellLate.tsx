import type { Method } from '../../../api'
import { tellLate } from '../../../api'
import { METHOD_WORDS } from '../../../api/words.gen'
import { DateField } from '../../../components/DateField'
import { Select } from '../../../components/Fields'
import { longDate } from '../../../lib/dates'
import { errorFor } from '../../../lib/problem'
import { useTyped } from '../../../lib/typed'
import { choices } from '../../../lib/words'
import { lateBy } from '../clockWords'
import { ActionForm } from './ActionForm'
import { dateFrom, startWith } from './dated'
import { useAction } from './useAction'
import type { ActionProps } from './useAction'

const FIELDS = { '/level': 'level', '/told_on': 'told-on', '/method': 'method' }

/** Somebody above was told that the answer is late. */
export function TellLate({ held, today, done }: ActionProps) {
  const action = useAction(held, FIELDS, done)
  const levels = held.late?.to_tell ?? []
  const [level, setLevel] = useTyped('level', levels[0] ?? '', levels)
  const [on, setOn] = useTyped('on', startWith(today))
  const [method, setMethod] = useTyped<string>('method', 'email', Object.keys(METHOD_WORDS))
  const save = () => {
    const [toldOn, wrong] = dateFrom(on, today, 'told-on')
    const body = { level, told_on: toldOn, method: method as Method }
    action.submit((headers) => tellLate({ path: { ref: held.ref }, body, headers, throwOnError: true }), wrong)
  }
  return (
    <ActionForm
      refId={held.ref}
      title="Record who was told that it is late"
      save="Record that they were told"
      action={action}
      onSubmit={save}
      onCancel={done}
    >
      {held.late && (
        <p>
          {held.next_due?.act === 'decided' ? 'Its route was to be decided by' : 'The answer was due on'} {longDate(held.late.due_on)}: it is {lateBy(held)}.
        </p>
      )}
      <Select
        id="level"
        label="Who was told"
        error={errorFor(action.errors, 'level')}
        value={level}
        onChange={setLevel}
        options={levels.map((one) => ({ value: one, label: one }))}
      />
      <DateField
        id="told-on"
        label="Told on"
        today={today}
        error={errorFor(action.errors, 'told-on')}
        value={on}
        onChange={setOn}
      />
      <Select
        id="method"
        label="How"
        error={errorFor(action.errors, 'method')}
        value={method}
        onChange={setMethod}
        options={choices(METHOD_WORDS)}
      />
    </ActionForm>
  )
}
