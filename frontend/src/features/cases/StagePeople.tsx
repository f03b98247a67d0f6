import { useState } from 'react'
import type {
  AdvocacyAct,
  AdvocacyRead,
  AdvocacyWord,
  AppointmentRead,
  Appointments,
  CaseRead,
  PanelRead,
  StagePeople as OfStage,
  StageRole,
} from '../../api'
import { appoint, endAppointment, giveAvailableDays, putAdvocacyRight, tellOfAdvocacy } from '../../api'
import { ADVOCACY_ACT_WORDS, STAGE_ROLE_WORDS } from '../../api/words.gen'
import { Radios } from '../../components/Choices'
import { DateField, dateError } from '../../components/DateField'
import { Select, TextArea, TextField } from '../../components/Fields'
import { LateMark, SoonMark } from '../../components/Icons'
import { Card } from '../../components/Page'
import { dayMonth, longDate, readDate, weekdayDate } from '../../lib/dates'
import { draftOf } from '../../lib/drafts'
import { useOfficers } from '../../lib/officers'
import { errorFor } from '../../lib/problem'
import type { FieldError } from '../../lib/problem'
import { KeepTyped, useChoice, useTyped } from '../../lib/typed'
import { choices, lowered } from '../../lib/words'
import { ActionForm } from './actions/ActionForm'
import { dateFrom, needText, startWith } from './actions/dated'
import { useBeside } from './actions/useBeside'
import { Acts, RightForm } from './FollowUp'
import { useAppointments } from './queries'

const PANEL: ReadonlySet<StageRole> = new Set(['panel_chair', 'panel_member'])
/** Nobody of the council may be one of these. */
const INDEPENDENT: ReadonlySet<StageRole> = new Set(['independent_person', ...PANEL])
const WHOSE = [
  { value: 'council', label: 'Of the council' },
  { value: 'independent', label: 'Independent of it' },
] as const
type Whose = (typeof WHOSE)[number]['value']
type Act = 'appoint' | 'advocacy' | 'days' | 'end' | 'right'

interface FormProps {
  held: CaseRead
  people: Appointments
  today: string
  done: () => void
}

interface OneProps extends FormProps {
  one: AppointmentRead
}

function nameOf({ name, officer, role }: AppointmentRead): string {
  const who = officer?.name ?? name
  return who ? `${STAGE_ROLE_WORDS[role]}, ${who}` : STAGE_ROLE_WORDS[role]
}

function StageField({ id, people, value, onChange }: { id: string; people: Appointments; value: string; onChange: (stage: string) => void }) {
  if (people.stages.length < 2) return null
  return (
    <Select
      id={id}
      label="Stage"
      value={value}
      onChange={onChange}
      options={people.stages.map((stage) => ({ value: String(stage.number), label: stage.name }))}
    />
  )
}

const APPOINT_FIELDS = {
  '/role': 'appoint-role',
  '/stage': 'appoint-stage',
  '/name': 'appoint-name',
  '/officer': 'appoint-officer',
  '/independent': 'appoint-whose',
  '/appointed_on': 'appointed-on',
}

/** The present stage, or the one that is recorded, unless another one was chosen. */
function useStage({ stages }: Appointments, recorded?: number) {
  const numbers = stages.map(({ number }) => String(number))
  return useChoice('stage', numbers, recorded?.toString() ?? numbers.at(-1) ?? '1')
}

