import type { LetterRead, Method, Print } from '../../api'
import { METHOD_WORDS } from '../../api/words.gen'
import { Tick } from '../../components/Choices'
import { DateField } from '../../components/DateField'
import { ErrorSummary } from '../../components/ErrorSummary'
import { Select, TextField } from '../../components/Fields'
import { NotSent } from '../../components/NotSent'
import { Restored } from '../../components/Restored'
import { errorFor } from '../../lib/problem'
import type { FieldError } from '../../lib/problem'
import { useForm, useTyped } from '../../lib/typed'
import type { Sending } from '../../lib/useFormSend'
import { choices } from '../../lib/words'
import { LetterFiles } from './LetterFiles'
import { LetterSheet } from './LetterSheet'
import { LetterWordsFields } from './LetterWordsFields'
import { Folded } from './actions/ActionForm'
import { AskedReasons, NO_REASONS, REASONS, lackingOn, missingReasons, reasonsOf } from './actions/Reasons'
import type { Reasons } from './actions/Reasons'
import { dateFrom, needText } from './actions/dated'
import type { LetterChange } from './letterQueries'

const PRINTS: { value: Print; label: string }[] = [
  { value: 'standard', label: 'As usual' },
  { value: 'large', label: 'Large print' },
  { value: 'easy_read', label: 'Easy read' },
]
export const LETTER_FIELDS = {
  '/to_name': 'letter-name',
  '/to_address': 'letter-address',
  '/subject': 'letter-subject',
  '/text': 'letter-text',
  '/easy_read': 'letter-easy',
  '/sent_on': 'letter-sent',
  ...REASONS,
}

