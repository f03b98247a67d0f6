import { useEffect, useRef } from 'react'
import type { HearsNext, PublicFormRead, Where } from '../../api'
import { longDate } from '../../lib/dates'
import { useToday } from '../../lib/useNow'

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

/** What they are to hear next, by when; or that the day was not kept. */
function Promised({ hears, phone }: { hears: HearsNext; phone: string }) {
  const isLate = hears.by < useToday()
  const day = <b>{longDate(hears.by)}</b>
  if (isLate) {
    return (
      <p>
        You were to hear from us by {day}. We are late, and are sorry. Phone <b>{phone}</b> to ask why.
      </p>
    )
  }
  return hears.what === 'answer' ? (
    <p>You will have our answer by {day}.</p>
  ) : (
    <p>You will hear from us by {day} that we deal with it.</p>
  )
}

interface Props {
  where: Where
  hears: HearsNext | null
  form: PublicFormRead
}

/** Where it stands; takes the focus, because it takes the place of the form that asked for it. */
export function Standing({ where, hears, form }: Props) {
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
      {hears && <Promised hears={hears} phone={form.phone} />}
      <p className="rd-second">This comes from {form.council}’s own records. Close the page when you have read it.</p>
    </section>
  )
}
