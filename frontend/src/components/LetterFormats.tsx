import { fieldErrors } from '../lib/problem'
import { ErrorSummary } from './ErrorSummary'

const FORMATS = { pdf: 'PDF', docx: 'Word', html: 'Web page', txt: 'Plain text' }
export type LetterFormat = keyof typeof FORMATS

interface Props {
  label: string
  error: Error | null
  take: (format: LetterFormat) => void
}

/** A letter as files to take. */
export function LetterFormats({ label, error, take }: Props) {
  return (
    <>
      <ErrorSummary errors={error ? fieldErrors(error, {}) : []} />
      <ul className="rd-downloads" aria-label={label}>
        {Object.entries(FORMATS).map(([format, name]) => (
          <li key={format}>
            <button type="button" className="rd-linklike" onClick={() => take(format as LetterFormat)}>
              {name}
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}
