/** Invented: Eastmere's report of 2025-26, small enough to read at a glance. */
import type { Clause, DraftRead, PublicationRead, Report, Value, Words } from '../api'

const count = (value: number | null): Value => ({ value, unit: 'count', places: 0, hidden: value === null })
const share = (value: number | null): Value => ({ value, unit: 'percent', places: 0, hidden: value === null })
const nothing: Value = { value: null, unit: 'text' }

const COMPLAINTS = { authority: 'eastmere', from: '2025-04-01', to: '2026-03-31', filters: { classification: 'statutory_complaint' } }

export const ACTION: Words = {
  kind: 'words',
  id: 'action',
  title: 'What was done, and what will be',
  asked_for: 'What was done to improve services.',
  needed: true,
  sign_off: 'Director of adult social care',
  signed_by: null,
  paragraphs: [{ runs: ['Last year 33% were well-founded, of ', { figure: 'received', text: '57' }, '.'] }],
}

export const CLAUSE: Clause = {
  kind: 'words',
  id: 'code_6_2',
  title: '6.2 Complaints are acknowledged within five working days.',
  asked_for: 'The evidence for the answer.',
  asks: ['to_do'],
  clause: '6.2',
  says: 'Complaints are acknowledged within five working days.',
  answer: null,
  shown_by: { runs: [{ figure: 'well_founded', text: '25 of 57 (44%)' }, ' were acknowledged in that time.'] },
}

export const REPORT: Report = {
  authority: 'eastmere',
  council: 'Eastmere City Council',
  title: 'Adult social care complaints, annual report',
  scope: 'adults',
  period: '2025-26',
  since: '2025-04-01',
  to: '2026-03-31',
  provisional: true,
  as_of: '2026-03-24T10:42:07Z',
  made_by: 'Redress',
  notes: ['Figures as of 24 March 2026.'],
  figures: [
    {
      id: 'received',
      title: 'Complaints received',
      definition: 'Number of cases; class statutory complaint.',
      question: { ...COMPLAINTS, measure: 'count' },
    },
    {
      id: 'well_founded',
      title: 'Well-founded complaints',
      definition: 'Share of cases upheld or partly upheld.',
      question: { ...COMPLAINTS, measure: 'upheld_rate', numerator: { outcome: ['upheld', 'partially_upheld'] } },
    },
    {
      id: 'outcomes',
      title: 'Complaints by outcome',
      definition: 'Number of cases by outcome.',
      question: { ...COMPLAINTS, measure: 'count', group_by: ['outcome'] },
    },
    {
      id: 'found',
      title: 'What was found, by category',
      definition: 'Number of issues by category and outcome.',
      question: { ...COMPLAINTS, measure: 'count', group_by: ['issue.category', 'issue.outcome'] },
    },
  ],
  sections: [
    {
      id: 'summary',
      number: '1',
      title: 'The year in short',
      blocks: [
        {
          kind: 'paragraph',
          runs: [
            'We received ',
            { figure: 'received', text: '57 complaints' },
            ', and found ',
            { figure: 'well_founded', text: '25 of 57 (44%)' },
            ' to be well-founded.',
          ],
        },
        {
          kind: 'table',
          id: 'key_facts',
          number: '1.1',
          title: 'Key facts',
          row_title: 'Measure',
          columns: [
            { id: 'now', title: '', head: '2025-26', measure: 'count' },
            { id: 'counted', title: '', head: 'Counted', measure: 'text' },
            { id: 'before', title: '', head: '2024-25', measure: 'count' },
          ],
          rows: [
            { id: 'received', label: 'Complaints received', values: [count(57), nothing, count(54)] },
            {
              id: 'well_founded',
              label: 'Well-founded complaints',
              values: [share(44), { value: '25 of 57', unit: 'text' }, share(39)],
            },
          ],
          definitions: ['Number of cases; class statutory complaint.'],
        },
      ],
    },
    {
      id: 'outcomes_said',
      number: '2',
      title: 'What we found',
      blocks: [
        {
          kind: 'table',
          id: 'outcomes',
          number: '2.1',
          title: 'Complaints by outcome',
          row_title: 'Outcome',
          columns: [
            { id: '2025-26 count', title: 'Number', head: '2025-26', measure: 'count' },
            { id: '2025-26 percent', title: 'Share', head: '2025-26', measure: 'percent' },
            { id: 'change', title: 'Change', head: 'Change', measure: 'change' },
          ],
          rows: [
            { id: 'upheld', label: 'Upheld', values: [count(18), share(32), { value: -3, unit: 'change' }] },
            { id: 'not_upheld', label: 'Not upheld', values: [count(31), share(54), { value: 2, unit: 'change' }] },
            { id: 'withdrawn', label: 'Withdrawn', values: [count(null), share(null), { value: 0, unit: 'change' }] },
            { id: 'open', label: 'Open', values: [count(null), share(null), { value: 0, unit: 'change' }] },
            { id: 'total', label: 'All', values: [count(57), share(100), { value: 3, unit: 'change' }], is_total: true },
          ],
        },
        {
          kind: 'chart',
          id: 'outcomes_drawn',
          number: '2.2',
          title: 'Complaints by outcome, drawn',
          drawn_as: 'stacked',
          table: 'outcomes',
          columns: ['2025-26 count'],
          alt: 'Outcome: Upheld 18, Not upheld 31.',
        },
        {
          kind: 'table',
          id: 'found',
          number: '2.3',
          title: 'What was found, by category',
          row_title: 'Category',
          columns: [{ id: 'upheld', title: '', head: 'Upheld', measure: 'count' }],
          rows: [{ id: 'delay', label: 'Delay', values: [count(9)] }],
        },
      ],
    },
    { id: 'learning', number: '3', title: 'What we learned and did', blocks: [ACTION] },
  ],
}

