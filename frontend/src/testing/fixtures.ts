/** Invented: Eastmere on Tuesday 24 March 2026, people as initials. */
import type {
  Assessment,
  CaseRead,
  ListedCase,
  ClockRead,
  ContactRead,
  ContactRetention,
  CouncilRead,
  Dashboard,
  ExplainedDayRead,
  ExplanationRead,
  Lookalike,
  MeRead,
  OfficerRead,
  ProviderRecord,
  Role,
} from '../api'
import type { Demo } from '../lib/demo'
import { addDays, dayNumber, weekdayIndex } from '../lib/dates'
import type { Permission } from '../lib/session'

export const NOW = new Date('2026-03-24T10:42:07Z')
export const TODAY = '2026-03-24'

const HOLIDAYS: Record<string, string> = { '2026-04-03': 'Good Friday', '2026-04-06': 'Easter Monday' }

/** The days from receipt to the due day, counted as the services count them. */
export function countedDays(from: string, to: string): ExplainedDayRead[] {
  let number = -1
  return Array.from({ length: dayNumber(to) - dayNumber(from) + 1 }, (_, index) => {
    const on = addDays(from, index)
    const holiday = HOLIDAYS[on] ?? null
    const skipped = index === 0 ? null : holiday ? 'bank_holiday' : weekdayIndex(on) > 4 ? 'weekend' : null
    if (skipped === null) number += 1
    return { on, number: skipped === null ? number : null, skipped, name: holiday }
  })
}

export function explanation(from: string, to: string): ExplanationRead {
  const days = countedDays(from, to)
  const skipped = days.filter((day) => day.skipped !== null).length
  return {
    summary: `${days.length - skipped - 1} counted, ${skipped} skipped. Day 1 is the first working day after we received it.`,
    rule: 'Adult statutory procedure, version 3',
    calendar: 'England and Wales bank holidays, published to 2028',
    source: 'SI 2009/309, reg 13(3)',
    days,
  }
}

export function clock(change: Partial<ClockRead> & Pick<ClockRead, 'kind' | 'name'>): ClockRead {
  return {
    stage: 1,
    starts: 'received',
    ends: 'responded',
    owed_by: 'council',
    amount: 20,
    unit: 'working_days',
    basis: 'local',
    source: 'local target',
    started_on: '2026-03-09',
    due_on: '2026-04-08',
    original_due_on: null,
    aim_for: change.due_on === undefined ? '2026-04-08' : change.due_on,
    unknown_because: null,
    provisional: false,
    state: 'running',
    met_on: null,
    met_original: null,
    met_extended: null,
    days_left: 9,
    rag: 'on_track',
    may_extend: null,
    explanation: null,
    ...change,
  }
}

