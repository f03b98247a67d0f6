import { useState } from 'react'
import type { ContactRead } from '../../../api'
import { Tick } from '../../../components/Choices'
import { TextArea, TextField } from '../../../components/Fields'
import { longDate } from '../../../lib/dates'
import { errorFor } from '../../../lib/problem'
import { useTyped } from '../../../lib/typed'
import { useFormSend } from '../../../lib/useFormSend'
import { useSettled } from '../../../lib/useSettled'
import { ContactForm } from '../ContactForm'
import { useTakeHeld, useWhose } from './queries'

const REFERENCE = /^[A-Z]{3}-[0-9]{4}-[0-9]{4,6}$/
const MOST = 50

/** References as they were typed, divided by commas or blanks, each once. */
function divided(typed: string): string[] {
  return [...new Set(typed.toUpperCase().split(/[\s,;]+/).filter(Boolean))]
}

function wrongRefs(refs: readonly string[]): string | null {
  if (refs.length === 0) return 'Name at least one reference'
  if (refs.length > MOST) return `Name ${MOST} references at most`
  const odd = refs.find((ref) => !REFERENCE.test(ref))
  return odd ? `${odd} is no reference` : null
}

/** What tells somebody from another of the same name, as far as the reader may see it. */
function whose({ complainant, person, received_on }: ContactRead): string {
  const said = [
    complainant?.name && `from ${[complainant.name, complainant.address].filter(Boolean).join(', ')}`,
    person?.name && `about ${person.name}`,
    person?.born_on && `born ${longDate(person.born_on)}`,
    person?.care_number && `number ${person.care_number}`,
    longDate(received_on),
  ]
  return said.filter(Boolean).map((part) => ` · ${part}`).join('')
}

/** Whether what is known of the people says that they are not one. */
function areSeveral(contacts: readonly ContactRead[]): boolean {
  return (['born_on', 'care_number'] as const).some(
    (mark) => new Set(contacts.map(({ person }) => person?.[mark]).filter(Boolean)).size > 1,
  )
}

interface SeveralProps {
  several: boolean
  looked: boolean
  say: (looked: boolean) => void
}

/** Who asks would be given what is somebody else's: nothing is taken until somebody has looked. */
function Several({ several, looked, say }: SeveralProps) {
  return (
    <div role="status">
      {several && (
        <div className="rd-notice">
          <p>They are about different people: days of birth or numbers differ.</p>
          <Tick id="held-several" label="I have looked: whoever asks has to do with each" value={looked} onChange={say} />
        </div>
      )}
    </div>
  )
}

/** Two people may have one name: whose each reference is stands there before anything is taken. */
function WhoseEach({ refs, found }: { refs: string[]; found: ContactRead[] | undefined }) {
  return (
    <ul className="rd-stack" aria-live="polite" aria-label="Whose they are">
      {found &&
        refs.map((ref) => {
          const contact = found.find((one) => one.ref === ref)
          return (
            <li key={ref}>
              <b>{contact ? (contact.title ?? ref) : 'There is no such contact, or you may not see it.'}</b>
              <span className="rd-second rd-block">
                {ref}
                {contact && whose(contact)}
              </span>
            </li>
          )
        })}
    </ul>
  )
}

const FIELDS = { '/refs': 'held-refs', '/because': 'held-because', '/of_several': 'held-several' }

/** Takes everything that is held of one person, for whoever asks for it. */
export function HeldForm({ refId, done }: { refId: string; done: () => void }) {
  const sending = useFormSend(useTakeHeld(), FIELDS, done)
  const { errors } = sending
  const [typed, setTyped] = useTyped('refs', refId)
  const [because, setBecause] = useTyped('because', '')
  const refs = divided(typed)
  const known = divided(useSettled(typed, 300))
    .filter((ref) => REFERENCE.test(ref))
    .slice(0, MOST)
  const found = useWhose(known).data?.filter(({ ref }) => known.includes(ref))
  // The server knows also what this role is not shown.
  const [looked, setLooked] = useState(false)
  const several = (found && areSeveral(found)) || looked || errorFor(errors, 'held-several') !== undefined
  const submit = () => {
    const wrong = wrongRefs(refs)
    sending.submit({ refs, because: because.trim(), of_several: looked }, [
      ...(wrong ? [{ field: 'held-refs', message: wrong }] : []),
      ...(several && !looked ? [{ field: 'held-several', message: 'Say that whoever asks has to do with each' }] : []),
      ...(because.trim() ? [] : [{ field: 'held-because', message: 'Say why you take it' }]),
    ])
  }
  return (
    <ContactForm sending={sending} save="Take it" submit={submit} cancel={done}>
      <p>
        One file with all that was said and done, to read and redact. Before any of it leaves the council, take out what is of
        other people.
      </p>
      <TextArea
        id="held-refs"
        label="References of this person"
        hint="Divided by commas or blanks. Two people can have the same name: look whose each is."
        rows={3}
        error={errorFor(errors, 'held-refs')}
        value={typed}
        onChange={(now) => {
          setTyped(now)
          setLooked(false)
        }}
      />
      <Several several={several} looked={looked} say={setLooked} />
      <WhoseEach refs={known} found={found} />
      <TextField
        id="held-because"
        label="Why you take it"
        hint="It stands in the record of reads."
        error={errorFor(errors, 'held-because')}
        value={because}
        onChange={setBecause}
      />
    </ContactForm>
  )
}
