import { useState } from 'react'
import { Link, useNavigate, useSearchParams } from 'react-router'
import type { MailLine, MailRead, MailState } from '../../../api'
import { MAIL_STATE_WORDS } from '../../../api/words.gen'
import { ErrorSummary } from '../../../components/ErrorSummary'
import { TextField } from '../../../components/Fields'
import { MailMessage } from '../../../components/MailMessage'
import { Card, Failed, Filling, PageTitle } from '../../../components/Page'
import { clockTime, longDate, londonDay } from '../../../lib/dates'
import { draftOf, keepDraft } from '../../../lib/drafts'
import { errorFor, fieldErrors } from '../../../lib/problem'
import type { FieldError } from '../../../lib/problem'
import { addressOfRecord, fromMail, recordOfMail } from '../draft'
import { WaitingEntries } from './WaitingEntries'
import { useDecideMail, useMail, useMails } from './queries'
import type { MailAct } from './queries'
import './mail.css'

const STATES: readonly MailState[] = ['waiting', 'unreadable', 'recorded', 'threaded', 'set_aside']
const OPEN: readonly MailState[] = ['waiting', 'unreadable']
const REFERENCE = /^[A-Z]{3}-[0-9]{4}-[0-9]{4,6}$/

interface LineProps {
  mail: MailLine
  chosen: boolean
  address: string
}

function Line({ mail, chosen, address }: LineProps) {
  return (
    <li className={chosen ? 'rd-mailline rd-mailline--on' : 'rd-mailline'}>
      <Link to={address} aria-current={chosen ? 'true' : undefined} preventScrollReset>
        {mail.subject || 'No subject'}
      </Link>
      <span className="rd-second rd-block">
        {mail.name || mail.address}, {longDate(londonDay(mail.arrived_at))} at {clockTime(mail.arrived_at)}
        {!OPEN.includes(mail.state) && `. ${MAIL_STATE_WORDS[mail.state]}`}
      </span>
    </li>
  )
}

/** What becomes of it: recorded, put to a contact, or set aside with why. */
function Decide({ mail }: { mail: MailRead }) {
  const navigate = useNavigate()
  const decide = useDecideMail(mail.id)
  const [ref, setRef] = useState(mail.suggested_ref ?? '')
  const [reason, setReason] = useState('')
  const [wrong, setWrong] = useState<FieldError[]>([])
  const errors = [...wrong, ...(decide.error ? fieldErrors(decide.error, { '/ref': 'mail-ref' }) : [])]
  const say = (said: MailAct, mistakes: FieldError[]) => {
    setWrong(mistakes)
    if (mistakes.length === 0 && !decide.isPending) decide.mutate(said)
  }
  const record = () => {
    const id = recordOfMail(mail.id)
    const path = addressOfRecord(id)
    // What was typed of it before stays.
    if (!draftOf(id)) {
      const at = new Date().toISOString()
      const values = { record: fromMail(mail) }
      keepDraft({ id, title: 'Record a contact', path, begun: mail.arrived_at, at, values, key: crypto.randomUUID() })
    }
    void navigate(path)
  }
  return (
    <div className="rd-fields">
      <ErrorSummary errors={errors} />
      <div className="rd-buttons">
        <button type="button" className="rd-button" onClick={record}>
          Record it as a contact
        </button>
      </div>
      <form
        className="rd-maildecide"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          const given = ref.trim().toUpperCase()
          const mistakes = REFERENCE.test(given)
            ? []
            : [{ field: 'mail-ref', message: 'Give the reference, such as EAS-2627-0001' }]
          say({ act: 'thread', ref: given }, mistakes)
        }}
      >
        <TextField
          id="mail-ref"
          label="It belongs to"
          hint={mail.suggested_why ?? undefined}
          value={ref}
          onChange={setRef}
          error={errorFor(errors, 'mail-ref')}
        />
        <button type="submit" className="rd-button rd-button--second">
          Put it there
        </button>
      </form>
      <form
        className="rd-maildecide"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          const mistakes = reason.trim() ? [] : [{ field: 'mail-reason', message: 'Say why nothing has to be done' }]
          say({ act: 'aside', reason: reason.trim() }, mistakes)
        }}
      >
        <TextField
          id="mail-reason"
          label="Nothing has to be done, because"
          value={reason}
          onChange={setReason}
          error={errorFor(errors, 'mail-reason')}
        />
        <button type="submit" className="rd-button rd-button--second">
          Set it aside
        </button>
      </form>
    </div>
  )
}

