import type {
  Adjustment,
  AnsweredBy,
  Arrangement,
  AuthorityKind,
  Channel,
  ContactFacts,
  ContactKind,
  ContactRead,
  ContactWithLinks,
  Harm,
  Lookalike,
  MailRead,
  OmbudsmanSays,
  ProviderKind,
  RaisedBy,
  ReplyBy,
  Topic,
} from '../../api'
import { LONGEST_NARRATIVE, recordedWords } from './longWords'
import {
  ADJUSTMENT_WORDS,
  ANSWERED_BY_WORDS,
  ARRANGEMENT_WORDS,
  AUTHORITY_KIND_WORDS,
  CHANNEL_WORDS,
  CONTACT_KIND_WORDS,
  RAISED_BY_WORDS,
  REPLY_BY_WORDS,
} from '../../api/words.gen'
import { dateError } from '../../components/DateField'
import { clockTime, londonDay, londonInstant, longDate, readDate } from '../../lib/dates'
import type { FieldError, FieldMap } from '../../lib/problem'
import type { Fit } from '../../lib/typed'
import { isDecided } from '../../lib/words'
import { mattersOf } from './matters'
import type { DraftMatter } from './matters'
import { dateOf, serviceOf, typed } from './typedValues'
import type { FunctionOf } from './typedValues'

export type PersonAnswer = 'agrees' | 'not_asked' | 'refused' | 'lacks_capacity' | 'has_died'
export type Sorted = 'no' | 'yes' | 'perhaps'

/** A question of the panel and its answer, by the fact's path in the contact. */
export interface Answered {
  fact: string
  ask: string
  value: boolean | string
  words: string
}

/** What is in the form, as typed: it becomes facts only when it is judged or saved. */
export interface Draft {
  channel: Channel
  receivedOn: string
  receivedAt: string
  /** The body that sent it on to us, and the day on which it had received it. */
  fromBody: string
  fromReceivedOn: string
  narrative: string
  kind: ContactKind | 'unknown' | null
  matters: DraftMatter[]
  desiredOutcome: string
  harm: Harm | null
  callerName: string
  callerPhone: string
  callerEmail: string
  anonymous: boolean
  /** They were told that nobody can reply, and want it so. */
  anonymousConfirmed: boolean
  role: RaisedBy | null
  relationship: string
  affected: 'yes' | 'no' | null
  /** Who speaks for somebody complains of how they were treated themselves, too. */
  ownGrievance: boolean
  personName: string
  bornOn: string
  /** The person's number in the council's social-care system. */
  careNumber: string
  personAnswer: PersonAnswer | null
  authority: AuthorityKind | null
  /** What was seen of it; empty: nothing yet. */
  evidence: string
  /** "team:OT" or "function:nhs"; empty when nobody has said. */
  service: string
  providerName: string
  providerKind: ProviderKind
  eventOn: string
  awareOn: string
  proceedingsEndedOn: string
  stillGoesOn: boolean
  /** Who arranged the care; empty: the council, or nobody has said. */
  arrangement: Arrangement | ''
  about: Topic[]
  /** Whether what it touches is all of it; until it is said, the rest stays a matter of its own. */
  aboutIsAll: 'all' | 'part' | null
  /** It is about a member or somebody who works here: few are to see it, from the start. */
  restricted: boolean
  answeredBy: AnsweredBy | ''
  ombudsman: OmbudsmanSays | ''
  replyBy: ReplyBy | null
  adjustments: Adjustment[]
  adjustmentNote: string
  language: string
  contactNote: string
  address: string
  advocacy: 'yes' | 'no' | 'declined' | null
  sorted: Sorted | null
  /** What was said to questions that have no field of their own. */
  answered: Answered[]
  /** Earlier contacts that it is to be linked to. */
  links: Lookalike[]
}

