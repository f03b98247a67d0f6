import { useState } from 'react'
import { Unreachable, fieldErrors } from '../../../lib/problem'
import type { FieldError, FieldMap } from '../../../lib/problem'
import { useForm } from '../../../lib/typed'
import { useSendWhenBack } from '../../../lib/useSendWhenBack'
import { useActBeside } from '../queries'
import type { Part, SendBeside } from '../queries'

/**
 * Something done to what lives beside a case, from a form: the case stays as it is, so no version is needed.
 *
 * @param part which part; its answer is all of it, and takes the place of what was shown.
 */
export function useBeside<Whole>(part: Part, ref: string, fields: FieldMap, done: () => void) {
  const act = useActBeside<Whole>(part, ref)
  const form = useForm()
  const [errors, setErrors] = useState<FieldError[]>([])
  const carryOut = (send: SendBeside<Whole>) =>
    act.mutate(
      { send, key: form.key },
      {
        onSuccess: () => {
          form.sent()
          done()
        },
        onError: (error) => setErrors(error instanceof Unreachable ? [] : fieldErrors(error, fields)),
      },
    )
  const waiting = useSendWhenBack(act, () => {
    if (act.variables) carryOut(act.variables.send)
  })
  const submit = (send: SendBeside<Whole>, wrong: FieldError[] = []) => {
    if (act.isPending) return
    setErrors(wrong)
    if (wrong.length === 0) carryOut(send)
  }
  return { submit, errors, conflict: false, waiting, busy: act.isPending }
}
