import type { IntakeListReadsData, ReadKind } from '../../api'
import { READ_KIND_WORDS } from '../../api/words.gen'

/** Which reads are shown; all of it is in the address. `about` stands for what was searched for, and says it to nobody. */
export interface ReadsFilter {
  who: string
  what: ReadKind | ''
  reference: string
  about: string
  from: string
  to: string
}

const NAMES = ['who', 'what', 'reference', 'about', 'from', 'to'] as const
const REFERENCE = /^([A-Z]{3})-?(\d{4})-?(\d{4,6})$/

export function readFilter(params: URLSearchParams): ReadsFilter {
  const value = (name: (typeof NAMES)[number]) => params.get(name) ?? ''
  const what = value('what')
  return {
    who: value('who'),
    what: what in READ_KIND_WORDS ? (what as ReadKind) : '',
    reference: value('reference'),
    about: value('about'),
    from: value('from'),
    to: value('to'),
  }
}

export function writeFilter(filter: ReadsFilter): URLSearchParams {
  return new URLSearchParams(NAMES.filter((name) => filter[name] !== '').map((name) => [name, filter[name]]))
}

/** What is asked of the services: what is left out is any. */
export function asQuery({ what, ...named }: ReadsFilter): NonNullable<IntakeListReadsData['query']> {
  const said = Object.entries(named).filter(([, value]) => value !== '')
  return { ...Object.fromEntries(said), ...(what && { what }) }
}

/** "eas 2526 0398" as the reference that it means; null where it means none. */
export function typedReference(text: string): string | null {
  const parts = REFERENCE.exec(text.replaceAll(/\s/g, '').toUpperCase())
  return parts ? parts.slice(1).join('-') : null
}
