import { useRef } from 'react'
import type { ContactRead } from '../../api'
import { Card } from '../../components/Page'
import { londonDay, longDate } from '../../lib/dates'
import { useMay } from '../../lib/session'
import { LinkButton, OtherContact, reasonsOf } from './LookAlikes'
import { useLinking, useLookalikesOf } from './queries'

/** What somebody linked to a recorded contact, and what looks like it and is not linked. */
export function LinkedContacts({ contact }: { contact: ContactRead }) {
  const lookalikes = useLookalikesOf(contact.ref)
  const { mutate, error, data: said } = useLinking(contact.ref)
  const told = useRef<HTMLParagraphElement>(null)
  const may = useMay('contacts:link')
  const alike = lookalikes.data ?? []
  // The line that was pressed goes elsewhere: who works without a mouse goes to what came of it.
  const link = (other: string, linked: boolean) =>
    mutate({ other, linked }, { onSuccess: () => told.current?.focus() })
  return (
    <Card title="Linked contacts" id="linked">
      <div className="rd-card__body rd-stack">
        <div>
          <p role="status" tabIndex={-1} ref={told} className="rd-other__told">
            {said}
          </p>
          {contact.links.length === 0 && <p>No other contact is linked to this one.</p>}
          <ul>
            {contact.links.map((held) => (
              <OtherContact
                key={held.ref}
                contact={held}
                why={`Linked by ${held.by} on ${longDate(londonDay(held.at))}.`}
              >
                {may && <LinkButton contact={held} linked onPress={() => link(held.ref, false)} />}
              </OtherContact>
            ))}
          </ul>
        </div>
        {alike.length > 0 && (
          <>
            <h3 className="rd-other__found">
              Could be the same <span className="rd-panel__aside">{alike.length} found</span>
            </h3>
            <ul>
              {alike.map((item) => (
                <OtherContact key={item.ref} contact={item} why={reasonsOf(item)}>
                  {may && (
                    <LinkButton contact={item} linked={false} onPress={() => link(item.ref, true)} />
                  )}
                </OtherContact>
              ))}
            </ul>
            <p className="rd-second">Nothing is joined unless you choose it.</p>
          </>
        )}
        {error && <p role="alert">{error.message}</p>}
      </div>
    </Card>
  )
}
