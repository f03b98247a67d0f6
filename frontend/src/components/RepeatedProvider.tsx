import { Link } from 'react-router'
import type { ProviderRecord } from '../api'
import { useProviderRecord } from '../lib/providers'
import { lowered, plural } from '../lib/words'

function findings({ upheld, partially_upheld }: ProviderRecord): string {
  if (upheld + partially_upheld === 0) return 'none upheld'
  const part = partially_upheld > 0 ? `, ${partially_upheld} of them in part` : ''
  return `${upheld + partially_upheld} upheld${part}`
}

interface Props {
  /** As it was typed. */
  name: string
  /** What this one is about. */
  categories: readonly string[]
  /** It is recorded, so it is one of those counted. */
  counted?: boolean
}

/** That the same provider was complained of before, and how often about the same. */
export function RepeatedProvider({ name, categories, counted = false }: Props) {
  const record = useProviderRecord(name).data
  if (!record || record.complaints < (counted ? 2 : 1)) return null
  const same = record.categories.filter(({ code, count }) => categories.includes(code) && count >= (counted ? 2 : 1))
  return (
    <section className="rd-notice rd-notice--soon" aria-label="The same provider">
      <p>
        <strong>
          {plural(record.complaints, 'complaint')} about {record.name} in 12 months, {findings(record)}
          {counted ? ', this one among them' : ''}.
        </strong>
      </p>
      {same.map(({ code, name: category, count }) => (
        <p key={code}>
          {plural(count, 'issue')} about the same: {lowered(category)}.
        </p>
      ))}
      {record.number !== null && (
        <p>
          <Link to={`/providers/${record.number}`}>See the provider’s page</Link>
        </p>
      )}
    </section>
  )
}