export const COUNCIL: CouncilRead = {
  code: 'eastmere',
  name: 'Eastmere City Council',
  prefix: 'EAS',
  demo: true,
  teams: [
    {
      code: 'occupational_therapy',
      name: 'Occupational Therapy',
      function: 'adult_social_care',
      words: ['bath lift', 'rails'],
      in_use: true,
    },
    { code: 'locality', name: 'Locality teams', function: 'adult_social_care', words: ['home care'], in_use: true },
    { code: 'highways', name: 'Highways', function: 'other_council_service', words: ['pothole'], in_use: true },
  ],
  compliment_themes: [{ code: 'kindness', name: 'Kindness and respect' }],
  joint_bodies: [
    { code: 'hospitals', name: 'Eastmere Hospitals NHS Trust', in_use: true },
    { code: 'district', name: 'Eastmere District Council', in_use: true },
  ],
  learning_themes: [
    {
      code: 'communication',
      name: 'Communication',
      actions: ['Reminder to staff', 'Training'],
      effect_after_months: 6,
      in_use: true,
    },
  ],
  demographics: {
    ethnicity: [{ code: 'asian_indian', name: 'Asian or Asian British – Indian' }],
    primary_support_reason: [{ code: 'physical', name: 'Physical support' }],
    legal_status: [],
    age_band: [],
  },
  categories: [
    { code: 'delay', name: 'Delay', words: ['weeks', 'waiting'], in_use: true, subcategories: [{ code: 'no_visit', name: 'Nobody came', in_use: true }] },
    { code: 'communication', name: 'Communication', words: ['rung', 'call'], in_use: true, subcategories: [] },
    { code: 'other', name: 'Something else', words: [], in_use: true, subcategories: [] },
  ],
  themes: [{ code: 'care_at_home', name: 'Care at home', in_use: true }],
  divisions: [{ code: 'adults', name: 'Adults', in_use: true }],
  service_areas: [{ code: 'community', name: 'Community support', in_use: true }],
  sign_off_levels: ['Head of service', 'Director'],
  procedures: [
    {
      id: 'adult_statutory',
      name: 'Adult statutory',
      version: 3,
      in_force_from: '2009-04-01',
      in_force_until: null,
      classification: 'statutory_complaint',
      summary: 'Adult social care, one council stage',
      grades: [{ code: 'simple', name: 'Simple', criteria: 'One issue, one team', target_days: 10 }],
      stages: [{ code: 'stage_1', name: 'Investigation and answer' }],
    },
    {
      id: 'corporate',
      name: 'Corporate',
      version: 2,
      in_force_from: '2009-04-01',
      in_force_until: null,
      classification: 'corporate_complaint',
      summary: 'Council services other than social care',
      grades: [],
      stages: [{ code: 'stage_1', name: 'Stage 1' }],
    },
  ],
}

export const DEMO: Demo = {
  council: { code: 'eastmere', name: 'Eastmere City Council' },
  personas: [
    {
      id: 'contact_centre',
      role: 'contact_centre',
      initials: 'L M',
      title: 'Contact centre',
      text: 'Take a call. See what it is, and what to say, as you type.',
      opens: 'Record a contact',
      path: '/contacts/new',
    },
    {
      id: 'complaints_officer',
      role: 'complaints_officer',
      initials: 'J T',
      title: 'Complaints officer',
      text: 'Work a queue of 38 cases. See why each date is what it is.',
      opens: 'Work queue',
      path: '/cases',
    },
    {
      id: 'manager',
      role: 'manager',
      initials: 'H R',
      title: 'Head of service',
      text: 'Ten seconds: what is late, who is waiting, what is coming.',
      opens: 'Today',
      path: '/today',
    },
  ],
  proof: {
    received_on: '2026-03-09',
    due_on: '2026-04-08',
    counted: 20,
    skipped: 10,
    days: countedDays('2026-03-09', '2026-04-08'),
  },
}

const EVERYBODY: Permission[] = ['calendar:read', 'council:read', 'figures:read', 'officers:join', 'providers:read']
const READS: Permission[] = ['cases:status', 'contacts:read', 'registers:read']
const MEETS: Permission[] = ['contacts:link', 'contacts:names', 'contacts:narrative', 'contacts:people', 'contacts:plans']
const WORKS: Permission[] = [
  ...READS,
  ...MEETS,
  'cases:narrative',
  'cases:read',
  'contacts:all',
  'contacts:ombudsman',
  'findings:write',
]
const KEEPS: Permission[] = [
  ...WORKS,
  'alerts:note',
  'cases:write',
  'contacts:classify',
  'contacts:demographics',
  'contacts:record',
  'figures:drill',
  'figures:people',
  'imports:write',
  'plans:write',
  'providers:write',
  'registers:write',
  'reports:write',
]
const PERMISSIONS: Partial<Record<Role, Permission[]>> = {
  contact_centre: [...READS, ...MEETS, 'contacts:record', 'registers:write'],
  complaints_officer: KEEPS,
  manager: [...KEEPS, 'alerts:write', 'calendar:write', 'letters:word', 'cases:restrict', 'contacts:let_go', 'officers:write', 'reports:publish', 'views:share'],
  investigator: WORKS,
  auditor: [...READS, 'cases:read', 'contacts:all', 'contacts:ombudsman', 'names:unmask', 'reads:read'],
  admin: ['calendar:write', 'clients:manage', 'exports:read', 'imports:write', 'letters:word', 'officers:write', 'parked:manage'],
}

