import { Link } from 'react-router'
import type { CaseRead } from '../../api'
import { useSession } from '../../lib/session'
import { ACTIONS, word } from '../../lib/words'
import { Adopt, Allocate, SetGrade } from './actions/Assign'
import { CloseCase } from './actions/Close'
import { AddIssue, RecordFinding } from './actions/Issues'
import { Acknowledge, Note, Respond, Withdraw } from './actions/Steps'
import type { ActionProps } from './actions/useAction'
import { allowed } from './permissions'

export interface OpenAction {
  action: string
  /** The issue that a finding is recorded for. */
  issue?: number
}

/** The route is decided on the contact: what it is, is intake's to say. */
const ELSEWHERE: Record<string, (ref: string) => string> = {
  decide_route: (ref) => `/contacts/${ref}?decide`,
}

const FORMS: Record<string, (props: ActionProps & { number?: number }) => React.ReactNode> = {
  adopt: Adopt,
  acknowledge: Acknowledge,
  allocate: Allocate,
  grade: SetGrade,
  add_issue: AddIssue,
  record_finding: RecordFinding,
  respond: Respond,
  close: CloseCase,
  withdraw: Withdraw,
  note: Note,
}

interface FormProps extends ActionProps {
  open: OpenAction
}

/** The form of the action that was chosen; what is typed in it outlives changes of the case. */
export function OpenForm({ open, ...props }: FormProps) {
  const Form = FORMS[open.action]
  if (!Form) return null
  return <Form {...props} {...(open.issue === undefined ? {} : { number: open.issue })} />
}

interface ButtonProps {
  action: string
  refId: string
  first?: boolean
  onOpen: (open: OpenAction) => void
}

function ActionButton({ action, refId, first = false, onOpen }: ButtonProps) {
  const className = `rd-button rd-button--wide ${first ? '' : 'rd-button--second'}`
  const elsewhere = ELSEWHERE[action]
  if (elsewhere) {
    return (
      <Link to={elsewhere(refId)} className={className}>
        {word(ACTIONS, action)}
      </Link>
    )
  }
  return (
    <button type="button" className={className} onClick={() => onOpen({ action })}>
      {word(ACTIONS, action)}
    </button>
  )
}

interface Props {
  held: CaseRead
  onOpen: (open: OpenAction) => void
}

/** What can be done now, the step that is owed first; and what cannot be yet, with the reason. */
export function DoNow({ held, onOpen }: Props) {
  const known = held.actions.filter((action) => action in FORMS || action in ELSEWHERE)
  const may = allowed(useSession(), known)
  const first = held.primary_action !== null && may.includes(held.primary_action) ? held.primary_action : null
  const rest = may.filter((action) => action !== first)
  if (may.length === 0) return null
  return (
    <section className="rd-card rd-donow" aria-labelledby="do-now">
      <h2 className="rd-h2" id="do-now">
        Do now
      </h2>
      {first !== null && <ActionButton action={first} refId={held.ref} first onOpen={onOpen} />}
      {rest.map((action) => (
        <ActionButton key={action} action={action} refId={held.ref} onOpen={onOpen} />
      ))}
      {held.not_yet.length > 0 && (
        <div className="rd-notyet">
          <h3>Not yet</h3>
          {held.not_yet.map(({ action, because }) => (
            <p key={action}>
              <b>{word(ACTIONS, action)}:</b> {because}
            </p>
          ))}
        </div>
      )}
    </section>
  )
}
