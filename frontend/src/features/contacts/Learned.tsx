import { useState } from 'react'
import type { Channel, ContactRead, FactsLearned, QuestionRead } from '../../api'
import { FUNCTION_WORDS, TEXT_KIND_WORDS } from '../../api/words.gen'
import { DateField, dateError } from '../../components/DateField'
import { DayForm } from '../../components/DayForm'
import { UnknownMark } from '../../components/Icons'
import { readDate } from '../../lib/dates'
import { draftOf } from '../../lib/drafts'
import { errorFor } from '../../lib/problem'
import { useMay } from '../../lib/session'
import { KeepTyped, useTyped } from '../../lib/typed'
import { useFormSend } from '../../lib/useFormSend'
import { useToday } from '../../lib/useNow'
import { choices } from '../../lib/words'
import { ContactForm } from './ContactForm'
import { askOf } from './matters'
import { useAnswer } from './queries'
import { KINDS } from './sections/choices'
import { Chip, quoted } from './sections/Suggested'

interface Choice {
  value: boolean | string
  label: string
}

const YES_NO: Choice[] = [
  { value: true, label: 'Yes' },
  { value: false, label: 'No' },
]

/** What a question may be answered with, where the question itself does not say it. */
const CHOICES: Readonly<Record<string, Choice[]>> = {
  kind: KINDS.filter((kind) => kind.value !== 'unknown'),
  function: choices(FUNCTION_WORDS),
  affected: YES_NO,
  prefers_provider: YES_NO,
  harm_alleged: [
    { value: 'yes', label: 'Yes' },
    { value: 'no', label: 'No' },
  ],
  'person.consent': [
    { value: 'agrees', label: 'Agrees' },
    { value: 'refused', label: 'Does not agree' },
  ],
}

/** Facts that are a day: typed as people say it. */
const DAYS: ReadonlySet<string> = new Set(['event_on', 'aware_on', 'proceedings_ended_on', 'resolved_on', 'person.born_on'])

function choicesOf(question: QuestionRead): Choice[] {
  const said = question.answers ?? []
  if (said.length > 0) return said.map((answer) => ({ value: answer.value, label: answer.words }))
  return CHOICES[question.fact] ?? []
}

/** One fact as the service takes it: "person.consent" lies within the person. */
export function asFacts(fact: string, value: boolean | string): FactsLearned {
  return fact.startsWith('person.') ? { person: { [fact.slice('person.'.length)]: value } } : { [fact]: value }
}

interface AnswerProps {
  question: QuestionRead
  busy: boolean
  answer: (value: boolean | string) => void
}

/** A question whose answer is a day. */
function Day({ question, busy, answer }: AnswerProps) {
  const [text, setText] = useState('')
  return (
    <DayForm
      id={`answer-${question.fact}`}
      label={askOf(question)}
      className="rd-button--second"
      busy={busy}
      text={text}
      onText={setText}
      save={answer}
    />
  )
}

/** A question whose answer is one of a few. */
function OneOf({ question, busy, answer }: AnswerProps) {
  return (
    <p className="rd-answers">
      {choicesOf(question).map((choice) => (
        <button
          key={choice.label}
          type="button"
          className="rd-button rd-button--second"
          aria-disabled={busy}
          onClick={() => {
            if (!busy) answer(choice.value)
          }}
        >
          {choice.label}
        </button>
      ))}
    </p>
  )
}

