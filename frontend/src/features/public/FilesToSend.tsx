import { useEffect, useRef } from 'react'
import { sizeWords } from '../../components/fileQueries'
import { useAddFiles } from './queries'

interface PickProps {
  id: string
  files: readonly File[]
  onChange: (files: File[]) => void
}

/** Files that go with what is sent; chosen one after the other or together, each can be left out again. */
export function PickFiles({ id, files, onChange }: PickProps) {
  return (
    <div className="rd-field">
      <label className="rd-label" htmlFor={id}>
        Letters, photos or recordings (optional)
      </label>
      <input
        id={id}
        type="file"
        multiple
        className="rd-public__pick"
        aria-describedby={`${id}-hint`}
        onChange={(event) => {
          onChange([...files, ...(event.target.files ?? [])])
          event.target.value = ''
        }}
      />
      <div className="rd-hint" id={`${id}-hint`}>
        Each may have 25 MB.
      </div>
      {files.length > 0 && (
        <ul className="rd-public__files">
          {files.map((file, index) => (
            <li key={`${index}${file.name}`}>
              {file.name}, {sizeWords(file.size)}{' '}
              <button
                type="button"
                className="rd-linklike"
                onClick={() => onChange(files.filter((_, place) => place !== index))}
              >
                Leave out <span className="govuk-visually-hidden">{file.name}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

interface SendProps {
  authority: string
  secret: string
  files: readonly File[]
}

/** Sends files once it is shown, one after the other; says of each that could not be kept why, and tries again. */
export function SendFiles({ authority, secret, files }: SendProps) {
  const add = useAddFiles(authority, secret)
  const begun = useRef(false)
  const box = useRef<HTMLDivElement>(null)
  const { mutate } = add
  useEffect(() => {
    if (begun.current) return
    begun.current = true
    mutate(files)
  }, [mutate, files])
  const notKept = add.data ?? []
  return (
    <div role="status" tabIndex={-1} ref={box}>
      {add.isPending && <p>Sending your files. Leave this page open.</p>}
      {add.data && notKept.length === 0 && (
        <p>{files.length === 1 ? 'We have your file.' : `We have your ${files.length} files.`}</p>
      )}
      {notKept.length > 0 && (
        <div className="rd-notice rd-notice--late">
          <p>
            <strong>Not everything could be sent.</strong>
          </p>
          <ul>
            {notKept.map(({ file, why }) => (
              <li key={file.name}>
                {file.name}: {why}
              </li>
            ))}
          </ul>
          <button
            type="button"
            className="rd-button rd-button--second"
            onClick={() => {
              box.current?.focus()
              mutate(notKept.map(({ file }) => file))
            }}
          >
            Try again
          </button>
        </div>
      )}
    </div>
  )
}
