import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import type { MessageRead, SendingState } from '../../api'
import { withdrawMessage } from '../../api'
import { SENDING_STATE_WORDS, SENDING_WAY_WORDS } from '../../api/words.gen'
import { LateMark, MetMark } from '../../components/Icons'
import { Card, Failed, Filling, PageTitle } from '../../components/Page'
import { longDate, londonDay } from '../../lib/dates'
import { useOnChange } from '../../lib/LiveProvider'
import { KeepTyped } from '../../lib/typed'
import { useToday } from '../../lib/useNow'
import { lowered } from '../../lib/words'
import { AgainForm, PostedForm } from './Forms'
import { useActOn, useOutbox, useTake } from './queries'
import './outbox.css'

const STATES = Object.keys(SENDING_STATE_WORDS) as SendingState[]
const TROUBLE: readonly SendingState[] = ['refused', 'unsure', 'bounced']
const ENDED: readonly SendingState[] = ['sent', 'delivered', 'withdrawn']
const LEFT: readonly SendingState[] = ['sent', 'delivered']

/** What became of a message, as shape and words together. */
function State({ message }: { message: MessageRead }) {
  const { state, late, sent_on, why } = message
  const words = SENDING_STATE_WORDS[state]
  const said = state === 'sent' && sent_on ? `${words} on ${longDate(sent_on)}` : late ? `Late: ${lowered(words)}` : words
  const bad = late || TROUBLE.includes(state)
  const marked = bad || LEFT.includes(state)
  return (
    <>
      <span className={marked ? `rd-rag ${bad ? 'rd-rag--late' : 'rd-rag--met'}` : undefined}>
        {marked && (bad ? <LateMark /> : <MetMark />)}
        <span>{said}</span>
      </span>
      {why && <span className="rd-second rd-block">{why}</span>}
    </>
  )
}

function Message({ message, today }: { message: MessageRead; today: string }) {
  const [form, setForm] = useState<'posted' | 'again' | null>(null)
  const [key] = useState(() => crypto.randomUUID())
  const take = useTake(message)
  const act = useActOn()
  const name = `message ${message.number} of ${message.ref}`
  const failure = take.error ?? act.error
  const close = () => setForm(null)
  const withdraw = () => {
    if (act.isPending) return
    const path = { ref: message.ref, number: message.number }
    act.mutate({ send: (headers) => withdrawMessage({ path, headers, throwOnError: true }), key })
  }
  const acts: [string, () => void][] = [
    [message.way === 'email' ? 'Download the e-mail' : 'Download the PDF', () => take.mutate()],
    ...(message.may_be_said_sent ? [['Say when it left', () => setForm('posted')] as [string, () => void]] : []),
    ...(message.may_go_again ? [['Send again', () => setForm('again')] as [string, () => void]] : []),
    ...(message.may_be_withdrawn ? [['Withdraw', withdraw] as [string, () => void]] : []),
  ]
  const Form = form === 'posted' ? PostedForm : AgainForm
  return (
    <li className="rd-message">
      <div className="rd-message__what">
        <p>
          <b>{message.subject}</b>
        </p>
        <p>
          {SENDING_WAY_WORDS[message.way]} to {message.to_name}
          <span className="rd-second rd-block">{message.to_address?.split('\n').join(', ')}</span>
        </p>
        <p className="rd-second">
          <Link to={`/cases/${message.ref}`}>{message.ref}</Link>, written on {longDate(londonDay(new Date(message.at)))}
        </p>
      </div>
      <div>
        <State message={message} />
      </div>
      <div className="rd-message__acts">
        {acts.map(([label, does]) => (
          <button key={label} type="button" className="rd-linklike" aria-label={`${label}: ${name}`} onClick={does}>
            {label}
          </button>
        ))}
      </div>
      {failure && <Failed error={failure} />}
      {form && (
        <KeepTyped
          key={form}
          id={`outbox/${message.ref}/${message.number}/${form}`}
          title={`To send: ${name}`}
          path="/outbox"
        >
          <Form message={message} today={today} done={close} />
        </KeepTyped>
      )}
    </li>
  )
}

/** What is to leave, whichever case it is of, and what became of it. */
export function OutboxPage() {
  const [params] = useSearchParams()
  const today = useToday()
  const chosen = STATES.find((state) => state === params.get('state'))
  const outbox = useOutbox(chosen)
  const { refetch } = outbox
  useOnChange(() => void refetch())
  const items = outbox.data?.pages.flatMap((page) => page.items) ?? []
  const counts = new Map(outbox.data?.pages[0]?.counts.map(({ state, messages }) => [state, messages]))
  const open = STATES.filter((state) => !ENDED.includes(state)).reduce((sum, state) => sum + (counts.get(state) ?? 0), 0)
  const views: [SendingState | undefined, string, number][] = [
    [undefined, 'To do', open],
    ...STATES.filter((state) => counts.has(state) || state === chosen).map(
      (state): [SendingState, string, number] => [state, SENDING_STATE_WORDS[state], counts.get(state) ?? 0],
    ),
  ]
  return (
    <>
      <div className="rd-titlerow">
        <div>
          <PageTitle>To send</PageTitle>
          <p className="rd-received">Letters and e-mails of all cases, and what became of them. Nothing leaves twice.</p>
        </div>
      </div>
      <nav className="rd-viewrow" aria-label="Views">
        {views.map(([state, label, count]) => (
          <Link
            key={label}
            to={state ? `/outbox?state=${state}` : '/outbox'}
            className={`rd-view ${state === chosen ? 'rd-view--on' : ''}`}
            aria-current={state === chosen ? 'page' : undefined}
          >
            {label}
            <b className={state && TROUBLE.includes(state) ? 'rd-view__late' : undefined}>{outbox.data ? count : ''}</b>
          </Link>
        ))}
      </nav>
      {outbox.isPending && <Filling rows={6} label="Fetching the messages" />}
      {outbox.isError && <Failed error={outbox.error} retry={() => void outbox.refetch()} />}
      {outbox.data && (
        <Card>
          {items.length > 0 ? (
            <ul className="rd-messages">
              {items.map((message) => (
                <Message key={`${message.ref}/${message.number}`} message={message} today={today} />
              ))}
            </ul>
          ) : (
            <p className="rd-card__body">Nothing is here.</p>
          )}
          {outbox.hasNextPage && (
            <p className="rd-card__body">
              <button type="button" className="rd-linklike" onClick={() => void outbox.fetchNextPage()}>
                Show more
              </button>
            </p>
          )}
        </Card>
      )}
    </>
  )
}