/** Somebody of one role. */
export function me(role: Role): MeRead {
  return {
    subject: `demo-${role}`,
    name: DEMO.personas.find((persona) => persona.id === role)?.initials ?? 'A A',
    roles: [role],
    roles_held: [role],
    team: null,
    authority: 'eastmere',
    councils: ['eastmere'],
    permissions: [...EVERYBODY, ...(PERMISSIONS[role] ?? [])],
  }
}

export const ASSESSMENT: Assessment = {
  classification: 'statutory_complaint',
  disposition: 'accepted',
  procedure: 'adult_statutory',
  procedure_name: 'Adult statutory',
  procedure_version: 3,
  rule: '33',
  title: 'Statutory complaint',
  summary: 'Adult social care, one council stage',
  reasons: [
    { rule: '33', text: 'They are unhappy about something past.', source: 'SI 2009/309, reg 6(1)(a)' },
    { rule: '33', text: 'It is the council’s own adult social care.', source: 'SI 2009/309, reg 6(1)(a)' },
  ],
  questions: [
    {
      fact: 'person.consent',
      ask: 'Does the person agree to this complaint?',
      effect: 'Not yet: we still acknowledge it. Their details wait.',
    },
  ],
  duties: [
    { key: 'advocacy', code: 'advocacy', text: 'Offer an advocate.', by: null, source: 'Care Act 2014, s.67' },
  ],
  flags: ['pending_consent'],
  received_on: TODAY,
  clocks: [
    clock({
      kind: 'acknowledge',
      name: 'Acknowledge',
      ends: 'acknowledged',
      amount: 3,
      basis: 'statutory',
      started_on: TODAY,
      due_on: '2026-03-27',
      days_left: 3,
      explanation: explanation(TODAY, '2026-03-27'),
    }),
    clock({
      kind: 'stage_1',
      name: 'Council target',
      started_on: TODAY,
      due_on: '2026-04-23',
      days_left: 20,
      explanation: explanation(TODAY, '2026-04-23'),
    }),
    clock({
      kind: 'statutory',
      name: 'Legal limit',
      stage: 0,
      amount: 6,
      unit: 'months_inclusive',
      basis: 'statutory',
      started_on: TODAY,
      due_on: '2026-09-23',
      days_left: 126,
      explanation: { ...explanation(TODAY, '2026-03-27'), days: [], summary: 'Six months, counting 24 March.' },
    }),
  ],
}

export const HELD_BACK: Assessment = {
  ...ASSESSMENT,
  classification: 'enquiry',
  disposition: 'holding',
  procedure: null,
  procedure_name: null,
  procedure_version: null,
  rule: '31b',
  title: 'Not decided yet',
  summary: 'One more fact decides what it is',
  reasons: [{ rule: '31b', text: 'It is not clear yet which kind of contact this is.', source: 'Note i to §3.6' }],
  questions: [{ fact: 'kind', ask: 'Has something already gone wrong?', effect: 'Yes: a complaint.' }],
  duties: [],
  flags: [],
  clocks: [],
}

/** Nobody complained of the provider before. */
export const PROVIDER_RECORD: ProviderRecord = {
  name: 'Provider B',
  number: null,
  since: '2025-03-25',
  to: '2026-03-24',
  complaints: 1,
  upheld: 0,
  partially_upheld: 0,
  not_upheld: 0,
  mean_working_days: null,
  categories: [],
  themes: [],
}

