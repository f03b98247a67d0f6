import { useState } from 'react'
import type { ReactNode } from 'react'
import type { CaseRead, ContactRead, Hears, IssueRead, Method, PlanRead, Plans } from '../../api'
import { makePlan } from '../../api'
import { HEARS_WORDS, METHOD_WORDS } from '../../api/words.gen'
import { Radios } from '../../components/Choices'
import { DateField } from '../../components/DateField'
import { Select, TextArea, TextField } from '../../components/Fields'
import { Card } from '../../components/Page'
import { longDate } from '../../lib/dates'
import { draftOf } from '../../lib/drafts'
import { errorFor } from '../../lib/problem'
import { KeepTyped, useTyped } from '../../lib/typed'
import { choices, lowered } from '../../lib/words'
import { ActionForm } from './actions/ActionForm'
import { BEYOND_LIMIT, BeyondLimit, meant } from './actions/BeyondLimit'
import { dateFrom, maybeDate, needText, startWith } from './actions/dated'
import { useBeside } from './actions/useBeside'
import { usePlan } from './queries'

const FIELDS = {
  '/issues': 'plan-issue-1',
  '/wants': 'plan-wants',
  '/how': 'plan-how',
  '/who': 'plan-who',
  '/hears': 'plan-hears',
  '/made_on': 'plan-made-on',
  '/method': 'plan-method',
  '/promised_on': 'plan-promised-on',
  '/because': 'plan-because',
  ...BEYOND_LIMIT,
}
const AGREED = [
  { value: 'agreed', label: 'Agreed with them' },
  { value: 'told', label: 'Set, and they were told' },
] as const
const LONGEST = 2000
type Agreed = (typeof AGREED)[number]['value']

interface FormProps {
  held: CaseRead
  contact: ContactRead | undefined
  plans: Plans
  today: string
  done: () => void
}

/** What is known of an issue in the complainant's words: as it was described, or all that they said of the only one. */
function inTheirWords({ issues }: CaseRead, { matter, description }: IssueRead, contact: ContactRead | undefined): string {
  const said = description || contact?.matters?.[matter - 1]?.description
  return said || ((issues.length === 1 && contact?.narrative?.slice(0, LONGEST)) || '')
}

/** The plan is made from what is known: their words, what they want, who has the case. */
function PlanForm({ held, contact, plans: { plan, promised_on }, today, done }: FormProps) {
  const action = useBeside<Plans>('plan', held.ref, FIELDS, done)
  const before = new Map(plan?.issues.map(({ number, words }) => [number, words]))
  const begin = Object.fromEntries(
    held.issues.map((issue) => [issue.number, before.get(issue.number) ?? inTheirWords(held, issue, contact)]),
  )
  const [words, setWords] = useTyped<Record<string, string>>('words', begin)
  const [wants, setWants] = useTyped('wants', plan?.wants ?? contact?.desired_outcome ?? '')
  const [how, setHow] = useTyped('how', plan?.how ?? '')
  const [who, setWho] = useTyped('who', plan?.who ?? held.owner?.name ?? '')
  const [hears, setHears] = useTyped<Hears>('hears', plan?.hears ?? 'fortnightly', Object.keys(HEARS_WORDS))
  const [promised, setPromised] = useTyped('promised', '')
  const [beyond, setBeyond] = useTyped('beyond', '')
  const [agreed, setAgreed] = useTyped<Agreed>('agreed', 'agreed', AGREED.map(({ value }) => value))
  const [on, setOn] = useTyped('on', startWith(today))
  const [method, setMethod] = useTyped<Method>('method', 'phone', Object.keys(METHOD_WORDS))
  const [because, setBecause] = useTyped('because', '')
  const save = () => {
    const [madeOn, wrongDay] = dateFrom(on, today, 'plan-made-on')
    const [promisedOn, wrongPromise] = maybeDate(promised, today, 'plan-promised-on', 'ahead')
    const body = {
      issues: held.issues.map(({ number }) => ({ number, words: (words[number] ?? '').trim() })),
      wants: wants.trim(),
      how: how.trim(),
      who: who.trim(),
      hears,
      agreed: agreed === 'agreed',
      made_on: madeOn,
      method,
      promised_on: promisedOn,
      because: plan ? because.trim() : null,
      ...meant(beyond),
    }
    action.submit(
      (headers) => makePlan({ path: { ref: held.ref }, body, headers, throwOnError: true }),
      [
        ...held.issues.flatMap(({ number }) => needText(words[number] ?? '', `plan-issue-${number}`, 'Say it in their words')),
        ...needText(wants, 'plan-wants', 'Say what they want to come of it'),
        ...needText(how, 'plan-how', 'Say how it will be looked into'),
        ...needText(who, 'plan-who', 'Say who looks into it'),
        ...wrongPromise,
        ...wrongDay,
        ...(plan ? needText(because, 'plan-because', 'Say why the plan is changed') : []),
      ],
    )
  }
  const { errors } = action
  return (
    <ActionForm
      refId={held.ref}
      title={plan ? 'Change the plan' : 'Make the plan'}
      save={plan ? 'Change the plan' : 'Save the plan'}
      action={action}
      onSubmit={save}
      onCancel={done}
    >
      {held.issues.map((issue) => (
        <TextArea
          key={issue.number}
          id={`plan-issue-${issue.number}`}
          label={held.issues.length === 1 ? 'The complaint in their own words' : `Issue ${issue.number} in their own words`}
          rows={2}
          error={errorFor(errors, `plan-issue-${issue.number}`)}
          value={words[issue.number] ?? ''}
          onChange={(next) => setWords((all) => ({ ...all, [issue.number]: next }))}
        />
      ))}
      <TextArea
        id="plan-wants"
        label="What they want to come of it"
        rows={2}
        error={errorFor(errors, 'plan-wants')}
        value={wants}
        onChange={setWants}
      />
      <TextArea
        id="plan-how"
        label="How it will be looked into"
        hint="Whom we speak with, what we read, where we go"
        error={errorFor(errors, 'plan-how')}
        value={how}
        onChange={setHow}
      />
      <TextField
        id="plan-who"
        label="Who looks into it"
        error={errorFor(errors, 'plan-who')}
        value={who}
        onChange={setWho}
      />
      <Select
        id="plan-hears"
        label="They hear from us"
        value={hears}
        onChange={(next) => setHears(next as Hears)}
        options={choices(HEARS_WORDS)}
      />
      {promised_on === null && (
        <DateField
          id="plan-promised-on"
          label="Answer promised by, if you agreed a date"
          hint="The target and the legal limit stay as they are."
          today={today}
          ahead
          error={errorFor(errors, 'plan-promised-on')}
          value={promised}
          onChange={setPromised}
        />
      )}
      <BeyondLimit errors={errors} value={beyond} onChange={setBeyond} />
      <Radios id="plan-agreed" legend="Was it agreed" choices={AGREED} value={agreed} onChange={setAgreed} />
      <DateField
        id="plan-made-on"
        label={agreed === 'agreed' ? 'Agreed on' : 'They were told on'}
        today={today}
        error={errorFor(errors, 'plan-made-on')}
        value={on}
        onChange={setOn}
      />
      <Radios id="plan-method" legend="How" choices={choices(METHOD_WORDS)} value={method} onChange={setMethod} />
      {plan && (
        <TextField
          id="plan-because"
          label="Why it is changed"
          error={errorFor(errors, 'plan-because')}
          value={because}
          onChange={setBecause}
        />
      )}
    </ActionForm>
  )
}

