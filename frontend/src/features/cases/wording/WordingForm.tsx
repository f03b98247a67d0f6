import { useState } from 'react'
import type { WordingRead, WordingWords, WordRead } from '../../../api'
import { DateField } from '../../../components/DateField'
import { ErrorSummary } from '../../../components/ErrorSummary'
import { NotSent } from '../../../components/NotSent'
import { Restored } from '../../../components/Restored'
import { longDate } from '../../../lib/dates'
import { errorFor, fieldErrors } from '../../../lib/problem'
import type { FieldError } from '../../../lib/problem'
import { useForm, useTyped } from '../../../lib/typed'
import { useFormSend } from '../../../lib/useFormSend'
import { LetterSheet } from '../LetterSheet'
import { LetterWordsFields } from '../LetterWordsFields'
import { Folded } from '../actions/ActionForm'
import { dateFrom, needText, startWith } from '../actions/dated'
import { useKeepWording, usePreview, useVersion } from './queries'
import type { Of } from './queries'

const FIELDS = {
  '/subject': 'wording-subject',
  '/text': 'wording-text',
  '/easy_read': 'wording-easy',
  '/in_force_from': 'wording-from',
}

interface Props {
  letter: Of
  wording: WordingRead
  words: readonly WordRead[]
  today: string
}

/** The words of one kind of letter, and beside them the example that they make. */
export function WordingForm({ letter, wording, words, today }: Props) {
  const { name, in_force: now, product, versions } = wording
  const { key } = useForm()
  const keep = useKeepWording(letter)
  const sending = useFormSend(keep, FIELDS, () => undefined)
  const preview = usePreview(letter)
  const version = useVersion(letter)
  const [subject, setSubject] = useTyped('subject', now.subject)
  const [text, setText] = useTyped('text', now.text)
  const [easy, setEasy] = useTyped('easy', now.easy_read ?? '')
  const [from, setFrom] = useTyped('from', startWith(today))
  const [wrong, setWrong] = useState<FieldError[]>([])
  const [seen, setSeen] = useState<WordingWords | null>(null)
  const said = (asked: string) => words.find(({ word }) => word === asked)?.example ?? ''
  const tried = { subject: subject.trim(), text, easy_read: easy.trim() ? easy : null }
  const errors = [...sending.errors, ...wrong]
  const failed = (error: Error) => setWrong(fieldErrors(error, FIELDS))
  const begin = (other: WordingWords) => {
    setSubject(other.subject)
    setText(other.text)
    setEasy(other.easy_read ?? '')
    setSeen(null)
    setWrong([])
  }
  const missing = () => [
    ...needText(subject, 'wording-subject', 'Give the letter a subject'),
    ...needText(text, 'wording-text', 'Write the letter'),
  ]
  const look = () => {
    const mistakes = missing()
    setWrong(mistakes)
    if (mistakes.length === 0) preview.mutate(tried, { onSuccess: setSeen, onError: failed })
  }
  const save = () => {
    const [day, mistakes] = from.trim() === longDate(today) ? [today, []] : dateFrom(from, today, 'wording-from', 'ahead')
    const body = { ...tried, in_force_from: day, after: versions[0]?.version ?? 0 }
    setWrong([])
    sending.submit({ body, key }, [...missing(), ...mistakes])
  }
  return (
    <div className="rd-letter">
      <form
        className="rd-letter__words rd-fields"
        noValidate
        aria-label={name}
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
      >
        <Restored />
        <ErrorSummary errors={errors} />
        {sending.waiting && <NotSent />}
        <LetterWordsFields
          id="wording"
          subject={subject}
          setSubject={setSubject}
          text={text}
          setText={setText}
          hint="A line that begins with # is a heading, with * an item of a list. A line in which a ((word)) has nothing to say is left out."
          easy={easy}
          setEasy={setEasy}
          easyHint="Empty: this letter has none."
          errors={errors}
        />
        <DateField
          id="wording-from"
          label="Letters have these words from"
          hint={letter.about === 'case' ? 'Letters that are drafted already stay as they are.' : undefined}
          today={today}
          ahead
          value={from}
          onChange={setFrom}
          error={errorFor(errors, 'wording-from')}
        />
        <div className="rd-buttons">
          <button type="submit" className="rd-button" aria-disabled={sending.busy}>
            {sending.busy ? 'Saving' : 'Use these words'}
          </button>
          <button type="button" className="rd-button rd-button--second" onClick={look}>
            Show the example
          </button>
          <button type="button" className="rd-linklike" onClick={() => begin(product)}>
            Begin with the product’s words
          </button>
        </div>
        <p role="status">{keep.isSuccess && 'Kept.'}</p>
        {versions.length > 0 && (
          <Folded summary={`Versions (${versions.length})`}>
            <ul className="rd-wording__versions">
              {versions.map((each) => (
                <li key={each.version}>
                  <span>
                    {each.version}: from {longDate(each.in_force_from)}, by {each.by.name}
                    {each.is_in_force && ', in use'}
                  </span>
                  <button
                    type="button"
                    className="rd-linklike"
                    onClick={() => version.mutate(each.version, { onSuccess: begin, onError: failed })}
                  >
                    Begin with version {each.version}
                  </button>
                </li>
              ))}
            </ul>
          </Folded>
        )}
        <Folded summary="What a ((word)) says">
          <dl className="rd-wording__words">
            {words.map(({ word, example }) => (
              <div key={word}>
                <dt>
                  <code>(({word}))</code>
                </dt>
                <dd>{example}</dd>
              </div>
            ))}
          </dl>
        </Folded>
      </form>
      <div className="rd-letter__seen">
        {seen ? (
          <LetterSheet
            name={said('name')}
            address=""
            refId={said('reference')}
            on={today}
            subject={seen.subject}
            text={seen.text}
            print="standard"
          />
        ) : (
          <p className="rd-second">The example shows these words with a {letter.about === 'case' ? 'complaint' : 'contact'} that never was.</p>
        )}
      </div>
    </div>
  )
}
