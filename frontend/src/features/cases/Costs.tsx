import { useState } from 'react'
import type { CaseRead, CostKind, CostRead, Costs as AllCosts, NewCost } from '../../api'
import { putCostRight, recordCost } from '../../api'
import { COST_KIND_WORDS } from '../../api/words.gen'
import { DateField } from '../../components/DateField'
import { Select, TextField } from '../../components/Fields'
import { Card } from '../../components/Page'
import { longDate } from '../../lib/dates'
import { AMOUNT_NEEDED, penceOf, pounds } from '../../lib/money'
import { errorFor } from '../../lib/problem'
import type { FieldError } from '../../lib/problem'
import { useSession } from '../../lib/session'
import { draftOf } from '../../lib/drafts'
import { KeepTyped, useTyped } from '../../lib/typed'
import { ActionForm } from './actions/ActionForm'
import { dateFrom, startWith } from './actions/dated'
import { useBeside } from './actions/useBeside'
import { Acts, RightForm } from './FollowUp'
import { useCosts } from './queries'

const FIELDS = { '/kind': 'cost-kind', '/pence': 'cost-pounds', '/spent_on': 'cost-on' }
const RIGHT_FIELDS = {
  '/cost/kind': 'cost-kind',
  '/cost/pence': 'cost-pounds',
  '/cost/spent_on': 'cost-on',
  '/because': 'right-reason',
}
const KINDS = Object.entries(COST_KIND_WORDS).map(([value, label]) => ({ value, label }))
const WAYS = [
  { value: 'another', label: 'It was another cost' },
  { value: 'none', label: 'There was no such cost' },
] as const

interface FormProps {
  held: CaseRead
  today: string
  done: () => void
}

interface OneProps extends FormProps {
  cost: CostRead
}

const nameOf = (cost: CostRead) => `${pounds(cost.pence)} ${COST_KIND_WORDS[cost.kind]}`

/** What is typed of a cost; it begins with one that is recorded, or with today. */
function useCost(today: string, cost?: CostRead) {
  const begin = cost?.kind ?? 'independent_investigation'
  const [kind, setKind] = useTyped<string>('kind', begin, Object.keys(COST_KIND_WORDS))
  const [amount, setAmount] = useTyped('amount', cost ? pounds(cost.pence) : '')
  const [on, setOn] = useTyped('on', startWith(cost?.spent_on ?? today))
  const read = (): [NewCost, FieldError[]] => {
    const [spentOn, wrongDay] = dateFrom(on, today, 'cost-on')
    const pence = penceOf(amount)
    const wrong = pence ? [] : [{ field: 'cost-pounds', message: AMOUNT_NEEDED }]
    return [{ kind: kind as CostKind, pence: pence ?? 0, spent_on: spentOn }, [...wrong, ...wrongDay]]
  }
  return { kind, setKind, amount, setAmount, on, setOn, read }
}

interface FieldsProps {
  typed: ReturnType<typeof useCost>
  today: string
  errors: readonly FieldError[]
}

function CostFields({ typed, today, errors }: FieldsProps) {
  return (
    <>
      <Select
        id="cost-kind"
        label="What for"
        error={errorFor(errors, 'cost-kind')}
        value={typed.kind}
        onChange={typed.setKind}
        options={KINDS}
      />
      <TextField
        id="cost-pounds"
        label="How much, in pounds"
        inputMode="decimal"
        error={errorFor(errors, 'cost-pounds')}
        value={typed.amount}
        onChange={typed.setAmount}
      />
      <DateField
        id="cost-on"
        label="Spent on"
        today={today}
        error={errorFor(errors, 'cost-on')}
        value={typed.on}
        onChange={typed.setOn}
      />
    </>
  )
}

function CostForm({ held, today, done }: FormProps) {
  const action = useBeside<AllCosts>('costs', held.ref, FIELDS, done)
  const typed = useCost(today)
  const save = () => {
    const [body, wrong] = typed.read()
    action.submit((headers) => recordCost({ path: { ref: held.ref }, body, headers, throwOnError: true }), wrong)
  }
  return (
    <ActionForm
      refId={held.ref}
      title="Record a cost"
      save="Record the cost"
      action={action}
      onSubmit={save}
      onCancel={done}
    >
      <CostFields typed={typed} today={today} errors={action.errors} />
    </ActionForm>
  )
}

/** A cost that was recorded wrongly: another one, or none. */
function PutRightForm({ held, today, done, cost }: OneProps) {
  const action = useBeside<AllCosts>('costs', held.ref, RIGHT_FIELDS, done)
  const typed = useCost(today, cost)
  const path = { ref: held.ref, number: cost.number }
  return (
    <RightForm
      refId={held.ref}
      title={`Put right: ${nameOf(cost)}`}
      action={action}
      done={done}
      ways={WAYS}
      save={(truth, because, wrong) => {
        const [right, wrongCost] = truth === 'another' ? typed.read() : [null, []]
        const body = { cost: right, because }
        action.submit(
          (headers) => putCostRight({ path, body, headers, throwOnError: true }),
          [...wrongCost, ...wrong],
        )
      }}
    >
      {(truth) => truth === 'another' && <CostFields typed={typed} today={today} errors={action.errors} />}
    </RightForm>
  )
}

/** What the case cost the council; nothing is shown to who neither records costs nor would see any. */
export function Costs({ held, today }: { held: CaseRead; today: string }) {
  const costs = useCosts(held.ref).data
  const records = useSession()?.permissions.includes('cases:write') ?? false
  const draft = { id: `cost/${held.ref}`, title: `Record a cost: ${held.ref}`, path: `/cases/${held.ref}` }
  const [recording, setRecording] = useState(() => draftOf(draft.id) !== undefined)
  const [wrong, setWrong] = useState<number | null>(null)
  const about = costs?.items.find(({ number }) => number === wrong)
  if (!costs || (costs.items.length === 0 && !records)) return null
  return (
    <>
      {recording && (
        <KeepTyped {...draft}>
          <CostForm held={held} today={today} done={() => setRecording(false)} />
        </KeepTyped>
      )}
      {about && (
        <KeepTyped
          key={about.number}
          id={`${draft.id}/${about.number}/right`}
          title={`${nameOf(about)}: ${held.ref}`}
          path={draft.path}
        >
          <PutRightForm held={held} today={today} done={() => setWrong(null)} cost={about} />
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
                  {records && <Acts label={nameOf(cost)} acts={[['Put right', () => setWrong(cost.number)]]} />}
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
