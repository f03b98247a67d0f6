/** Which clocks of a case stand together, and what is said of each: pure, from what the service tells. */
import type { CaseRead, ClockRead, RequestRead, StageRead, Waiting, Whose } from '../../api'
import { WHOSE_WORDS } from '../../api/words.gen'
import { beganWords, isTheirs } from '../../lib/clocks'
import { dayMonth, longDate, nearDate } from '../../lib/dates'
import { lowered, plural } from '../../lib/words'

/** The stage's name; one that a case passes again says so. */
export function stageName(stages: readonly StageRead[], number: number): string {
  const stage = stages.find((one) => one.number === number)
  if (!stage) return `Stage ${number}`
  const times = stages.filter((one) => one.code === stage.code && one.number <= number).length
  return times > 1 ? `${stage.name} (${times})` : stage.name
}

/** By how many working days the answer is late: "5 working days late". */
export function lateBy({ late }: Pick<CaseRead, 'late'>): string {
  return late ? `${plural(late.days, 'working day')} late` : ''
}

export interface ClockGroup {
  /** Number of the stage; 0: the whole case. */
  stage: number
  /** Null where all clocks stand together. */
  name: string | null
  clocks: ClockRead[]
}

const WHOLE = 0

/** What was asked for outside the stages belongs to the stage in which it was asked. */
function stageOf(clock: ClockRead, stages: readonly StageRead[]): number {
  if (clock.stage !== WHOLE || clock.ends !== 'answered') return clock.stage
  const begun = stages.filter((stage) => (stage.acts.received ?? '') <= clock.started_on)
  return begun.at(-1)?.number ?? 1
}

/** The present stage first, then the whole case, then earlier stages; one group while there is one stage. */
export function groupClocks({ clocks, stages }: Pick<CaseRead, 'clocks' | 'stages'>): ClockGroup[] {
  if (clocks.length === 0) return []
  if (stages.length < 2) return [{ stage: stages[0]?.number ?? 1, name: null, clocks }]
  const numbers = stages.map((stage) => stage.number).reverse()
  const [present = 1, ...earlier] = numbers
  return [present, WHOLE, ...earlier]
    .map((stage) => ({
      stage,
      name: stage === WHOLE ? 'The whole case' : stageName(stages, stage),
      clocks: clocks.filter((clock) => stageOf(clock, stages) === stage),
    }))
    .filter((group) => group.clocks.length > 0)
}

const OMBUDSMAN = 'The Ombudsman'

/** Whom a request was made of, or that the Ombudsman made it. */
export function askedWho(request: RequestRead): string {
  return request.who === 'council' ? OMBUDSMAN : (request.asked_of ?? 'A contributor')
}

export function requestOf(held: CaseRead, clock: ClockRead): RequestRead | undefined {
  return held.requests.find((request) => request.clock === clock.kind)
}

/** Whether it was neither answered nor withdrawn. */
export const isOwed = ({ answered_on, withdrawn_on }: RequestRead) => answered_on === null && withdrawn_on === null

/** "Provider B: the visit records" */
function askedFor(request: RequestRead): string {
  return request.what ? `${askedWho(request)}: ${request.what}` : askedWho(request)
}

/** What an issue waits for: what is owed by those it is of; a case's only issue waits for all that is owed. */
export function waitsFor({ requests, issues }: Pick<CaseRead, 'requests' | 'issues'>, of: readonly string[]): string[] {
  const isOfIt = ({ asked_of }: RequestRead) => issues.length === 1 || (asked_of !== null && of.includes(asked_of))
  return requests
    .filter((request) => isOwed(request) && request.who !== 'council' && isOfIt(request))
    .map(askedFor)
}

/** "Provider B: the visit records", "Council target". */
export function clockName(held: CaseRead, clock: ClockRead): string {
  const request = requestOf(held, clock)
  return request ? askedFor(request) : clock.name
}

/** What is late, in a word or two: "Provider B", "Council target". */
export function shortName(held: CaseRead, clock: ClockRead): string {
  const request = requestOf(held, clock)
  return request ? askedWho(request) : clock.name
}

/** "It was 8 April; extended to 22 April.", and how it was met by each. */
export function extensionWords(clock: ClockRead, today: string): string {
  if (!clock.original_due_on || !clock.due_on) return ''
  const how = clock.basis === 'promised' ? 'moved' : 'extended'
  const was = `It was ${nearDate(clock.original_due_on, today)}; ${how} to ${nearDate(clock.due_on, today)}.`
  if (clock.met_original === null || clock.met_extended === null) return was
  if (clock.met_original) return `${was} Met by both.`
  return `${was} ${clock.met_extended ? 'Late by the first date, met by the later one.' : 'Late by both.'}`
}