export const CONTACT: ContactRead & { title: string } = {
  ref: 'EAS-2526-0398',
  authority: 'eastmere',
  kind: 'dissatisfaction',
  channel: 'phone',
  title: 'Evening visits missed, calls not returned',
  narrative: 'Nobody came on three evenings, and nobody rang back.',
  desired_outcome: 'A reliable visit',
  complainant: { name: 'Ms R P', phone: '01632 960 118', role: 'relative', relationship: 'Daughter' },
  person: { name: 'Mrs M P', consent: 'agrees', same_as_complainant: false },
  function: 'adult_social_care',
  team: 'locality',
  provider: { name: 'Provider B', kind: 'home_care' },
  matters: [
    { category: 'delay', description: 'Evening visits missed on 3, 4 and 7 March' },
    { category: 'communication', description: 'Two calls not returned' },
  ],
  adjustments: ['large_print'],
  received_at: '2026-03-09T16:20:00Z',
  received_on: '2026-03-09',
  recorded_at: '2026-03-09T16:31:00Z',
  recorded_by: 'L M',
  assessment: ASSESSMENT,
  opens_case: true,
  reclassified: [],
  links: [],
  people_changed: [],
  version: 1,
}

export const ALIKE: Lookalike[] = [
  {
    ref: 'EAS-2526-0404',
    title: 'Rails that were promised in January',
    received_on: '2026-03-13',
    classification: 'statutory_complaint',
    undecided: false,
    is_open: true,
    strength: 'strong',
    reasons: ['Same person: Mrs A K, born 4 February 1938', 'The same service'],
  },
  {
    ref: 'EAS-2526-0371',
    title: 'When will Occupational Therapy visit?',
    received_on: '2026-02-19',
    classification: 'enquiry',
    undecided: false,
    is_open: false,
    strength: 'possible',
    reasons: ['The same phone number', 'About another person: Mr B K'],
  },
]

export const CASE: CaseRead = {
  ref: 'EAS-2526-0398',
  version: 4,
  authority: 'eastmere',
  classification: 'statutory_complaint',
  procedure: 'adult_statutory',
  procedure_name: 'Adult statutory',
  procedure_version: 3,
  disposition: 'accepted',
  stage: 'acknowledged',
  status: 'open',
  received_on: '2026-03-09',
  opened_at: '2026-03-09T16:31:01Z',
  acknowledged_on: '2026-03-10',
  promised_on: '2026-04-02',
  responded_on: null,
  closed_on: null,
  withdrawn_on: null,
  withdrawn_because: null,
  team: 'locality',
  division: 'adults',
  service_area: 'community',
  owner: { subject: 'officer-jt', name: 'J T' },
  grade: null,
  next_due: {
    kind: 'promised',
    act: 'responded',
    name: 'to answer',
    due_on: '2026-04-02',
    days_left: 7,
    rag: 'on_track',
    day_total: 18,
  },
  next_action: 'Record 1 more finding',
  waiting: null,
  ours_since: '2026-03-09',
  flags: [],
  outcome: null,
  outcome_because: '1 of 2 issues has a finding',
  teaches: false,
  issues: [
    {
      number: 1,
      category: 'delay',
      subcategory: null,
      theme: null,
      description: null,
      matter: 1,
      about: 'provider',
      body: null,
      function: 'adult_social_care',
      provider_name: 'Oak Care',
      team: null,
      primary: true,
      outcome: null,
      reason: null,
      evidence: null,
      standard: null,
      noted: null,
      decided_on: null,
      decided_by: null,
      earlier: [],
    },
    {
      number: 2,
      category: 'communication',
      subcategory: null,
      theme: null,
      description: null,
      matter: 2,
      about: 'council',
      body: null,
      function: null,
      provider_name: null,
      team: 'locality',
      primary: false,
      outcome: 'upheld',
      reason: 'The call log shows both calls.',
      evidence: 'The call log of March.',
      standard: 'Customer care standard 4',
      noted: 'The line was short of staff.',
      decided_on: '2026-03-23',
      decided_by: 'J T',
      earlier: [],
    },
  ],
  clocks: [
    clock({
      kind: 'acknowledge',
      name: 'Acknowledge',
      ends: 'acknowledged',
      amount: 3,
      basis: 'statutory',
      due_on: '2026-03-12',
      state: 'met',
      met_on: '2026-03-10',
      met_original: true,
      days_left: null,
      rag: 'met',
    }),
    clock({
      kind: 'promised',
      name: 'Promised',
      starts: 'acknowledged',
      amount: null,
      unit: 'agreed_date',
      basis: 'promised',
      due_on: '2026-04-02',
      days_left: 7,
    }),
    clock({ kind: 'stage_1', name: 'Council target' }),
    clock({
      kind: 'statutory',
      name: 'Legal limit',
      stage: 0,
      amount: 6,
      unit: 'months_inclusive',
      basis: 'statutory',
      due_on: '2026-09-08',
      days_left: 116,
    }),
  ],
  grades: [
    {
      code: 'simple',
      name: 'Simple',
      criteria: 'One issue, one team',
      when: { extent: 'simple' },
      target_days: 10,
      sign_off: null,
    },
    {
      code: 'complex',
      name: 'Complex',
      criteria: 'Several organisations',
      when: { extent: 'complex' },
      target_days: 45,
      sign_off: 'Director',
    },
  ],
  grading: {
    source: 'Local policy',
    criteria: [
      {
        code: 'extent',
        ask: 'How far does it reach?',
        answers: [
          { code: 'simple', name: 'One or two issues and one team' },
          { code: 'complex', name: 'Several organisations' },
        ],
        suggested: 'complex',
      },
    ],
    suggested: 'complex',
    because: ['Several organisations: harm is alleged.'],
  },
  stages: [
    {
      number: 1,
      code: 'stage_1',
      name: 'Investigation and answer',
      answered_by: 'Head of service',
      acts: { received: '2026-03-09', acknowledged: '2026-03-10' },
      response_days: null,
      outcome: null,
    },
  ],
  next_stages: [],
  next_step: null,
  holds: [],
  requests: [],
  extensions: [],
  late: null,
  actions: ['allocate', 'grade', 'add_issue', 'record_finding', 'withdraw', 'note'],
  primary_action: 'record_finding',
  sign_off: { level: 'Head of service', is_demanded: false, second_person: false, source: null },
  not_closed_by: [],
  not_signed_by: [],
  not_for: [],
  days_by: null,
  not_yet: [
    { action: 'respond', because: 'issue 1 has no finding.' },
    { action: 'close', because: 'no answer has been sent.' },
  ],
  anonymised_on: null,
  refusal_reason: null,
}

