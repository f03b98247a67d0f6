/** The product's words for the codes that the services speak. */
import type {
  Act,
  Action,
  Adjustment,
  AuthorityKind,
  Classification,
  Consent,
  Function as ServiceFunction,
  Reading,
  ReplyBy,
  Status,
} from '../api'
import type { Role } from './demo'

export const CLASSIFICATIONS: Record<Classification, string> = {
  statutory_complaint: 'Statutory complaint',
  corporate_complaint: 'Corporate complaint',
  enquiry: 'Enquiry',
  member_enquiry: 'Member enquiry',
  ombudsman_enquiry: 'Ombudsman enquiry',
  compliment: 'Compliment',
  comment: 'Comment',
  other_contact: 'Other contact',
}

export const DISPOSITIONS: Record<string, string> = {
  accepted: 'Accepted',
  holding: 'On hold',
  triage: 'To be decided',
  service_request: 'Service request',
  logged_concern: 'Logged concern',
  resolved_oral: 'Sorted out on the call',
  not_in_scope: 'Not for this procedure',
  transferred: 'Passed on',
  signposted: 'Pointed elsewhere',
  refused: 'Refused',
  deferred: 'Put off',
}

export const STATUSES: Record<Status, string> = {
  received: 'Received',
  acknowledged: 'Being looked into',
  responded: 'Answered',
  closed: 'Closed',
  withdrawn: 'Withdrawn',
  imported: 'Imported',
}

export const OUTCOMES: Record<string, string> = {
  upheld: 'Upheld',
  partially_upheld: 'Partly upheld',
  not_upheld: 'Not upheld',
  upheld_not_council: 'Upheld, provider only',
  no_finding: 'No finding',
  withdrawn: 'Withdrawn',
}

export const ROLES: Record<Role, string> = {
  contact_centre: 'Contact centre',
  complaints_officer: 'Complaints officer',
  manager: 'Head of service',
  investigator: 'Investigator',
  auditor: 'Auditor',
  admin: 'Administrator',
}

export const RELATIONS: Record<string, string> = {
  person_themselves: 'the person themselves',
  relative: 'family',
  carer: 'carer',
  friend_or_next_of_kin: 'friend',
  advocate: 'advocate',
  member_of_public: 'member of the public',
  care_provider: 'provider',
  public_body: 'NHS body or council',
  young_person: 'young person',
  parent: 'parent',
  grandparent: 'grandparent',
  mp: 'MP',
  councillor: 'councillor',
  unknown: 'not known',
}

export const FUNCTIONS: Record<ServiceFunction, string> = {
  adult_social_care: 'Adult social care',
  childrens_social_care: 'Children’s social care',
  public_health: 'Public health',
  other_council_service: 'Another council service',
  nhs: 'The NHS',
  another_authority: 'Another council or authority',
  private_care: 'Care they pay for themselves',
}

export const CHANNELS: Record<string, string> = {
  phone: 'phone',
  contact_centre: 'phone',
  in_person: 'visit',
  email: 'email',
  letter: 'letter',
  web_form: 'web form',
  social_media: 'social media',
  elected_member: 'an elected member',
  ombudsman: 'the Ombudsman',
  partner_api: 'a partner’s system',
}

export const CONSENTS: Record<Consent, string> = {
  agrees: 'Consent given',
  not_asked: 'Consent not asked yet',
  refused: 'Consent refused',
}

export const ADJUSTMENTS: Record<Adjustment, string> = {
  large_print: 'Large print',
  easy_read: 'Easy read',
  interpreter: 'Interpreter',
  sign_language: 'Sign language',
  other: 'Something else',
}

export const REPLIES: Record<ReplyBy, string> = {
  phone_and_letter: 'Phone and letter',
  phone: 'Phone only',
  email: 'Email',
  letter: 'Letter',
}

/** By what right somebody speaks for the person with care. */
export const AUTHORITIES: Record<AuthorityKind, string> = {
  written_consent: 'Written consent',
  lpa_health_and_welfare: 'Power of attorney, health and welfare',
  lpa_property_and_affairs: 'Power of attorney, property and affairs',
  deputy: 'Deputy of the Court of Protection',
  executor: 'Executor',
  parental_responsibility: 'Parental responsibility',
}

export const FLAGS: Record<string, string> = {
  pending_consent: 'Consent to come',
  safeguarding: 'Safeguarding',
  early_resolution: 'May be sorted out early',
  contact_plan: 'Contact plan',
  adjustments: 'Made easier',
  notice_to_others: 'Others to be told',
  media_or_legal_threat: 'Press or lawyer',
  member_represents: 'Through a member',
  joint: 'Joint answer',
  spans_children: 'Adults’ and children’s',
  transition: 'Moving to adult care',
  referred_back: 'Referred back',
  best_interests: 'In their best interests',
  deceased: 'Person has died',
  held_part: 'Part waits',
}

export const ACTIONS: Record<Action, string> = {
  adopt: 'Take it into today’s work',
  decide_route: 'Decide the route',
  acknowledge: 'Acknowledge',
  allocate: 'Allocate',
  grade: 'Set the grade',
  add_issue: 'Add an issue',
  record_finding: 'Record a finding',
  respond: 'Record the answer',
  close: 'Close the case',
  withdraw: 'Record a withdrawal',
  note: 'Add a note',
  extend: 'Agree a later date',
  hold: 'Put on hold',
  end_hold: 'End the hold',
  correct_receipt: 'Correct the day received',
  escalate: 'Go on to the next stage',
  reopen: 'Take it up again',
  take_step: 'Record the next step',
  ask: 'Ask a contributor',
  record_answer: 'Record a reply',
  record_ombudsman_enquiry: 'Record an Ombudsman enquiry',
}

/** Steps within a stage, as something to do. */
export const STEPS: Partial<Record<Act, string>> = {
  panel_met: 'Record that the panel met',
  panel_reported: 'Record the panel’s report',
}

/** A code that has no word here yet is shown readable rather than hidden. */
export function word(words: Readonly<Record<string, string>>, code: string | null | undefined): string {
  if (!code) return ''
  return words[code] ?? sentence(code.replaceAll('_', ' '))
}

export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** "An investigator" inside a sentence is "an investigator"; titles such as "Head of service" stay. */
export function inSentence(text: string): string {
  return /^(An?|The|Somebody) /.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`
}

/** "Four": small numbers in words, as in headings. */
export function inWords(count: number): string {
  const words = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten']
  return words[count] ?? String(count)
}

/** "3 days late", "Due today", "9 days left": days are working days. */
export function daysWords(daysLeft: number | null, rag: Reading): string {
  if (rag === 'met') return 'Met'
  if (rag === 'met_late') return 'Met late'
  if (rag === 'cancelled') return 'Stopped'
  if (daysLeft === null) return 'No date'
  if (daysLeft < 0) return `${plural(-daysLeft, 'day')} late`
  if (daysLeft === 0) return rag === 'late' ? 'Late' : 'Due today'
  return `${plural(daysLeft, 'day')} left`
}
