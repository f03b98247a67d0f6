import { useState } from 'react'
import type { ClientSecret, Scope } from '../../api'
import { Checkboxes } from '../../components/Choices'
import { ErrorSummary } from '../../components/ErrorSummary'
import { TextField } from '../../components/Fields'
import { Card } from '../../components/Page'
import { errorFor, fieldErrors } from '../../lib/problem'
import type { FieldError } from '../../lib/problem'
import { choices } from '../../lib/words'
import { useIssue } from './queries'
import { SCOPES } from './words'

const FIELDS = { '/organisation': 'organisation', '/scopes': 'scopes' }

interface Props {
  issued: (client: ClientSecret) => void
  cancel: () => void
}

/** A new client for a partner's system. */
export function IssueForm({ issued, cancel }: Props) {
  const issue = useIssue()
  const [organisation, setOrganisation] = useState('')
  const [scopes, setScopes] = useState<Scope[]>(['contacts:write', 'contacts:read'])
  const [errors, setErrors] = useState<FieldError[]>([])

  const save = () => {
    const missing: FieldError[] = []
    if (organisation.trim() === '') missing.push({ field: 'organisation', message: 'Name the organisation' })
    if (scopes.length === 0) missing.push({ field: 'scopes', message: 'Choose what its system may do' })
    setErrors(missing)
    if (missing.length > 0) return
    issue.mutate(
      { organisation: organisation.trim(), scopes },
      { onSuccess: issued, onError: (error) => setErrors(fieldErrors(error, FIELDS)) },
    )
  }

  return (
    <Card title="Issue a client" id="issue">
      <form
        className="rd-card__body rd-fields"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (!issue.isPending) save()
        }}
      >
        <ErrorSummary errors={errors} />
        <TextField
          id="organisation"
          label="Organisation"
          hint="As officers see it on what the system sends."
          error={errorFor(errors, 'organisation')}
          value={organisation}
          onChange={setOrganisation}
        />
        <Checkboxes
          id="scopes"
          legend="Its system may"
          error={errorFor(errors, 'scopes')}
          choices={choices(SCOPES)}
          value={scopes}
          onChange={setScopes}
        />
        <div className="rd-buttons">
          <button type="submit" className="rd-button">
            Issue it and show the secret
          </button>
          <button type="button" className="rd-linklike" onClick={cancel}>
            Issue none
          </button>
        </div>
      </form>
    </Card>
  )
}