function AppointForm({ held, people, today, done }: FormProps) {
  const action = useBeside<Appointments>('appointments', held.ref, APPOINT_FIELDS, done)
  const officers = useOfficers().data?.items ?? []
  const [stage, setStage] = useStage(people)
  const of = people.stages.find((one) => String(one.number) === stage)
  const [role, setRole] = useChoice<StageRole>('role', of?.roles ?? [], of?.missing[0] ?? of?.roles[0] ?? 'advocate')
  const [officer, setOfficer] = useTyped('officer', '')
  const [name, setName] = useTyped('name', '')
  const [whose, setWhose] = useTyped<Whose>('whose', 'independent', ['council', 'independent'])
  const [on, setOn] = useTyped('on', startWith(today))
  const outside = INDEPENDENT.has(role)
  const byName = outside || officer === ''
  const save = () => {
    const [appointedOn, wrong] = dateFrom(on, today, 'appointed-on')
    const body = {
      role,
      stage: Number(stage),
      name: byName ? name.trim() : null,
      officer: byName ? null : officer,
      independent: outside || (byName && whose === 'independent'),
      appointed_on: appointedOn,
    }
    action.submit(
      (headers) => appoint({ path: { ref: held.ref }, body, headers, throwOnError: true }),
      [...(byName ? needText(name, 'appoint-name', 'Give their name') : []), ...wrong],
    )
  }
  const { errors } = action
  return (
    <ActionForm refId={held.ref} title="Appoint somebody" save="Appoint them" action={action} onSubmit={save} onCancel={done}>
      <StageField id="appoint-stage" people={people} value={stage} onChange={setStage} />
      <Select
        id="appoint-role"
        label="As what"
        error={errorFor(errors, 'appoint-role')}
        value={role}
        onChange={(next) => setRole(next as StageRole)}
        options={choices(STAGE_ROLE_WORDS, of?.roles ?? [])}
      />
      {!outside && (
        <Select
          id="appoint-officer"
          label="Who"
          error={errorFor(errors, 'appoint-officer')}
          value={officer}
          onChange={setOfficer}
          options={[
            { value: '', label: 'Somebody else, by name' },
            ...officers.filter((one) => one.may_own).map((one) => ({ value: one.subject, label: one.name })),
          ]}
        />
      )}
      {byName && (
        <TextField
          id="appoint-name"
          label="Name"
          {...(outside && { hint: 'Neither a member nor an officer of the council, nor the spouse of one' })}
          error={errorFor(errors, 'appoint-name') ?? (outside ? errorFor(errors, 'appoint-whose') : undefined)}
          value={name}
          onChange={setName}
        />
      )}
      {byName && !outside && (
        <Radios
          id="appoint-whose"
          legend="Do they belong to the council?"
          error={errorFor(errors, 'appoint-whose')}
          choices={WHOSE}
          value={whose}
          onChange={setWhose}
        />
      )}
      <DateField
        id="appointed-on"
        label="Appointed on"
        today={today}
        error={errorFor(errors, 'appointed-on')}
        value={on}
        onChange={setOn}
      />
    </ActionForm>
  )
}

/** What is typed of a word about advocacy; it begins with one that is recorded, or with an offer today. */
function useWord(people: Appointments, today: string, word?: AdvocacyRead) {
  const [stage, setStage] = useStage(people, word?.stage)
  const [act, setAct] = useTyped<AdvocacyAct>('act', word?.act ?? 'offered', Object.keys(ADVOCACY_ACT_WORDS))
  const [on, setOn] = useTyped('on', startWith(word?.told_on ?? today))
  const read = (): [AdvocacyWord, FieldError[]] => {
    const [toldOn, wrong] = dateFrom(on, today, 'advocacy-on')
    return [{ act, stage: Number(stage), told_on: toldOn }, wrong]
  }
  return { stage, setStage, act, setAct, on, setOn, read }
}

interface WordProps {
  typed: ReturnType<typeof useWord>
  people: Appointments
  today: string
  errors: readonly FieldError[]
}

function WordFields({ typed, people, today, errors }: WordProps) {
  return (
    <>
      <Radios
        id="advocacy-act"
        legend="What became of it"
        error={errorFor(errors, 'advocacy-act')}
        choices={choices(ADVOCACY_ACT_WORDS)}
        value={typed.act}
        onChange={typed.setAct}
      />
      <StageField id="advocacy-stage" people={people} value={typed.stage} onChange={typed.setStage} />
      <DateField
        id="advocacy-on"
        label="On"
        today={today}
        error={errorFor(errors, 'advocacy-on')}
        value={typed.on}
        onChange={typed.setOn}
      />
    </>
  )
}

