import type { ReactNode } from 'react'
import { SendForm } from '../../components/SendForm'
import type { Sending } from '../../lib/useFormSend'

interface Props {
  sending: Sending
  /** What its button says. */
  save: string
  submit: () => void
  cancel: () => void
  children: ReactNode
}

/** The frame of every form on a contact. */
export function ContactForm({ cancel, ...form }: Props) {
  return <SendForm className="rd-card__body" cancel={{ says: 'Leave it as it is', leave: cancel }} {...form} />
}