function madeWords({ agreed, made_on, method, by }: PlanRead): string {
  const how = METHOD_WORDS[method].toLowerCase()
  return `${agreed ? 'Agreed with them' : 'Set, and they were told'} on ${longDate(made_on)} ${how}, ${by.name}`
}

function Line({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function PlanWords({ plan, issues, promisedOn }: { plan: PlanRead; issues: PlanRead['issues']; promisedOn: string | null }) {
  const hidden = 'Not shown to your role.'
  return (
    <dl className="rd-lines">
      {issues.map(({ number, words }) => (
        <Line key={number} term={issues.length === 1 ? 'In their words' : `Issue ${number}, in their words`}>
          {words ?? hidden}
        </Line>
      ))}
      <Line term="They want">{plan.wants ?? hidden}</Line>
      <Line term="How">{plan.how ?? hidden}</Line>
      <Line term="Who">{plan.who ?? hidden}</Line>
      <Line term="They hear">{HEARS_WORDS[plan.hears]}</Line>
      {promisedOn && <Line term="Promised">An answer by {longDate(promisedOn)}</Line>}
    </dl>
  )
}

interface Props {
  held: CaseRead
  contact: ContactRead | undefined
  today: string
  reason: string
}

/** How the complaint will be looked into, as it was agreed or told; and what was planned before. */
export function Plan({ held, contact, today, reason }: Props) {
  const plans = usePlan(held.ref, reason).data
  const draft = { id: `plan/${held.ref}`, title: `The plan: ${held.ref}`, path: `/cases/${held.ref}` }
  const [open, setOpen] = useState(() => draftOf(draft.id) !== undefined)
  if (!plans || (plans.plan === null && !plans.may_plan)) return null
  const { plan, earlier } = plans
  // One may have followed its matter elsewhere since.
  const isThere = ({ number }: { number: number }) => held.issues.some((issue) => issue.number === number)
  return (
    <>
      {open && plans.may_plan && (
        <KeepTyped {...draft}>
          <PlanForm held={held} contact={contact} plans={plans} today={today} done={() => setOpen(false)} />
        </KeepTyped>
      )}
      <Card title={plans.name ?? 'The plan'} id="plan" note={plan && madeWords(plan)}>
        <div className="rd-card__body rd-stack">
          {plan ? (
            <PlanWords plan={plan} issues={plan.issues.filter(isThere)} promisedOn={held.promised_on} />
          ) : (
            <p>Not made yet: {plans.parts.map(lowered).join(', ') || 'how it will be looked into, and how often they hear'}.</p>
          )}
          {plan?.changed_because && (
            <p>
              <b>Why it was changed:</b> {plan.changed_because}
            </p>
          )}
          {earlier.length > 0 && (
            <details>
              <summary>{earlier.length === 1 ? 'The plan before' : `${earlier.length} plans before`}</summary>
              {earlier.map((one) => (
                <div key={one.number}>
                  <p className="rd-second">{madeWords(one)}</p>
                  <PlanWords plan={one} issues={one.issues} promisedOn={null} />
                </div>
              ))}
            </details>
          )}
          {plans.may_plan && !open && (
            <p>
              <button type="button" className="rd-linklike" onClick={() => setOpen(true)}>
                {plan ? 'Change the plan' : 'Make the plan'}
              </button>
            </p>
          )}
        </div>
      </Card>
    </>
  )
}
