import { describe, expect, it } from 'vitest'
import type { Value } from '../../api'
import { DRAFT, REPORT } from '../../testing/report'
import { behind, csvRows, haveWidth, hiddenRows, insertable, sectionAt, seriesOf, tablesOf, textOf } from './reading'

describe('a number', () => {
  it.each<[Value, string]>([
    [{ value: 1234, unit: 'count' }, '1,234'],
    [{ value: 44.5, unit: 'percent', places: 1 }, '44.5%'],
    [{ value: -3, unit: 'change' }, '−3'],
    [{ value: 3, unit: 'percent_change' }, '+3%'],
    [{ value: 0, unit: 'change' }, '0'],
    [{ value: 1250, unit: 'pounds' }, '£1,250'],
    [{ value: '25 of 57', unit: 'text' }, '25 of 57'],
    [{ value: null, unit: 'count' }, '[z]'],
    [{ value: null, unit: 'count', hidden: true }, '[c]'],
  ])('is printed as every format prints it', (value, text) => {
    expect(textOf(value)).toBe(text)
  })
})

describe('a table for a spreadsheet', () => {
  it('has numbers, and their sign where others of their column are of another kind', () => {
    const [facts] = tablesOf(REPORT)
    expect(facts && csvRows(facts)).toEqual([
      ['Measure', '2025-26', 'Counted', '2024-25'],
      ['Complaints received', 57, '[z]', 54],
      ['Well-founded complaints', '44%', '25 of 57', '39%'],
    ])
  })
})

describe('what stands behind a figure', () => {
  it('is its definition and what the report has beside it', () => {
    const found = behind(REPORT, { figure: 'well_founded', text: '25 of 57 (44%)' })
    expect(found).toMatchObject({ title: 'Well-founded complaints', note: { id: 'well_founded' } })
    expect(found?.beside).toEqual([
      { name: '2025-26', text: '44%' },
      { name: 'Counted', text: '25 of 57' },
      { name: '2024-25', text: '39%' },
    ])
  })

  it('is, of a row of a table, the question of the table', () => {
    const found = behind(REPORT, { figure: 'outcomes.upheld', text: '18' })
    expect(found).toMatchObject({ title: 'Complaints by outcome, Upheld', note: { id: 'outcomes' } })
    expect(found?.beside[2]).toEqual({ name: 'Change', text: '−3' })
  })
})

describe('figures to put in', () => {
  it('are those that the report shows, by the names that bind them', () => {
    const said = insertable(REPORT).map(({ binding, text }) => `${binding} ${text}`)
    expect(said).toEqual([
      '{received} 57',
      '{received|before} 54',
      '{well_founded} 44%',
      '{well_founded|of} 25 of 57 (44%)',
      '{well_founded|before} 39%',
      '{outcomes.upheld} 18',
      '{outcomes.upheld|share} 32%',
      '{outcomes.upheld|of} 18 of 57 (32%)',
      '{outcomes.not_upheld} 31',
      '{outcomes.not_upheld|share} 54%',
      '{outcomes.not_upheld|of} 31 of 57 (54%)',
      '{outcomes.total} 57',
      '{outcomes.total|share} 100%',
      '{outcomes.total|of} 57 of 57 (100%)',
    ])
  })
})

describe('the parts of a report', () => {
  it('are found by what an address names in them', () => {
    expect(sectionAt(REPORT, 'at-outcomes_drawn')?.number).toBe('2')
    expect(sectionAt(REPORT, 'section-learning')?.number).toBe('3')
    expect(sectionAt(REPORT, 'somewhere')?.number).toBe('1')
  })

  it('are drawn without totals, and without what is hidden', () => {
    const chart = REPORT.sections[1]?.blocks[1]
    if (!chart || !('drawn_as' in chart)) throw new Error('There is no chart.')
    expect(seriesOf(REPORT, chart)[0]?.points.map(({ label, value, text }) => [label, value, text])).toEqual([
      ['Upheld', 18, '18'],
      ['Not upheld', 31, '31'],
      ['Withdrawn', null, '[c]'],
      ['Open', null, '[c]'],
    ])
  })

  it('say together what is hidden in one row for one reason', () => {
    expect(hiddenRows(REPORT, DRAFT.hidden).map(({ row_label, small, columns }) => [row_label, small, columns])).toEqual([
      ['Withdrawn', true, ['2025-26 number', '2025-26 share']],
      ['Open', false, ['2025-26 number', '2025-26 share']],
    ])
  })
})

describe('the parts of a dashboard', () => {
  const column = { id: 'number', title: 'Number', head: '2025-26', measure: 'count' } as const
  const part = (columns: number) => ({
    blocks: tablesOf(REPORT).map((table) => ({ ...table, columns: Array.from({ length: columns }, () => column) })),
  })

  it.each<[number[], boolean[]]>([
    [[3], [true]],
    [[6, 6], [false, false]],
    [[7, 3, 3], [true, false, false]],
    [[7, 3], [true, true]],
    [[3, 7, 3, 3], [true, true, false, false]],
  ])('with tables of %j columns have the width of the page where they need it, or stand alone', (columns, wide) => {
    expect(haveWidth(columns.map(part))).toEqual(wide)
  })
})
