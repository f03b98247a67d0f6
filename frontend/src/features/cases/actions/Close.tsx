import type { Remedy } from '../../../api'
import { closeCase } from '../../../api'
import { REMEDY_KIND_WORDS } from '../../../api/words.gen'
import { Checkboxes } from '../../../components/Choices'
import { DateField } from '../../../components/DateField'
import { TextField } from '../../../components/Fields'
import { AMOUNT_NEEDED, penceOf } from '../../../lib/money'
import { errorFor } from '../../../lib/problem'
import type { FieldError } from '../../../lib/problem'
import { useTyped } from '../../../lib/typed'
import { choices } from '../../../lib/words'
import { useLearning } from '../queries'
import { ActionForm } from './ActionForm'
import { dateFrom, needText, startWith } from './dated'
import { LessonFields, NOTHING, useLesson } from './LessonFields'
import { useAction } from './useAction'
import type { ActionProps } from './useAction'

const FIELDS = {
  '/closed_on': 'closed-on',
  '/remedies': 'put-right',
  '/learning': 'learned-theme',
  '/learning/0/action': 'learned-action',
  '/no_learning_because': 'learned-theme',
}

export function CloseCase({ held, today, done }: ActionProps) {
  const action = useAction(held, FIELDS, done)
  const [on, setOn] = useTyped('on', startWith(today))
  const [kinds, setKinds] = useTyped<Remedy['kind'][]>('kinds', [], Object.keys(REMEDY_KIND_WORDS))
  const [payment, setPayment] = useTyped('amount', '')
  const [refund, setRefund] = useTyped('refund', '')
  const [because, setBecause] = useTyped('because', '')
  const learned = useLesson('learned')
  const hasLearned = useLearning(held.ref).data?.items.some(({ is_dropped }) => !is_dropped)
  const owesLesson = held.teaches && hasLearned === false
  const sums: Partial<Record<Remedy['kind'], string>> = { payment, refund }
  const save = () => {
    const [closed, wrong] = dateFrom(on, today, 'closed-on')
    const errors: FieldError[] = [...wrong, ...learned.wrong()]
    const remedies: Remedy[] = kinds.map((kind) => {
      const typed = sums[kind]
      const pence = typed === undefined ? null : penceOf(typed)
      if (typed !== undefined && !pence) errors.push({ field: `${kind}-pounds`, message: AMOUNT_NEEDED })
      return { kind, amount_pounds: pence && pence / 100 }
    })
    if (owesLesson) errors.push(...needText(learned.theme, 'learned-theme', 'Say what was learned, or that nothing was'))
    if (learned.theme === NOTHING) {
      errors.push(...needText(because, 'no-learning', 'Say why nothing was learned'))
    }
    const body = {
      closed_on: closed,
      remedies,
      learning: learned.lesson ? [learned.lesson] : [],
      no_learning_because: learned.theme === NOTHING ? because.trim() : null,
    }
    action.submit(
      (headers) => closeCase({ path: { ref: held.ref }, body, headers, throwOnError: true }),
      errors,
    )
  }
  return (
    <ActionForm
      refId={held.ref}
      title="Close the case"
      save="Close the case"
      action={action}
      onSubmit={save}
      onCancel={done}
    >
      <DateField
        id="closed-on"
        label="Closed on"
        today={today}
        error={errorFor(action.errors, 'closed-on')}
        value={on}
        onChange={setOn}
      />
      <Checkboxes
        id="put-right"
        legend="What put it right"
        hint="What is still owed is recorded under Putting it right, with who and by when"
        error={errorFor(action.errors, 'put-right')}
        choices={choices(REMEDY_KIND_WORDS)}
        value={kinds}
        onChange={setKinds}
      />
      {kinds.includes('payment') && (
        <TextField
          id="payment-pounds"
          className="rd-field--short"
          label="Payment in pounds"
          inputMode="decimal"
          error={errorFor(action.errors, 'payment-pounds')}
          value={payment}
          onChange={setPayment}
        />
      )}
      {kinds.includes('refund') && (
        <TextField
          id="refund-pounds"
          className="rd-field--short"
          label="Refund in pounds"
          inputMode="decimal"
          error={errorFor(action.errors, 'refund-pounds')}
          value={refund}
          onChange={setRefund}
        />
      )}
      <LessonFields
        typed={learned}
        errors={action.errors}
        label="What was learned"
        hint={owesLesson ? 'It was upheld, if only in part' : undefined}
        instead="Nothing was learned from it"
      />
      {learned.theme === NOTHING && (
        <TextField
          id="no-learning"
          label="Why nothing was learned"
          error={errorFor(action.errors, 'no-learning')}
          value={because}
          onChange={setBecause}
        />
      )}
    </ActionForm>
  )
}
