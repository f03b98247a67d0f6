import { useEffect, useRef } from 'react'
import { inWords } from '../lib/words'
import type { FieldError } from '../lib/problem'

interface Props {
  errors: readonly FieldError[]
  /** What was refused, in place of the count, when no field is to blame. */
  title?: string
}

/** What is needed before this can be saved; takes the focus, each line leads to its field. */
export function ErrorSummary({ errors, title }: Props) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (errors.length > 0) box.current?.focus()
  }, [errors])
  if (errors.length === 0) return null
  const heading =
    title ??
    (errors.every((error) => error.field === null)
      ? 'It is not saved'
      : errors.length === 1 ? 'One thing is needed' : `${inWords(errors.length)} things are needed`)
  return (
    <div className="rd-errors" role="alert" tabIndex={-1} ref={box}>
      <h2>{heading}</h2>
      <ul>
        {errors.map((error) => (
          <li key={`${error.field}${error.message}`}>
            {error.field === null ? (
              error.message
            ) : (
              <a
                href={`#${error.field}`}
                onClick={(event) => {
                  event.preventDefault()
                  document.getElementById(error.field ?? '')?.focus()
                }}
              >
                {error.message}
              </a>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}
