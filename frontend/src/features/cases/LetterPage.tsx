import { useState } from 'react'
import { Link, useNavigate, useParams } from 'react-router'
import type { LetterRead, Method, Print } from '../../api'
import { LETTER_KIND_WORDS, LETTER_STATE_WORDS, METHOD_WORDS } from '../../api/words.gen'
import { Tick } from '../../components/Choices'
import { DateField } from '../../components/DateField'
import { ErrorSummary } from '../../components/ErrorSummary'
import { Select, TextArea, TextField } from '../../components/Fields'
import { Card, Failed, Filling, PageTitle } from '../../components/Page'
import { Restored } from '../../components/Restored'
import { longDate } from '../../lib/dates'
import { errorFor, fieldErrors } from '../../lib/problem'
import type { FieldError } from '../../lib/problem'
import { useMay } from '../../lib/session'
import { KeepTyped, useForm, useTyped } from '../../lib/typed'
import { useToday } from '../../lib/useNow'
import { lowered } from '../../lib/words'
import { LetterSheet } from './LetterSheet'
import { Folded } from './actions/ActionForm'
import { dateFrom, needText, startWith } from './actions/dated'
import { useChangeLetter, useDiscardLetter, useLetter, useLetterFile } from './letterQueries'
import type { LetterFormat } from './letterQueries'
import './letters.css'

const PRINTS: { value: Print; label: string }[] = [
  { value: 'standard', label: 'As usual' },
  { value: 'large', label: 'Large print' },
  { value: 'easy_read', label: 'Easy read' },
]
const FORMATS: Record<LetterFormat, string> = { pdf: 'PDF', docx: 'Word', html: 'Web page', txt: 'Plain text' }
const FIELDS = {
  '/to_name': 'letter-name',
  '/to_address': 'letter-address',
  '/subject': 'letter-subject',
  '/text': 'letter-text',
  '/easy_read': 'letter-easy',
  '/sent_on': 'letter-sent',
  '/late_because': 'letter-sent',
  '/without_consent_because': 'letter-sent',
}

