import { useEffect, useRef } from 'react'
import { Link } from 'react-router'
import type { Question } from '../../api'
import { Failed, Filling } from '../../components/Page'
import type { Wanted } from './AnswerTable'
import { useBehind } from './queries'

interface Props {
  question: Question
  wanted: Wanted
  close: () => void
}

/** The cases behind a figure, each a link, some at a time. */
export function BehindPanel({ question, wanted, close }: Props) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const found = useBehind(question, wanted.group, wanted.numeratorOnly)
  const behind = found.data?.pages.flatMap((page) => page.behind) ?? []
  return (
    <section className="rd-card" aria-labelledby="figure-behind">
      <header className="rd-card__head">
        <h2 className="rd-h2" id="figure-behind" tabIndex={-1} ref={heading}>
          The cases behind “{wanted.title}”
        </h2>
        <button type="button" className="rd-linklike rd-second-link" onClick={close}>
          Close the list
        </button>
      </header>
      {found.isPending && <Filling label="Fetching the cases" />}
      {found.isError && <Failed error={found.error} retry={() => void found.refetch()} />}
      {found.isSuccess && (
        <>
          {behind.length === 0 && <p className="rd-card__body">There are none.</p>}
          <ul className="rd-behind">
            {behind.map(({ ref, title, path }) => (
              <li key={ref}>
                <Link to={path}>{ref}</Link>
                {title && <span> {title}</span>}
              </li>
            ))}
          </ul>
          <p className="rd-card__body rd-second" role="status">
            {found.hasNextPage ? `The first ${behind.length} are shown.` : `${behind.length} in all.`}
          </p>
          {found.hasNextPage && (
            <div className="rd-more">
              <button type="button" className="rd-button rd-button--second" onClick={() => void found.fetchNextPage()}>
                Show more
              </button>
            </div>
          )}
        </>
      )}
    </section>
  )
}
