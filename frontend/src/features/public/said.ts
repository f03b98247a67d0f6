import type { Adjustment, Concern, Harm, PublicContact, PublicFormRead, ReplyBy } from '../../api'
import type { FieldError } from '../../lib/problem'

/** What was typed so far. It stays in the page and is written nowhere: the computer may be everybody's. */
export interface Said {
  concern: Concern | null
  aboutMe: 'yes' | 'no' | null
  personName: string
  relation: string
  whatHappened: string
  since: string
  wanted: string
  danger: Harm | null
  name: string
  email: string
  phone: string
  address: string
  replyBy: ReplyBy | ''
  contactNote: string
  adjustments: Adjustment[]
  adjustmentNote: string
  language: string
}

export const NOTHING: Said = {
  concern: null,
  aboutMe: null,
  personName: '',
  relation: '',
  whatHappened: '',
  since: '',
  wanted: '',
  danger: null,
  name: '',
  email: '',
  phone: '',
  address: '',
  replyBy: '',
  contactNote: '',
  adjustments: [],
  adjustmentNote: '',
  language: '',
}

export const CONCERNS: readonly { value: Concern; label: string }[] = [
  { value: 'complaint', label: 'Something went wrong, and I want to complain' },
  { value: 'safety', label: 'I am worried that somebody is not safe' },
  { value: 'praise', label: 'Something went well, and I want to say thank you' },
  { value: 'question', label: 'I have a question, or I need something' },
]

/** What happens next, so that people can choose. */
export function whatHappensNext(concern: Concern, form: PublicFormRead): string {
  if (concern === 'complaint') {
    return 'We read it and tell you that we have it. This mostly takes no more than 3 working days. Then somebody talks to you about what went wrong and what you want. Complaining never makes your care worse.'
  }
  if (concern === 'safety') {
    return 'We pass it on to the people whose job is to keep others safe. They may get in touch with you. You can complain as well.'
  }
  if (concern === 'praise') return 'We pass your thanks on to the people who earned them.'
  return `The right team answers you. If it cannot wait, phone ${form.phone}.`
}

export const DANGERS: readonly { value: Harm; label: string }[] = [
  { value: 'yes', label: 'Yes' },
  { value: 'no', label: 'No' },
  { value: 'not_sure', label: 'I am not sure' },
]

export const RELATIONS: readonly { value: NonNullable<PublicContact['relation']>; label: string }[] = [
  { value: 'relative', label: 'I am in their family' },
  { value: 'parent', label: 'I am their parent' },
  { value: 'carer', label: 'I care for them' },
  { value: 'friend_or_next_of_kin', label: 'I am their friend' },
  { value: 'advocate', label: 'I am their advocate, or I help them to speak up' },
  { value: 'member_of_public', label: 'Somebody else' },
]

export const REPLIES: readonly { value: ReplyBy; label: string }[] = [
  { value: 'phone', label: 'By phone' },
  { value: 'email', label: 'By e-mail' },
  { value: 'letter', label: 'By letter' },
]

export const HELPS: readonly { value: Adjustment; label: string }[] = [
  { value: 'large_print', label: 'Large print' },
  { value: 'easy_read', label: 'Easy read: short words, with pictures' },
  { value: 'interpreter', label: 'Somebody who translates' },
  { value: 'sign_language', label: 'British Sign Language' },
  { value: 'other', label: 'Something else' },
]

export const MOST_OF_A_LINE = 200

const LINES: readonly (readonly [name: keyof Said, field: string, what: string])[] = [
  ['personName', 'person-name', 'Their name'],
  ['since', 'since', 'When it was'],
  ['wanted', 'wanted', 'What you want'],
  ['name', 'name', 'Your name'],
  ['address', 'address', 'Your address'],
  ['contactNote', 'contact-note', 'When and how to reach you'],
  ['adjustmentNote', 'adjustment-note', 'What else would help'],
  ['language', 'language', 'Your language'],
]

