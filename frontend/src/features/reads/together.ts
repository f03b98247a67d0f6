/** Each service keeps its own reads; here they are one list. */
import type { ReadList, ReadRead } from '../../api'
import { londonDay } from '../../lib/dates'

export const SERVICES = ['intake', 'cases', 'analytics'] as const
export type Service = (typeof SERVICES)[number]

/** One page of each service that had more. */
export type Page = Partial<Record<Service, ReadList>>
/** Where each service goes on: no cursor is its beginning. */
export type Places = Partial<Record<Service, string | undefined>>

export interface Shown extends ReadRead {
  service: Service
}

export const BEGINNING: Places = { intake: undefined, cases: undefined, analytics: undefined }

/** The services that have more, and where. */
export function nextPlaces(last: Page): Places | undefined {
  const places: Places = {}
  for (const service of SERVICES) {
    const cursor = last[service]?.next_cursor
    if (cursor) places[service] = cursor
  }
  return Object.keys(places).length > 0 ? places : undefined
}

/** All reads newest first, as far back as every service was asked: what is older may have others between. */
export function together(pages: readonly Page[]): Shown[] {
  const all = SERVICES.flatMap((service) =>
    pages.flatMap((page) => page[service]?.items.map((read) => ({ ...read, service })) ?? []),
  )
  const last = pages.at(-1) ?? {}
  const ends = SERVICES.flatMap((service) => (last[service]?.next_cursor ? (last[service].items.at(-1)?.at ?? []) : []))
  const asked = ends.reduce((latest, at) => (at > latest ? at : latest), '')
  // Who opens this page looks at the list of each service: that is one look.
  const known = all.filter((read) => read.at >= asked && (read.what !== 'reads' || read.service === 'intake'))
  return known.sort((one, other) => other.at.localeCompare(one.at) || other.sequence - one.sequence)
}

/** By local day, the newest first. */
export function byDay(reads: readonly Shown[]): { day: string; reads: Shown[] }[] {
  const days = new Map<string, Shown[]>()
  for (const read of reads) {
    const day = londonDay(read.at)
    days.set(day, [...(days.get(day) ?? []), read])
  }
  return [...days].map(([day, found]) => ({ day, reads: found }))
}
