import type { Adjustment, AuthorityKind, ContactRead, People, RaisedBy, ReplyBy } from '../../../api'
import { ADJUSTMENT_WORDS, AUTHORITY_KIND_WORDS, RAISED_BY_WORDS, REPLY_BY_WORDS } from '../../../api/words.gen'
import { dateError } from '../../../components/DateField'
import { readDate } from '../../../lib/dates'
import type { FieldError, FieldMap } from '../../../lib/problem'
import type { Fit } from '../../../lib/typed'
import { ANSWERS } from '../draft'
import type { PersonAnswer } from '../draft'

/** What is in the form, as typed. Empty: not known. */
export interface PeopleDraft {
  role: RaisedBy | ''
  ownGrievance: boolean
  anonymous: boolean
  aboutThemselves: boolean
  name: string
  phone: string
  email: string
  address: string
  language: string
  contactNote: string
  replyBy: ReplyBy | null
  adjustments: Adjustment[]
  adjustmentNote: string
  planLimits: string
  planReviewOn: string
  personName: string
  bornOn: string
  careNumber: string
  personAnswer: PersonAnswer | null
  speaks: 'complainant' | 'other' | 'nobody'
  speakerName: string
  speakerPhone: string
  authority: AuthorityKind | ''
  evidence: string
  seenOn: string
  expiresOn: string
  expiryConfirmed: boolean
  advocateName: string
  advocateOrganisation: string
  advocatePhone: string
  advocacy: 'yes' | 'no' | 'declined' | null
  demographics: Record<DemographicField, string>
}

export const DEMOGRAPHICS = ['ethnicity', 'gender', 'disability', 'primary_support_reason', 'legal_status', 'age_band', 'ward'] as const
export type DemographicField = (typeof DEMOGRAPHICS)[number]

/** Where a wrong value stands on the form, by its pointer in what was sent. */
export const FIELDS: FieldMap = {
  '/complainant': 'p-name',
  '/complainant/role': 'p-role',
  '/complainant/own_grievance': 'p-own-grievance',
  '/complainant/anonymous': 'p-anonymous',
  '/complainant/anonymous_confirmed': 'p-anonymous',
  '/complainant/phone': 'p-phone',
  '/complainant/email': 'p-email',
  '/complainant/address': 'p-address',
  '/complainant/language': 'p-language',
  '/complainant/contact_note': 'p-contact-note',
  '/complainant/contact_plan': 'plan-limits',
  '/complainant/contact_plan/review_on': 'plan-review-on',
  '/person': 'p-person-name',
  '/person/born_on': 'p-born-on',
  '/person/care_number': 'p-care-number',
  '/person/demographics': 'ethnicity',
  '/representative': 'speaker-name',
  '/representative/authority': 'p-authority',
  '/representative/authority/evidence': 'p-evidence',
  '/representative/authority/seen_on': 'seen-on',
  '/representative/authority/expires_on': 'expires-on',
  '/representative/authority/expiry_confirmed': 'expiry-confirmed',
  '/advocate': 'advocate-name',
  '/advocacy': 'p-advocacy',
  '/adjustments': 'p-adjustments',
}

/** What a kept form can hold besides text. */
export const FITS: Record<string, Fit> = {
  role: ['', ...Object.keys(RAISED_BY_WORDS)],
  replyBy: Object.keys(REPLY_BY_WORDS),
  adjustments: Object.keys(ADJUSTMENT_WORDS),
  personAnswer: ANSWERS.personAnswer,
  speaks: ['complainant', 'other', 'nobody'],
  authority: ['', ...Object.keys(AUTHORITY_KIND_WORDS)],
  advocacy: ANSWERS.advocacy,
}

function answerOf(person: ContactRead['person']): PersonAnswer | null {
  if (person?.has_died) return 'has_died'
  if (person?.lacks_capacity) return 'lacks_capacity'
  return person?.consent ?? null
}

/** The form as the contact stands; dates are typed as the field reads them. */
export function draftOf(contact: ContactRead): PeopleDraft {
  const { complainant, person, representative, advocate, advocacy } = contact
  const said = person?.demographics
  return {
    role: complainant?.role ?? '',
    ownGrievance: complainant?.own_grievance ?? false,
    anonymous: complainant?.anonymous ?? false,
    aboutThemselves: person?.same_as_complainant ?? false,
    name: complainant?.name ?? '',
    phone: complainant?.phone ?? '',
    email: complainant?.email ?? '',
    address: complainant?.address ?? '',
    language: complainant?.language ?? '',
    contactNote: complainant?.contact_note ?? '',
    replyBy: contact.reply_by ?? null,
    adjustments: contact.adjustments ?? [],
    adjustmentNote: contact.adjustment_note ?? '',
    planLimits: complainant?.contact_plan?.limits ?? '',
    planReviewOn: complainant?.contact_plan?.review_on ?? '',
    personName: person?.name ?? '',
    bornOn: person?.born_on ?? '',
    careNumber: person?.care_number ?? '',
    personAnswer: answerOf(person),
    speaks: !representative ? 'nobody' : representative.same_as_complainant ? 'complainant' : 'other',
    speakerName: representative?.name ?? '',
    speakerPhone: representative?.phone ?? '',
    authority: representative?.authority?.kind ?? '',
    evidence: representative?.authority?.evidence ?? '',
    seenOn: representative?.authority?.seen_on ?? '',
    expiresOn: representative?.authority?.expires_on ?? '',
    expiryConfirmed: representative?.authority?.expiry_confirmed ?? false,
    advocateName: advocate?.name ?? '',
    advocateOrganisation: advocate?.organisation ?? '',
    advocatePhone: advocate?.phone ?? '',
    advocacy: advocacy?.offered == null ? null : !advocacy.offered ? 'no' : advocacy.taken_up === false ? 'declined' : 'yes',
    demographics: Object.fromEntries(DEMOGRAPHICS.map((field) => [field, said?.[field] ?? ''])) as PeopleDraft['demographics'],
  }
}

