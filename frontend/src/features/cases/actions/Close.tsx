import type { Learning, Remedy } from '../../../api'
import { closeCase } from '../../../api'
import { LEARNING_SCOPE_WORDS, REMEDY_KIND_WORDS } from '../../../api/words.gen'
import { Checkboxes } from '../../../components/Choices'
import { DateField } from '../../../components/DateField'
import { Select, TextField } from '../../../components/Fields'
import { errorFor } from '../../../lib/problem'
import type { FieldError } from '../../../lib/problem'
import { useTyped } from '../../../lib/typed'
import { choices } from '../../../lib/words'
import { ActionForm } from './ActionForm'
import { dateFrom, needText, startWith } from './dated'
import { useAction } from './useAction'
import type { ActionProps } from './useAction'

const FIELDS = {
  '/closed_on': 'closed-on',
  '/remedies': 'remedies',
  '/learning': 'learning-theme',
  '/learning/0/action': 'learning-action',
}

/** An amount in pounds, or null when there is none. */
function amountOf(text: string): number | null {
  const amount = Number(text.replace(/[£,\s]/g, ''))
  return text.trim() !== '' && Number.isFinite(amount) ? amount : null
}

export function CloseCase({ held, today, done }: ActionProps) {
  const action = useAction(held, FIELDS, done)
  const [on, setOn] = useTyped('on', startWith(today))
  const [kinds, setKinds] = useTyped<Remedy['kind'][]>('kinds', [], Object.keys(REMEDY_KIND_WORDS))
  const [amount, setAmount] = useTyped('amount', '')
  const [theme, setTheme] = useTyped('theme', '')
  const [learned, setLearned] = useTyped('learned', '')
  const [scope, setScope] = useTyped<string>('scope', 'team', Object.keys(LEARNING_SCOPE_WORDS))
  const save = () => {
    const [closed, wrong] = dateFrom(on, today, 'closed-on')
    const errors: FieldError[] = [...wrong]
    if (kinds.includes('payment') && amountOf(amount) === null) {
      errors.push({ field: 'amount', message: 'Give the amount in pounds' })
    }
    const half = (theme.trim() === '') !== (learned.trim() === '')
    if (half) {
      errors.push(...needText(theme, 'learning-theme', 'Say what the learning is about'))
      errors.push(...needText(learned, 'learning-action', 'Say what will change'))
    }
    const remedies: Remedy[] = kinds.map((kind) => ({
      kind,
      amount_pounds: kind === 'payment' ? amountOf(amount) : null,
    }))
    const learning: Learning[] = theme.trim()
      ? [{ theme: theme.trim(), action: learned.trim(), scope: scope as Learning['scope'] }]
      : []
    const body = { closed_on: closed, remedies, learning }
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
        id="remedies"
        legend="What put it right"
        error={errorFor(action.errors, 'remedies')}
        choices={choices(REMEDY_KIND_WORDS)}
        value={kinds}
        onChange={setKinds}
      />
      {kinds.includes('payment') && (
        <TextField
          id="amount"
          className="rd-field--short"
          label="Amount in pounds"
          inputMode="decimal"
          error={errorFor(action.errors, 'amount')}
          value={amount}
          onChange={setAmount}
        />
      )}
      <TextField
        id="learning-theme"
        label="What was learned about, if anything"
        error={errorFor(action.errors, 'learning-theme')}
        value={theme}
        onChange={setTheme}
      />
      <TextField
        id="learning-action"
        label="What will change"
        error={errorFor(action.errors, 'learning-action')}
        value={learned}
        onChange={setLearned}
      />
      <Select
        id="learning-scope"
        className="rd-field--short"
        label="For"
        value={scope}
        onChange={setScope}
        options={choices(LEARNING_SCOPE_WORDS)}
      />
    </ActionForm>
  )
}
