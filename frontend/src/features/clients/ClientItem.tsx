import { useState } from 'react'
import type { ClientListed, ClientRead, ClientSecret } from '../../api'
import { ErrorSummary } from '../../components/ErrorSummary'
import { TextField } from '../../components/Fields'
import { Failed } from '../../components/Page'
import { londonDay, longDate } from '../../lib/dates'
import { errorFor } from '../../lib/problem'
import type { FieldError } from '../../lib/problem'
import { Webhook } from './Webhook'
import { useRevoke, useRotate } from './queries'
import { mayWords } from './words'

interface Asked {
  client: ClientRead
  done: () => void
}

/** The secret before a new one works for another day, so nothing is cut off; it is asked for all the same. */
function Rotate({ client, done, rotated }: Asked & { rotated: (client: ClientSecret) => void }) {
  const rotate = useRotate(client.client_id)
  return (
    <div className="rd-client__ask rd-stack">
      {rotate.isError && <Failed error={rotate.error} />}
      <p>The secret that {client.organisation} has now works for another day.</p>
      <div className="rd-buttons">
        <button
          type="button"
          className="rd-button"
          aria-disabled={rotate.isPending}
          onClick={() => !rotate.isPending && rotate.mutate(undefined, { onSuccess: rotated })}
        >
          Make a new secret and show it
        </button>
        <button type="button" className="rd-linklike" onClick={done}>
          Leave it as it is
        </button>
      </div>
    </div>
  )
}

/** Nothing brings a revoked client back, so its organisation's name is typed first. */
function Revoke({ client, done }: Asked) {
  const revoke = useRevoke(client.client_id)
  const [typed, setTyped] = useState('')
  const [errors, setErrors] = useState<FieldError[]>([])
  const field = `revoke-${client.client_id}`
  const save = () => {
    const same = typed.trim() === client.organisation
    setErrors(same ? [] : [{ field, message: `Type “${client.organisation}” to revoke it` }])
    if (same) revoke.mutate(undefined, { onSuccess: done })
  }
  return (
    <form
      className="rd-client__ask rd-fields"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (!revoke.isPending) save()
      }}
    >
      <ErrorSummary errors={errors} />
      {revoke.isError && <Failed error={revoke.error} />}
      <p>
        The system of {client.organisation} is shut out at once, and for good. What it sent stays, and its cases go
        on.
      </p>
      <TextField
        id={field}
        label={`To revoke it, type: ${client.organisation}`}
        error={errorFor(errors, field)}
        value={typed}
        onChange={setTyped}
      />
      <div className="rd-buttons">
        <button type="submit" className="rd-button">
          Revoke it for good
        </button>
        <button type="button" className="rd-linklike" onClick={done}>
          Leave it as it is
        </button>
      </div>
    </form>
  )
}

/** One client: whose it is, what it may do, and what can be done about it. */
export function ClientItem({ client, rotated }: { client: ClientListed; rotated: (client: ClientSecret) => void }) {
  const [asked, setAsked] = useState<'rotate' | 'revoke' | null>(null)
  const done = () => setAsked(null)
  const day = (at: string) => longDate(londonDay(at))
  return (
    <li className="rd-client">
      <div>
        <b>{client.organisation}</b>
        <p className="rd-second rd-client__id">{client.client_id}</p>
      </div>
      <p>{mayWords(client.scopes)}</p>
      <div>
        <p>
          Issued {day(client.created_at)} by {client.created_by}
        </p>
        {client.rotated_at && <p className="rd-second">New secret {day(client.rotated_at)}</p>}
      </div>
      {client.revoked_at ? (
        <p>
          <span className="rd-tag rd-tag--plain">Revoked {day(client.revoked_at)}</span>
        </p>
      ) : (
        <div className="rd-client__acts">
          {(['rotate', 'revoke'] as const).map((act) => (
            <button
              key={act}
              type="button"
              className="rd-linklike"
              aria-expanded={asked === act}
              onClick={() => setAsked(asked === act ? null : act)}
            >
              {act === 'rotate' ? 'New secret' : 'Revoke'}{' '}
              <span className="govuk-visually-hidden">for {client.organisation}</span>
            </button>
          ))}
        </div>
      )}
      {client.webhook && !client.revoked_at && (
        <Webhook clientId={client.client_id} organisation={client.organisation} webhook={client.webhook} />
      )}
      {asked === 'rotate' && (
        <Rotate
          client={client}
          done={done}
          rotated={(made) => {
            done()
            rotated(made)
          }}
        />
      )}
      {asked === 'revoke' && <Revoke client={client} done={done} />}
    </li>
  )
}
