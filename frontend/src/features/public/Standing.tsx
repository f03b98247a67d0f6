import { useEffect, useRef } from 'react'
import type { PublicFormRead, Where } from '../../api'

/** In plain words, with what to do next. */
const SAID: Readonly<Record<Where, readonly [where: string, next: string]>> = {
  received: ['We have it.', 'Somebody reads it and gets in touch with you.'],
  deciding: [
    'We are deciding how to deal with it.',
    'We may ask you something first. We tell you what we decide, and why.',
  ],
  looked_into: ['It is being looked into.', 'We tell you what we find, and what we do about it.'],
  answered: [
    'We sent you our answer.',
    'The answer says what you can do if you do not agree. If you did not get it, phone us.',
  ],
  closed: [
    'It is closed.',
    'If you do not agree with our answer, you can go to the Local Government and Social Care Ombudsman. It is free.',
  ],
  withdrawn: ['It was taken back, and we stopped.', 'If that is not what you wanted, phone us.'],
  passed_on: ['It is not dealt with as a complaint.', 'Whoever can do something about it has it.'],
  not_a_complaint: [
    'We do not look into it as a complaint.',
    'We tell you why, and who can help you. If you do not agree, phone us.',
  ],
}

/** Where it stands; takes the focus, because it takes the place of the form that asked for it. */
export function Standing({ where, form }: { where: Where; form: PublicFormRead }) {
  const box = useRef<HTMLElement>(null)
  useEffect(() => box.current?.focus(), [])
  const [said, next] = SAID[where]
  return (
    <section className="rd-notice rd-notice--well" aria-labelledby="standing" tabIndex={-1} ref={box}>
      <h2 className="rd-h2" id="standing">
        Where it stands
      </h2>
      <p>
        <strong>{said}</strong> {next}
      </p>
      <p className="rd-second">This comes from {form.council}’s own records. Close the page when you have read it.</p>
    </section>
  )
}
