import { useState } from 'react'
import type { CaseRead, OfficerName, TaskRead, Tasks as AllTasks } from '../../api'
import { changeTask, dropTask, finishTask, recordTask } from '../../api'
import { MetMark } from '../../components/Icons'
import { DateField } from '../../components/DateField'
import { Select, TextField } from '../../components/Fields'
import { Card, Failed } from '../../components/Page'
import { teamName, useCouncil } from '../../lib/council'
import { dayMonth, longDate } from '../../lib/dates'
import { draftOf } from '../../lib/drafts'
import { useOfficers } from '../../lib/officers'
import { errorFor } from '../../lib/problem'
import { KeepTyped, useTyped } from '../../lib/typed'
import { ActionForm } from './actions/ActionForm'
import { dateFrom, needText, startWith } from './actions/dated'
import { useBeside } from './actions/useBeside'
import { Acts, DROP_FIELDS, DropForm, Dropped, Late } from './FollowUp'
import { useActBeside, useTasks } from './queries'
import './followUp.css'

const FIELDS = { '/what': 'task-what', '/owner': 'task-who', '/team': 'task-who', '/due_on': 'task-due' }

interface WhoProps {
  id: string
  /** For whom it is already, who may have left since. */
  present?: OfficerName | null
  error?: string | undefined
  value: string
  onChange: (who: string) => void
}

/** For whom: oneself, an officer or a team. */
export function WhoField({ id, present, error, value, onChange }: WhoProps) {
  const may = useOfficers().data?.items.filter((officer) => officer.may_own) ?? []
  const officers = present && !may.some(({ subject }) => subject === present.subject) ? [...may, present] : may
  const teams = useCouncil().data?.teams ?? []
  return (
    <Select
      id={id}
      label="For whom"
      error={error}
      value={value}
      onChange={onChange}
      options={[
        { value: '', label: 'Me: a reminder' },
        ...officers.map(({ subject, name }) => ({ value: `owner:${subject}`, label: name })),
        ...teams.map(({ code, name }) => ({ value: `team:${code}`, label: `${name}, as a team` })),
      ]}
    />
  )
}

/** Whom a choice names, as the service is told. */
export function whoFrom(choice: string): { owner?: string; team?: string } {
  const [kind, value = ''] = choice.split(/:(.*)/)
  return kind === 'owner' ? { owner: value } : kind === 'team' ? { team: value } : {}
}

/** The choice that names for whom a task is. */
function choiceOf({ owner, team }: TaskRead): string {
  return team ? `team:${team}` : owner ? `owner:${owner.subject}` : ''
}

interface FormProps {
  held: CaseRead
  today: string
  done: () => void
}

/** A new task, or one that is changed. */
function TaskForm({ held, today, done, task }: FormProps & { task?: TaskRead }) {
  const action = useBeside<AllTasks>('tasks', held.ref, FIELDS, done)
  const [what, setWhat] = useTyped('what', task?.what ?? '')
  const [who, setWho] = useTyped('who', task ? choiceOf(task) : '')
  const [due, setDue] = useTyped('due', task ? startWith(task.due_on) : '')
  const save = () => {
    const [due_on, wrongDay] = dateFrom(due, today, 'task-due', 'ahead')
    const body = { what: what.trim(), due_on, ...whoFrom(who) }
    action.submit(
      (headers) =>
        task
          ? changeTask({ path: { ref: held.ref, number: task.number }, body, headers, throwOnError: true })
          : recordTask({ path: { ref: held.ref }, body, headers, throwOnError: true }),
      [...needText(what, 'task-what', 'Say what is to be done'), ...wrongDay],
    )
  }
  return (
    <ActionForm
      refId={held.ref}
      title={task ? 'Change the task' : 'Add a task or a reminder'}
      save={task ? 'Save the change' : 'Add it'}
      action={action}
      onSubmit={save}
      onCancel={done}
    >
      <TextField
        id="task-what"
        label="What is to be done"
        error={errorFor(action.errors, 'task-what')}
        value={what}
        onChange={setWhat}
      />
      <WhoField id="task-who" present={task?.owner ?? null} error={errorFor(action.errors, 'task-who')} value={who} onChange={setWho} />
      <DateField
        id="task-due"
        label="By when"
        today={today}
        error={errorFor(action.errors, 'task-due')}
        value={due}
        onChange={setDue}
        ahead
      />
    </ActionForm>
  )
}

function LeaveForm({ held, done, task }: FormProps & { task: TaskRead }) {
  const action = useBeside<AllTasks>('tasks', held.ref, DROP_FIELDS, done)
  const path = { ref: held.ref, number: task.number }
  return (
    <DropForm
      refId={held.ref}
      title={`Not done: ${task.what ?? `task ${task.number}`}`}
      action={action}
      done={done}
      save={(because, wrong) =>
        action.submit((headers) => dropTask({ path, body: { because }, headers, throwOnError: true }), wrong)
      }
    />
  )
}

/** For whom it is, in words. */
export function useWho(task: TaskRead): string {
  const council = useCouncil().data
  if (task.team) return teamName(council, task.team) || task.team
  return task.owner?.name ?? ''
}

