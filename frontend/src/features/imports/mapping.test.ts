import { describe, expect, it } from 'vitest'
import type { ImportField, ImportMapping } from '../../api'
import { columnRows, fieldLabel, fieldOptions, inWords, meaningsOf, withField, withMeaning, wordsOf } from './mapping'
import { mappingName, sheetType } from './words'

const FIELDS: ImportField[] = [
  { path: 'ref', kind: 'text', codes: [], known: [] },
  { path: 'received_on', kind: 'date', codes: [], known: [] },
  { path: 'outcome', kind: 'code', codes: ['upheld', 'partially_upheld'], known: [] },
  { path: 'issues[].category', kind: 'text', codes: [], known: [] },
  { path: 'person.age', kind: 'whole_number', codes: [], known: [] },
]
const MAPPING: ImportMapping = {
  columns: [
    { column: 'Ref No', field: 'ref' },
    { column: 'Finding', field: 'outcome', values: { 'Part upheld': 'partially_upheld', 'N/K': null } },
  ],
}
const column = (name: string, ...values: string[]) => ({ column: name, repeated: false, values })

describe('names of files', () => {
  it.each([
    ['log.csv', 'text/csv'],
    ['LOG.XLSX', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    ['old.xls', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    ['log.ndjson', null],
  ])('%s', (name, type) => expect(sheetType(name)).toBe(type))

  it('become names of mappings', () => {
    expect(mappingName('Complaints Log (2024/25)')).toBe('complaints-log-2024-25')
    expect(mappingName('£££')).toBe('')
  })
})

describe('names of fields', () => {
  it.each([
    ['ref', 'Reference'],
    ['received_on', 'Day received'],
    ['costs_pounds', 'Costs in pounds'],
    ['stages[1].responded_on', 'Stage 1: responded'],
    ['issues[2].category', 'Issue 2: category'],
    ['person.person_ref', 'Person: number'],
    ['provider.name', 'Provider: name'],
  ])('%s', (path, label) => expect(fieldLabel(path)).toBe(label))

  it('stand in reasons instead of paths', () => {
    expect(inWords('issues[1].category needs ref beside it', FIELDS)).toBe(
      '“Issue 1: category” needs “Reference” beside it',
    )
    expect(inWords("'a.b' refers to something_else: prefer 28.02.2024", FIELDS)).toBe(
      "'a.b' refers to something_else: prefer 28.02.2024",
    )
  })
})

describe('a mapping as a table', () => {
  it('has the file’s columns in their order, then those that the file lacks', () => {
    const rows = columnRows(MAPPING, [column('Notes'), column('ref  no', '451')])
    expect(rows.map(({ column: name, missing, entries }) => [name, missing, entries[0]?.field])).toEqual([
      ['Notes', false, ''],
      ['ref  no', false, 'ref'],
      ['Finding', true, 'outcome'],
    ])
  })

  it('lists the words that are no codes, and what they stand for', () => {
    const [row] = columnRows(MAPPING, [column('Finding', 'Upheld', 'Part Upheld', 'N/K', 'Won')])
    if (!row?.entries[0]) throw new Error('there is a row')
    expect(wordsOf(row, row.entries[0], FIELDS)).toEqual([
      { text: 'Part Upheld', meaning: 'partially_upheld' },
      { text: 'N/K', meaning: null },
      { text: 'Won', meaning: undefined },
    ])
  })

  it('lists the words that the council has no entry for, and those that were translated', () => {
    const known = [{ code: 'locality', name: 'Locality teams' }]
    const fields: ImportField[] = [
      { path: 'team', kind: 'text', codes: [], known },
      { path: 'closed_on', kind: 'date', codes: [], known: [] },
    ]
    const words = (field: string, values: Record<string, string | null>, ...inFile: string[]) =>
      wordsOf({ ...column('Column', ...inFile), missing: false, entries: [] }, { index: 0, field, values }, fields)
    expect(words('team', { North: 'locality' }, 'Locality Teams', 'locality', 'north', 'South')).toEqual([
      { text: 'north', meaning: 'locality' },
      { text: 'South', meaning: undefined },
    ])
    expect(words('closed_on', { 'N/A': null }, '03/04/2024', 'N/A')).toEqual([{ text: 'N/A', meaning: null }])
    expect(meaningsOf(fields[0])).toEqual([{ value: 'locality', label: 'Locality teams' }])
  })

  it('offers one more of each list than is taken', () => {
    const labels = (mapping: ImportMapping) => fieldOptions(FIELDS, mapping).map(({ label }) => label)
    expect(labels(MAPPING)).toEqual(['The case', 'Issue 1', 'Person'])
    expect(labels(withField(MAPPING, 'Subject', null, 'issues[1].category'))).toContain('Issue 2')
  })

  it('changes one place at a time', () => {
    expect(withField(MAPPING, 'Finding', 1, 'person.age').columns[1]).toEqual({
      column: 'Finding',
      field: 'person.age',
      values: {},
    })
    expect(withField(MAPPING, 'Finding', 1, '').columns).toHaveLength(1)
    expect(withMeaning(MAPPING, 1, 'part UPHELD', 'upheld').columns[1]?.values).toEqual({
      'N/K': null,
      'part UPHELD': 'upheld',
    })
    expect(withMeaning(MAPPING, 1, 'N/K', undefined).columns[1]?.values).toEqual({ 'Part upheld': 'partially_upheld' })
  })
})
