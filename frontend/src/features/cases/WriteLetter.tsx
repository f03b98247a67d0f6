import { useNavigate } from 'react-router'
import type { CaseRead, LetterKind } from '../../api'
import { LETTER_KIND_WORDS } from '../../api/words.gen'
import { DateField } from '../../components/DateField'
import { ErrorSummary } from '../../components/ErrorSummary'
import { Select } from '../../components/Fields'
import { NotSent } from '../../components/NotSent'
import { errorFor } from '../../lib/problem'
import { KeepTyped, useChoice, useForm, useTyped } from '../../lib/typed'
import { useFormSend } from '../../lib/useFormSend'
import { maybeDate } from './actions/dated'
import { useDraftLetter } from './letterQueries'

const TO_CONTRIBUTORS: readonly LetterKind[] = ['contribution_request', 'contribution_chase']

const FIELDS = { '/kind': 'letter-kind', '/promised_on': 'letter-promised', '/request': 'letter-request' }

interface WriteProps {
  held: CaseRead
  today: string
  offered: readonly LetterKind[]
}

/** What is due first is a press away; the other letters are chosen. */
export function WriteLetter(props: WriteProps) {
  const { ref } = props.held
  return (
    <KeepTyped id={`letter/${ref}`} title={`Write a letter: ${ref}`} path={`/cases/${ref}`}>
      <WriteForm {...props} />
    </KeepTyped>
  )
}

function WriteForm({ held, today, offered }: WriteProps) {
  const navigate = useNavigate()
  const { key } = useForm()
  const { submit, errors, waiting, busy } = useFormSend(useDraftLetter(held.ref), FIELDS, (letter) => {
    void navigate(`/cases/${held.ref}/letters/${letter.number}`)
  })
  const [kind, setKind] = useChoice('kind', offered, offered[0] ?? 'other')
  const requests = held.requests.map(({ number }) => String(number))
  const [request, setRequest] = useChoice('request', requests, requests[0] ?? '')
  const [promised, setPromised] = useTyped('promised', '')
  const acknowledges = kind === 'acknowledgement'
  const asks = TO_CONTRIBUTORS.includes(kind)
  const write = () => {
    const [on, mistakes] = acknowledges ? maybeDate(promised, today, 'letter-promised', 'ahead') : [null, []]
    submit({ kind, promised_on: on, request: asks ? Number(request) : null, key }, mistakes)
  }
  return (
    <form
      className="rd-letters__write"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        write()
      }}
    >
      <ErrorSummary errors={errors} />
      {waiting && <NotSent />}
      <Select
        id="letter-kind"
        label="Which letter"
        value={kind}
        onChange={(value) => setKind(value as LetterKind)}
        options={offered.map((value) => ({ value, label: LETTER_KIND_WORDS[value] }))}
        error={errorFor(errors, 'letter-kind')}
      />
      {acknowledges && !held.promised_on && (
        <DateField
          id="letter-promised"
          label="Promise an answer by"
          hint="Empty: the council’s own target stands in the letter."
          today={today}
          ahead
          value={promised}
          onChange={setPromised}
          error={errorFor(errors, 'letter-promised')}
        />
      )}
      {asks && (
        <Select
          id="letter-request"
          label="About what was asked of"
          value={request}
          onChange={setRequest}
          options={held.requests.map(({ number, asked_of, what }) => ({
            value: String(number),
            label: [asked_of, what].filter(Boolean).join(': '),
          }))}
          error={errorFor(errors, 'letter-request')}
        />
      )}
      <button type="submit" className="rd-button rd-button--second" aria-disabled={busy}>
        {busy ? 'Writing' : 'Write it'}
      </button>
    </form>
  )
}
