import type { Role } from '../lib/demo'

export interface Place {
  path: string
  label: string
  /** The count shown beside the name. */
  counts?: 'open'
}

const RECORD: Place = { path: '/contacts/new', label: 'Record a contact' }
const CONTACTS: Place = { path: '/contacts', label: 'Contacts' }
const QUEUE: Place = { path: '/cases', label: 'Work queue', counts: 'open' }
const TODAY: Place = { path: '/today', label: 'Today' }
const OFFICERS: Place = { path: '/officers', label: 'Officers' }
const FIGURES: Place = { path: '/figures', label: 'Figures' }
const CALENDAR: Place = { path: '/calendar', label: 'Calendar' }
const DEADLINES: Place = { path: '/deadlines', label: 'Deadlines' }
const REGISTERS: Place = { path: '/registers', label: 'Registers' }
const CLIENTS: Place = { path: '/clients', label: 'Partners' }
const IMPORTS: Place = { path: '/imports', label: 'Imports' }

/** The first place of a role is where it works. */
const PLACES: Record<Role, Place[]> = {
  contact_centre: [RECORD, CONTACTS, REGISTERS, CALENDAR, DEADLINES],
  complaints_officer: [TODAY, QUEUE, CONTACTS, REGISTERS, FIGURES, CALENDAR, DEADLINES, IMPORTS],
  manager: [TODAY, QUEUE, CONTACTS, REGISTERS, FIGURES, CALENDAR, DEADLINES],
  investigator: [TODAY, QUEUE, CONTACTS, REGISTERS, FIGURES, CALENDAR, DEADLINES],
  auditor: [TODAY, QUEUE, CONTACTS, REGISTERS, FIGURES, CALENDAR, DEADLINES],
  admin: [OFFICERS, TODAY, QUEUE, CONTACTS, REGISTERS, FIGURES, CALENDAR, DEADLINES, IMPORTS, CLIENTS],
}

export function placesFor(role: Role): Place[] {
  return PLACES[role]
}

/** Who may record: for the contact centre it is a place of its own, for complaints officers a button. */
export function mayRecord(role: Role): boolean {
  return role === 'complaints_officer'
}
