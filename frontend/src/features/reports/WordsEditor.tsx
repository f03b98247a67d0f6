import { useEffect, useMemo, useRef } from 'react'
import { flushSync } from 'react-dom'
import type { Clause, Words, WordsRead } from '../../api'
import { Radios, Tick } from '../../components/Choices'
import { ErrorSummary } from '../../components/ErrorSummary'
import { TextArea, TextField } from '../../components/Fields'
import { NotSent } from '../../components/NotSent'
import { Restored } from '../../components/Restored'
import { errorFor } from '../../lib/problem'
import { useForm, useTyped } from '../../lib/typed'
import { useFormSend } from '../../lib/useFormSend'
import { FigurePicker } from './FigurePicker'
import { useWriteWords } from './queries'
import { insertable } from './reading'
import type { Insertable } from './reading'
import { useShown } from './shown'
import { ANSWERS, PARTS, preview } from './typing'

interface Props {
  place: Words | Clause
  written: WordsRead | undefined
  /** Whether it was opened just now, and not when the page was. */
  isAsked: boolean
  done: () => void
}

/** What a colleague wrote in the meantime, above what was typed, which stays. */
function Meanwhile({ theirs }: { theirs: WordsRead }) {
  return (
    <div className="rd-notice rd-notice--soon" role="alert">
      <p>
        <strong>{theirs.written_by} changed these words while you were writing.</strong> Nothing of yours is lost. If
        you save, yours take the place of these:
      </p>
      <p>{theirs.text}</p>
    </div>
  )
}

/** An officer's words for a place: plain text with figures bound in it, and what they will read like. */
export function WordsEditor({ place, written, isAsked, done }: Props) {
  const { asked, draft } = useShown()
  const { key } = useForm()
  const now = written?.written_at ?? ''
  const [{ text, begunFrom }, setTyped] = useTyped('words', { text: written?.text ?? '', begunFrom: now })
  const setText = (next: string) => setTyped((held) => ({ ...held, text: next }))
  const [answer, setAnswer] = useTyped('answer', written?.answer ?? null)
  const [parts, setParts] = useTyped('parts', written?.parts ?? {})
  const [about, setAbout] = useTyped('about', written?.about ?? '')
  const [signs, setSigns] = useTyped('signs', false)
  const cursor = useRef<number | null>(null)
  const field = `words-${place.id}`
  const isClause = 'clause' in place
  const asks = place.asks ?? []
  const first = isClause ? `${field}-answer` : place.of_case ? `${field}-about` : field
  const figures = useMemo(() => insertable(draft.report), [draft.report])
  useEffect(() => {
    if (isAsked) document.getElementById(first)?.focus()
  }, [isAsked, first])
  const known = new Map(figures.map(({ binding, text: says }) => [binding, says]))
  const paragraphs = preview(text, known)
  const fields = {
    '/text': field,
    '/sign': `${field}-sign`,
    '/about': `${field}-about`,
    ...Object.fromEntries(asks.map((part) => [`/parts/${part}`, `${field}-${part}`])),
  }
  const { submit, errors, waiting, busy } = useFormSend(useWriteWords(asked), fields, done)
  const save = () => {
    const words = { text, kept: written?.kept ?? {}, answer, parts, about: about || null, sign: signs, instead_of: now || null }
    submit({ place: place.id, words, key })
  }
  const insert = ({ binding }: Insertable) => {
    const at = cursor.current ?? text.length
    const before = text.slice(0, at)
    const gap = before && !/\s$/.test(before) ? ' ' : ''
    const after = at + gap.length + binding.length
    flushSync(() => setText(`${before}${gap}${binding}${text.slice(at)}`))
    // Whoever put a figure in goes on typing behind it.
    const area = document.getElementById(field)
    if (!(area instanceof HTMLTextAreaElement)) return
    area.focus()
    area.setSelectionRange(after, after)
  }
  return (
    <form
      className="rd-wordsform rd-fields"
      noValidate
      aria-label={place.title ?? 'Words'}
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
      onSelect={(event) => {
        if (event.target instanceof HTMLTextAreaElement && event.target.id === field) cursor.current = event.target.selectionStart
      }}
    >
      <Restored />
      <ErrorSummary errors={errors} />
      {waiting && <NotSent />}
      {written && begunFrom !== now && <Meanwhile theirs={written} />}
      {isClause && (
        <Radios
          id={`${field}-answer`}
          legend="Does the council keep to it?"
          choices={ANSWERS}
          value={answer}
          onChange={setAnswer}
        />
      )}
      {place.of_case && (
        <TextField
          id={`${field}-about`}
          label="Of which case"
          hint="Its reference. It is never printed."
          value={about}
          onChange={setAbout}
          error={errorFor(errors, `${field}-about`)}
        />
      )}
      <TextArea
        id={field}
        label={isClause ? 'Evidence' : place.of_case ? 'What happened' : 'Your words'}
        rows={asks.length > 0 ? 4 : 8}
        value={text}
        onChange={setText}
        error={errorFor(errors, field)}
        hint={`${place.asked_for} Leave a line empty for a new paragraph.`}
      />
      {asks.map((part) => (
        <TextArea
          key={part}
          id={`${field}-${part}`}
          label={PARTS[part]}
          rows={3}
          value={parts[part] ?? ''}
          onChange={(next) => setParts((held) => ({ ...held, [part]: next }))}
          error={errorFor(errors, `${field}-${part}`)}
        />
      ))}
      <FigurePicker id={field} figures={figures} choose={insert} />
      {text.includes('{') && (
        <section className="rd-wordsform__preview" aria-label="As it will read">
          <p className="rd-second">As it will read</p>
          {paragraphs.map((paragraph, index) => (
            <p key={index}>
              {paragraph.map((part, at) => (part.isFigure ? <b key={at}>{part.text}</b> : part.text))}
            </p>
          ))}
        </section>
      )}
      {place.sign_off && !place.of_case && (
        <Tick id={`${field}-sign`} label={`I sign this as ${place.sign_off}`} value={signs} onChange={setSigns} />
      )}
      <div className="rd-buttons">
        <button type="submit" className="rd-button" aria-disabled={busy}>
          {busy ? 'Saving' : 'Save the words'}
        </button>
        <button type="button" className="rd-linklike" onClick={done}>
          Leave this for now
        </button>
      </div>
    </form>
  )
}