/** How a clock reads that the complainant has to meet: nothing of it is late. */
export function theirWords(clock: ClockRead): string {
  if (clock.met_on) return `They asked, ${dayMonth(clock.met_on)}`
  if (clock.state === 'cancelled') return 'Stopped'
  if (clock.days_left === null) return 'No date'
  if (clock.days_left < 0) return 'Their time is over'
  return clock.days_left === 0 ? 'Their last day' : `${plural(clock.days_left, 'day')} left for them`
}

/** What happened on the clock's day 0; a late acknowledgement starts nothing, its due day does. */
export function dayZeroWords(held: CaseRead, clock: ClockRead): string {
  const acknowledged = held.stages.find((stage) => stage.number === clock.stage)?.acts.acknowledged
  if (clock.starts === 'acknowledged' && acknowledged !== clock.started_on) return 'acknowledgement due'
  return beganWords(clock.starts)
}

const WAITING: Record<Waiting['reason'], (whom: string) => string> = {
  consent: (whom) => `Waiting for consent from ${whom}`,
  complainant: (whom) => `Waiting on ${whom} (complainant)`,
  contributor: (whom) => `Waiting for the answer of ${whom}`,
  safeguarding: (whom) => `Waiting on ${whom} (safeguarding)`,
  court: (whom) => `Waiting on ${whom} (court)`,
  other: (whom) => `Waiting on ${whom}`,
}

/** "Waiting for consent from Mrs M P"; of "the person" where nobody held it for that. */
export function waitingFor({ reason, waiting_on }: Pick<Waiting, 'reason' | 'waiting_on'>): string {
  return WAITING[reason](waiting_on ?? (reason === 'consent' ? 'the person' : 'somebody'))
}

/** How long it has waited, and when somebody looks at it again. */
export function waitingSince(waiting: Waiting, today: string): string {
  const since = waiting.days === 0 ? `since ${nearDate(waiting.since, today)}` : plural(waiting.days, 'working day')
  const { review_on: on } = waiting
  if (on === null) return since
  if (waiting.reason === 'contributor') return `${since}, ${on < today ? 'was due' : 'due'} on ${nearDate(on, today)}`
  return `${since}, ${on < today ? 'was to be ' : ''}looked at again on ${nearDate(on, today)}`
}

/** Also in a further stage, whatever was answered before it. */
export const isLookedInto = ({ stage }: Pick<CaseRead, 'stage'>) => stage === 'received' || stage === 'acknowledged'

/** "23 working days so far: 12 with us, 8 with a contributor, 3 waiting for consent"; empty before the first day. */
export function daysByWords(held: Pick<CaseRead, 'days_by' | 'responded_on' | 'stage'>): string {
  const parts = Object.entries(held.days_by ?? {}).filter(([, days]) => days > 0) as [Whose, number][]
  const total = parts.reduce((sum, [, days]) => sum + days, 0)
  if (parts.length < 2) return ''
  const [open, ended] = held.responded_on ? ['to the last answer', 'to the answer'] : ['so far', 'to the end']
  const until = isLookedInto(held) ? open : ended
  return `${plural(total, 'working day')} ${until}: ${parts.map(([whose, days]) => `${days} ${lowered(WHOSE_WORDS[whose])}`).join(', ')}`
}

/** "Council target moved from 8 April 2026 to 22 April 2026.": one sentence for every date that moved. */
export function movedWords(before: CaseRead, after: CaseRead): string[] {
  return before.clocks.flatMap((clock) => {
    const now = after.clocks.find((one) => one.kind === clock.kind)
    if (!now || !clock.due_on || !now.due_on || now.due_on === clock.due_on) return []
    return [`${clockName(after, now)} moved from ${longDate(clock.due_on)} to ${longDate(now.due_on)}.`]
  })
}

/** Late dates that the council or a contributor owes, the earliest first; the complainant is never late. */
export function lateClocks(held: CaseRead): ClockRead[] {
  return held.clocks.filter((clock) => clock.rag === 'late' && !isTheirs(clock))
}

/** The contributor who is late and was not chased for longest, where a chase is what comes first. */
export function toChase(held: CaseRead): RequestRead | undefined {
  if (held.primary_action !== 'chase') return undefined
  const late = new Set(lateClocks(held).map(({ kind }) => kind))
  const lastChased = ({ chases }: RequestRead) => chases.at(-1)?.chased_on ?? ''
  return held.requests
    .filter(({ who, clock }) => who === 'contributor' && late.has(clock))
    .toSorted((one, other) => lastChased(one).localeCompare(lastChased(other)))[0]
}

/** "2 remedies or actions open". */
export const followUpWords = (open: number) => `${plural(open, 'remedy or action', 'remedies or actions')} open`
