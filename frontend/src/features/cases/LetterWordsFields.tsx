import { TextArea, TextField } from '../../components/Fields'
import { errorFor } from '../../lib/problem'
import type { FieldError } from '../../lib/problem'

interface Props {
  /** What the ids of the fields begin with. */
  id: string
  subject: string
  setSubject: (subject: string) => void
  text: string
  setText: (text: string) => void
  hint: string
  /** The same in easy words; null: there is no field for them. */
  easy: string | null
  setEasy: (easy: string) => void
  easyHint?: string
  errors: readonly FieldError[]
}

/** What a letter says: its subject, its text, and the same in easy words. */
export function LetterWordsFields({ id, errors, ...words }: Props) {
  return (
    <>
      <TextField
        id={`${id}-subject`}
        label="Subject"
        value={words.subject}
        onChange={words.setSubject}
        error={errorFor(errors, `${id}-subject`)}
      />
      <TextArea
        id={`${id}-text`}
        label="Letter"
        hint={words.hint}
        rows={20}
        value={words.text}
        onChange={words.setText}
        error={errorFor(errors, `${id}-text`)}
      />
      {words.easy !== null && (
        <TextArea
          id={`${id}-easy`}
          label="The same in easy words"
          hint={words.easyHint}
          rows={12}
          value={words.easy}
          onChange={words.setEasy}
          error={errorFor(errors, `${id}-easy`)}
        />
      )}
    </>
  )
}
