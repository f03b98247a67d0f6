import type { LetterRead } from '../../api'
import { LetterFormats } from '../../components/LetterFormats'
import { useLetterFile } from './letterQueries'

/** A letter as files to take. */
export function LetterFiles({ refId, letter, easy }: { refId: string; letter: LetterRead; easy: boolean }) {
  const file = useLetterFile(refId, letter.number)
  return (
    <LetterFormats
      label="Take the letter as a file"
      error={file.error}
      take={(format) => file.mutate({ format, easy })}
    />
  )
}
