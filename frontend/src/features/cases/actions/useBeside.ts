import type { FieldError, FieldMap } from '../../../lib/problem'
import { useForm } from '../../../lib/typed'
import { useFormSend } from '../../../lib/useFormSend'
import { useActBeside } from '../queries'
import type { Part, SendBeside } from '../queries'

/**
 * Something done to what lives beside a case, from a form: the case stays as it is, so no version is needed.
 *
 * @param part which part; its answer is all of it, and takes the place of what was shown.
 */
export function useBeside<Whole>(part: Part, ref: string, fields: FieldMap, done: () => void) {
  const { key } = useForm()
  const { submit, ...sending } = useFormSend(useActBeside<Whole>(part, ref), fields, done)
  return {
    ...sending,
    conflict: false,
    submit: (send: SendBeside<Whole>, wrong?: FieldError[]) => submit({ send, key }, wrong),
  }
}