export const EMPTY: Draft = {
  channel: 'phone',
  receivedOn: '',
  receivedAt: '',
  fromBody: '',
  fromReceivedOn: '',
  narrative: '',
  kind: null,
  matters: [],
  desiredOutcome: '',
  harm: null,
  callerName: '',
  callerPhone: '',
  callerEmail: '',
  anonymous: false,
  anonymousConfirmed: false,
  role: null,
  relationship: '',
  affected: null,
  ownGrievance: false,
  personName: '',
  bornOn: '',
  careNumber: '',
  personAnswer: null,
  authority: null,
  evidence: '',
  service: '',
  providerName: '',
  providerKind: 'home_care',
  eventOn: '',
  awareOn: '',
  proceedingsEndedOn: '',
  stillGoesOn: false,
  arrangement: '',
  about: [],
  aboutIsAll: null,
  restricted: false,
  answeredBy: '',
  ombudsman: '',
  replyBy: null,
  adjustments: [],
  adjustmentNote: '',
  language: '',
  contactNote: '',
  address: '',
  advocacy: null,
  sorted: null,
  answered: [],
  links: [],
}

/** The sections of the form in the order in which callers speak; Alt and the number goes there. */
export const SECTIONS = ['narrative', 'harm', 'caller-name', 'person-name', 'service', 'reply-by', 'sorted']

/** Where a wrong value stands on the form, by its pointer in what was sent. */
export const FIELDS: FieldMap = {
  '/channel': 'channel',
  '/received_at': 'received-on',
  '/transferred_from': 'from-body',
  '/transferred_from/received_on': 'from-received-on',
  '/title': 'narrative',
  '/narrative': 'narrative',
  '/kind': 'kind',
  '/matters': 'add-matter',
  '/desired_outcome': 'desired-outcome',
  '/harm_alleged': 'harm',
  '/complainant': 'caller-name',
  '/complainant/anonymous': 'anonymous',
  '/complainant/anonymous_confirmed': 'anonymous-confirmed',
  '/complainant/address': 'address',
  '/complainant/language': 'language',
  '/complainant/contact_note': 'contact-note',
  '/complainant/phone': 'caller-phone',
  '/complainant/email': 'caller-email',
  '/complainant/role': 'role',
  '/complainant/relationship': 'relationship',
  '/complainant/own_grievance': 'own-grievance',
  '/person': 'person-name',
  '/person/born_on': 'born-on',
  '/person/care_number': 'care-number',
  '/person/consent': 'person-answer',
  '/representative': 'authority',
  '/representative/authority/evidence': 'evidence',
  '/advocacy': 'advocacy',
  '/adjustment_note': 'adjustment-note',
  '/function': 'service',
  '/team': 'service',
  '/provider': 'provider-name',
  '/affected': 'affected',
  '/event_on': 'event-on',
  '/aware_on': 'aware-on',
  '/proceedings_ended_on': 'proceedings-ended-on',
  '/still_goes_on': 'still-goes-on',
  '/arrangement': 'arrangement',
  '/answered_before_by': 'answered-by',
  '/ombudsman': 'ombudsman',
  '/about': 'about',
  '/reply_by': 'reply-by',
  '/adjustments': 'adjustments',
  '/resolved_on': 'sorted',
  '/satisfied': 'sorted',
}

function received(draft: Draft, today: string): string | null {
  const on = dateOf(draft.receivedOn, today)
  if (!on) return null
  // Without a time, a day in the past is taken at noon: the date is what counts.
  return londonInstant(on, draft.receivedAt || '12:00')
}

function personOf(draft: Draft, today: string): ContactFacts['person'] {
  const born_on = dateOf(draft.bornOn, today)
  const care_number = typed(draft.careNumber)
  const answer = draft.personAnswer
  const said = answers(draft, 'person.')
  const nobodyElse = !typed(draft.personName) && answer === null
  if (draft.role === 'person_themselves' || (nobodyElse && said.same_as_complainant === true)) {
    return { same_as_complainant: true, born_on, care_number }
  }
  if (nobodyElse && born_on === null && care_number === null && said.same_as_complainant === undefined) return null
  const consent =
    answer === 'agrees' || answer === 'not_asked' || answer === 'refused' ? answer : null
  return {
    name: typed(draft.personName),
    born_on,
    care_number,
    consent,
    lacks_capacity: answer === 'lacks_capacity',
    has_died: answer === 'has_died',
    ...said,
    same_as_complainant: false,
  }
}

