import { Card } from './Page'
import { useMay } from '../lib/session'
import { MailMessage } from './MailMessage'
import { useMailsOf } from './mail'

/** What was written by e-mail of a contact; nothing while nothing was. */
export function MailOf({ refId }: { refId: string }) {
  const mails = useMailsOf(refId, useMay('contacts:record')).data?.items ?? []
  if (mails.length === 0) return null
  return (
    <Card title="E-mail" id="mails" note={`${mails.length} arrived`}>
      <div className="rd-card__body rd-stack">
        {mails.map((mail) => (
          <details key={mail.id} className="rd-folded">
            <summary>{mail.subject || 'No subject'}</summary>
            <MailMessage mail={mail} />
          </details>
        ))}
      </div>
    </Card>
  )
}
