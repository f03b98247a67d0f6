export type Classification =
  | 'enquiry'
  | 'statutory_complaint'
  | 'corporate_complaint'
  | 'compliment'
  | 'comment'
  | 'member_enquiry'
  | 'other_contact'
  | 'ombudsman_enquiry'

export type Rag = 'late' | 'soon' | 'on_track' | 'met' | 'met_late' | 'cancelled' | 'unknown'
export type ContactKind = 'dissatisfaction' | 'request' | 'praise' | 'idea'
export type Channel =
  | 'email'
  | 'web_form'
  | 'contact_centre'
  | 'phone'
  | 'letter'
  | 'in_person'
  | 'social_media'
  | 'elected_member'
  | 'ombudsman'
  | 'partner_api'
export type RaisedBy =
  | 'person_themselves'
  | 'relative'
  | 'carer'
  | 'friend_or_next_of_kin'
  | 'advocate'
  | 'member_of_public'
  | 'care_provider'
  | 'young_person'
  | 'parent'
  | 'grandparent'
  | 'mp'
  | 'councillor'
  | 'unknown'
export type ServiceFunction =
  | 'adult_social_care'
  | 'childrens_social_care'
  | 'public_health'
  | 'other_council_service'
  | 'nhs'
  | 'another_authority'
  | 'private_care'
export type About =
  | 'foi_request'
  | 'foi_complaint'
  | 'data_protection'
  | 'employment'
  | 'also_nhs'
  | 'already_investigated'
  | 'with_ombudsman'
  | 'court_proceedings'
  | 'tribunal_matter'
  | 'route_unclear'
export type HarmAlleged = 'yes' | 'no' | 'not_sure'
export type ReplyBy = 'phone_and_letter' | 'email' | 'letter'
export type Adjustment = 'large_print' | 'easy_read' | 'interpreter' | 'sign_language' | 'other'
export type Consent = 'agrees' | 'not_asked' | 'refused'
export type ProviderKind = 'care_home' | 'home_care' | 'supported_living' | 'other'

export interface Matter {
  category: string
  description?: string | null
}
export interface Complainant {
  name?: string | null
  phone?: string | null
  email?: string | null
  address?: string | null
  role?: RaisedBy | null
  relationship?: string | null
  anonymous?: boolean
}
export interface Person {
  name?: string | null
  born_on?: string | null
  same_as_complainant?: boolean
  consent?: Consent | null
  lacks_capacity?: boolean
  has_died?: boolean
}
export interface ContactFacts {
  kind?: ContactKind | null
  channel?: Channel | null
  received_at?: string | null
  made_orally?: boolean | null
  title?: string | null
  narrative?: string | null
  desired_outcome?: string | null
  complainant?: Complainant | null
  person?: Person | null
  function?: ServiceFunction | null
  team?: string | null
  provider?: { name: string; kind: ProviderKind } | null
  affected?: boolean | null
  event_on?: string | null
  aware_on?: string | null
  resolved_on?: string | null
  satisfied?: boolean | null
  harm_alleged?: HarmAlleged | null
  about?: About[]
  matters?: Matter[]
  reply_by?: ReplyBy | null
  adjustments?: Adjustment[]
  partner_reference?: string | null
}
export type Contact = ContactFacts & { channel: Channel; narrative: string }

export interface ExplainedDay {
  on: string
  number: number | null
  skipped: 'weekend' | 'bank_holiday' | null
  name: string | null
}
export interface Explanation {
  summary: string
  rule: string
  calendar: string
  source: string
  days: ExplainedDay[]
}
export type ClockKind = 'acknowledge' | 'stage_1' | 'promised' | 'statutory' | 'triage' | 'holding'
export interface Clock {
  kind: ClockKind
  name: string
  amount: number | null
  unit: 'working_days' | 'calendar_days' | 'months_inclusive' | 'months_after' | 'agreed_date'
  basis: 'statutory' | 'local' | 'promised'
  source: string
  started_on: string
  due_on: string | null
  unknown_because: string | null
  provisional: boolean
  state: 'running' | 'met' | 'met_late' | 'missed' | 'cancelled' | 'unknown'
  met_on: string | null
  days_left: number | null
  rag: Rag
  explanation: Explanation | null
}
export interface Assessment {
  classification: Classification
  disposition: string
  procedure: string | null
  procedure_name: string | null
  procedure_version: number | null
  rule: string
  title: string
  summary: string
  reasons: { rule: string; text: string; source: string }[]
  questions: { fact: string; ask: string; effect: string }[]
  duties: { code: string; text: string; by: string | null; source: string }[]
  flags: string[]
  received_on: string
  clocks: Clock[]
}
export interface ContactRead extends Contact {
  ref: string
  authority: string
  received_on: string
  recorded_at: string
  recorded_by: string
  assessment: Assessment
  opens_case: boolean
  reclassified: {
    classification: Classification
    procedure: string | null
    reason: string
    by: string
    at: string
  }[]
}
export interface Grade {
  code: string
  name: string
  criteria: string
  target_days: number
}
export interface Council {
  code: string
  name: string
  prefix: string
  demo: boolean
  teams: { code: string; name: string; function: ServiceFunction; words: string[] }[]
  categories: { code: string; name: string; words: string[] }[]
  procedures: {
    id: string
    name: string
    version: number
    classification: Classification
    summary: string
    grades: Grade[]
  }[]
}