/** A right to speak for the person: what was seen on the call is seen today. */
function representativeOf(draft: Draft, today: string): ContactFacts['representative'] {
  if (draft.role === 'person_themselves' || draft.authority === null) return null
  const evidence = typed(draft.evidence)
  return {
    same_as_complainant: true,
    authority: { kind: draft.authority, evidence, seen_on: evidence ? today : null },
  }
}

/** The facts that a draft states; what cannot be read is left out, and {@link draftErrors} says so. */
export function toFacts(
  draft: Draft,
  today: string,
  functionOf: FunctionOf,
): ContactFacts {
  return {
    kind: draft.kind === 'unknown' ? null : draft.kind,
    channel: draft.channel,
    received_at: received(draft, today),
    transferred_from: typed(draft.fromBody)
      ? { body: draft.fromBody.trim(), received_on: dateOf(draft.fromReceivedOn, today) ?? '' }
      : null,
    narrative: typed(recordedWords(draft.narrative)),
    desired_outcome: typed(draft.desiredOutcome),
    complainant: {
      name: draft.anonymous ? null : typed(draft.callerName),
      phone: draft.anonymous ? null : typed(draft.callerPhone),
      email: draft.anonymous ? null : typed(draft.callerEmail),
      role: draft.role,
      relationship: typed(draft.relationship),
      anonymous: draft.anonymous,
      anonymous_confirmed: draft.anonymous && draft.anonymousConfirmed,
      own_grievance: draft.role !== 'person_themselves' && draft.ownGrievance,
      address: draft.anonymous ? null : typed(draft.address),
      language: typed(draft.language),
      contact_note: draft.anonymous ? null : typed(draft.contactNote),
    },
    person: personOf(draft, today),
    representative: representativeOf(draft, today),
    advocacy: {
      offered: draft.advocacy === null ? null : draft.advocacy !== 'no',
      taken_up: draft.advocacy === 'yes' ? true : draft.advocacy === 'declined' ? false : null,
    },
    ...serviceOf(draft.service, functionOf),
    provider: typed(draft.providerName)
      ? { name: draft.providerName.trim(), kind: draft.providerKind }
      : null,
    affected: draft.affected === null ? null : draft.affected === 'yes',
    event_on: dateOf(draft.eventOn, today),
    aware_on: dateOf(draft.awareOn, today),
    proceedings_ended_on: dateOf(draft.proceedingsEndedOn, today),
    still_goes_on: draft.stillGoesOn || null,
    arrangement: draft.arrangement || null,
    answered_before_by: draft.answeredBy || null,
    ...(draft.ombudsman ? { ombudsman: draft.ombudsman } : {}),
    resolved_on: draft.sorted === 'yes' ? today : null,
    satisfied: draft.sorted === 'yes' ? true : draft.sorted === 'no' ? false : null,
    harm_alleged: draft.harm,
    ...mattersOf(draft, today, functionOf),
    reply_by: draft.replyBy,
    adjustments: draft.adjustments,
    adjustment_note: typed(draft.adjustmentNote),
    ...answers(draft, ''),
  }
}

/** Answers to facts right under a path: "person." or the contact itself. */
function answers(draft: Draft, under: string): Record<string, boolean | string> {
  return Object.fromEntries(
    draft.answered
      .filter(({ fact }) => fact.startsWith(under) && !fact.slice(under.length).includes('.'))
      .map(({ fact, value }) => [fact.slice(under.length), value]),
  )
}

/**
 * The facts that decide what a contact is: how to reach people is not among them, so it is not sent
 * while it is being typed.
 */
export function toJudge(facts: ContactFacts): ContactFacts {
  const { complainant, person, transferred_from: from } = facts
  return {
    ...facts,
    transferred_from: from?.received_on ? from : null,
    complainant: { ...complainant, name: null, phone: null, email: null, address: null, contact_note: null },
    person: person ? { ...person, name: null, care_number: null } : null,
  }
}

