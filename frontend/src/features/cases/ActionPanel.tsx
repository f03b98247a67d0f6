import { Link } from 'react-router'
import type { Action, CaseRead } from '../../api'
import { ACTION_WORDS } from '../../api/words.gen'
import { Adopt, Allocate } from './actions/Assign'
import { SetGrade } from './actions/SetGrade'
import { CloseCase } from './actions/Close'
import { Extend } from './actions/Extend'
import { BeginHold, EndHold } from './actions/Hold'
import { AddIssue, ChangeIssue, RecordFinding } from './actions/Issues'
import { PutRight } from './actions/PutRight'
import { CorrectReceipt } from './actions/Receipt'
import { AskContributor, RecordChase, RecordEnquiry, RecordReply, WithdrawRequest } from './actions/Requests'
import { TellLate } from './actions/TellLate'
import { PutUp, SendBack, Sign } from './actions/Review'
import { Escalate, Reopen, STEPS, TakeStep } from './actions/Stages'
import { Note } from './actions/Notes'
import { Acknowledge, HoldingReply, Respond, Settle, Withdraw } from './actions/Steps'
import type { ActionProps } from './actions/useAction'
import { inSentence, lowered } from '../../lib/words'
import { askedWho, isOwed, lateBy, toChase } from './clockWords'
import { KeepTyped } from '../../lib/typed'

/** What is done on the contact, by what opens its form there: what it is and who agrees is intake's to say. */
const ON_CONTACT = { decide_route: 'decide', settle_consent: 'people' } as const satisfies Partial<Record<Action, string>>
type OnContact = keyof typeof ON_CONTACT
type WithForm = Exclude<Action, OnContact>
const isOnContact = (action: Action): action is OnContact => action in ON_CONTACT

export interface OpenAction {
  action: WithForm
  /** The issue, clock, request or step that it is about. */
  about?: string | undefined
}

const FORMS: Record<WithForm, (props: ActionProps) => React.ReactNode> = {
  adopt: Adopt,
  acknowledge: Acknowledge,
  allocate: Allocate,
  grade: SetGrade,
  add_issue: AddIssue,
  change_issue: ChangeIssue,
  record_finding: RecordFinding,
  take_step: TakeStep,
  put_up: PutUp,
  sign: Sign,
  send_back: SendBack,
  holding_reply: HoldingReply,
  respond: Respond,
  close: CloseCase,
  end_hold: EndHold,
  record_answer: RecordReply,
  withdraw_request: WithdrawRequest,
  settle: Settle,
  withdraw: Withdraw,
  note: Note,
  extend: Extend,
  hold: BeginHold,
  correct_receipt: CorrectReceipt,
  correct: PutRight,
  escalate: Escalate,
  reopen: Reopen,
  ask: AskContributor,
  chase: RecordChase,
  tell_late: TellLate,
  record_ombudsman_enquiry: RecordEnquiry,
}

/** Under "More", by what it is about; the rest is of the case itself. */
const GROUPS: { name: string; actions: Action[] }[] = [
  { name: 'Dates', actions: ['extend', 'hold', 'holding_reply'] },
  { name: 'Stages', actions: ['settle', 'escalate', 'reopen'] },
  { name: 'From outside', actions: ['ask', 'chase', 'record_ombudsman_enquiry', 'withdraw_request'] },
  { name: 'Recorded wrongly', actions: ['correct_receipt', 'correct'] },
]

/** What an action is called on this case, as it stands. */
export function actionWords(held: CaseRead, action: Action): string {
  if (action === 'take_step' && held.next_step) return STEPS[held.next_step] ?? ACTION_WORDS[action]
  if (action === 'record_answer') {
    const isOurs = held.primary_action === action || held.requests.filter(isOwed).every(({ who }) => who === 'council')
    if (isOurs) return 'Record our reply to the Ombudsman'
  }
  const late = toChase(held)
  if (action === 'chase' && late) return `Chase ${inSentence(askedWho(late))}`
  const [level] = held.late?.to_tell ?? []
  if (action === 'tell_late' && level) return `Tell the ${lowered(level)}: ${lateBy(held)}`
  return ACTION_WORDS[action]
}

/** The step or the request that an action is about, where it is what comes first. */
function aboutOf(held: CaseRead, action: WithForm): string | undefined {
  if (action === 'take_step') return held.next_step ?? undefined
  if (action !== held.primary_action) return undefined
  if (action === 'chase') return toChase(held)?.number.toString()
  if (action === 'record_answer') return held.requests.find((one) => one.who === 'council' && isOwed(one))?.number.toString()
  return undefined
}

