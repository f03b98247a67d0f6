import type { Disposition, RefusalReason } from '../api'
import { DISPOSITION_WORDS, REFUSAL_REASON_WORDS } from '../api/words.gen'
import { lowered, word } from '../lib/words'

interface Props {
  of: { disposition: Disposition; refusal_reason?: RefusalReason | null }
}

/** What becomes of a contact or a case that is not simply taken up: of one that is refused, why. */
export function Becomes({ of: { disposition, refusal_reason } }: Props) {
  if (disposition === 'accepted') return null
  const why = refusal_reason ? `: ${lowered(word(REFUSAL_REASON_WORDS, refusal_reason))}` : ''
  return (
    <span className="rd-tag rd-tag--plain">
      {word(DISPOSITION_WORDS, disposition)}
      {why}
    </span>
  )
}