export type Role =
  | 'contact_centre'
  | 'complaints_officer'
  | 'manager'
  | 'investigator'
  | 'auditor'
  | 'admin'
export interface Demo {
  council: { code: string; name: string }
  personas: {
    id: Role
    role: Role
    initials: string
    title: string
    text: string
    opens: string
    path: string
  }[]
  proof: {
    received_on: string
    due_on: string
    counted: number
    skipped: number
    days: ExplainedDay[]
  }
}
export interface Officer {
  subject: string
  name: string
  role: Role
  team: string | null
  active: boolean
  open_cases: number
  due_soon: number
}

export type CaseAction =
  | 'acknowledge'
  | 'allocate'
  | 'grade'
  | 'add_issue'
  | 'record_finding'
  | 'respond'
  | 'close'
  | 'withdraw'
  | 'note'
export type Stage = 'received' | 'acknowledged' | 'responded' | 'closed' | 'withdrawn'
export type FindingOutcome = 'upheld' | 'partially_upheld' | 'not_upheld' | 'no_finding'
export type View = 'mine' | 'late' | 'soon' | 'unowned' | 'open' | 'closed' | 'all'
export interface NextDue {
  kind: ClockKind
  name: string
  due_on: string | null
  days_left: number | null
  rag: Rag
  day_total: number | null
}
export interface CaseSummary {
  ref: string
  classification: Classification
  procedure: string | null
  procedure_name: string | null
  disposition: string
  stage: Stage
  status: 'open' | 'closed'
  received_on: string
  team: string | null
  owner: { subject: string; name: string } | null
  grade: string | null
  next_due: NextDue | null
  next_action: string | null
  flags: string[]
  outcome: string | null
}
export interface Issue {
  number: number
  category: string
  description: string | null
  about: 'council' | 'provider'
  team: string | null
  outcome: FindingOutcome | null
  reason: string | null
  decided_on: string | null
  decided_by: string | null
}
export interface Remedy {
  kind: 'apology' | 'explanation' | 'payment' | 'reassessment' | 'service_change' | 'other'
  amount_pounds: number | null
}
export interface Learning {
  theme: string
  action: string
  scope: 'individual' | 'team' | 'service' | 'department'
}
export interface CaseRead extends CaseSummary {
  version: number
  authority: string
  procedure_version: number | null
  opened_at: string
  acknowledged_on: string | null
  promised_on: string | null
  responded_on: string | null
  closed_on: string | null
  withdrawn_on: string | null
  outcome_because: string
  issues: Issue[]
  clocks: Clock[]
  grades: Grade[]
  actions: CaseAction[]
  primary_action: CaseAction | null
  not_yet: { action: CaseAction; because: string }[]
  remedies: Remedy[]
  learning: Learning[]
}
export interface CaseCounts {
  mine: number
  late: number
  soon: number
  unowned: number
  open: number
  closed: number
  to_acknowledge: number
}
export interface TimelineEntry {
  on: string
  at: string
  kind: string
  title: string
  detail: string | null
  by: string | null
}

export interface Dashboard {
  as_of: string
  today: string
  year: string
  years: string[]
  target: number
  open: number
  late: number
  soon: number
  to_acknowledge: number
  unallocated: number
  due_this_week: number
  by_team: { team: string | null; name: string; late: number; soon: number; on_track: number }[]
  by_classification: { classification: Classification; count: number }[]
  by_stage: { stage: Stage; count: number }[]
  age: { band: string; from_days: number; to_days: number | null; count: number }[]
  on_time: { numerator: number; denominator: number; definition: string }
  months: {
    month: string
    received: number
    answered: number
    on_time_numerator: number
    on_time_denominator: number
  }[]
  outcomes: { outcome: string; count: number }[]
}