function Downloads({ refId, letter, easy }: { refId: string; letter: LetterRead; easy: boolean }) {
  const file = useLetterFile(refId, letter.number)
  return (
    <>
      <ErrorSummary errors={file.error ? fieldErrors(file.error, {}) : []} />
      <ul className="rd-downloads" aria-label="Take the letter as a file">
        {Object.entries(FORMATS).map(([format, name]) => (
          <li key={format}>
            <button
              type="button"
              className="rd-linklike"
              onClick={() => file.mutate({ format: format as LetterFormat, easy })}
            >
              {name}
            </button>
          </li>
        ))}
      </ul>
    </>
  )
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

interface DraftProps {
  refId: string
  letter: LetterRead
  today: string
}

function Draft({ refId, letter, today }: DraftProps) {
  const navigate = useNavigate()
  const change = useChangeLetter(refId, letter.number)
  const discard = useDiscardLetter(refId, letter.number)
  const form = useForm()
  const [name, setName] = useTyped('name', letter.to_name ?? '')
  const [address, setAddress] = useTyped('address', letter.to_address ?? '')
  const [subject, setSubject] = useTyped('subject', letter.subject)
  const [text, setText] = useTyped('text', letter.text)
  const [easy, setEasy] = useTyped('easy', letter.easy_read ?? '')
  const [print, setPrint] = useTyped<Print>('print', letter.print, PRINTS.map(({ value }) => value))
  const [method, setMethod] = useState<Method>(letter.to_address?.includes('@') ? 'email' : 'letter')
  const [on, setOn] = useState(startWith(today))
  const [stays, setStays] = useState(false)
  const [errors, setErrors] = useState<FieldError[]>([])
  const body = {
    version: letter.version,
    to_name: name.trim() || null,
    to_address: address.trim() || null,
    print,
    subject,
    text,
    easy_read: easy.trim() ? easy : null,
  }
  const typed =
    name !== (letter.to_name ?? '') ||
    address !== (letter.to_address ?? '') ||
    subject !== letter.subject ||
    text !== letter.text ||
    easy !== (letter.easy_read ?? '') ||
    print !== letter.print
  const failed = (error: Error) => setErrors(fieldErrors(error, FIELDS))
  const save = async (): Promise<LetterRead | null> => {
    if (!typed) return letter
    const wrong = [
      ...needText(subject, 'letter-subject', 'Give the letter a subject'),
      ...needText(text, 'letter-text', 'Write the letter'),
    ]
    setErrors(wrong)
    if (wrong.length > 0) return null
    try {
      const saved = await change.mutateAsync({ act: 'save', body })
      form.sent()
      return saved
    } catch (error) {
      failed(error as Error)
      return null
    }
  }
  const sign = async () => {
    const saved = await save()
    if (saved) {
      const signed = { version: saved.version, signed_on: today }
      change.mutate({ act: 'sign', body: signed }, { onError: failed })
    }
  }
  const send = async () => {
    const [sentOn, wrong] = dateFrom(on, today, 'letter-sent')
    setErrors(wrong)
    if (wrong.length > 0) return
    const saved = await save()
    if (saved) {
      const sent = { version: saved.version, sent_on: sentOn, method, although_changed: stays }
      change.mutate({ act: 'send', body: sent }, { onError: failed, onSuccess: () => window.scrollTo(0, 0) })
    }
  }
  const leave = async () => {
    const wrong = needText(address, 'letter-address', 'Say where it goes')
    setErrors(wrong)
    if (wrong.length > 0) return
    const saved = await save()
    if (saved) {
      const leaving = { version: saved.version, although_changed: stays }
      change.mutate({ act: 'leave', body: leaving }, { onError: failed, onSuccess: () => window.scrollTo(0, 0) })
    }
  }
  return (
    <div className="rd-letter">
      <form
        className="rd-letter__words rd-fields"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void leave()
        }}
      >
        <Restored />
        <ErrorSummary errors={errors} />
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
        <TextField
          id="letter-subject"
          label="Subject"
          value={subject}
          onChange={setSubject}
          error={errorFor(errors, 'letter-subject')}
        />
        <TextArea
          id="letter-text"
          label="Letter"
          hint="A line that begins with # is a heading, with * an item of a list."
          rows={20}
          value={text}
          onChange={setText}
          error={errorFor(errors, 'letter-text')}
        />
        {letter.easy_read !== null && (
          <TextArea
            id="letter-easy"
            label="The same in easy words"
            rows={12}
            value={easy}
            onChange={setEasy}
            error={errorFor(errors, 'letter-easy')}
          />
        )}
        <Select
          id="letter-print"
          label="Print"
          value={print}
          onChange={(value) => setPrint(value as Print)}
          options={PRINTS}
        />
        {letter.changed.length > 0 && (
          <Tick id="letter-stays" label="It stays as it is written" value={stays} onChange={setStays} />
        )}
        <div className="rd-buttons">
          <button type="submit" className="rd-button" aria-disabled={change.isPending}>
            Send it
          </button>
          {letter.needs_signature && !letter.is_signed && (
            <button type="button" className="rd-button rd-button--second" onClick={() => void sign()}>
              Sign these words
            </button>
          )}
          <button type="button" className="rd-button rd-button--second" onClick={() => void save()}>
            Save the draft
          </button>
          <button
            type="button"
            className="rd-linklike"
            onClick={() => change.mutate({ act: 'fill', version: letter.version }, { onError: failed })}
          >
            Fill it again
          </button>
          <button
            type="button"
            className="rd-linklike"
            onClick={() =>
              discard.mutate(undefined, { onError: failed, onSuccess: () => void navigate(`/cases/${refId}`) })
            }
          >
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
              options={Object.entries(METHOD_WORDS).map(([value, label]) => ({ value, label }))}
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
            <button type="button" className="rd-button rd-button--second" onClick={() => void send()}>
              Record it as sent
            </button>
          </div>
        </Folded>
      </form>
      <div className="rd-letter__seen">
        <Downloads refId={refId} letter={letter} easy={print === 'easy_read'} />
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

function becameOf(letter: LetterRead): string {
  if (letter.state === 'discarded') return 'This draft was not needed.'
  if (letter.sent_on && letter.method) {
    return `Sent on ${longDate(letter.sent_on)}, ${lowered(METHOD_WORDS[letter.method])}.`
  }
  return 'It leaves by the council’s mail server, or once somebody has posted it. Only then it counts as sent.'
}

function Finished({ refId, letter }: { refId: string; letter: LetterRead }) {
  return (
    <Card title={LETTER_STATE_WORDS[letter.state]} id="letter">
      <div className="rd-card__body rd-stack">
        {letter.not_recorded && (
          <div className="rd-notice rd-notice--late" role="alert">
            <p>
              <strong>It left, and the case does not say so.</strong> {letter.not_recorded}
            </p>
          </div>
        )}
        <p>
          {becameOf(letter)} {letter.signed_by && `Signed by ${letter.signed_by.name}.`}
        </p>
        <Downloads refId={refId} letter={letter} easy={letter.print === 'easy_read'} />
        <LetterSheet
          name={letter.to_name ?? ''}
          address={letter.to_address ?? ''}
          refId={refId}
          on={letter.sent_on ?? letter.drafted_on}
          subject={letter.subject}
          text={letter.print === 'easy_read' && letter.easy_read ? letter.easy_read : letter.text}
          print={letter.print}
        />
      </div>
    </Card>
  )
}

/** One letter: written at the left, seen at the right as it leaves. */
export function LetterPage() {
  const { ref = '', number = '0' } = useParams()
  const today = useToday()
  const writes = useMay('findings:write')
  const found = useLetter(ref, Number(number))
  const letter = found.data
  return (
    <>
      <p className="rd-back">
        <Link to={`/cases/${ref}`}>Back to {ref}</Link>
      </p>
      <PageTitle tab={`Letter, ${ref}`}>{letter ? LETTER_KIND_WORDS[letter.kind] : 'Letter'}</PageTitle>
      {found.isPending && <Filling rows={8} label="Fetching the letter" />}
      {found.isError && <Failed error={found.error} retry={() => void found.refetch()} />}
      {letter &&
        (letter.state === 'draft' && writes ? (
          <KeepTyped
            key={letter.version}
            id={`letter/${ref}/${number}`}
            title={`${LETTER_KIND_WORDS[letter.kind]}: ${ref}`}
            path={`/cases/${ref}/letters/${number}`}
            version={letter.version}
          >
            <Draft refId={ref} letter={letter} today={today} />
          </KeepTyped>
        ) : (
          <Finished refId={ref} letter={letter} />
        ))}
    </>
  )
}