/**
 * The facts by which earlier contacts are found that look alike, or null while there are none. A phone
 * number or an address that is still being typed is left out.
 */
export function toCompare(facts: ContactFacts): ContactFacts | null {
  const { received_at, narrative, complainant, person, provider, team } = facts
  const phone = /(\d[^\d]*){7}/.test(complainant?.phone ?? '') ? complainant?.phone : null
  const email = /^[^@\s]+@[^@\s]+\.[a-z]{2,}$/i.test(complainant?.email ?? '') ? complainant?.email : null
  const care_number = /^[a-z0-9/. -]+$/i.test(person?.care_number ?? '') ? person?.care_number : null
  if (!(narrative || complainant?.name || phone || email || person?.name || care_number || provider)) return null
  return {
    received_at,
    narrative,
    complainant: { name: complainant?.name, phone, email, role: complainant?.role },
    person: person && {
      name: person.name,
      born_on: person.born_on,
      care_number,
      same_as_complainant: person.same_as_complainant,
    },
    provider,
    team,
  }
}

/** Without a connection a contact is sent later than it was heard: then it says when that was. */
export function heardNow(facts: ContactFacts, online: boolean): ContactFacts {
  return online || facts.received_at ? facts : { ...facts, received_at: new Date().toISOString() }
}

/** A draft that {@link draftErrors} has nothing to say about, as it is recorded. */
export function toContact(draft: Draft, facts: ContactFacts): ContactWithLinks {
  const links = draft.links.map((link) => link.ref)
  return { ...facts, channel: draft.channel, narrative: recordedWords(draft.narrative), links, restricted: draft.restricted }
}

/** What cannot be sent as it stands: dates nobody can read, no words, no caller. */
export function draftErrors(draft: Draft, today: string): FieldError[] {
  const errors: FieldError[] = []
  const need = (wrong: boolean, field: string, message: string) => {
    if (wrong) errors.push({ field, message })
  }
  const unreadable = (text: string) => text.trim() !== '' && readDate(text, today) === null
  need(unreadable(draft.receivedOn), 'received-on', dateError(draft.receivedOn))
  need(
    draft.fromBody.trim() !== '' && readDate(draft.fromReceivedOn, today) === null,
    'from-received-on',
    'Say when they received it: “1 April 2026”',
  )
  need(draft.narrative.trim() === '', 'narrative', 'Write what happened, in the caller’s own words')
  need(
    !draft.anonymous && draft.callerName.trim() === '',
    'caller-name',
    'Say who is calling, or that they will not say',
  )
  need(
    draft.anonymous && !draft.anonymousConfirmed,
    'anonymous-confirmed',
    'Ask again: we cannot reply to them. Is that what they want?',
  )
  need(unreadable(draft.bornOn), 'born-on', dateError(draft.bornOn))
  need(unreadable(draft.eventOn), 'event-on', dateError(draft.eventOn))
  need(unreadable(draft.awareOn), 'aware-on', dateError(draft.awareOn))
  need(unreadable(draft.proceedingsEndedOn), 'proceedings-ended-on', dateError(draft.proceedingsEndedOn))
  return errors
}

/** Whether there is anything to judge yet. */
export function isBlank(draft: Draft): boolean {
  return draft.narrative.trim() === '' && draft.kind === null && draft.service === '' && draft.harm === null
}

/**
 * A contact is received on the day it was told, also when it is finished on a later one.
 *
 * @param begun the instant at which typing began; undefined: it has not.
 */
export function onItsDay(draft: Draft, begun: string | undefined, today: string): Draft {
  if (begun === undefined || draft.receivedOn !== '' || londonDay(begun) >= today) return draft
  return { ...draft, receivedOn: longDate(londonDay(begun)), receivedAt: clockTime(begun) }
}

/** Codes of the answers that have no words of their own in the vocabulary. */
export const ANSWERS = {
  personAnswer: ['agrees', 'not_asked', 'refused', 'lacks_capacity', 'has_died'],
  advocacy: ['yes', 'no', 'declined'],
} satisfies Record<string, (PersonAnswer | Draft['advocacy'])[]>

