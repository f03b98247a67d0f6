import type { CaseRead } from '../../api'
import { useSession } from '../../lib/session'
import { ACTIONS, word } from '../../lib/words'
import { Allocate, SetGrade } from './actions/Assign'
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

const FORMS: Record<string, (props: ActionProps & { number?: number }) => React.ReactNode> = {
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

interface Props {
  held: CaseRead
  onOpen: (open: OpenAction) => void
}

/** What can be done now, the step that is owed first; and what cannot be yet, with the reason. */
export function DoNow({ held, onOpen }: Props) {
  const may = allowed(useSession(), held.actions)
  const first = held.primary_action !== null && may.includes(held.primary_action) ? held.primary_action : null
  const rest = may.filter((action) => action !== first)
  if (may.length === 0) return null
  return (
    <section className="rd-card rd-donow" aria-labelledby="do-now">
      <h2 className="rd-h2" id="do-now">
        Do now
      </h2>
      {first !== null && (
        <button type="button" className="rd-button rd-button--wide" onClick={() => onOpen({ action: first })}>
          {word(ACTIONS, first)}
        </button>
      )}
      {rest.map((action) => (
        <button
          key={action}
          type="button"
          className="rd-button rd-button--second rd-button--wide"
          onClick={() => onOpen({ action })}
        >
          {word(ACTIONS, action)}
        </button>
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