export function summary(change: Partial<ListedCase> & Pick<ListedCase, 'ref'>): ListedCase {
  const { classification, procedure, procedure_name, disposition, stage, status, received_on } = CASE
  return {
    classification,
    procedure,
    procedure_name,
    disposition,
    stage,
    status,
    received_on,
    team: 'locality',
    owner: CASE.owner,
    grade: null,
    next_due: CASE.next_due,
    version: 1,
    score: -7,
    why: ['Statutory complaint'],
    next_action: 'Record 1 more finding',
    waiting: null,
  ours_since: '2026-03-09',
    flags: [],
    outcome: null,
    ...change,
  }
}

export const QUEUE: ListedCase[] = [
  summary({
    ref: 'EAS-2526-0366',
    next_due: {
      kind: 'stage_1',
      act: 'responded',
      name: 'to answer',
      due_on: '2026-03-18',
      days_left: -4,
      rag: 'late',
      day_total: 20,
    },
  }),
  summary({
    ref: 'EAS-2526-0410',
    owner: null,
    next_due: {
      kind: 'acknowledge',
      act: 'acknowledged',
      name: 'to acknowledge',
      due_on: TODAY,
      days_left: 0,
      rag: 'soon',
      day_total: 3,
    },
  }),
  summary({ ref: 'EAS-2526-0398' }),
]

export const OFFICERS: OfficerRead[] = [
  {
    subject: 'officer-jt',
    name: 'J T',
    role: 'complaints_officer',
    roles: ['complaints_officer'],
    team: 'locality',
    active: true,
    absent: false,
    absent_from: null,
    absent_until: null,
    capacity: 20,
    may_own: true,
    open_cases: 14,
    late: 1,
    due_soon: 2,
    things: { tasks: 3, remedies: 1, learning: 2 },
  },
  {
    subject: 'officer-sb',
    name: 'S B',
    role: 'investigator',
    roles: ['investigator'],
    team: null,
    active: true,
    absent: false,
    absent_from: null,
    absent_until: null,
    capacity: null,
    may_own: true,
    open_cases: 9,
    late: 0,
    due_soon: 1,
    things: { tasks: 0, remedies: 0, learning: 0 },
  },
]