function typed(text: string): string | null {
  return text.trim() === '' ? null : text.trim()
}

/** What is sent: the contact's people with what the form says of them; what it has no field for stays. */
export function toPeople(draft: PeopleDraft, contact: ContactRead, today: string): People {
  const past = (text: string) => readDate(text, today)?.on ?? null
  const ahead = (text: string) => readDate(text, today, 'ahead')?.on ?? null
  const { complainant, person, representative, advocate } = contact
  const answer = draft.personAnswer
  const demographics = Object.fromEntries(DEMOGRAPHICS.map((field) => [field, typed(draft.demographics[field])]))
  const themselves = draft.aboutThemselves
  const named = !draft.anonymous
  const said = [draft.personName.trim(), draft.bornOn, draft.careNumber.trim(), answer, ...Object.values(demographics)]
  const anybody = person || themselves || said.some(Boolean)
  const plan = complainant?.contact_plan
  return {
    complainant: {
      ...complainant,
      role: draft.role || null,
      own_grievance: !themselves && draft.ownGrievance,
      name: named ? typed(draft.name) : null,
      phone: named ? typed(draft.phone) : null,
      email: named ? typed(draft.email) : null,
      address: named ? typed(draft.address) : null,
      language: typed(draft.language),
      contact_note: typed(draft.contactNote),
      anonymous: draft.anonymous,
      anonymous_confirmed: draft.anonymous,
      contact_plan: typed(draft.planLimits)
        ? {
            ...plan,
            limits: draft.planLimits.trim(),
            review_on: ahead(draft.planReviewOn) ?? '',
            taken_from: plan?.review_on === ahead(draft.planReviewOn) ? plan.taken_from : null,
          }
        : null,
    },
    person: anybody
      ? {
          ...person,
          same_as_complainant: themselves,
          name: themselves ? null : typed(draft.personName),
          born_on: past(draft.bornOn),
          care_number: typed(draft.careNumber),
          consent: answer === 'lacks_capacity' || answer === 'has_died' ? null : answer,
          lacks_capacity: answer === 'lacks_capacity',
          has_died: answer === 'has_died' && !themselves,
          demographics: Object.values(demographics).some(Boolean) ? demographics : null,
        }
      : null,
    representative:
      draft.speaks === 'nobody' || themselves
        ? null
        : {
            ...representative,
            same_as_complainant: draft.speaks === 'complainant',
            name: draft.speaks === 'other' ? typed(draft.speakerName) : null,
            phone: draft.speaks === 'other' ? typed(draft.speakerPhone) : null,
            authority: draft.authority
              ? {
                  kind: draft.authority,
                  evidence: typed(draft.evidence),
                  seen_on: past(draft.seenOn),
                  expires_on: ahead(draft.expiresOn),
                  expiry_confirmed: draft.expiryConfirmed,
                }
              : null,
          },
    advocate:
      typed(draft.advocateName) || typed(draft.advocateOrganisation)
        ? {
            ...advocate,
            name: typed(draft.advocateName),
            organisation: typed(draft.advocateOrganisation),
            phone: typed(draft.advocatePhone),
          }
        : null,
    advocacy: {
      offered: draft.advocacy === null ? null : draft.advocacy !== 'no',
      taken_up: draft.advocacy === 'yes' ? true : draft.advocacy === 'declined' ? false : null,
    },
    reply_by: draft.replyBy,
    adjustments: draft.adjustments,
    adjustment_note: typed(draft.adjustmentNote),
  }
}

/** What cannot be sent as it stands. */
export function draftErrors(draft: PeopleDraft, today: string): FieldError[] {
  const errors: FieldError[] = []
  const need = (wrong: boolean, field: string, message: string) => {
    if (wrong) errors.push({ field, message })
  }
  const unreadable = (text: string) => text.trim() !== '' && readDate(text, today) === null
  need(unreadable(draft.bornOn), 'p-born-on', dateError(draft.bornOn))
  need(
    draft.planLimits.trim() !== '' && readDate(draft.planReviewOn, today) === null,
    'plan-review-on',
    'Say when the plan is looked at again, such as “1 June 2026”',
  )
  if (draft.speaks === 'nobody' || draft.authority === '') return errors
  need(unreadable(draft.expiresOn), 'expires-on', dateError(draft.expiresOn))
  need(
    (draft.evidence.trim() === '') !== (draft.seenOn.trim() === '') || unreadable(draft.seenOn),
    draft.evidence.trim() === '' ? 'p-evidence' : 'seen-on',
    'Say both what was seen and when, or neither',
  )
  return errors
}
