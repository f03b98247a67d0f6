import type { ReactNode } from 'react'
import type { LinkRead, Lookalike } from '../../api'
import { CLASSIFICATION_WORDS } from '../../api/words.gen'
import { longDate } from '../../lib/dates'
import { NOT_DECIDED, plural } from '../../lib/words'

/** "Enquiry, closed": what it is, and how its case stands if it has one. */
function Standing({ contact }: { contact: LinkRead | Lookalike }) {
  const what = contact.undecided ? NOT_DECIDED : CLASSIFICATION_WORDS[contact.classification]
  if (contact.is_open === null) return <span className="rd-tag rd-tag--plain">{what}</span>
  return (
    <span className={contact.is_open ? 'rd-tag' : 'rd-tag rd-tag--plain'}>
      {what}, {contact.is_open ? 'open' : 'closed'}
    </span>
  )
}

interface LineProps {
  contact: LinkRead | Lookalike
  /** Why it is here. */
  why: string
  /** What can be done about it; nothing for who may only look. */
  children?: ReactNode
}

/** One other contact: what it is about, when it came, how it stands and why it is here. */
export function OtherContact({ contact, why, children }: LineProps) {
  return (
    <li className="rd-other">
      <p className="rd-other__head">
        {/* A new tab is signed in as this one is only if it knows who opened it. */}
        <a href={`/contacts/${contact.ref}`} target="_blank" rel="opener">
          {contact.ref}
          <span className="govuk-visually-hidden"> (opens in a new tab)</span>
        </a>
        <Standing contact={contact} />
      </p>
      <div className="rd-other__why">
        <div>
          <p className="rd-other__title">{contact.title}</p>
          <p className="rd-second">
            Received {longDate(contact.received_on)}. {why}
          </p>
          {contact.contact_plan && (
            <p>
              <b>Contact plan: {contact.contact_plan}</b>
            </p>
          )}
        </div>
        {children}
      </div>
    </li>
  )
}

/** "Same person: E M, born 3 May 1941. The same service." */
export function reasonsOf({ reasons }: Lookalike): string {
  return `${reasons.join('. ')}.`
}

interface ButtonProps {
  contact: LinkRead | Lookalike
  linked: boolean
  onPress: () => void
}

export function LinkButton({ contact, linked, onPress }: ButtonProps) {
  return (
    <button type="button" className="rd-button rd-button--second rd-other__link" onClick={onPress}>
      {linked ? 'Linked – undo' : 'Link'} <span className="govuk-visually-hidden">{contact.ref}</span>
    </button>
  )
}

/** Two that are alike in who and what, one still open: most likely one matter. */
export function isProbable(item: Lookalike): boolean {
  return item.strength === 'strong' && item.is_open === true
}

/** What a listener is told: it changes only when other contacts are found. */
export function foundWords(items: readonly Lookalike[]): string {
  if (items.length === 0) return ''
  const found = items.map((item) => `${item.ref}. ${reasonsOf(item)}`)
  return [`${plural(items.length, 'earlier contact')} could be the same.`, ...found].join(' ')
}

interface Props {
  title: string
  items: readonly Lookalike[]
  linked: readonly Lookalike[]
  onLink: (linked: Lookalike[]) => void
  id?: string
}

/** Earlier contacts that look like the one in the form; a press links them when it is saved. */
export function LookAlikes({ title, items, linked, onLink, id }: Props) {
  if (items.length === 0) return null
  return (
    <section className="rd-panel__part" id={id}>
      <h3>
        {title} <span className="rd-panel__aside">{items.length} found</span>
      </h3>
      <ul>
        {items.map((item) => {
          const chosen = linked.some((one) => one.ref === item.ref)
          const others = linked.filter((one) => one.ref !== item.ref)
          return (
            <OtherContact key={item.ref} contact={item} why={reasonsOf(item)}>
              <LinkButton
                contact={item}
                linked={chosen}
                onPress={() => onLink(chosen ? others : [...others, item])}
              />
            </OtherContact>
          )
        })}
      </ul>
      <p className="rd-second rd-other__note">Nothing is joined unless you choose it.</p>
    </section>
  )
}
