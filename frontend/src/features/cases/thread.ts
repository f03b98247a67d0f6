import type { CaseRead, LetterBrief, MailRead, MessageRead, NoteRead, OwedBy, PublicEntryRead } from '../../api'
import { LETTER_KIND_WORDS, LETTER_STATE_WORDS, METHOD_WORDS, SENDING_STATE_WORDS } from '../../api/words.gen'
import { ENTRY_WORDS } from '../../components/publicEntries'
import { longDate } from '../../lib/dates'
import { lowered } from '../../lib/words'

export type Direction = 'in' | 'out' | 'internal'
export type Way = 'letter' | 'email' | 'call' | 'note' | 'request' | 'form'

/** One thing that was written or said about a case. `at` is an instant, or a day where no time is known. */
export interface Entry {
  key: string
  at: string
  direction: Direction
  way: Way
  who: string
  title: string
  text: string
  state: string
  /** It did not arrive, or may not have. */
  trouble: boolean
  /** Where it is read or dealt with. */
  to: string | null
  mail: MailRead | null
}

export interface Sources {
  held: Pick<CaseRead, 'ref' | 'requests'>
  letters: readonly LetterBrief[]
  messages: readonly MessageRead[]
  mails: readonly MailRead[]
  notes: readonly NoteRead[]
  entries: readonly PublicEntryRead[]
}

const TROUBLE = ['refused', 'unsure', 'bounced']
const OMBUDSMAN: OwedBy = 'council'
const NOTHING = { text: '', state: '', trouble: false, to: null, mail: null }

function letterState(letter: LetterBrief, message: MessageRead | undefined): string {
  if (message && !(message.state === 'sent' && letter.sent_on)) return SENDING_STATE_WORDS[message.state]
  const how = letter.method ? `, ${lowered(METHOD_WORDS[letter.method])}` : ''
  if (letter.state === 'sent' && letter.sent_on) return `Sent on ${longDate(letter.sent_on)}${how}`
  return LETTER_STATE_WORDS[letter.state]
}

/** The last message by which a letter leaves: each time that it is put in the outbox, or sent again, is an act of its own. */
function messageOf(ref: string, letter: LetterBrief, messages: readonly MessageRead[]): MessageRead | undefined {
  const act = `${ref}/letter/${letter.number}`
  return messages.findLast((message) => message.act === act || message.act.startsWith(`${act}/`))
}

/** Everything that was written or said about a case as one list, newest first. */
export function threadOf({ held, letters, messages, mails, notes, entries: fromForm }: Sources): Entry[] {
  const { ref } = held
  const entries: Entry[] = [
    ...letters.map((letter): Entry => {
      const message = letter.state === 'draft' ? undefined : messageOf(ref, letter, messages)
      return {
        ...NOTHING,
        key: `letter ${letter.number}`,
        at: letter.sent_on ?? message?.at ?? letter.drafted_on,
        direction: 'out',
        way: message?.way === 'email' ? 'email' : 'letter',
        who: [letter.by.name, message?.to_name].filter(Boolean).join(' to '),
        title: LETTER_KIND_WORDS[letter.kind],
        state: letterState(letter, message),
        trouble: message !== undefined && TROUBLE.includes(message.state),
        to: `/cases/${ref}/letters/${letter.number}`,
      }
    }),
    ...mails.map(
      (mail): Entry => ({
        ...NOTHING,
        key: `mail ${mail.id}`,
        at: mail.arrived_at,
        direction: mail.kind === 'ours' ? 'out' : 'in',
        way: 'email',
        who: mail.name || mail.address,
        title: mail.subject || 'No subject',
        text: mail.text,
        mail,
      }),
    ),
    ...notes.map(
      ({ number, text, by, at, call }): Entry => ({
        ...NOTHING,
        key: `note ${number}`,
        at: call?.at ?? at,
        direction: !call ? 'internal' : call.incoming ? 'in' : 'out',
        way: call ? 'call' : 'note',
        who: call ? `Noted by ${by.name}` : by.name,
        title: !call ? 'Note' : call.incoming ? `${call.whom} rang` : `${by.name} rang ${call.whom}`,
        text,
      }),
    ),
    ...fromForm.map(
      ({ number, kind, text, at, seen_by }): Entry => ({
        ...NOTHING,
        key: `form ${number}`,
        at,
        direction: 'in',
        way: 'form',
        who: 'By the public’s form',
        title: kind === 'contact' ? 'They told us' : ENTRY_WORDS[kind],
        text: text ?? '',
        state: seen_by ? '' : 'Nobody has looked at it yet',
        trouble: !seen_by,
        to: `/contacts/${ref}`,
      }),
    ),
    ...held.requests
      .filter(({ who }) => who !== OMBUDSMAN)
      .flatMap(({ number, asked_of, asked_on, answered_on, what }): Entry[] => {
        const whom = asked_of ?? 'A contributor'
        const common = { ...NOTHING, way: 'request' as const, who: whom, to: '#contributions' }
        const asked: Entry = {
          ...common,
          key: `request ${number}`,
          at: asked_on,
          direction: 'out',
          title: `Asked of ${whom}`,
          text: what ?? '',
        }
        if (!answered_on) return [asked]
        return [asked, { ...common, key: `answer ${number}`, at: answered_on, direction: 'in', title: `${whom} answered` }]
      }),
  ]
  return entries.toSorted((one, other) => (one.at < other.at ? 1 : one.at > other.at ? -1 : 0))
}

export interface Filter {
  direction: Direction | ''
  way: Way | ''
  find: string
}

/** Those in which every word that is looked for stands, of one direction and way if these are chosen. */
export function filtered(entries: readonly Entry[], { direction, way, find }: Filter): Entry[] {
  const words = find.toLocaleLowerCase('en-GB').split(/\s+/).filter(Boolean)
  return entries.filter((entry) => {
    const said = `${entry.title} ${entry.who} ${entry.text} ${entry.state}`.toLocaleLowerCase('en-GB')
    return (
      (!direction || entry.direction === direction) &&
      (!way || entry.way === way) &&
      words.every((word) => said.includes(word))
    )
  })
}
