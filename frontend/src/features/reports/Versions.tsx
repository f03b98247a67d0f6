import { Link } from 'react-router'
import type { PublicationRead, ReportAsked } from '../../api'
import { Card } from '../../components/Page'
import { clockTime, longDate, londonDay } from '../../lib/dates'
import { plural } from '../../lib/words'
import { Downloads } from './Downloads'
import { versionAddress } from './address'

interface Props {
  asked: ReportAsked
  publications: readonly PublicationRead[]
}

function Version({ asked, publication }: { asked: ReportAsked; publication: PublicationRead }) {
  const { version, published_at, published_by, sha256, changes } = publication
  return (
    <li className="rd-version">
      <h3 className="rd-h3">Version {version}</h3>
      <p className="rd-second">
        Published {longDate(londonDay(published_at))}, {clockTime(published_at)}, by {published_by}
      </p>
      <p>
        <Link to={{ search: versionAddress(asked, version) }}>
          Read it <span className="govuk-visually-hidden">: version {version}</span>
        </Link>
      </p>
      <Downloads asked={asked} version={version} />
      {changes.length > 0 && (
        <details className="rd-folded">
          <summary>{plural(changes.length, 'change')} since version {version - 1}</summary>
          <ul className="rd-version__changes">
            {changes.map((change) => (
              <li key={change}>{change}</li>
            ))}
          </ul>
        </details>
      )}
      <details className="rd-folded">
        <summary>How to check that it is unchanged</summary>
        <p className="rd-second">
          Its content has the SHA-256 <code>{sha256}</code>
        </p>
      </details>
    </li>
  )
}

/** Every version that left the council, the latest first, as it was. */
export function Versions({ asked, publications }: Props) {
  return (
    <Card id="versions" title="Published versions">
      {publications.length === 0 ? (
        <p className="rd-card__body">Nothing has been published yet.</p>
      ) : (
        <ul className="rd-card__body">
          {publications.map((publication) => (
            <Version key={publication.version} asked={asked} publication={publication} />
          ))}
        </ul>
      )}
    </Card>
  )
}
