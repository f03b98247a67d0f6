import { useState } from 'react'
import type { CaseRead, LearningPutRight, LearningRead, Lessons } from '../../api'
import {
  changeLearning,
  dropLearning,
  finishLearning,
  lookAtEffect,
  putLearningRight,
  recordLearning,
} from '../../api'
import { LEARNING_SCOPE_WORDS } from '../../api/words.gen'
import { Radios } from '../../components/Choices'
import { DateField } from '../../components/DateField'
import { Select, TextField } from '../../components/Fields'
import { SoonMark } from '../../components/Icons'
import { Card } from '../../components/Page'
import { dayMonth, longDate } from '../../lib/dates'
import { draftOf } from '../../lib/drafts'
import { errorFor } from '../../lib/problem'
import { KeepTyped, useTyped } from '../../lib/typed'
import { lowered } from '../../lib/words'
import { ActionForm } from './actions/ActionForm'
import { dateFrom, maybeDate, needText, startWith } from './actions/dated'
import { LessonFields, useLesson } from './actions/LessonFields'
import { useBeside } from './actions/useBeside'
import {
  Acts,
  DONE_FIELDS,
  DROP_FIELDS,
  DoneForm,
  DropForm,
  Dropped,
  DueField,
  OwedStatus,
  OwnerField,
  RightForm,
  Struck,
} from './FollowUp'
import { useLearning } from './queries'
import { useIssueNames } from './useIssueNames'

const FIELDS = {
  '/theme': 'learning-theme',
  '/action': 'learning-action',
  '/issue': 'learning-issue',
  '/owner': 'learning-owner',
  '/due_on': 'learning-due',
}

type Act = 'record' | 'change' | 'finish' | 'look' | 'drop' | 'right'

interface FormProps {
  held: CaseRead
  today: string
  done: () => void
}

interface OneProps extends FormProps {
  lesson: LearningRead
}

function RecordForm({ held, today, done }: FormProps) {
  const action = useBeside<Lessons>('learning', held.ref, FIELDS, done)
  const issueName = useIssueNames(held.ref)
  const learned = useLesson('learning')
  const [issue, setIssue] = useTyped('issue', '')
  const [owner, setOwner] = useTyped('owner', '')
  const [due, setDue] = useTyped('due', '')
  const save = () => {
    const [dueOn, wrongDay] = maybeDate(due, today, 'learning-due', 'ahead')
    const missing = learned.lesson ? [] : [{ field: 'learning-theme', message: 'Choose what it is about' }]
    const lesson = learned.lesson ?? { theme: '', action: '', scope: 'team' as const }
    const body = { ...lesson, issue: issue ? Number(issue) : null, owner: owner || null, due_on: dueOn }
    action.submit(
      (headers) => recordLearning({ path: { ref: held.ref }, body, headers, throwOnError: true }),
      [...missing, ...learned.wrong(), ...wrongDay],
    )
  }
  const { errors } = action
  return (
    <ActionForm
      refId={held.ref}
      title="Record what was learned"
      save="Record what was learned"
      action={action}
      onSubmit={save}
      onCancel={done}
    >
      <LessonFields typed={learned} errors={errors} label="What it is about" />
      {held.issues.length > 1 && (
        <Select
          id="learning-issue"
          label="From which issue"
          error={errorFor(errors, 'learning-issue')}
          value={issue}
          onChange={setIssue}
          options={[
            { value: '', label: 'The whole case' },
            ...held.issues.map((each) => ({
              value: String(each.number),
              label: `${each.number}. ${issueName(each)}`,
            })),
          ]}
        />
      )}
      <OwnerField id="learning-owner" error={errorFor(errors, 'learning-owner')} value={owner} onChange={setOwner} />
      <DueField id="learning-due" today={today} error={errorFor(errors, 'learning-due')} value={due} onChange={setDue} />
    </ActionForm>
  )
}

function ChangeForm({ held, today, done, lesson }: OneProps) {
  const action = useBeside<Lessons>('learning', held.ref, FIELDS, done)
  const [owner, setOwner] = useTyped('owner', lesson.owner?.subject ?? '')
  const [due, setDue] = useTyped('due', lesson.due_on ? longDate(lesson.due_on) : '')
  const save = () => {
    const [dueOn, wrongDay] = maybeDate(due, today, 'learning-due', 'ahead')
    const body = { owner: owner || null, due_on: dueOn }
    action.submit(
      () => changeLearning({ path: { ref: held.ref, number: lesson.number }, body, throwOnError: true }),
      wrongDay,
    )
  }
  const { errors } = action
  return (
    <ActionForm
      refId={held.ref}
      title={`Change: ${lesson.theme_name}`}
      save="Save the change"
      action={action}
      onSubmit={save}
      onCancel={done}
    >
      <OwnerField id="learning-owner" error={errorFor(errors, 'learning-owner')} value={owner} onChange={setOwner} />
      <DueField id="learning-due" today={today} error={errorFor(errors, 'learning-due')} value={due} onChange={setDue} />
    </ActionForm>
  )
}

