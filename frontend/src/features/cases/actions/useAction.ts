import { useState } from 'react'
import type { CaseRead } from '../../../api'
import { ProblemError, Unreachable, fieldErrors } from '../../../lib/problem'
import type { FieldError, FieldMap } from '../../../lib/problem'
import { useForm } from '../../../lib/typed'
import { useSendWhenBack } from '../../../lib/useSendWhenBack'
import { useAct } from '../queries'
import type { Send } from '../queries'

export interface ActionProps {
  held: CaseRead
  today: string
  /** The issue, clock, request or step to begin with, if one was chosen. */
  about?: string | undefined
  /** Closes the form; what is said stays on the page. */
  done: (said?: string) => void
}

const CONFLICT = 412

/**
 * One thing done to a case from a form. The version is the one that was on the page when the form
 * was opened: if the case has moved on, the answer says so, what was typed stays, and saving once
 * more is a decision made with the change in view.
 *
 * @param tell what to say of the case as it was saved.
 */
export function useAction(
  held: CaseRead,
  fields: FieldMap,
  done: ActionProps['done'],
  tell?: (after: CaseRead) => string,
) {
  const act = useAct()
  const form = useForm()
  const [version, setVersion] = useState(form.version ?? held.version)
  const [errors, setErrors] = useState<FieldError[]>([])
  const conflict = act.error instanceof ProblemError && act.error.status === CONFLICT

  const carryOut = (send: Send, seen: number) => {
    const sending = act.mutateAsync(
      { send, version: seen, key: form.key },
      {
        onSuccess: (after) => done(tell?.(after)),
        onError: (error) => {
          const isStale = error instanceof ProblemError && error.status === CONFLICT
          setErrors(isStale || error instanceof Unreachable ? [] : fieldErrors(error, fields))
        },
      },
    )
    // Also of a form that was left for another one meanwhile, which hears of nothing more.
    sending.then(form.sent, () => undefined)
  }
  const waiting = useSendWhenBack(act, () => {
    if (act.variables) carryOut(act.variables.send, act.variables.version)
  })

  const submit = (send: Send, wrong: FieldError[] = []) => {
    if (act.isPending) return
    setErrors(wrong)
    if (wrong.length > 0) return
    const seen = conflict ? held.version : version
    setVersion(seen)
    carryOut(send, seen)
  }

  return { submit, errors, conflict, waiting, busy: act.isPending }
}