function AdvocacyForm({ held, people, today, done }: FormProps) {
  const fields = { '/act': 'advocacy-act', '/stage': 'advocacy-stage', '/told_on': 'advocacy-on' }
  const action = useBeside<Appointments>('appointments', held.ref, fields, done)
  const typed = useWord(people, today)
  const save = () => {
    const [body, wrong] = typed.read()
    action.submit((headers) => tellOfAdvocacy({ path: { ref: held.ref }, body, headers, throwOnError: true }), wrong)
  }
  return (
    <ActionForm refId={held.ref} title="Record advocacy" save="Record it" action={action} onSubmit={save} onCancel={done}>
      <WordFields typed={typed} people={people} today={today} errors={action.errors} />
    </ActionForm>
  )
}

const RIGHT_FIELDS = {
  '/word/act': 'advocacy-act',
  '/word/stage': 'advocacy-stage',
  '/word/told_on': 'advocacy-on',
  '/because': 'right-reason',
}
const WAYS = [
  { value: 'another', label: 'Something else was said' },
  { value: 'none', label: 'Nothing was said' },
] as const

const wordsOf = ({ act, told_on }: AdvocacyRead) => `${ADVOCACY_ACT_WORDS[act]} on ${dayMonth(told_on)}`

/** A word about advocacy that was recorded wrongly: another one, or none. */
function PutWordRight({ held, people, today, done, word }: FormProps & { word: AdvocacyRead }) {
  const action = useBeside<Appointments>('appointments', held.ref, RIGHT_FIELDS, done)
  const typed = useWord(people, today, word)
  const path = { ref: held.ref, number: word.number }
  return (
    <RightForm
      refId={held.ref}
      title={`Put right: ${lowered(wordsOf(word))}`}
      action={action}
      done={done}
      ways={WAYS}
      save={(truth, because, wrong) => {
        const [right, wrongWord] = truth === 'another' ? typed.read() : [null, []]
        const body = { word: right, because }
        action.submit(
          (headers) => putAdvocacyRight({ path, body, headers, throwOnError: true }),
          [...wrongWord, ...wrong],
        )
      }}
    >
      {(truth) =>
        truth === 'another' && <WordFields typed={typed} people={people} today={today} errors={action.errors} />
      }
    </RightForm>
  )
}

/** The days that stand in a text, one a line or between commas, and what in it is no date. */
function daysFrom(text: string, today: string): [string[], string[]] {
  const said = text.split(/[\n,;]/).map((each) => each.trim()).filter(Boolean)
  const read = said.map((each) => [each, readDate(each, today, 'ahead')] as const)
  return [read.flatMap(([, day]) => day?.on ?? []), read.filter(([, day]) => day === null).map(([each]) => each)]
}

function DaysForm({ held, today, done, one }: OneProps) {
  const action = useBeside<Appointments>('appointments', held.ref, { '/days': 'available-days' }, done)
  const [text, setText] = useTyped('days', one.days.filter((day) => day >= today).map(longDate).join('\n'))
  const save = () => {
    const [days, wrong] = daysFrom(text, today)
    action.submit(
      () => giveAvailableDays({ path: { ref: held.ref, number: one.number }, body: { days }, throwOnError: true }),
      wrong.map((each) => ({ field: 'available-days', message: dateError(each) })),
    )
  }
  return (
    <ActionForm refId={held.ref} title={`Days of ${lowered(nameOf(one))}`} save="Save the days" action={action} onSubmit={save} onCancel={done}>
      <TextArea
        id="available-days"
        label="Days on which they can"
        hint="One a line, such as 1 February. These take the place of those given before."
        rows={6}
        error={errorFor(action.errors, 'available-days')}
        value={text}
        onChange={setText}
      />
    </ActionForm>
  )
}