function listOf(...names: string[]): (value: unknown) => boolean {
  return (value) =>
    Array.isArray(value) &&
    (value as unknown[]).every((one) => typeof one === 'object' && one !== null && names.every((name) => name in one))
}

/** What a kept form can hold besides text. */
export const FITS: Record<string, Fit> = {
  channel: Object.keys(CHANNEL_WORDS),
  kind: ['unknown', ...Object.keys(CONTACT_KIND_WORDS)],
  matters: listOf('category', 'description'),
  harm: ['no', 'yes', 'not_sure'] satisfies Harm[],
  role: Object.keys(RAISED_BY_WORDS),
  aboutIsAll: ['all', 'part'],
  arrangement: ['', ...Object.keys(ARRANGEMENT_WORDS)],
  answeredBy: ['', ...Object.keys(ANSWERED_BY_WORDS)],
  ombudsman: ['', 'referred_back', 'enquires', 'declined'] satisfies (OmbudsmanSays | '')[],
  affected: ['yes', 'no'],
  personAnswer: ANSWERS.personAnswer,
  authority: Object.keys(AUTHORITY_KIND_WORDS),
  replyBy: Object.keys(REPLY_BY_WORDS),
  adjustments: Object.keys(ADJUSTMENT_WORDS),
  advocacy: ANSWERS.advocacy,
  sorted: ['no', 'yes', 'perhaps'] satisfies Sorted[],
  answered: listOf('fact', 'ask', 'value', 'words'),
  links: listOf('ref', 'reasons', 'classification'),
}

const OF_THIS_TAB = 'redress.record'

/** The contact that is being recorded in this tab of the browser: leaving the page and a reload come back to it. */
export function recordOfThisTab(): string {
  return sessionStorage.getItem(OF_THIS_TAB) ?? anotherRecord()
}

export function newRecord(): string {
  return `record/${crypto.randomUUID()}`
}

const OF_MAIL = 'record/mail/'

/** The contact that an e-mail is being recorded as. */
export function recordOfMail(mail: string): string {
  return `${OF_MAIL}${mail}`
}

/** The e-mail that a contact is recorded from; null: it is recorded by itself. */
export function mailOf(record: string): string | null {
  return record.startsWith(OF_MAIL) ? record.slice(OF_MAIL.length) : null
}

/** What an e-mail says already; its receipt is the arrival. */
export function fromMail(mail: MailRead): Draft {
  return {
    ...EMPTY,
    channel: 'email',
    receivedOn: longDate(londonDay(mail.arrived_at)),
    receivedAt: clockTime(mail.arrived_at),
    narrative: mail.text.slice(0, LONGEST_NARRATIVE), // the whole e-mail stays with the contact
    callerName: mail.name,
    callerEmail: mail.address,
  }
}

export function addressOfRecord(id: string): string {
  return `/contacts/new?draft=${encodeURIComponent(id)}`
}

export function anotherRecord(): string {
  return keepAsThisTabs(newRecord())
}

export function keepAsThisTabs(id: string): string {
  sessionStorage.setItem(OF_THIS_TAB, id)
  return id
}

/** A contact that a new one is linked to, and why. */
function linkTo(contact: ContactRead, why: string): Lookalike {
  return {
    ref: contact.ref,
    title: contact.title ?? contact.ref,
    classification: contact.assessment.classification,
    undecided: !isDecided(contact.assessment),
    received_on: londonDay(contact.received_at),
    is_open: null,
    strength: 'strong',
    reasons: [why],
  }
}

/** Who contacts the council, how they are answered and helped, and whether few are to see it. */
function callerOf({ complainant, ...contact }: ContactRead): Partial<Draft> {
  return {
    callerName: complainant?.name ?? '',
    callerPhone: complainant?.phone ?? '',
    callerEmail: complainant?.email ?? '',
    address: complainant?.address ?? '',
    language: complainant?.language ?? '',
    contactNote: complainant?.contact_note ?? '',
    role: complainant?.role ?? null,
    relationship: complainant?.relationship ?? '',
    replyBy: contact.reply_by ?? null,
    adjustments: contact.adjustments ?? [],
    adjustmentNote: contact.adjustment_note ?? '',
    restricted: Boolean(contact.restriction),
  }
}