function FinishForm({ held, today, done, lesson }: OneProps) {
  const action = useBeside<Lessons>('learning', held.ref, DONE_FIELDS, done)
  const path = { ref: held.ref, number: lesson.number }
  return (
    <DoneForm
      refId={held.ref}
      title={`Done: ${lesson.action ?? lesson.theme_name}`}
      action={action}
      done={done}
      today={today}
      save={(done_on, evidence, wrong) =>
        action.submit(
          (headers) => finishLearning({ path, body: { done_on, evidence }, headers, throwOnError: true }),
          wrong,
        )
      }
    />
  )
}

const EFFECT_FIELDS = { '/looked_at_on': 'effect-on', '/repeated': 'effect-repeated' }

function EffectForm({ held, today, done, lesson }: OneProps) {
  const action = useBeside<Lessons>('learning', held.ref, EFFECT_FIELDS, done)
  const [on, setOn] = useTyped('on', startWith(today))
  const [repeated, setRepeated] = useTyped<string>('repeated', '', ['', 'no', 'yes'])
  const save = () => {
    const [lookedAtOn, wrong] = dateFrom(on, today, 'effect-on')
    const missing = repeated ? [] : [{ field: 'effect-repeated', message: 'Say whether it happened again' }]
    const body = { looked_at_on: lookedAtOn, repeated: repeated === 'yes' }
    const path = { ref: held.ref, number: lesson.number }
    action.submit(
      (headers) => lookAtEffect({ path, body, headers, throwOnError: true }),
      [...wrong, ...missing],
    )
  }
  return (
    <ActionForm
      refId={held.ref}
      title={`Did it help? ${lesson.action ?? lesson.theme_name}`}
      save="Save what was seen"
      action={action}
      onSubmit={save}
      onCancel={done}
    >
      <Radios
        id="effect-repeated"
        legend="Has the same happened again since it was done?"
        error={errorFor(action.errors, 'effect-repeated')}
        choices={[
          { value: 'no', label: 'No' },
          { value: 'yes', label: 'Yes' },
        ]}
        value={repeated}
        onChange={setRepeated}
      />
      <DateField
        id="effect-on"
        label="Looked at on"
        today={today}
        error={errorFor(action.errors, 'effect-on')}
        value={on}
        onChange={setOn}
      />
    </ActionForm>
  )
}

function LeaveForm({ held, done, lesson }: OneProps) {
  const action = useBeside<Lessons>('learning', held.ref, DROP_FIELDS, done)
  const path = { ref: held.ref, number: lesson.number }
  return (
    <DropForm
      refId={held.ref}
      title={`Not done: ${lesson.action ?? lesson.theme_name}`}
      action={action}
      done={done}
      save={(because, wrong) =>
        action.submit((headers) => dropLearning({ path, body: { because }, headers, throwOnError: true }), wrong)
      }
    />
  )
}

const RIGHT_FIELDS = { '/wrong': 'right-truth', '/because': 'right-reason', '/no_learning_because': 'no-learning' }

interface Way {
  value: LearningPutRight['wrong']
  label: string
}

/** What may have been recorded wrongly of an action: the last first. */
function wrongOnes(lesson: LearningRead): Way[] {
  if (lesson.is_dropped) return [{ value: 'dropped', label: 'It counts after all' }]
  return [
    ...(lesson.looked_at_on ? [{ value: 'looked_at', label: 'Nobody looked whether it helped' } as Way] : []),
    ...(lesson.done_on ? [{ value: 'done', label: `It was not done on ${longDate(lesson.done_on)}` } as Way] : []),
    { value: 'recorded', label: 'It was recorded by mistake: it is nothing learned' },
  ]
}

/** An action, or what became of it, that was recorded wrongly. */
function PutRightForm({ held, done, lesson }: OneProps) {
  const action = useBeside<Lessons>('learning', held.ref, RIGHT_FIELDS, done)
  const [notLearned, setNotLearned] = useTyped('no-learning', '')
  const path = { ref: held.ref, number: lesson.number }
  const others = (useLearning(held.ref).data?.items ?? []).filter(({ number }) => number !== lesson.number)
  const isOwed = held.closed_on !== null && held.teaches && others.every(({ is_dropped }) => is_dropped)
  /** Whether a case that closed as upheld has nothing learned any more, once this is put right. */
  const leavesNone = (truth: string) => truth === 'recorded' && isOwed
  return (
    <RightForm
      refId={held.ref}
      title={`Put right: ${lesson.action ?? lesson.theme_name}`}
      action={action}
      done={done}
      ways={wrongOnes(lesson)}
      save={(truth, because, wrong) => {
        const body = {
          wrong: truth as Way['value'],
          because,
          ...(leavesNone(truth) && { no_learning_because: notLearned.trim() }),
        }
        action.submit((headers) => putLearningRight({ path, body, headers, throwOnError: true }), [
          ...(leavesNone(truth) ? needText(notLearned, 'no-learning', 'Say why nothing was learned') : []),
          ...wrong,
        ])
      }}
    >
      {(truth) =>
        leavesNone(truth) && (
          <TextField
            id="no-learning"
            label="Why nothing was learned"
            hint="Or record first what was learned."
            error={errorFor(action.errors, 'no-learning')}
            value={notLearned}
            onChange={setNotLearned}
          />
        )
      }
    </RightForm>
  )
}