function EndForm({ held, today, done, one }: OneProps) {
  const fields = { '/ended_on': 'appointment-ended-on', '/because': 'ended-because' }
  const action = useBeside<Appointments>('appointments', held.ref, fields, done)
  const [on, setOn] = useTyped('on', startWith(today))
  const [because, setBecause] = useTyped('because', '')
  const save = () => {
    const [endedOn, wrong] = dateFrom(on, today, 'appointment-ended-on')
    const body = { ended_on: endedOn, because: because.trim() }
    action.submit(
      (headers) => endAppointment({ path: { ref: held.ref, number: one.number }, body, headers, throwOnError: true }),
      [...wrong, ...needText(because, 'ended-because', 'Say why')],
    )
  }
  return (
    <ActionForm refId={held.ref} title={`No longer takes part: ${lowered(nameOf(one))}`} save="End it" action={action} onSubmit={save} onCancel={done}>
      <DateField
        id="appointment-ended-on"
        label="Since"
        today={today}
        error={errorFor(action.errors, 'appointment-ended-on')}
        value={on}
        onChange={setOn}
      />
      <TextField
        id="ended-because"
        label="Why"
        hint="If it was recorded by mistake, say so and give the day it began."
        error={errorFor(action.errors, 'ended-because')}
        value={because}
        onChange={setBecause}
      />
    </ActionForm>
  )
}

const FORMS = { days: DaysForm, end: EndForm }

interface PersonProps {
  one: AppointmentRead
  today: string
  mayEnd: boolean
  mayPlan: boolean
  open: (act: Act) => void
}

function Person({ one, today, mayEnd, mayPlan, open }: PersonProps) {
  const began = longDate(one.appointed_on)
  const since = one.ended_on ? `${began} to ${longDate(one.ended_on)}` : `since ${began}`
  const days = one.days.filter((day) => day >= today)
  return (
    <li>
      <p>
        <b>{STAGE_ROLE_WORDS[one.role]}</b> {one.officer?.name ?? one.name}
      </p>
      <p className="rd-second">
        {one.independent ? 'Independent of the council' : 'Of the council'}, {since}
        {one.ended_because && `: ${lowered(one.ended_because)}`}
      </p>
      {mayPlan && (
        <p className="rd-second">{days.length > 0 ? `Can on ${days.map(dayMonth).join(', ')}` : 'No days given yet'}</p>
      )}
      {mayEnd && one.ended_on === null && (
        <Acts
          label={nameOf(one)}
          acts={[
            ...(mayPlan ? [['Give their days', () => open('days')] as const] : []),
            ['No longer takes part', () => open('end')],
          ]}
        />
      )}
    </li>
  )
}

function Warning({ late, children }: { late: boolean; children: string }) {
  const Mark = late ? LateMark : SoonMark
  return (
    <p className={`rd-rag rd-rag--${late ? 'late' : 'soon'}`}>
      <Mark />
      <span>{children}</span>
    </p>
  )
}

/** When the panel can meet, and what to do while it cannot; as shape, words and colour together. */
function Panel({ panel: { due_on, met_on, days, warning }, today }: { panel: PanelRead; today: string }) {
  if (met_on) return <p>The panel met on {longDate(met_on)}.</p>
  return (
    <div>
      {due_on && <p>The panel has to meet by {longDate(due_on)}.</p>}
      {days.length > 0 && (
        <p>
          All can on <b>{days.map(weekdayDate).join(', ')}</b>.
        </p>
      )}
      {warning && <Warning late={due_on !== null && due_on < today}>{warning}</Warning>}
    </div>
  )
}

