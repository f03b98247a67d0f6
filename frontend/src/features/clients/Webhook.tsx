import { useState } from 'react'
import type { Delivery, WebhookState } from '../../api'
import { Failed, Filling } from '../../components/Page'
import { clockTime, londonDay, longDate } from '../../lib/dates'
import { plural } from '../../lib/words'
import { useDeliveries, usePause, useSendAgain } from './queries'
import { EVENTS, STATES } from './words'

interface Props {
  clientId: string
  organisation: string
  webhook: WebhookState
}

const TAGS: Record<WebhookState['state'], string> = { on: 'open', failing: 'late', paused: 'plain', off: 'plain' }
const at = (instant: string) => `${longDate(londonDay(instant))} at ${clockTime(instant)}`

/** How the events of a client arrive at its own system. */
export function Webhook({ clientId, organisation, webhook }: Props) {
  const pause = usePause(clientId, webhook.state === 'paused')
  const [open, setOpen] = useState(false)
  const undelivered = webhook.dead + (webhook.answer ? 1 : 0)
  const whose = <span className="govuk-visually-hidden">for {organisation}</span>
  return (
    <div className="rd-webhook rd-stack">
      <div className="rd-webhook__head">
        <div>
          <p>
            Events go to <b>{webhook.host}</b>{' '}
            <span className={`rd-tag rd-tag--${TAGS[webhook.state]}`}>{STATES[webhook.state]}</span>
          </p>
          <p className="rd-second">
            {webhook.delivered_at ? `Last arrived ${at(webhook.delivered_at)}` : 'None has arrived yet'} ·{' '}
            {webhook.waiting} waiting · {webhook.dead} given up
          </p>
          {webhook.answer && (
            <p className="rd-second">
              {webhook.answer} {webhook.next_at && `Next attempt ${at(webhook.next_at)}.`}
            </p>
          )}
          {webhook.paused_at && (
            <p className="rd-second">
              Paused {at(webhook.paused_at)} by {webhook.paused_by}
            </p>
          )}
        </div>
        <div className="rd-client__acts">
          {webhook.state !== 'off' && (
            <button
              type="button"
              className="rd-linklike"
              aria-disabled={pause.isPending}
              onClick={() => !pause.isPending && pause.mutate(undefined)}
            >
              {webhook.state === 'paused' ? 'Resume' : 'Pause'} {whose}
            </button>
          )}
          {undelivered > 0 && (
            <button
              type="button"
              className="rd-linklike"
              aria-expanded={open}
              onClick={() => setOpen(!open)}
            >
              {plural(undelivered, 'event')} did not arrive {whose}
            </button>
          )}
        </div>
      </div>
      {pause.isError && <Failed error={pause.error} />}
      {open && <Undelivered clientId={clientId} mayBeSent={webhook.state !== 'off'} />}
    </div>
  )
}

function Undelivered({ clientId, mayBeSent }: { clientId: string; mayBeSent: boolean }) {
  const deliveries = useDeliveries(clientId)
  if (deliveries.isPending) return <Filling label="Fetching what did not arrive" />
  if (deliveries.isError) return <Failed error={deliveries.error} retry={() => void deliveries.refetch()} />
  const { items, next_cursor: more } = deliveries.data
  if (items.length === 0) return <p className="rd-second">Everything has arrived.</p>
  return (
    <>
      <ul className="rd-webhook__list">
        {items.map((delivery) => (
          <UndeliveredItem key={delivery.number} clientId={clientId} delivery={delivery} mayBeSent={mayBeSent} />
        ))}
      </ul>
      {more && <p className="rd-second">These are the oldest. More are shown once these have arrived.</p>}
    </>
  )
}

interface ItemProps {
  clientId: string
  delivery: Delivery
  mayBeSent: boolean
}

function UndeliveredItem({ clientId, delivery, mayBeSent }: ItemProps) {
  const again = useSendAgain(clientId, delivery.number)
  const tried = plural(delivery.attempts, 'attempt')
  return (
    <li>
      <p>
        {EVENTS[delivery.kind]} {delivery.ref}
        <span className="rd-second">
          {' '}
          · {tried}, the last {at(delivery.tried_at)}: {delivery.answer}{' '}
          {delivery.due_at ? `Next attempt ${at(delivery.due_at)}.` : 'Given up.'}
        </span>
      </p>
      {mayBeSent && (
        <button
          type="button"
          className="rd-linklike"
          aria-disabled={again.isPending}
          onClick={() => !again.isPending && again.mutate(undefined)}
        >
          Send again <span className="govuk-visually-hidden">event {delivery.number}</span>
        </button>
      )}
      {again.isError && <Failed error={again.error} />}
    </li>
  )
}
