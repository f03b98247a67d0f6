import type { Permission, Session } from '../lib/session'

export interface Place {
  path: string
  label: string
  needs: Permission
  /** The count shown beside the name. */
  counts?: 'open'
  /** Where a line of all places would be too long, it is one of those behind *More*. */
  seldom?: true
}

const RECORD: Place = { path: '/contacts/new', label: 'Record a contact', needs: 'contacts:record' }
const CONTACTS: Place = { path: '/contacts', label: 'Contacts', needs: 'contacts:read' }
const MAIL: Place = { path: '/mail', label: 'E-mail', needs: 'contacts:record' }
const QUEUE: Place = { path: '/cases', label: 'Work queue', needs: 'cases:read', counts: 'open' }
const OUTBOX: Place = { path: '/outbox', label: 'To send', needs: 'cases:write' }
const TODAY: Place = { path: '/today', label: 'Today', needs: 'cases:read' }
const OFFICERS: Place = { path: '/officers', label: 'People', needs: 'officers:write', seldom: true }
const FIGURES: Place = { path: '/figures', label: 'Figures', needs: 'figures:read' }
const REPORTS: Place = { path: '/reports', label: 'Reports', needs: 'figures:read' }
const ALERTS: Place = { path: '/alerts', label: 'Alerts', needs: 'figures:read', seldom: true }
const CALENDAR: Place = { path: '/calendar', label: 'Calendar', needs: 'calendar:read' }
const DEADLINES: Place = { path: '/deadlines', label: 'Deadlines', needs: 'calendar:read' }
const REGISTERS: Place = { path: '/registers', label: 'Registers', needs: 'registers:read', seldom: true }
const LEARNING: Place = { path: '/learning', label: 'Learning', needs: 'cases:read' }
const LETTER_WORDS: Place = { path: '/letter-words', label: 'Letter words', needs: 'letters:word', seldom: true }
const CLIENTS: Place = { path: '/clients', label: 'Partners', needs: 'clients:manage', seldom: true }
const READS: Place = { path: '/reads', label: 'Who looked', needs: 'reads:read', seldom: true }
const RETENTION: Place = { path: '/retention', label: 'Keeping', needs: 'contacts:let_go', seldom: true }
const IMPORTS: Place = { path: '/imports', label: 'Imports', needs: 'imports:write', seldom: true }

/** The first place that somebody may go to is where they work. */
const ON_THE_PHONE = [RECORD, CONTACTS, MAIL, REGISTERS, CALENDAR, DEADLINES]
const AT_THE_CASES = [
  TODAY,
  QUEUE,
  OUTBOX,
  CONTACTS,
  MAIL,
  REGISTERS,
  LEARNING,
  FIGURES,
  REPORTS,
  CALENDAR,
  DEADLINES,
  ALERTS,
  OFFICERS,
  LETTER_WORDS,
  RETENTION,
  IMPORTS,
  CLIENTS,
  READS,
]
const KEEPING = [OFFICERS, LETTER_WORDS, FIGURES, REPORTS, CALENDAR, DEADLINES, IMPORTS, CLIENTS]

function records({ permissions }: Session): boolean {
  return permissions.includes('contacts:record')
}

function worksCases({ permissions }: Session): boolean {
  return permissions.includes('cases:write')
}

export function placesFor(session: Session): Place[] {
  const reads = session.permissions.includes('cases:read')
  const places = !reads ? (records(session) ? ON_THE_PHONE : KEEPING) : AT_THE_CASES
  return places.filter(({ needs }) => session.permissions.includes(needs))
}

const IN_ONE_LINE = 10

/** Those that stand in a line, and those behind *More*: whoever has few has all of them in the line. */
export function lineOf(places: Place[]): { line: Place[]; more: Place[] } {
  if (places.length <= IN_ONE_LINE) return { line: places, more: [] }
  return { line: places.filter(({ seldom }) => !seldom), more: places.filter(({ seldom }) => seldom) }
}

/** Who records beside the cases: for the contact centre it is a place of its own, for complaints officers a button. */
export function recordsBeside(session: Session): boolean {
  return records(session) && worksCases(session)
}