function OneStage({ of, people, today, open }: { of: OfStage; people: Appointments; today: string; open: (act: Act, number: number) => void }) {
  const here = people.items.filter((one) => one.stage === of.number)
  const told = people.advocacy.filter((one) => one.stage === of.number)
  const plans = of.number === people.stages.at(-1)?.number && people.panel !== null && people.panel.met_on === null
  if (here.length + told.length + of.missing.length === 0) return null
  return (
    <div>
      {people.stages.length > 1 && <h3 className="rd-h3">{of.name}</h3>}
      <ul className="rd-followup">
        {here.map((one) => (
          <Person
            key={one.number}
            one={one}
            today={today}
            mayEnd={people.may_record}
            mayPlan={plans && PANEL.has(one.role) && one.ended_on === null}
            open={(act) => open(act, one.number)}
          />
        ))}
        {of.missing.length > 0 && (
          <li>
            <p>
              Not appointed yet: {of.missing.map((role) => lowered(STAGE_ROLE_WORDS[role])).join(', ')}{' '}
              <span className="rd-second">{of.source}</span>
            </p>
            {of.warning && <Warning late={of.late}>{of.warning}</Warning>}
          </li>
        )}
        {told.map((word) => (
          <li key={`advocacy ${word.number}`}>
            <p>{wordsOf(word)}.</p>
            {people.may_record && (
              <Acts label={wordsOf(word)} acts={[['Put right', () => open('right', word.number)]]} />
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Who takes part in the stages besides who owns the case, who is missing, and when a panel can meet. */
export function StagePeople({ held, today, reason }: { held: CaseRead; today: string; reason: string }) {
  const people = useAppointments(held.ref, reason).data
  const drafts = (['appoint', 'advocacy'] as const).map((act) => ({ act, id: `${act}/${held.ref}` }))
  const [opened, setOpened] = useState<{ act: Act; number: number } | null>(() => {
    const begun = drafts.find(({ id }) => draftOf(id))
    return begun ? { act: begun.act, number: 0 } : null
  })
  if (!people || people.stages.length === 0) return null
  if (people.items.length + people.advocacy.length === 0 && !people.may_record) return null
  const one = people.items.find(({ number }) => number === opened?.number)
  const word = opened?.act === 'right' && people.advocacy.find(({ number }) => number === opened.number)
  const done = () => setOpened(null)
  const props = { held, people, today, done }
  const OneForm = opened && (opened.act === 'days' || opened.act === 'end') ? FORMS[opened.act] : null
  const missing = people.stages.at(-1)?.missing.length ?? 0
  return (
    <>
      {(opened?.act === 'appoint' || opened?.act === 'advocacy') && (
        <KeepTyped
          key={opened.act}
          id={`${opened.act}/${held.ref}`}
          title={`${opened.act === 'appoint' ? 'Appoint somebody' : 'Record advocacy'}: ${held.ref}`}
          path={`/cases/${held.ref}`}
        >
          {opened.act === 'appoint' ? <AppointForm {...props} /> : <AdvocacyForm {...props} />}
        </KeepTyped>
      )}
      {OneForm && one && (
        <KeepTyped
          key={`${opened?.act} ${one.number}`}
          id={`appointment/${held.ref}/${one.number}/${opened?.act}`}
          title={`${nameOf(one)}: ${held.ref}`}
          path={`/cases/${held.ref}`}
        >
          <OneForm {...props} one={one} />
        </KeepTyped>
      )}
      {word && (
        <KeepTyped
          key={`right ${word.number}`}
          id={`advocacy/${held.ref}/${word.number}/right`}
          title={`${wordsOf(word)}: ${held.ref}`}
          path={`/cases/${held.ref}`}
        >
          <PutWordRight {...props} word={word} />
        </KeepTyped>
      )}
      <Card title="People of this stage" id="stage-people" note={missing > 0 && `${missing} not appointed yet`}>
        <div className="rd-card__body rd-stack">
          {people.panel && <Panel panel={people.panel} today={today} />}
          {[...people.stages].reverse().map((of) => (
            <OneStage
              key={of.number}
              of={of}
              people={people}
              today={today}
              open={(act, number) => setOpened({ act, number })}
            />
          ))}
          {people.may_record && (
            <p className="rd-followup__acts">
              <button type="button" className="rd-linklike" onClick={() => setOpened({ act: 'appoint', number: 0 })}>
                Appoint somebody
              </button>
              <button type="button" className="rd-linklike" onClick={() => setOpened({ act: 'advocacy', number: 0 })}>
                Record advocacy
              </button>
            </p>
          )}
        </div>
      </Card>
    </>
  )
}
