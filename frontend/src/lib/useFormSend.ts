import { useState } from 'react'
import type { UseMutationResult } from '@tanstack/react-query'
import { Unreachable, fieldErrors } from './problem'
import type { FieldError, FieldMap } from './problem'
import { useForm } from './typed'
import { useSendWhenBack } from './useSendWhenBack'

/** How it is with what a form sends, for the frame of the form. */
export interface Sending {
  errors: readonly FieldError[]
  /** It could not be sent, and is once the line is back. */
  waiting: boolean
  busy: boolean
}

/**
 * What a form does when it is submitted: nothing while something is wrong with it, or while it is being sent; what there
 * was no line for is sent, as it was, once it is back.
 *
 * @param fields the ids of its fields, by the pointers of what is sent.
 */
export function useFormSend<Body, Answer>(
  mutation: UseMutationResult<Answer, Error, Body>,
  fields: FieldMap | ((body: Body) => FieldMap),
  done: (answer: Answer) => void,
): Sending & { submit: (body: Body, wrong?: FieldError[]) => void } {
  const form = useForm()
  const [errors, setErrors] = useState<FieldError[]>([])
  const carryOut = (body: Body) => {
    const map = typeof fields === 'function' ? fields(body) : fields
    const sending = mutation.mutateAsync(body, {
      onSuccess: (answer) => done(answer),
      onError: (error) => setErrors(error instanceof Unreachable ? [] : fieldErrors(error, map)),
    })
    // Also of a form that was left for another one meanwhile, which hears of nothing more.
    sending.then(form.sent, () => undefined)
  }
  const waiting = useSendWhenBack(mutation, () => {
    if (mutation.variables !== undefined) carryOut(mutation.variables)
  })
  const submit = (body: Body, wrong: FieldError[] = []) => {
    if (mutation.isPending) return
    setErrors(wrong)
    if (wrong.length === 0) carryOut(body)
  }
  return { submit, errors, waiting, busy: mutation.isPending }
}
