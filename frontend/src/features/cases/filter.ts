import type { ListedCase, Sort, View } from '../../api'

/** What the queue shows; all of it is in the address, so that a view can be kept and sent. */
export interface QueueFilter {
  view: View
  sort: Sort
  team: string
  owner: string
  classification: string
  stage: string
  q: string
}

/** `rare`: under "More views", so that the others stand in one row. */
export const VIEWS: { view: View; label: string; rare?: true }[] = [
  { view: 'mine', label: 'My work' },
  { view: 'late', label: 'Late' },
  { view: 'soon', label: 'Due soon' },
  { view: 'to_acknowledge', label: 'To acknowledge' },
  { view: 'to_chase', label: 'Chase due' },
  { view: 'to_tell', label: 'To be told' },
  { view: 'unowned', label: 'No owner' },
  { view: 'open', label: 'All open' },
  { view: 'ready_to_close', label: 'Ready to close', rare: true },
  { view: 'late_without_reason', label: 'Late, no reason', rare: true },
  { view: 'closed', label: 'Closed', rare: true },
  { view: 'follow_up', label: 'To follow up', rare: true },
  { view: 'ombudsman', label: 'Ombudsman', rare: true },
]

export const SORTS: { sort: Sort; label: string; caption: string }[] = [
  { sort: 'due', label: 'Next date owed', caption: 'Cases, by the next date owed' },
  { sort: 'score', label: 'What presses most', caption: 'Cases, what presses most first' },
  { sort: 'received', label: 'Receipt', caption: 'Cases, by receipt' },
  { sort: 'owner', label: 'Owner', caption: 'Cases, by owner' },
]

const NAMES = ['team', 'owner', 'classification', 'stage', 'q'] as const

/** What an address asks for; one that asks for nothing, as the menu's, means the cases of the person's own team. */
export function readFilter(params: URLSearchParams, own = ''): QueueFilter {
  const asked = params.get('view')
  const view = asked === 'all' ? 'all' : (VIEWS.find((known) => known.view === asked)?.view ?? 'open')
  const value = (name: (typeof NAMES)[number]) => params.get(name) ?? ''
  const sort = SORTS.find((known) => known.sort === params.get('sort'))?.sort ?? 'due'
  return {
    view,
    sort,
    team: params.size === 0 ? own : value('team'),
    owner: value('owner'),
    classification: value('classification'),
    stage: value('stage'),
    q: value('q'),
  }
}

export function writeFilter(filter: QueueFilter): URLSearchParams {
  const params = new URLSearchParams({ view: filter.view })
  if (filter.sort !== 'due') params.set('sort', filter.sort)
  for (const name of NAMES) if (filter[name]) params.set(name, filter[name])
  return params
}

/** How many filters are on, the view and the order aside. */
export function filtersOn(filter: QueueFilter): number {
  return NAMES.filter((name) => filter[name] !== '').length
}

export type GroupName = 'late' | 'soon' | 'on_track' | 'other' | 'all'

export interface Group {
  name: GroupName
  cases: ListedCase[]
}

function groupOf(held: ListedCase): GroupName {
  const followed = held.follow_up ?? held.ombudsman
  if (followed) return followed.late > 0 ? 'late' : 'on_track'
  const rag = held.next_due?.rag
  return rag === 'late' || rag === 'soon' || rag === 'on_track' ? rag : 'other'
}

/** Late, due, on track: in that order, each as the service sorted it. In any other order all are one group. */
export function grouped(cases: readonly ListedCase[], sort: Sort = 'due'): Group[] {
  if (sort !== 'due') return [{ name: 'all', cases: [...cases] }]
  const names: GroupName[] = ['late', 'soon', 'on_track', 'other']
  return names
    .map((name) => ({ name, cases: cases.filter((held) => groupOf(held) === name) }))
    .filter((group) => group.cases.length > 0)
}

/** How many cases came, went or changed between what is shown and what is there now. */
export function changedCount(shown: readonly ListedCase[], latest: readonly ListedCase[]): number {
  const before = new Map(shown.map((held) => [held.ref, JSON.stringify(held)]))
  const now = new Set(latest.map((held) => held.ref))
  const gone = shown.filter((held) => !now.has(held.ref)).length
  return gone + latest.filter((held) => before.get(held.ref) !== JSON.stringify(held)).length
}