function Decided({ mail }: { mail: MailRead }) {
  const decide = useDecideMail(mail.id)
  return (
    <div className="rd-stack">
      <p>
        <b>{MAIL_STATE_WORDS[mail.state]}</b>
        {mail.ref && (
          <>
            : <Link to={`/contacts/${mail.ref}`}>{mail.ref}</Link>
          </>
        )}
        {mail.reason && `: ${mail.reason}`}{' '}
        <span className="rd-second">{mail.decided_by ? `By ${mail.decided_by}.` : 'By itself.'}</span>
      </p>
      {decide.error && <Failed error={decide.error} />}
      {mail.state !== 'recorded' && (
        <p>
          <button type="button" className="rd-linklike" onClick={() => decide.mutate({ act: 'waiting' })}>
            Let it wait again
          </button>
        </p>
      )}
    </div>
  )
}

function One({ id }: { id: string }) {
  const found = useMail(id)
  const mail = found.data
  if (found.isError) return <Failed error={found.error} retry={() => void found.refetch()} />
  if (!mail) return <Filling rows={6} label="Fetching the e-mail" />
  return (
    <Card title={mail.subject || 'No subject'} id="mail">
      <div className="rd-card__body rd-stack">
        <MailMessage mail={mail} />
        {OPEN.includes(mail.state) ? <Decide mail={mail} /> : <Decided mail={mail} />}
      </div>
    </Card>
  )
}

/** E-mails that arrived: what waits first, each recorded, put to a contact, or set aside. */
export function MailPage() {
  const [params] = useSearchParams()
  const state = STATES.find((each) => each === params.get('state')) ?? 'waiting'
  const chosen = params.get('mail') ?? ''
  const mails = useMails(state)
  const items = mails.data?.pages.flatMap((page) => page.items) ?? []
  const counts = mails.data?.pages[0]?.counts
  const addressOf = (mail: string) => `/mail?${new URLSearchParams({ state, mail }).toString()}`
  return (
    <>
      <PageTitle>E-mail</PageTitle>
      <p className="rd-received">A complaint is received on the day on which its e-mail arrived, whenever it is recorded.</p>
      <WaitingEntries />
      <nav className="rd-viewrow" aria-label="Views">
        {STATES.map((each) => (
          <Link
            key={each}
            to={`/mail?state=${each}`}
            className={`rd-view ${each === state ? 'rd-view--on' : ''}`}
            aria-current={each === state ? 'page' : undefined}
          >
            {MAIL_STATE_WORDS[each]} <b>{counts?.[each] ?? 0}</b>
          </Link>
        ))}
      </nav>
      {mails.isError && <Failed error={mails.error} retry={() => void mails.refetch()} />}
      <div className="rd-mail">
        <Card>
          {mails.isPending && <Filling rows={6} label="Fetching the e-mails" />}
          {mails.data && items.length === 0 && <p className="rd-card__body">Nothing is here.</p>}
          {items.length > 0 && (
            <ul className="rd-maillist">
              {items.map((mail) => (
                <Line key={mail.id} mail={mail} chosen={mail.id === chosen} address={addressOf(mail.id)} />
              ))}
            </ul>
          )}
          {mails.hasNextPage && (
            <p className="rd-card__body">
              <button type="button" className="rd-linklike" onClick={() => void mails.fetchNextPage()}>
                Show more
              </button>
            </p>
          )}
        </Card>
        {chosen && <One key={chosen} id={chosen} />}
      </div>
    </>
  )
}