/** The provider has had its turn. */
const COUNCIL_ANSWERS: Answered = {
  fact: 'prefers_provider',
  ask: 'Do they want the provider to answer first, or the council?',
  value: false,
  words: 'The council',
}

/** What is known already of who was sent to somebody else and comes back; why they do is for them to say. */
export function comesBack(contact: ContactRead): Draft {
  const { person, provider } = contact
  return {
    ...EMPTY,
    ...callerOf(contact),
    kind: 'dissatisfaction',
    personName: person?.same_as_complainant ? '' : (person?.name ?? ''),
    service: contact.team ? `team:${contact.team}` : '',
    providerName: provider?.name ?? '',
    providerKind: provider?.kind ?? EMPTY.providerKind,
    answered: provider ? [COUNCIL_ANSWERS] : [],
    links: [linkTo(contact, 'They come back about it.')],
  }
}

/** What is shared by all that was told at once: who told it, how and when. Whom each is about is for somebody to say. */
function toldWith(contact: ContactRead): Draft {
  const received = new Date(contact.received_at)
  return {
    ...EMPTY,
    ...callerOf(contact),
    role: null,
    relationship: '',
    channel: contact.channel ?? EMPTY.channel,
    receivedOn: longDate(londonDay(received)),
    receivedAt: clockTime(received),
    kind: contact.kind ?? null,
    links: [linkTo(contact, 'It was told with it.')],
  }
}

/** The service of a contact or of one of its matters, as the form has it. */
const choiceOf = (team?: string | null, service?: ContactRead['function']) =>
  team ? `team:${team}` : service ? `function:${service}` : ''

/** A matter of another law, received as what it was told with. */
export function ofItsOwn(contact: ContactRead, number: number): Draft {
  const matter = contact.matters?.[number - 1]
  return {
    ...toldWith(contact),
    narrative: matter?.description ?? contact.narrative ?? '',
    kind: 'dissatisfaction',
    harm: contact.harm_alleged ?? null,
    service: matter?.function ? choiceOf(null, matter.function) : choiceOf(matter?.team ?? contact.team, contact.function),
    eventOn: matter?.event_on ? longDate(matter.event_on) : '',
    stillGoesOn: matter?.still_goes_on ?? false,
  }
}

/** The same story of another person: whether they agree, or are at risk, is asked of each. */
export function forSomebodyElse(contact: ContactRead): Draft {
  const { provider, event_on, aware_on } = contact
  return {
    ...toldWith(contact),
    narrative: contact.narrative ?? '',
    service: choiceOf(contact.team, contact.function),
    providerName: provider?.name ?? '',
    providerKind: provider?.kind ?? EMPTY.providerKind,
    arrangement: contact.arrangement ?? '',
    eventOn: event_on ? longDate(event_on) : '',
    awareOn: aware_on ? longDate(aware_on) : '',
    stillGoesOn: contact.still_goes_on ?? false,
  }
}

/** What they raise after a case has ended: it is received when they raise it. */
export function furtherMatter(contact: ContactRead, matter: DraftMatter): Draft {
  const { person } = contact
  return {
    ...EMPTY,
    ...callerOf(contact),
    kind: (matter.kind || 'dissatisfaction') as ContactKind,
    narrative: matter.description,
    personName: person?.same_as_complainant ? '' : (person?.name ?? ''),
    service: matter.service ?? '',
    eventOn: matter.eventOn ?? '',
    links: [linkTo(contact, 'They raised it after that had ended.')],
  }
}

/** What a list calls it: how the story begins, or who told it. */
export function draftTitle(draft: Draft): string {
  const words = draft.narrative.trim() || draft.callerName.trim()
  return words.length > 60 ? `${words.slice(0, 60).trimEnd()} …` : words || 'A contact'
}
