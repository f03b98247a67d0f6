import { useEffect, useMemo, useRef, useState } from 'react'
import { Link } from 'react-router'
import type { CheckRead, PublicationRead } from '../../api'
import { ErrorSummary } from '../../components/ErrorSummary'
import { fieldErrors } from '../../lib/problem'
import { useMay } from '../../lib/session'
import { plural } from '../../lib/words'
import { Downloads } from './Downloads'
import { addressOf } from './address'
import { usePublish } from './queries'
import { anchorOf } from './reading'
import { useShown } from './shown'

/** Why it is not published: takes the focus, each line leads to its place. */
function NotYet({ stops }: { stops: readonly CheckRead[] }) {
  const { asked } = useShown()
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.focus(), [])
  return (
    <div className="rd-notice rd-notice--late" role="alert" tabIndex={-1} ref={box}>
      <p>
        <strong>Not yet: {plural(stops.length, 'thing')} to fix first.</strong>
      </p>
      <ul>
        {stops.map((check) => (
          <li key={check.says}>
            {check.place ? (
              <Link to={{ search: addressOf(asked), hash: anchorOf(check.place) }} replace>
                {check.says}
              </Link>
            ) : (
              check.says
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}

function Done({ publication }: { publication: PublicationRead }) {
  const { asked } = useShown()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <div className="rd-notice rd-notice--well">
      <h2 className="rd-h2" tabIndex={-1} ref={heading}>
        Version {publication.version} is published
      </h2>
      <p>
        It stays as it is. Its content has the SHA-256 <code>{publication.sha256}</code>
      </p>
      <Downloads asked={asked} version={publication.version} />
    </div>
  )
}

/** Whether the report can be published, what pressing the button does, and the draft to take away. */
export function Publish() {
  const { asked, draft } = useShown()
  const mayPublish = useMay('reports:publish')
  const publish = usePublish(asked)
  const [key] = useState(() => crypto.randomUUID())
  const refused = useMemo(() => fieldErrors(publish.error, {}), [publish.error])
  const [opened, setOpened] = useState<'draft' | 'why' | null>(null)
  const stops = draft.checks.filter(({ level }) => level === 'stops')
  const version = (draft.publications[0]?.version ?? 0) + 1
  const first = stops[0]
  const press = () => {
    if (publish.isPending) return
    if (draft.may_be_published) publish.mutate(`${key}-${version}`)
    else setOpened(opened === 'why' ? null : 'why')
  }
  return (
    <div className="rd-publish">
      <div className="rd-publish__row">
        {first ? (
          <Link to={{ search: addressOf(asked), hash: first.place ? anchorOf(first.place) : '' }} replace>
            {plural(stops.length, 'thing')} to fix before you can publish
          </Link>
        ) : (
          <span className="rd-second">Nothing stops it</span>
        )}
        <button
          type="button"
          className="rd-button rd-button--second"
          aria-expanded={opened === 'draft'}
          onClick={() => setOpened(opened === 'draft' ? null : 'draft')}
        >
          Download draft
        </button>
        {mayPublish && (
          <button
            type="button"
            className={draft.may_be_published ? 'rd-button' : 'rd-button rd-publish__not'}
            aria-disabled={!draft.may_be_published || publish.isPending}
            aria-describedby="publish-does"
            onClick={press}
          >
            {publish.isPending ? 'Publishing' : 'Publish'}
          </button>
        )}
      </div>
      <p className="rd-second" id="publish-does">
        {mayPublish
          ? `Publish makes version ${version}, for good: a later version says what it changes.`
          : 'A manager publishes it.'}
        {draft.report.provisional && ` ${draft.report.period} is not over, so it would be provisional.`}
      </p>
      {opened === 'draft' && <Downloads asked={asked} version={null} />}
      {opened === 'why' && !draft.may_be_published && <NotYet stops={stops} />}
      <ErrorSummary errors={refused} title="It is not published" />
      {publish.data && <Done publication={publish.data} />}
    </div>
  )
}
