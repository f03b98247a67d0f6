import statement from '../../../../docs/help/accessibility.md'
import { PageTitle } from '../../components/Page'
import { Written } from './Written'
import { headingOf } from './pages'

/** What the law asks to be said in public, without signing in: how far everybody can use this. */
export function AccessibilityPage() {
  return (
    <div className="rd-help">
      <PageTitle>{headingOf(statement)}</PageTitle>
      <Written parts={statement} />
    </div>
  )
}
