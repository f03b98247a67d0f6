import type { LetterRead } from '../../api'
import { ErrorSummary } from '../../components/ErrorSummary'
import { fieldErrors } from '../../lib/problem'
import { useLetterFile } from './letterQueries'
import type { LetterFormat } from './letterQueries'

const FORMATS: Record<LetterFormat, string> = { pdf: 'PDF', docx: 'Word', html: 'Web page', txt: 'Plain text' }

/** A letter as files to take. */
export function LetterFiles({ refId, letter, easy }: { refId: string; letter: LetterRead; easy: boolean }) {
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
