import { useEffect, useRef } from 'react'
import type { ClientSecret } from '../../api'
import { CopyText } from '../../components/CopyText'

interface Props {
  client: ClientSecret
  done: () => void
}

/** A client's secret, this once: it is kept as a hash alone. */
export function Secret({ client, done }: Props) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [client])
  return (
    <section className="rd-notice rd-notice--soon rd-secret" aria-labelledby="secret-title">
      <h2 className="rd-h3" id="secret-title" tabIndex={-1} ref={heading}>
        The secret of {client.organisation} is shown this once
      </h2>
      <p>Give it to them in a safe way, and keep no copy. If it is lost, make a new one.</p>
      <dl className="rd-lines">
        <div>
          <dt>Client</dt>
          <dd>
            <code>{client.client_id}</code>
          </dd>
        </div>
        <div>
          <dt>Secret</dt>
          <dd>
            <code>{client.client_secret}</code>
          </dd>
        </div>
      </dl>
      <CopyText text={client.client_secret} what="the secret" rows={1} />
      <button type="button" className="rd-linklike" onClick={done}>
        They have it: hide it
      </button>
    </section>
  )
}
