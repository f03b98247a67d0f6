import type { CaseRead } from '../../api'
import { ACTIONS, word } from '../../lib/words'
import { Allocate, SetGrade } from './actions/Assign'
import { CloseCase } from './actions/Close'
import { AddIssue, RecordFinding } from './actions/Issues'
import { Acknowledge, Note, Respond, Withdraw } from './actions/Steps'
import type { ActionProps } from './actions/useAction'

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
  const rest = held.actions.filter((action) => action !== held.primary_action)
  if (held.actions.length === 0 && held.not_yet.length === 0) return null
  return (
    <section className="rd-card rd-donow" aria-labelledby="do-now">
      <h2 className="rd-h2" id="do-now">
        Do now
      </h2>
      {held.primary_action && (
        <button
          type="button"
          className="rd-button rd-button--wide"
          onClick={() => held.primary_action && onOpen({ action: held.primary_action })}
        >
          {word(ACTIONS, held.primary_action)}
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