/** What keeps it from leaving, each with why. */
function Holds({ letter }: { letter: LetterRead }) {
  if (letter.missing.length === 0 && letter.changed.length === 0) return null
  return (
    <div className="rd-notice rd-notice--soon" role="status">
      {letter.missing.length > 0 && (
        <>
          <h2 className="rd-h3">Something is missing</h2>
          <ul>
            {letter.missing.map(({ word, why }) => (
              <li key={word}>
                <code>(({word}))</code> {why}
              </li>
            ))}
          </ul>
          <p>Record it in the case and fill the letter again, or write it yourself.</p>
        </>
      )}
      {letter.changed.length > 0 && (
        <>
          <h2 className="rd-h3">Something changed since it was written</h2>
          <ul>
            {letter.changed.map(({ word, was, now }) => (
              <li key={word}>
                It says “{was}”. {now ? `Now it is “${now}”.` : 'That is not so any more.'}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}

/** What is said of a letter as it leaves, and how it is sent: it stays while its words become a new version. */
export interface Leaving {
  said: Said
  say: (changed: Partial<Said>) => void
  method: Method
  setMethod: (method: Method) => void
  on: string
  setOn: (on: string) => void
  sending: Sending
  send: (change: LetterChange, wrong?: FieldError[]) => void
}

export interface Said extends Reasons {
  stays: boolean
}

export const NOTHING_SAID: Said = { ...NO_REASONS, stays: false }

interface DraftProps {
  refId: string
  letter: LetterRead
  today: string
  leaving: Leaving
}

/** A letter as it is written, and beside it as it leaves. */
export function LetterDraft({ refId, letter, today, leaving }: DraftProps) {
  const form = useForm()
  const [name, setName] = useTyped('name', letter.to_name ?? '')
  const [address, setAddress] = useTyped('address', letter.to_address ?? '')
  const [subject, setSubject] = useTyped('subject', letter.subject)
  const [text, setText] = useTyped('text', letter.text)
  const [easy, setEasy] = useTyped('easy', letter.easy_read ?? '')
  const [print, setPrint] = useTyped<Print>('print', letter.print, PRINTS.map(({ value }) => value))
  const { said, say, method, setMethod, on, setOn, sending, send } = leaving
  const { errors } = sending
  const typed =
    name !== (letter.to_name ?? '') ||
    address !== (letter.to_address ?? '') ||
    subject !== letter.subject ||
    text !== letter.text ||
    easy !== (letter.easy_read ?? '') ||
    print !== letter.print
  /** What is done with it as it was saved last. */
  const act = (then: LetterChange['then']) => send({ version: letter.version, words: null, then })
  /** Its words are saved before anything else is done with them, and are a new version, which the page shows anew. */
  const save = (then: LetterChange['then'], wrong: FieldError[] = []) => {
    const words = {
      to_name: name.trim() || null,
      to_address: address.trim() || null,
      print,
      subject,
      text,
      easy_read: easy.trim() ? easy : null,
    }
    send({ version: form.version ?? letter.version, words: typed ? words : null, then }, [
      ...wrong,
      ...needText(subject, 'letter-subject', 'Give the letter a subject'),
      ...needText(text, 'letter-text', 'Write the letter'),
    ])
  }
  // What is asked of an answer before it leaves, by the day on which it does.
  const askedOn = (day: string) => ({
    isLate: letter.target_on !== null && day > letter.target_on,
    awaitsConsent: letter.awaits_consent,
    lacks: lackingOn(day, letter.investigated_with),
  })
  const wrongOf = (day: string) => missingReasons(askedOn(day), said, 'leave')
  const saidOf = (day: string) => ({ although_changed: said.stays, ...reasonsOf(askedOn(day), said) })
  const recordSent = () => {
    const [sentOn, wrongDay] = dateFrom(on, today, 'letter-sent')
    save({ act: 'send', body: { sent_on: sentOn, method, ...saidOf(sentOn) } }, [...wrongDay, ...wrongOf(sentOn)])
  }
  const leave = () => {
    const wrong = [...needText(address, 'letter-address', 'Say where it goes'), ...wrongOf(today)]
    save({ act: 'leave', body: saidOf(today) }, wrong)
  }
  return (
    <div className="rd-letter">
      <form
        className="rd-letter__words rd-fields"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          leave()
        }}
      >
        <Restored />
        <ErrorSummary errors={errors} />
        {sending.waiting && <NotSent />}
        <Holds letter={letter} />
        {letter.language && (
          <p className="rd-notice">
            Their language is {letter.language}. Give an interpreter the plain text, and send both.
          </p>
        )}
        {letter.adjustment_note && <p className="rd-notice">What they need: {letter.adjustment_note}</p>}
        <TextField id="letter-name" label="To" value={name} onChange={setName} error={errorFor(errors, 'letter-name')} />
        <TextField
          id="letter-address"
          label="Address or e-mail"
          value={address}
          onChange={setAddress}
          error={errorFor(errors, 'letter-address')}
        />
        <LetterWordsFields
          id="letter"
          subject={subject}
          setSubject={setSubject}
          text={text}
          setText={setText}
          hint="A line that begins with # is a heading, with * an item of a list."
          easy={letter.easy_read === null ? null : easy}
          setEasy={setEasy}
          errors={errors}
        />
        <Select
          id="letter-print"
          label="Print"
          value={print}
          onChange={(value) => setPrint(value as Print)}
          options={PRINTS}
        />
        <AskedReasons
          goes="leave"
          asked={askedOn(today)}
          hint="It is kept with the case, and is not in the letter."
          errors={errors}
          said={said}
          say={say}
        />
        {letter.changed.length > 0 && (
          <Tick id="letter-stays" label="It stays as it is written" value={said.stays} onChange={(value) => say({ stays: value })} />
        )}
        <div className="rd-buttons">
          <button type="submit" className="rd-button" aria-disabled={sending.busy}>
            Send it
          </button>
          {letter.needs_signature && !letter.is_signed && (
            <button type="button" className="rd-button rd-button--second" onClick={() => save({ act: 'sign', body: { signed_on: today } })}>
              Sign these words
            </button>
          )}
          <button type="button" className="rd-button rd-button--second" onClick={() => typed && save(null)}>
            Save the draft
          </button>
          <button type="button" className="rd-linklike" onClick={() => act({ act: 'fill' })}>
            Fill it again
          </button>
          <button type="button" className="rd-linklike" onClick={() => act({ act: 'discard' })}>
            Discard it
          </button>
        </div>
        <Folded summary="It left by another way">
          <div className="rd-letter__leaves">
            <Select
              id="letter-method"
              label="How it leaves"
              value={method}
              onChange={(value) => setMethod(value as Method)}
              options={choices(METHOD_WORDS)}
            />
            <DateField
              id="letter-sent"
              label="Sent on"
              today={today}
              value={on}
              onChange={setOn}
              error={errorFor(errors, 'letter-sent')}
            />
          </div>
          <div className="rd-buttons">
            <button type="button" className="rd-button rd-button--second" onClick={recordSent}>
              Record it as sent
            </button>
          </div>
        </Folded>
      </form>
      <div className="rd-letter__seen">
        <LetterFiles refId={refId} letter={letter} easy={print === 'easy_read'} />
        <p className="rd-second">{typed ? 'A file has the words that were saved last.' : 'As it leaves.'}</p>
        <LetterSheet
          name={name}
          address={address}
          refId={refId}
          on={today}
          subject={subject}
          text={print === 'easy_read' && easy.trim() ? easy : text}
          print={print}
        />
      </div>
    </div>
  )
}
