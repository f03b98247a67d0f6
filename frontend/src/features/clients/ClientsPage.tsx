import { useState } from 'react'
import type { ClientSecret } from '../../api'
import { Failed, Filling, PageTitle } from '../../components/Page'
import { ClientItem } from './ClientItem'
import { IssueForm } from './IssueForm'
import { Secret } from './Secret'
import { useClients } from './queries'
import './clients.css'

/** Systems of NHS bodies and providers that may send contacts: issued, given new secrets, revoked. */
export function ClientsPage() {
  const clients = useClients()
  const [issuing, setIssuing] = useState(false)
  const [secret, setSecret] = useState<ClientSecret | null>(null)
  return (
    <>
      <div className="rd-titlerow">
        <div>
          <PageTitle>Partners’ systems</PageTitle>
          <p className="rd-received">Each sees what it sent, and nothing else. Who leaves is revoked, never removed.</p>
        </div>
        {!issuing && (
          <button type="button" className="rd-button" onClick={() => setIssuing(true)}>
            Issue a client
          </button>
        )}
      </div>
      <div className="rd-stack">
        {secret && <Secret client={secret} done={() => setSecret(null)} />}
        {issuing && (
          <IssueForm
            issued={(client) => {
              setIssuing(false)
              setSecret(client)
            }}
            cancel={() => setIssuing(false)}
          />
        )}
        {clients.isPending && <Filling label="Fetching the clients" />}
        {clients.isError && <Failed error={clients.error} retry={() => void clients.refetch()} />}
        {clients.data &&
          (clients.data.items.length === 0 ? (
            <p className="rd-card rd-empty">No system is connected yet.</p>
          ) : (
            <ul className="rd-card rd-clients">
              {clients.data.items.map((client) => (
                <ClientItem key={client.client_id} client={client} rotated={setSecret} />
              ))}
            </ul>
          ))}
      </div>
    </>
  )
}
