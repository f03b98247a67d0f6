import { ContactLetter } from '../../components/ContactLetter'
import { useContactLetters } from '../../components/contactLetters'

/** Letters that no duty asks for and the class of a contact without a case calls for, such as thanks for an idea. */
export function OtherLetters({ refId }: { refId: string }) {
  const letters = useContactLetters(refId).filter((letter) => letter.duties.length === 0)
  if (letters.length === 0) return null
  return (
    <section aria-labelledby="other-letters">
      <h3 id="other-letters">We can write to them</h3>
      {letters.map((letter) => (
        <ContactLetter
          key={letter.key}
          refId={refId}
          letter={letter}
          then="Nothing of it is kept: add it to the files if it is to stay."
        />
      ))}
    </section>
  )
}