const check = (level: DraftRead['checks'][number]['level'], says: string, change: Partial<DraftRead['checks'][number]> = {}) => ({
  level,
  says,
  section: null,
  place: null,
  ...change,
})

export const DRAFT: DraftRead = {
  report: REPORT,
  checks: [
    check('stops', 'The number 33% is typed and bound to no figure.', {
      section: '3',
      place: 'action',
      typed: '33%',
      nearest: '{well_founded}',
      nearest_text: '44%',
    }),
    check('stops', 'What was done, and what will be: not signed by Director of adult social care yet.', {
      section: '3',
      place: 'action',
    }),
    check('warns', 'Complaints by outcome: 3 are not recorded. The table says so.', { section: '2', place: 'outcomes' }),
    check('holds', 'Totals match in all 3 tables.'),
  ],
  hidden: ['2025-26 number', '2025-26 share'].flatMap((column) => [
    {
      table: 'outcomes',
      number: '2.1',
      title: 'Complaints by outcome',
      row: 'withdrawn',
      row_label: 'Withdrawn',
      column,
      small: true,
      because_of: [],
    },
    {
      table: 'outcomes',
      number: '2.1',
      title: 'Complaints by outcome',
      row: 'open',
      row_label: 'Open',
      column,
      small: false,
      because_of: ['Table 2.1: Withdrawn, 2025-26'],
    },
  ]),
  left_out: [],
  words: [
    {
      place: 'action',
      text: 'Last year 33% were well-founded, of {received}.',
      kept: {},
      answer: null,
      parts: {},
      about: null,
      written_by: 'J T',
      written_at: '2026-03-23T14:00:00Z',
      signed_by: null,
      signed_at: null,
    },
  ],
  publications: [],
  may_be_published: false,
}

/** The same once nothing stops it. */
export const READY: DraftRead = {
  ...DRAFT,
  checks: DRAFT.checks.filter(({ level }) => level !== 'stops'),
  may_be_published: true,
}

export const PUBLICATION: PublicationRead = {
  version: 1,
  published_by: 'H R',
  published_at: '2026-03-24T11:00:00Z',
  sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  changes: [],
}
