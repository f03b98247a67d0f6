/** The matters of a contact, as typed and as the service takes them. */
import type { AnsweredBy, Arrangement, ContactFacts, ContactKind, Matter, ProviderKind, QuestionRead, Topic } from '../../api'
import { lowered } from '../../lib/words'
import { dateOf, serviceOf, typed } from './typedValues'
import type { FunctionOf } from './typedValues'

/** One matter as typed; what is empty is as the whole contact says it. */
export interface DraftMatter {
  category: string
  description: string
  kind?: string
  service?: string
  /** Empty: as the whole contact; "none": the council itself; "contact": the contact's provider; "other": another. */
  concerns?: string
  providerName?: string
  arrangement?: string
  eventOn?: string
  stillGoesOn?: boolean
  answeredBy?: string
  about?: Topic[]
}

interface Touched {
  kind: ContactKind | 'unknown' | null
  matters: DraftMatter[]
  about: Topic[]
  aboutIsAll: 'all' | 'part' | null
  providerKind: ProviderKind
}

/** Topics that belong to somebody else: said of the whole contact they would end it. */
export const ENDING: ReadonlySet<Topic> = new Set<Topic>([
  'foi_request',
  'subject_access_request',
  'foi_complaint',
  'employment',
  'whistleblowing',
  'tribunal_matter',
  'with_ombudsman',
  'already_investigated',
  'resolved_before',
  'children_standards',
])

/** The matters, and what the whole contact touches: a tick never takes along what was not said to be part of it. */
export function mattersOf(
  draft: Touched,
  today: string,
  functionOf: FunctionOf,
): Pick<ContactFacts, 'about' | 'matters'> {
  const matters = draft.matters
    .map((matter) => matterOf(matter, today, functionOf, draft.providerKind))
    .filter((matter) => Object.values(matter).some((value) => value !== null && !(Array.isArray(value) && value.length === 0)))
  const ending = draft.about.filter((topic) => ENDING.has(topic))
  const complains = draft.kind === null || draft.kind === 'unknown' || draft.kind === 'dissatisfaction'
  if (ending.length === 0 || draft.aboutIsAll === 'all' || !complains) return { about: draft.about, matters }
  const rest = matters.length > 0 ? matters : [{ category: null }]
  return { about: draft.about.filter((topic) => !ENDING.has(topic)), matters: [...rest, { category: null, about: ending }] }
}

/** Whom a matter is about: the council's own part is never sent away with a provider's. */
function providerOf({ concerns, providerName }: DraftMatter, kind: ProviderKind): Pick<Matter, 'concerns_provider' | 'provider'> {
  const name = typed(providerName ?? '')
  if (concerns === 'other' && name) return { concerns_provider: null, provider: { name, kind } }
  return { concerns_provider: concerns === 'none' ? false : concerns === 'contact' ? true : null, provider: null }
}

export function matterOf(
  matter: DraftMatter,
  today: string,
  functionOf: FunctionOf,
  kind: ProviderKind = 'home_care',
): Matter {
  return {
    category: matter.category || null,
    description: typed(matter.description),
    kind: (matter.kind || null) as ContactKind | null,
    ...serviceOf(matter.service ?? '', functionOf),
    ...providerOf(matter, kind),
    arrangement: (matter.arrangement || null) as Arrangement | null,
    event_on: dateOf(matter.eventOn ?? '', today),
    still_goes_on: matter.stillGoesOn || null,
    answered_before_by: (matter.answeredBy || null) as AnsweredBy | null,
    about: matter.about ?? [],
  }
}

/** What is asked: "When did it happen?", "Of matters 2 and 3: when did it happen?". */
export function askOf({ ask, matters = [] }: QuestionRead): string {
  if (matters.length === 0) return ask
  return `Of ${matters.length > 1 ? 'matters' : 'matter'} ${matters.join(', ').replace(/, (?=[^,]*$)/, ' and ')}: ${lowered(ask)}`
}
