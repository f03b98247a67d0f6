import { useState } from 'react'
import type { CaseRead, CostKind, Costs as AllCosts } from '../../api'
import { recordCost } from '../../api'
import { COST_KIND_WORDS } from '../../api/words.gen'
import { DateField } from '../../components/DateField'
import { Select, TextField } from '../../components/Fields'
import { Card } from '../../components/Page'
import { longDate } from '../../lib/dates'
import { AMOUNT_NEEDED, penceOf, pounds } from '../../lib/money'
import { errorFor } from '../../lib/problem'
import { useSession } from '../../lib/session'
import { draftOf } from '../../lib/drafts'
import { KeepTyped, useTyped } from '../../lib/typed'
import { ActionForm } from './actions/ActionForm'
import { dateFrom, startWith } from './actions/dated'
import { useBeside } from './actions/useBeside'
import { useCosts } from './queries'

const FIELDS = { '/kind': 'cost-kind', '/pence': 'cost-pounds', '/spent_on': 'cost-on' }
const KINDS = Object.entries(COST_KIND_WORDS).map(([value, label]) => ({ value, label }))

interface FormProps {
  held: CaseRead
  today: string
  done: () => void
}

function CostForm({ held, today, done }: FormProps) {
  const action = useBeside<AllCosts>('costs', held.ref, FIELDS, done)
  const [kind, setKind] = useTyped<string>('kind', 'independent_investigation', Object.keys(COST_KIND_WORDS))
  const [amount, setAmount] = useTyped('amount', '')
  const [on, setOn] = useTyped('on', startWith(today))
  const save = () => {
    const [spentOn, wrongDay] = dateFrom(on, today, 'cost-on')
    const pence = penceOf(amount)
    const wrong = pence ? [] : [{ field: 'cost-pounds', message: AMOUNT_NEEDED }]
    const body = { kind: kind as CostKind, pence: pence ?? 0, spent_on: spentOn }
    action.submit(
      (headers) => recordCost({ path: { ref: held.ref }, body, headers, throwOnError: true }),
      [...wrong, ...wrongDay],
    )
  }
  const { errors } = action
  return (
    <ActionForm
      refId={held.ref}
      title="Record a cost"
      save="Record the cost"
      action={action}
      onSubmit={save}
      onCancel={done}
    >
      <Select
        id="cost-kind"
        label="What for"
        error={errorFor(errors, 'cost-kind')}
        value={kind}
        onChange={setKind}
        options={KINDS}
      />
      <TextField
        id="cost-pounds"
        label="How much, in pounds"
        inputMode="decimal"
        error={errorFor(errors, 'cost-pounds')}
        value={amount}
        onChange={setAmount}
      />
      <DateField
        id="cost-on"
        label="Spent on"
        today={today}
        error={errorFor(errors, 'cost-on')}
        value={on}
        onChange={setOn}
      />
    </ActionForm>
  )
}

/** What the case cost the council; nothing is shown to who neither records costs nor would see any. */
export function Costs({ held, today }: { held: CaseRead; today: string }) {
  const costs = useCosts(held.ref).data
  const records = useSession()?.permissions.includes('cases:write') ?? false
  const draft = { id: `cost/${held.ref}`, title: `Record a cost: ${held.ref}`, path: `/cases/${held.ref}` }
  const [recording, setRecording] = useState(() => draftOf(draft.id) !== undefined)
  if (!costs || (costs.items.length === 0 && !records)) return null
  return (
    <>
      {recording && (
        <KeepTyped {...draft}>
          <CostForm held={held} today={today} done={() => setRecording(false)} />
        </KeepTyped>
      )}
      <Card title="Costs" id="costs" note={costs.items.length > 0 && `${pounds(costs.total_pence)} in all`}>
        <div className="rd-card__body rd-stack">
          {costs.items.length > 0 && (
            <ul className="rd-stack">
              {costs.items.map((cost) => (
                <li key={cost.number}>
                  <b>{pounds(cost.pence)}</b> {COST_KIND_WORDS[cost.kind]}{' '}
                  <span className="rd-second">{longDate(cost.spent_on)}</span>
                </li>
              ))}
            </ul>
          )}
          {records && !recording && (
            <p>
              <button type="button" className="rd-linklike" onClick={() => setRecording(true)}>
                Record a cost
              </button>
            </p>
          )}
        </div>
      </Card>
    </>
  )
}
