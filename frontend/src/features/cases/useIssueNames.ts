import type { IssueRead } from '../../api'
import { categoryName, useCouncil } from '../../lib/council'
import { useContactOf } from './queries'

/** What an issue is called: its own words, else the caller's, which intake holds, else its category. */
export function useIssueNames(ref: string): (issue: IssueRead) => string {
  const council = useCouncil().data
  const matters = useContactOf(ref).data?.matters ?? []
  return (issue) =>
    issue.description || matters[issue.matter - 1]?.description || categoryName(council, issue.category)
}
