import type { MailRead } from '../api'
import { MAIL_KIND_WORDS } from '../api/words.gen'
import { Failed } from './Page'
import { clockTime, longDate, londonDay } from '../lib/dates'
import { sizeWords } from './fileQueries'
import { useMailFile } from './mail'
import './mail.css'

/** An e-mail as plain text: nothing in it is followed, carried out or fetched. */
export function MailMessage({ mail }: { mail: MailRead }) {
  const file = useMailFile(mail.id)
  return (
    <div className="rd-stack">
      <p>
        <b>{mail.name || mail.address || 'Nobody is named'}</b> <span className="rd-second">{mail.address}</span>
        <br />
        <span className="rd-second">
          Arrived on {longDate(londonDay(mail.arrived_at))} at {clockTime(mail.arrived_at)}. {MAIL_KIND_WORDS[mail.kind]}
          {mail.forwarded_from && `, forwarded from ${mail.forwarded_from}`}
        </span>
      </p>
      {[mail.problem, ...mail.notes].filter(Boolean).map((note) => (
        <p key={note} className="rd-notice">
          {note}
        </p>
      ))}
      <div className="rd-mailtext">{mail.text || 'There are no words in it.'}</div>
      {mail.quoted && (
        <details className="rd-folded">
          <summary>Earlier message</summary>
          <div className="rd-mailtext rd-second">{mail.quoted}</div>
        </details>
      )}
      {mail.files.length > 0 && (
        <ul className="rd-stack" aria-label="Files that came with it">
          {mail.files.map(({ name, bytes, kept_as, not_kept }, place) => (
            <li key={`${place}${name}`}>
              <button
                type="button"
                className="rd-linklike"
                onClick={() => file.mutate({ number: place + 1, name })}
              >
                {name}
              </button>{' '}
              <span className="rd-second">
                {sizeWords(bytes)}
                {kept_as ? ', among the files' : not_kept ? `. Not among the files: ${not_kept}` : ', not scanned'}
              </span>
            </li>
          ))}
        </ul>
      )}
      {file.error && <Failed error={file.error} />}
    </div>
  )
}