/** How it stands, as shape and words together. */
export function TaskStatus({ task }: { task: TaskRead }) {
  const who = useWho(task)
  if (task.done_on) {
    return (
      <span className="rd-rag rd-rag--met">
        <MetMark />
        <span>
          Done {dayMonth(task.done_on)}
          {task.done_by && `, ${task.done_by.name}`}
        </span>
      </span>
    )
  }
  const whose = task.is_reminder ? `${who}, a reminder` : `${who}, asked by ${task.by.name}`
  if (task.late) {
    return (
      <Late>
        Late: it was due {longDate(task.due_on)}, {whose}
      </Late>
    )
  }
  return (
    <span className="rd-second">
      Due {longDate(task.due_on)}, {whose}
    </span>
  )
}

interface ItemProps {
  task: TaskRead
  withheld: boolean
  today: string
  drop?: () => void
  change?: () => void
}

/** How it stood before it was changed. */
function EarlierTasks({ task }: { task: TaskRead }) {
  const council = useCouncil().data
  if (task.earlier.length === 0) return null
  return (
    <ul className="rd-earlier">
      {task.earlier.map((one, index) => (
        <li key={index}>
          Until {dayMonth(one.until)}: {[one.what, one.team ? teamName(council, one.team) : one.owner?.name].filter(Boolean).join(', ')}, due{' '}
          {longDate(one.due_on)}. Changed by {one.by.name}
        </li>
      ))}
    </ul>
  )
}

/** A task that is ended with one press: it was done today. */
export function Task({ task, withheld, today, drop, change }: ItemProps) {
  const act = useActBeside<AllTasks>('tasks', task.ref)
  const [key] = useState(() => crypto.randomUUID())
  const name = task.what ?? `Task ${task.number}`
  const finish = () => {
    if (act.isPending) return
    const path = { ref: task.ref, number: task.number }
    act.mutate({
      send: (headers) => finishTask({ path, body: { done_on: today }, headers, throwOnError: true }),
      key,
    })
  }
  return (
    <>
      <p>
        <b>{name}</b>
      </p>
      <p>
        {!task.is_open && !task.done_on ? (
          <Dropped because={task.dropped_because} withheld={withheld} />
        ) : (
          <TaskStatus task={task} />
        )}
      </p>
      <EarlierTasks task={task} />
      {act.error && <Failed error={act.error} />}
      {task.may_act && (
        <Acts
          label={name}
          acts={[
            ['It is done', finish],
            ...(change && task.may_change ? [['Change', change] as const] : []),
            ...(drop ? [['Not going ahead', drop] as const] : []),
          ]}
        />
      )}
    </>
  )
}

/** What somebody is to do in a case, by a day: beside what the complaint itself needs. */
export function Tasks({ held, today, reason }: { held: CaseRead; today: string; reason: string }) {
  const tasks = useTasks(held.ref, reason).data
  const draft = { id: `task/${held.ref}`, title: `Add a task: ${held.ref}`, path: `/cases/${held.ref}` }
  const [opened, setOpened] = useState<number | null>(() => (draftOf(draft.id) ? 0 : null))
  const [changes, setChanges] = useState(false)
  const openAbout = (number: number, change: boolean) => {
    setOpened(number)
    setChanges(change)
  }
  if (!tasks || (tasks.items.length === 0 && !tasks.may_record)) return null
  const about = tasks.items.find((task) => task.number === opened)
  const done = () => setOpened(null)
  const open = tasks.items.filter((task) => task.is_open)
  const ended = tasks.items.filter((task) => !task.is_open)
  const withheld = tasks.withheld.length > 0
  return (
    <>
      {opened === 0 && (
        <KeepTyped {...draft}>
          <TaskForm held={held} today={today} done={done} />
        </KeepTyped>
      )}
      {about && (
        <KeepTyped
          key={`${about.number}${changes}`}
          id={`task/${held.ref}/${about.number}${changes ? '/change' : ''}`}
          title={`Task ${about.number}: ${held.ref}`}
          path={`/cases/${held.ref}`}
        >
          {changes ? (
            <TaskForm held={held} today={today} done={done} task={about} />
          ) : (
            <LeaveForm held={held} today={today} done={done} task={about} />
          )}
        </KeepTyped>
      )}
      <Card title="Tasks" id="tasks" note={open.length > 0 && `${open.length} still open`}>
        <div className="rd-card__body rd-stack">
          {open.length > 0 && (
            <ul className="rd-followup">
              {open.map((task) => (
                <li key={task.number}>
                  <Task
                    task={task}
                    withheld={withheld}
                    today={today}
                    drop={() => openAbout(task.number, false)}
                    change={() => openAbout(task.number, true)}
                  />
                </li>
              ))}
            </ul>
          )}
          {ended.length > 0 && (
            <details className="rd-folded">
              <summary>{ended.length} no longer open</summary>
              <ul className="rd-followup">
                {ended.map((task) => (
                  <li key={task.number}>
                    <Task task={task} withheld={withheld} today={today} />
                  </li>
                ))}
              </ul>
            </details>
          )}
          {tasks.may_record && opened !== 0 && (
            <p>
              <button type="button" className="rd-linklike" onClick={() => setOpened(0)}>
                Add a task or a reminder
              </button>
            </p>
          )}
        </div>
      </Card>
    </>
  )
}