interface FormProps extends Omit<ActionProps, 'about'> {
  open: OpenAction
}

/** The address of a case with a form open, so that it is there again after a reload. */
export function addressOf(open: OpenAction): Record<string, string> {
  return { do: open.action, ...(open.about !== undefined && { about: open.about }) }
}

/** Which form an address asks for; null where it asks for none that this release has. */
export function openedBy(address: URLSearchParams): OpenAction | null {
  const action = address.get('do') ?? ''
  return action in FORMS ? { action: action as WithForm, about: address.get('about') ?? undefined } : null
}

/** The form of the action that was chosen; what is typed in it outlives changes of the case, and the page. */
export function OpenForm({ open, ...props }: FormProps) {
  const { held } = props
  const Form = FORMS[open.action]
  if (held.actions.length === 0) return null
  return (
    <KeepTyped
      id={['case', held.ref, open.action, open.about].filter(Boolean).join('/')}
      title={`${actionWords(held, open.action)}: ${held.ref}`}
      path={`/cases/${held.ref}?${new URLSearchParams(addressOf(open)).toString()}`}
      version={held.version}
    >
      <Form {...props} about={open.about} />
    </KeepTyped>
  )
}

interface ButtonProps {
  action: Action
  held: CaseRead
  className: string
  onOpen: (open: OpenAction) => void
}

function ActionButton({ action, held, className, onOpen }: ButtonProps) {
  const words = actionWords(held, action)
  if (isOnContact(action)) {
    return (
      <Link to={`/contacts/${held.ref}?${ON_CONTACT[action]}`} className={className}>
        {words}
      </Link>
    )
  }
  const about = aboutOf(held, action)
  return (
    <button type="button" className={className} onClick={() => onOpen({ action, about })}>
      {words}
    </button>
  )
}

interface MoreProps {
  held: CaseRead
  may: readonly Action[]
  open: boolean
  onOpen: (open: OpenAction) => void
}

function More({ held, may, open, onOpen }: MoreProps) {
  const grouped = GROUPS.flatMap((group) => group.actions)
  const ofTheCase = { name: 'The case', actions: may.filter((action) => !grouped.includes(action)) }
  const groups = [ofTheCase, ...GROUPS].map(({ name, actions }) => ({
    name,
    actions: actions.filter((action) => may.includes(action)),
  })).filter((group) => group.actions.length > 0)
  if (groups.length === 0) return null
  return (
    <details className="rd-donow__more" open={open}>
      <summary>More</summary>
      {groups.map((group) => (
        <div key={group.name}>
          <h3>{group.name}</h3>
          <ul>
            {group.actions.map((action) => (
              <li key={action}>
                <ActionButton action={action} held={held} className="rd-linklike" onOpen={onOpen} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </details>
  )
}

interface Props {
  held: CaseRead
  onOpen: (open: OpenAction) => void
}

const DO_NOW = 'do-now'

/** Where somebody goes on once a form is left. */
export function focusDoNow(): void {
  document.getElementById(DO_NOW)?.focus()
}

/** The one step that is owed, the rest under "More"; and what cannot be done yet, with the reason. */
export function DoNow({ held, onOpen }: Props) {
  // A page that was loaded before an update leaves out what it has no form for.
  // Which issue is changed is said by pressing beside it.
  const may = held.actions.filter(
    (action) => (action in FORMS || isOnContact(action)) && action !== 'change_issue',
  )
  const first = held.primary_action !== null && may.includes(held.primary_action) ? held.primary_action : null
  if (may.length === 0) return null
  return (
    <section className="rd-card rd-donow" aria-labelledby={DO_NOW}>
      <h2 className="rd-h2" id={DO_NOW} tabIndex={-1}>
        Do now
      </h2>
      {first !== null && <ActionButton action={first} held={held} className="rd-button rd-button--wide" onOpen={onOpen} />}
      <More held={held} may={may.filter((action) => action !== first)} open={first === null} onOpen={onOpen} />
      {held.not_yet.length > 0 && (
        <div className="rd-notyet">
          <h3>Not yet</h3>
          {held.not_yet.map(({ action, because }) => (
            <p key={action}>
              <b>{actionWords(held, action)}:</b> {because}
            </p>
          ))}
        </div>
      )}
    </section>
  )
}