export const DASHBOARD: Dashboard = {
  as_of: '2026-03-24T10:42:07Z',
  today: TODAY,
  year: '2025-26',
  years: ['2025-26', '2024-25'],
  target: 75,
  open: 38,
  late: 3,
  late_to_acknowledge: 0,
  soon: 6,
  to_acknowledge: 1,
  unallocated: 3,
  due_this_week: 5,
  by_team: [
    { team: 'locality', name: 'Locality teams', late: 1, soon: 2, on_track: 6 },
    { team: 'occupational_therapy', name: 'Occupational Therapy', late: 1, soon: 1, on_track: 6 },
    { team: null, name: 'No team', late: 1, soon: 3, on_track: 17 },
  ],
  by_classification: [
    { classification: 'statutory_complaint', decided: true, count: 30 },
    { classification: 'corporate_complaint', decided: true, count: 8 },
  ],
  by_stage: [
    { stage: 'received', count: 4 },
    { stage: 'acknowledged', count: 34 },
  ],
  age: [
    { band: '0 to 5', from_days: 0, to_days: 5, count: 9 },
    { band: '6 to 10', from_days: 6, to_days: 10, count: 12 },
    { band: 'over 10', from_days: 11, to_days: null, count: 17 },
  ],
  on_time: {
    numerator: 41,
    denominator: 57,
    definition: 'Answers sent by the council target, out of all answers sent since 1 April.',
  },
  months: [
    { month: '2025-04', received: 5, answered: 4, on_time_numerator: 3, on_time_denominator: 4 },
    { month: '2025-05', received: 6, answered: 5, on_time_numerator: 6, on_time_denominator: 9 },
    { month: '2025-06', received: 5, answered: 6, on_time_numerator: 41, on_time_denominator: 57 },
  ],
  outcomes: [
    { outcome: 'upheld', count: 18 },
    { outcome: 'partially_upheld', count: 7 },
    { outcome: 'upheld_not_council', count: 1 },
    { outcome: 'not_upheld', count: 31 },
  ],
  turns: [
    { whose: 'service', count: 23, typical_days: 4 },
    { whose: 'contributor', count: 12, typical_days: 7 },
    { whose: 'complainant', count: 3, typical_days: 3 },
  ],
  forecast: {
    weeks: [
      { since: '2026-03-24', to: '2026-03-31', due: 4, likely_late: 1 },
      { since: '2026-04-01', to: '2026-04-09', due: 5, likely_late: 3 },
      { since: '2026-04-10', to: '2026-04-16', due: 8, likely_late: 0 },
      { since: '2026-04-17', to: '2026-04-23', due: 9, likely_late: 0 },
    ],
    expected: { 5: 1.4, 10: 3.9, 20: 6.2 },
    too_few_to_say: 2,
    past_answers: 57,
    cases: [
      { ref: 'EAS-2526-0301', team: 'locality', due_on: '2026-03-26', chance: 81, turn: 'contributor' },
      { ref: 'EAS-2526-0305', team: 'locality', due_on: '2026-04-07', chance: 66, turn: 'contributor' },
      { ref: 'EAS-2526-0311', team: null, due_on: '2026-04-08', chance: 58, turn: 'service' },
      { ref: 'EAS-2526-0312', team: null, due_on: '2026-04-08', chance: 55, turn: 'contributor' },
    ],
  },
  learned: {
    numerator: 19,
    denominator: 25,
    definition: 'Share of cases with learning, out of the cases counted.',
  },
}

export const RETENTION: ContactRetention = {
  schedule: { name: 'Complaints', years: 6, then: 'anonymise', source: 'local practice' },
  due_on: null,
  anonymised_on: null,
  holds: [],
  certificates: [],
}
