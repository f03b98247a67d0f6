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

/** The first place of a role is where it works. */
const PLACES: Record<Role, Place[]> = {
  contact_centre: [RECORD, CONTACTS],
  complaints_officer: [TODAY, QUEUE, CONTACTS],
  manager: [TODAY, QUEUE, CONTACTS],
  investigator: [TODAY, QUEUE, CONTACTS],
  auditor: [TODAY, QUEUE, CONTACTS],
  admin: [OFFICERS, TODAY, QUEUE, CONTACTS],
}

export function placesFor(role: Role): Place[] {
  return PLACES[role]
}

/** Who may record: for the contact centre it is a place of its own, for complaints officers a button. */
export function mayRecord(role: Role): boolean {
  return role === 'complaints_officer'
}
