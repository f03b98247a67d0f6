import type { ContactLetterRead } from '../api'
import { useTakeContactLetter } from './contactLetters'
import { LetterFormats } from './LetterFormats'

/** A letter about what has no case: a file to take, or what is missing in it. `then`: what to do once it is sent. */
export function ContactLetter({ refId, letter, then }: { refId: string; letter: ContactLetterRead; then: string }) {
  const taken = useTakeContactLetter(refId, letter.key)
  return (
    <div className="rd-contactletter">
      <p>Letter: {letter.subject}</p>
      {letter.missing.length > 0 ? (
        <p className="rd-second">Not ready. {letter.missing.join(' ')}</p>
      ) : (
        <>
          <LetterFormats label={`Take the letter: ${letter.subject}`} error={taken.error} take={taken.mutate} />
          <p className="rd-second">{then}</p>
        </>
      )}
    </div>
  )
}