const FORMS: Record<Exclude<Act, 'record'>, (props: OneProps) => React.ReactNode> = {
  change: ChangeForm,
  finish: FinishForm,
  look: EffectForm,
  drop: LeaveForm,
  right: PutRightForm,
}

/** Whether it helped, once somebody looked; before that, from when on somebody has to. */
function Effect({ lesson, today }: { lesson: LearningRead; today: string }) {
  if (lesson.looked_at_on) {
    const again = lesson.repeated ? 'It happened again' : 'It did not happen again'
    return (
      <p className={lesson.repeated ? 'rd-followup__again' : 'rd-second'}>
        {again}, looked at {dayMonth(lesson.looked_at_on)}
      </p>
    )
  }
  if (!lesson.effect_on) return null
  if (lesson.effect_on > today) return <p className="rd-second">Look at its effect from {longDate(lesson.effect_on)}</p>
  return (
    <p>
      <span className="rd-rag rd-rag--soon">
        <SoonMark />
        <span>Look whether it helped, since {longDate(lesson.effect_on)}</span>
      </span>
    </p>
  )
}

interface ItemProps {
  lesson: LearningRead
  today: string
  withheld: boolean
  open: (act: Act) => void
}

function LessonItem({ lesson, today, withheld, open }: ItemProps) {
  const next: [Act, string][] = lesson.is_open
    ? [
        ['finish', 'It is done'],
        ['change', 'Change'],
        ['drop', 'Not going ahead'],
      ]
    : [['look', 'Say whether it helped']]
  const acts = [...(lesson.may_act ? next : []), ...(lesson.may_put_right ? [['right', 'Put right'] as [Act, string]] : [])]
  return (
    <li>
      <p>
        <Struck is={lesson.is_dropped}>
          <b>{lesson.theme_name}.</b> {lesson.action}
        </Struck>{' '}
        <span className="rd-second">For {lowered(LEARNING_SCOPE_WORDS[lesson.scope])}</span>
      </p>
      {(!lesson.is_dropped || lesson.done_on) && (
        <p>
          <OwedStatus of={lesson} />
        </p>
      )}
      {lesson.is_dropped && (
        <p>
          <Dropped because={lesson.dropped_because} withheld={withheld} mistaken={lesson.done_on !== null} />
        </p>
      )}
      {lesson.evidence && <p className="rd-second">{lesson.evidence}</p>}
      <Effect lesson={lesson} today={today} />
      {acts.length > 0 && (
        <Acts label={lesson.action ?? lesson.theme_name} acts={acts.map(([act, label]) => [label, () => open(act)])} />
      )}
    </li>
  )
}

/** What was learned: owned by somebody, done by a date, and looked at again. */
export function Learning({ held, today, reason }: { held: CaseRead; today: string; reason: string }) {
  const learning = useLearning(held.ref, reason).data
  const draft = { id: `learning/${held.ref}`, title: `Record what was learned: ${held.ref}`, path: `/cases/${held.ref}` }
  const [opened, setOpened] = useState<{ act: Act; number: number } | null>(() =>
    draftOf(draft.id) ? { act: 'record', number: 0 } : null,
  )
  if (!learning || (learning.items.length === 0 && !learning.may_record)) return null
  const about = learning.items.find((lesson) => lesson.number === opened?.number)
  const Form = opened && opened.act !== 'record' ? FORMS[opened.act] : null
  const done = () => setOpened(null)
  const open = learning.items.filter((lesson) => lesson.is_open).length
  return (
    <>
      {opened?.act === 'record' && (
        <KeepTyped {...draft}>
          <RecordForm held={held} today={today} done={done} />
        </KeepTyped>
      )}
      {Form && about && (
        <KeepTyped
          key={`${opened?.act} ${about.number}`}
          id={`learning/${held.ref}/${about.number}/${opened?.act}`}
          title={`${about.theme_name}: ${held.ref}`}
          path={`/cases/${held.ref}`}
        >
          <Form held={held} today={today} done={done} lesson={about} />
        </KeepTyped>
      )}
      <Card title="Learning" id="learning" note={open > 0 && `${open} still open`}>
        <div className="rd-card__body rd-stack">
          {learning.items.length > 0 && (
            <ul className="rd-followup">
              {learning.items.map((lesson) => (
                <LessonItem
                  key={lesson.number}
                  lesson={lesson}
                  today={today}
                  withheld={learning.withheld.length > 0}
                  open={(act) => setOpened({ act, number: lesson.number })}
                />
              ))}
            </ul>
          )}
          {learning.may_record && opened?.act !== 'record' && (
            <p>
              <button type="button" className="rd-linklike" onClick={() => setOpened({ act: 'record', number: 0 })}>
                Record what was learned
              </button>
            </p>
          )}
        </div>
      </Card>
    </>
  )
}