/** What is missing or too long, in the order of the page; the server says the rest. */
export function mistakes(said: Said, form: PublicFormRead): FieldError[] {
  const found: FieldError[] = []
  const says = (field: string, message: string) => found.push({ field, message })
  if (!said.concern) says('concern', 'Choose what you want to tell us')
  if (!said.aboutMe) says('about-me', 'Say whose care it is about')
  if (!said.whatHappened.trim()) says('what-happened', 'Write what happened')
  const over = said.whatHappened.trim().length - form.most_characters
  if (over > 0) says('what-happened', `This is ${over.toLocaleString('en-GB')} characters too long. You can add more later.`)
  for (const [name, field, what] of LINES) {
    if (String(said[name]).trim().length > MOST_OF_A_LINE) {
      says(field, `${what} may have ${MOST_OF_A_LINE} characters. Write the rest under “What happened”.`)
    }
  }
  return found
}

export function isReachable({ email, phone, address }: Said): boolean {
  return [email, phone, address].some((way) => way.trim())
}

/** As it is sent; what is empty is left out. */
export function bodyOf(said: Said, noReplyIsFine: boolean): PublicContact {
  const text = (typed: string) => typed.trim() || null
  const isTheirs = said.aboutMe === 'no'
  return {
    concern: said.concern ?? 'complaint',
    about_me: !isTheirs,
    person_name: isTheirs ? text(said.personName) : null,
    relation: isTheirs ? (RELATIONS.find(({ value }) => value === said.relation)?.value ?? null) : null,
    what_happened: said.whatHappened.trim(),
    since: text(said.since),
    wanted: text(said.wanted),
    danger: said.danger,
    name: text(said.name),
    email: text(said.email),
    phone: text(said.phone),
    address: text(said.address),
    reply_by: said.replyBy || null,
    contact_note: text(said.contactNote),
    no_reply_is_fine: noReplyIsFine,
    adjustments: said.adjustments,
    adjustment_note: text(said.adjustmentNote),
    language: text(said.language),
  }
}

/** The server's pointers, by the fields of the page. */
export const FIELDS = {
  '/concern': 'concern',
  '/about_me': 'about-me',
  '/person_name': 'person-name',
  '/relation': 'relation',
  '/what_happened': 'what-happened',
  '/since': 'since',
  '/wanted': 'wanted',
  '/danger': 'danger',
  '/name': 'name',
  '/email': 'email',
  '/phone': 'phone',
  '/address': 'address',
  '/reply_by': 'reply-by',
  '/contact_note': 'contact-note',
  '/no_reply_is_fine': 'phone',
  '/adjustments': 'adjustments',
  '/adjustment_note': 'adjustment-note',
  '/language': 'language',
}

const labelOf = (choices: readonly { value: string; label: string }[], value: string | null) =>
  choices.find((choice) => choice.value === value)?.label ?? ''

/** What was sent, as it reads on paper; what was left empty is left out. */
export function asSent(said: Said): readonly (readonly [what: string, answer: string])[] {
  const isTheirs = said.aboutMe === 'no'
  const lines = [
    ['What you told us about', labelOf(CONCERNS, said.concern)],
    ['Whose care it is about', isTheirs ? said.personName.trim() || 'Somebody else’s' : 'Yours'],
    ['Who you are to them', isTheirs ? labelOf(RELATIONS, said.relation) : ''],
    ['What happened', said.whatHappened.trim()],
    ['When it was', said.since.trim()],
    ['What you want', said.wanted.trim()],
    ['Is anybody in danger', labelOf(DANGERS, said.danger)],
    ['Your name', said.name.trim()],
    ['Phone', said.phone.trim()],
    ['E-mail', said.email.trim()],
    ['Address', said.address.trim()],
    ['How we should reply', labelOf(REPLIES, said.replyBy)],
    ['When and how to reach you', said.contactNote.trim()],
    ['What helps you', said.adjustments.map((one) => labelOf(HELPS, one)).join('; ')],
    ['What else helps', said.adjustmentNote.trim()],
    ['Your language', said.language.trim()],
  ] as const
  return lines.filter(([, answer]) => answer)
}

/** 256 random bits, as they stand behind the # of the private page. */
export function newSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32))
  return btoa(String.fromCharCode(...bytes)).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')
}
