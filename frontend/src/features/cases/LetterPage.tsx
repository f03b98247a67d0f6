import { Link, useNavigate, useParams } from 'react-router'
import type { LetterRead, Method } from '../../api'
import { LETTER_KIND_WORDS, LETTER_STATE_WORDS, METHOD_WORDS } from '../../api/words.gen'
import { Card, Failed, Filling, PageTitle } from '../../components/Page'
import { longDate } from '../../lib/dates'
import { draftOf, forgetDraft, keepDraft } from '../../lib/drafts'
import { useMay } from '../../lib/session'
import type { FieldError } from '../../lib/problem'
import { KeepTyped, useTyped } from '../../lib/typed'
import { useFormSend } from '../../lib/useFormSend'
import { useToday } from '../../lib/useNow'
import { lowered } from '../../lib/words'
import { REASONS_FIT } from './actions/Reasons'
import { startWith } from './actions/dated'
import { LETTER_FIELDS, LetterDraft, NOTHING_SAID } from './LetterDraft'
import type { Said } from './LetterDraft'
import { LetterFiles } from './LetterFiles'
import { LetterSheet } from './LetterSheet'
import { useChangeLetter, useLetter } from './letterQueries'
import type { LetterChange } from './letterQueries'
import './letters.css'

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
        <LetterFiles refId={refId} letter={letter} easy={letter.print === 'easy_read'} />
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

/** A letter that is written, beside what is said of it as it leaves, which outlives a new version of its words. */
function Written({ refId, letter }: { refId: string; letter: LetterRead }) {
  const navigate = useNavigate()
  const today = useToday()
  const [said, setSaid] = useTyped('said', NOTHING_SAID, REASONS_FIT)
  const [method, setMethod] = useTyped<Method>(
    'method',
    letter.to_address?.includes('@') ? 'email' : 'letter',
    Object.keys(METHOD_WORDS),
  )
  const [on, setOn] = useTyped('on', startWith(today))
  /** It has not left yet: what is said of it then is still to be sent. */
  const keepSaying = () => {
    setSaid((same) => same)
    setMethod((same) => same)
    setOn((same) => same)
  }
  const words = {
    id: `letter/${refId}/${letter.number}`,
    title: `${LETTER_KIND_WORDS[letter.kind]}: ${refId}`,
    path: `/cases/${refId}/letters/${letter.number}`,
  }
  const change = useChangeLetter(refId, letter.number, (version, typed) => {
    const draft = draftOf(words.id)
    if (draft && draft !== typed) keepDraft({ ...draft, version }) // typed since, while it was under way
    else forgetDraft(words.id)
  })
  const { submit, ...sending } = useFormSend(change, LETTER_FIELDS, (now) => {
    if (now === null) {
      forgetDraft(words.id)
      void navigate(`/cases/${refId}`)
    } else if (now.state === 'draft') keepSaying()
    else window.scrollTo(0, 0)
  })
  const send = (change: LetterChange, wrong?: FieldError[]) =>
    submit({ ...change, key: crypto.randomUUID(), typed: draftOf(words.id) }, wrong)
  const say = (changed: Partial<Said>) => setSaid((before) => ({ ...before, ...changed }))
  return (
    <KeepTyped key={letter.version} {...words} version={letter.version}>
      <LetterDraft
        refId={refId}
        letter={letter}
        today={today}
        leaving={{ said, say, method, setMethod, on, setOn, sending, send }}
      />
    </KeepTyped>
  )
}

/** One letter: written at the left, seen at the right as it leaves. */
export function LetterPage() {
  const { ref = '', number = '0' } = useParams()
  const writes = useMay('findings:write')
  const found = useLetter(ref, Number(number))
  const letter = found.data
  return (
    <>
      <p className="rd-back">
        <Link to={`/cases/${ref}`}>Back to {ref}</Link>
      </p>
      <div className="rd-titlerow">
        <PageTitle tab={`Letter, ${ref}`}>{letter ? LETTER_KIND_WORDS[letter.kind] : 'Letter'}</PageTitle>
      </div>
      {found.isPending && <Filling rows={8} label="Fetching the letter" />}
      {found.isError && <Failed error={found.error} retry={() => void found.refetch()} />}
      {letter &&
        (letter.state === 'draft' && writes ? (
          <KeepTyped
            id={`letter/${ref}/${number}/leaving`}
            title={`As it leaves, ${lowered(LETTER_KIND_WORDS[letter.kind])}: ${ref}`}
            path={`/cases/${ref}/letters/${number}`}
          >
            <Written refId={ref} letter={letter} />
          </KeepTyped>
        ) : (
          <Finished refId={ref} letter={letter} />
        ))}
    </>
  )
}
