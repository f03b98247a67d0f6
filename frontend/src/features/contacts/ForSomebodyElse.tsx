import type { ContactRead } from '../../api'
import { useMay } from '../../lib/session'
import { forSomebodyElse } from './draft'
import { useBegin } from './useBegin'

interface Props {
  contact: ContactRead
  begun?: () => void
}

/** A contact is about one person: who complains for two has one for each, received at the same time. */
export function ForSomebodyElse({ contact, begun }: Props) {
  const begin = useBegin()
  const records = useMay('contacts:record')
  if (!records) return null
  const start = () => {
    begun?.()
    begin(forSomebodyElse(contact))
  }
  return (
    <button type="button" className="rd-linklike" onClick={start}>
      They also complain for somebody else
    </button>
  )
}
