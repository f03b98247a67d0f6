import { useEffect, useRef } from 'react'
import { Link } from 'react-router'
import type { PublicFormRead, PublicReceipt } from '../../api'
import { CopyText } from '../../components/CopyText'
import { PageTitle } from '../../components/Page'
import { longDate } from '../../lib/dates'
import { SendFiles } from './FilesToSend'
import { InDanger } from './InDanger'
import { asSent, whatHappensNext } from './said'
import type { Said } from './said'

interface Props {
  authority: string
  form: PublicFormRead
  receipt: PublicReceipt
  said: Said
  secret: string
  files: readonly File[]
}

/** It was sent: the reference, the way to the own page, what happens next, and what was sent to keep on paper. */
export function Sent({ authority, form, receipt, said, secret, files }: Props) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.focus(), [])
  const path = `/c/${authority}#${secret}`
  const isUrgent = said.concern === 'safety' || said.danger === 'yes' || said.danger === 'not_sure'
  return (
    <>
      <div className="rd-notice rd-notice--well" role="status" tabIndex={-1} ref={box}>
        <PageTitle tab="It was sent">{`${form.council} has it`}</PageTitle>
        <p>
          We have had it since {longDate(receipt.received_on)}. Your reference is <b className="rd-public__ref">{receipt.ref}</b>.
        </p>
      </div>
      {files.length > 0 && <SendFiles authority={authority} secret={secret} files={files} />}
      {isUrgent && <InDanger form={form} wasSent />}
      <p>
        <b>What happens next:</b> {said.concern && whatHappensNext(said.concern, form)}
      </p>
      <section className="rd-stack" aria-labelledby="own-page">
        <h2 className="rd-h2" id="own-page">
          Keep the link of your own page
        </h2>
        <p>
          By this link you can come back. We cannot send it to you again, so save it or print this page. Whoever has the
          link can open your page: show it to nobody you do not trust.
        </p>
        <p className="rd-public__link">
          <Link to={path}>{`${location.origin}${path}`}</Link>
        </p>
        <div className="rd-buttons">
          <CopyText text={`${location.origin}${path}`} what="the link" />
          <button type="button" className="rd-button rd-button--second" onClick={() => window.print()}>
            Print this page
          </button>
        </div>
      </section>
      <section className="rd-stack" aria-labelledby="as-sent">
        <h2 className="rd-h2" id="as-sent">
          What you sent
        </h2>
        <dl className="rd-lines rd-public__sent">
          {asSent(said).map(([what, answer]) => (
            <div key={what}>
              <dt>{what}</dt>
              <dd>{answer}</dd>
            </div>
          ))}
        </dl>
      </section>
    </>
  )
}
