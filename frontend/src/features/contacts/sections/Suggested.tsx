import type { SaidRead, SuggestionsRead } from '../../../api'
import { TEXT_KIND_WORDS, TEXT_SIGN_WORDS } from '../../../api/words.gen'
import type { Draft } from '../draft'
import { HARM } from './choices'

/** The words of the text that led to a suggestion, in quotes. */
export function quoted(words: readonly SaidRead[]): string {
  return words.map((word) => `“${word.text}”`).join(', ')
}

/** A suggestion that is taken with one press; its words say why it is made. */
export function Chip({ label, words, onTake }: { label: string; words: readonly SaidRead[]; onTake: () => void }) {
  return (
    <button type="button" className="rd-chip" onClick={onTake}>
      {label}
      {words.length > 0 && <span className="rd-second"> from {quoted(words)}</span>}
    </button>
  )
}

/** The chip goes when it was taken: the focus goes to the field that it filled. */
function focusOn(id: string): void {
  document.getElementById(id)?.focus()
}

interface Props {
  suggested: SuggestionsRead | undefined
  draft: Draft
  set: (change: Partial<Draft>) => void
}

/** Words that may tell of harm: nothing else of the form is as loud, until the question is answered. */
export function HarmWords({ suggested, draft, set }: Props) {
  const harm = suggested?.harm
  if (!harm || draft.harm !== null) return null
  return (
    <div className="rd-notice rd-notice--late rd-harm" role="alert">
      <p>
        <strong>Words in the text may tell of harm{harm.words.length > 0 && `: ${quoted(harm.words)}`}.</strong> Is
        anyone at risk of harm now?
      </p>
      <p className="rd-answers">
        {HARM.map(({ value, label }) => (
          <button
            key={value}
            type="button"
            className="rd-button rd-button--second"
            onClick={() => {
              set({ harm: value })
              focusOn('harm')
            }}
          >
            {label}
          </button>
        ))}
      </p>
    </div>
  )
}

/** What the text as a whole seems to be; thanks beside displeasure become a matter of their own. */
export function KindWords({ suggested, draft, set }: Props) {
  const kind = suggested?.kind
  if (!kind || (draft.kind !== null && draft.kind !== 'unknown')) return null
  const [first, ...rest] = kind.kinds
  if (!first) return null
  const take = () => {
    set({ kind: first, matters: [...draft.matters, ...rest.map((each) => ({ category: '', description: '', kind: each }))] })
    focusOn('kind')
  }
  return <Chip label={TEXT_KIND_WORDS[kind.code]} words={kind.words} onTake={take} />
}

/** The field that asks about a sign, and what its chip says; a field within a closed part is opened. */
const ASKED_BY = {
  not_first_time: { field: 'about', label: 'see who looked into it before' },
  late: { field: 'event-on', label: 'say when it started' },
  mp: { field: 'role', label: 'say who they are' },
} as const

function isAnswered(sign: keyof typeof ASKED_BY, draft: Draft): boolean {
  if (sign === 'late') return draft.eventOn !== ''
  return sign === 'mp' ? draft.role !== null : draft.about.includes('already_investigated')
}

/** What else the text tells that a field further down asks; taking it leads there and answers nothing. */
export function SignWords({ suggested, draft }: Omit<Props, 'set'>) {
  return (suggested?.signs ?? [])
    .filter((sign) => !isAnswered(sign.code, draft))
    .map((sign) => {
      const { field, label } = ASKED_BY[sign.code]
      const lead = () => {
        document.getElementById(field)?.closest('details')?.setAttribute('open', '')
        focusOn(field)
      }
      return <Chip key={sign.code} label={`${TEXT_SIGN_WORDS[sign.code]}: ${label}`} words={sign.words} onTake={lead} />
    })
}
