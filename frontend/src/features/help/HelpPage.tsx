import { Link, useOutletContext, useParams } from 'react-router'
import type { Token } from 'marked'
import { PageTitle } from '../../components/Page'
import { Written } from './Written'
import { headingOf } from './pages'

/** What the frame around the pages can do for them. */
export interface Around {
  takeTour: () => void
}

const PAGES = import.meta.glob<Token[]>('../../../../docs/help/*.md', { eager: true, import: 'default' })

/** The page of that name in `docs/help`; undefined: there is none. */
function pageOf(name: string): Token[] | undefined {
  return PAGES[`../../../../docs/help/${name}.md`]
}

/** Help: the pages of `docs/help`, as they stand there. */
export function HelpPage() {
  const { page } = useParams()
  const { takeTour } = useOutletContext<Around>()
  const parts = pageOf(page ?? 'README')
  return (
    <div className="rd-help">
      {page !== undefined && (
        <p className="rd-back">
          <Link to="/help">All help</Link>
        </p>
      )}
      <PageTitle>{parts ? headingOf(parts) : 'There is no such page of help'}</PageTitle>
      {parts && <Written parts={parts} />}
      {page === undefined && (
        <p className="rd-help__tour">
          <button type="button" className="rd-button rd-button--second" onClick={takeTour}>
            Take the tour
          </button>
        </p>
      )}
    </div>
  )
}