/** What is still to be asked of a recorded contact: an answer decides as if it had been said at once. */
export function StillToAsk({ contact }: { contact: ContactRead }) {
  const answer = useAnswer(contact.ref)
  const may = useMay('contacts:people')
  const { questions } = contact.assessment
  if (!may || questions.length === 0) return null
  const propsOf = (question: QuestionRead) => ({
    question,
    busy: answer.isPending,
    answer: (value: boolean | string) => answer.mutate({ body: asFacts(question.fact, value), version: contact.version }),
  })
  return (
    <section aria-labelledby="still-to-ask">
      <h3 id="still-to-ask">Still to ask</h3>
      {answer.isError && <p className="rd-error">{answer.error.message}</p>}
      <ul className="rd-ask">
        {questions.map((question) => (
          <li key={question.fact}>
            <UnknownMark />
            <div role="group" aria-label={askOf(question)}>
              {DAYS.has(question.fact) ? (
                <Day {...propsOf(question)} />
              ) : (
                <>
                  {askOf(question)}
                  <OneOf {...propsOf(question)} />
                </>
              )}
              <p className="rd-second">{question.effect}</p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What the text of a contact suggests of its kind and of harm, while nobody has answered; taken with one press. */
export function SuggestedFacts({ contact }: { contact: ContactRead }) {
  const answer = useAnswer(contact.ref)
  const may = useMay('contacts:people')
  const { harm, kind } = contact.suggested ?? {}
  if (!harm && !kind) return null
  const take = (facts: FactsLearned) => {
    const begun = { body: facts, version: contact.version }
    if (!answer.isPending) answer.mutate(begun, { onSuccess: () => document.getElementById('class')?.focus() })
  }
  const [first, ...rest] = kind?.kinds ?? []
  const matters = contact.matters ?? []
  return (
    <section className="rd-stack" aria-label="What the text suggests">
      {harm && (
        <div className="rd-notice rd-notice--late rd-harm">
          <p>
            <strong>Words in the text may tell of harm{harm.words.length > 0 && `: ${quoted(harm.words)}`}.</strong>
          </p>
          {may && (
            <p className="rd-answers">
              <button type="button" className="rd-button rd-button--second" onClick={() => take({ harm_alleged: 'yes' })}>
                Harm is alleged
              </button>
              <button type="button" className="rd-button rd-button--second" onClick={() => take({ harm_alleged: 'no' })}>
                It is not
              </button>
            </p>
          )}
        </div>
      )}
      {kind && first && may && (
        <Chip
          label={`They are: ${TEXT_KIND_WORDS[kind.code]}`}
          words={kind.words}
          onTake={() =>
            take({ kind: first, ...(rest.length > 0 && { matters: [...matters, ...rest.map((each) => ({ kind: each }))] }) })
          }
        />
      )}
      {answer.isError && <p className="rd-error">{answer.error.message}</p>}
    </section>
  )
}

/** Channels on which a contact is made orally, unless somebody says otherwise. */
const ORAL: ReadonlySet<Channel> = new Set(['phone', 'in_person', 'contact_centre'])

/** Whether it can still turn out that this was put right at once (SI 2009/309, reg 8(1)(c)). */
function mayBePutRight(contact: ContactRead): boolean {
  const orally = contact.made_orally ?? ORAL.has(contact.channel ?? 'letter')
  return orally && contact.kind === 'dissatisfaction' && contact.resolved_on == null
}

function PutRightForm({ contact, done }: { contact: ContactRead; done: () => void }) {
  const today = useToday()
  const [on, setOn] = useTyped('on', today)
  const sending = useFormSend(useAnswer(contact.ref), { '/resolved_on': 'put-right-on' }, done)
  const { errors } = sending
  const save = () => {
    const day = readDate(on, today)?.on
    const body = { resolved_on: day, satisfied: true }
    sending.submit({ body, version: contact.version }, day ? [] : [{ field: 'put-right-on', message: dateError(on) }])
  }
  return (
    <ContactForm
      sending={sending}
      save="They are satisfied"
      submit={save}
      cancel={done}
    >
      <DateField
        id="put-right-on"
        label="On which day was it put right?"
        hint="By the end of the working day after they told us, no formal answer is owed"
        today={today}
        error={errorFor(errors, 'put-right-on')}
        value={on}
        onChange={setOn}
      />
    </ContactForm>
  )
}

/** What was put right, to their satisfaction: recorded when it is known, not only on the call. */
export function PutRight({ contact }: { contact: ContactRead }) {
  const { ref, version } = contact
  const draft = { id: `contact/${ref}/put-right`, title: `It was put right: ${ref}`, path: `/contacts/${ref}` }
  const [open, setOpen] = useState(() => draftOf(draft.id) !== undefined)
  const may = useMay('contacts:people')
  if (!may || !mayBePutRight(contact)) return null
  if (!open) {
    return (
      <button type="button" className="rd-linklike" onClick={() => setOpen(true)}>
        It was put right
      </button>
    )
  }
  return (
    <KeepTyped {...draft} version={version}>
      <PutRightForm contact={contact} done={() => setOpen(false)} />
    </KeepTyped>
  )
}
