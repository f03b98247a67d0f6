import { useState } from 'react'
import { useParams } from 'react-router'
import type { PublicFormRead } from '../../api'
import { Failed, Filling, PageTitle } from '../../components/Page'
import { longDate } from '../../lib/dates'
import { ProblemError } from '../../lib/problem'
import { useSecret } from '../../lib/useSecret'
import { useOwnPage, usePublicForm } from './queries'
import { AddMore } from './AddMore'
import { Prove } from './Prove'
import { Standing } from './Standing'
import './public.css'

interface OpenedProps {
  authority: string
  form: PublicFormRead
  secret: string
}

function Opened({ authority, form, secret }: OpenedProps) {
  const [proof, setProof] = useState<string | null>(null)
  const page = useOwnPage(authority, secret, proof)
  if (page.data) {
    const { may_prove: mayProve, standing, hears } = page.data
    return (
      <>
        <PageTitle tab="Your page">{`What you told ${form.council}`}</PageTitle>
        <dl className="rd-lines rd-public__sent">
          <div>
            <dt>Your reference</dt>
            <dd>
              <b>{page.data.ref}</b>
            </dd>
          </div>
          <div>
            <dt>We have had it since</dt>
            <dd>{longDate(page.data.received_on)}</dd>
          </div>
        </dl>
        {standing && <Standing where={standing} hears={hears} form={form} />}
        {!standing && mayProve && <Prove authority={authority} secret={secret} proved={setProof} />}
        <p>
          If you want to know more, phone <b>{form.phone}</b>
          {form.hours && `, ${form.hours}`}, and say your reference.
        </p>
        <AddMore authority={authority} secret={secret} />
      </>
    )
  }
  if (page.error instanceof ProblemError && page.error.status === 404) {
    return (
      <>
        <PageTitle>This link opens nothing</PageTitle>
        <p className="rd-public__lead">
          Check that you have the whole of it. Or phone <b>{form.phone}</b>: we can find what you told us.
        </p>
      </>
    )
  }
  if (page.error) {
    return (
      <>
        <PageTitle>Your page</PageTitle>
        <Failed error={page.error} retry={() => void page.refetch()} />
      </>
    )
  }
  return <Filling label="Fetching your page" />
}

/** The own page of somebody who told the council something: opened by a link, with no account. */
export function OwnPage() {
  const { authority = '' } = useParams()
  const secret = useSecret()
  const form = usePublicForm(authority)
  return (
    <div className="rd-public rd-stack">
      {!secret && (
        <>
          <PageTitle>Open the link again</PageTitle>
          <p className="rd-public__lead">For your safety the address is not kept here. Use the link that you saved.</p>
        </>
      )}
      {secret && form.data && <Opened key={secret} authority={authority} form={form.data} secret={secret} />}
      {secret && form.isPending && <Filling label="Fetching your page" />}
      {secret && form.error && (
        <>
          <PageTitle>Your page</PageTitle>
          <Failed error={form.error} retry={() => void form.refetch()} />
        </>
      )}
    </div>
  )
}
