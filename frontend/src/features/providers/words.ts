import type { ProviderChangeRead, ProviderKind, ProviderState } from '../../api'
import { addDays, longDate } from '../../lib/dates'
import { PROVIDER_KINDS } from '../../lib/providers'
import { word } from '../../lib/words'
import type { Period } from './queries'
import { COMPLAINTS } from './queries'

export const STATES: Readonly<Record<ProviderState, string>> = {
  active: 'Active',
  ended: 'Ended',
  merged: 'Merged',
}

const FIELDS: Readonly<Record<string, string>> = {
  name: 'Name',
  spellings: 'Other spellings',
  kinds: 'Kinds of service',
  cqc_location: 'CQC location',
  cqc_provider: 'CQC provider',
  address: 'Address',
  contract_lead: 'Contract lead',
  email: 'Email for complaints',
  active_from: 'Active from',
  active_until: 'Last day',
  note: 'Note',
  merged_into: 'Merged into',
}

/** The twelve months that end today. */
export function lastTwelveMonths(today: string): Period {
  const year = Number(today.slice(0, 4)) - 1
  const day = today.slice(5) === '02-29' ? '02-28' : today.slice(5)
  return { since: addDays(`${year}-${day}`, 1), to: today }
}

/** Both ends of a financial year such as 2025-26. */
export function daysOf(year: string): Period {
  const first = Number(year.slice(0, 4))
  return { since: `${first}-04-01`, to: `${first + 1}-03-31` }
}

export function kindsOf(kinds: readonly ProviderKind[]): string {
  return kinds.map((kind) => PROVIDER_KINDS[kind]).join(', ')
}

/** The page of figures with the complaints about one provider. */
export function figuresOf(name: string, authority: string, { since, to }: Period): string {
  const asked = new URLSearchParams({ authority, measure: 'count', unit: 'case', cohort: 'received', from: since, to })
  asked.append('where', `provider.name:is:${JSON.stringify(name)}`)
  asked.append('where', `classification:one_of:${COMPLAINTS.join(',')}`)
  asked.append('by', 'outcome')
  return `/figures?${asked.toString()}`
}

function said(field: string, value: unknown): string {
  if (value === null || value === undefined || value === '') return 'nothing'
  if (Array.isArray(value)) {
    const each = value.map((one) => (field === 'kinds' ? word(PROVIDER_KINDS, String(one)) : String(one)))
    return each.join(', ') || 'nothing'
  }
  return field.startsWith('active_') ? longDate(String(value)) : String(value)
}

/** "Contract lead: nothing, now Team A": what stood in each field before, and what stands there since. */
export function differences({ act, before, after }: ProviderChangeRead): string[] {
  return Object.keys(after).map((field) => {
    const now = said(field, after[field])
    const name = FIELDS[field] ?? field
    return act === 'added' ? `${name}: ${now}` : `${name}: ${said(field, before[field])}, now ${now}`
  })
}
