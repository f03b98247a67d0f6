import { describe, expect, it } from 'vitest'
import type { Column, Question, Report } from '../../api'
import { REPORT } from '../../testing/report'
import { questionOf } from './cells'
import { csvRows, tablesOf } from './reading'

function asked(table: string, row: string, column: string, report: Report = REPORT): Question | undefined {
  const found = tablesOf(report).find(({ id }) => id === table)
  const line = found?.rows.find(({ id }) => id === row)
  const head = found?.columns.find(({ id }) => id === column)
  return found && line && head && questionOf(report, found, line, head)
}

function withQuestion(changes: Record<string, unknown>): Report {
  const figures = REPORT.figures?.map((note) =>
    note.id === 'outcomes' ? { ...note, question: { ...note.question, ...changes } } : note,
  )
  return { ...REPORT, figures }
}

describe('the question behind a number', () => {
  it('counts the cases of its row', () => {
    expect(asked('outcomes', 'upheld', '2025-26 count')).toMatchObject({
      measure: 'count',
      group_by: [],
      filters: { classification: 'statutory_complaint', outcome: 'upheld' },
    })
    expect(asked('outcomes', 'total', '2025-26 count')?.filters).toEqual({ classification: 'statutory_complaint' })
  })

  it('is the figure’s own where it stands by itself', () => {
    expect(asked('key_facts', 'received', 'now')).toEqual(REPORT.figures?.[0]?.question)
  })

  it('is of its own column’s period', () => {
    const before = (id: string) => ({
      ...REPORT,
      figures: REPORT.figures?.map((note) =>
        note.id === id
          ? { ...note, earlier: { '2024-25': { ...note.question, from: '2024-04-01', to: '2025-03-31' } } }
          : note,
      ),
    })
    const earlier = { from: '2024-04-01', to: '2025-03-31' }
    expect(asked('key_facts', 'received', 'before', before('received'))).toMatchObject(earlier)
    const rows = before('outcomes')
    const tables = tablesOf(rows).find(({ id }) => id === 'outcomes')
    const column: Column = { id: '2024-25 count', title: 'Number', head: '2024-25', measure: 'count', definition: null }
    const line = tables?.rows.find(({ id }) => id === 'upheld')
    const beside = tables && line && { ...tables, columns: [column] }
    expect(beside && questionOf(rows, beside, line, column)).toMatchObject({
      ...earlier,
      filters: { classification: 'statutory_complaint', outcome: 'upheld' },
    })
  })

  it('is of both groups where two cross, and of what is compared with', () => {
    expect(asked('found', 'delay', 'upheld')).toMatchObject({
      measure: 'count',
      group_by: [],
      filters: { classification: 'statutory_complaint', 'issue.category': 'delay', 'issue.outcome': 'upheld' },
    })
    const versus = { classification: 'compliment' }
    const compared = withQuestion({ measure: 'percent_difference', versus })
    expect(asked('outcomes', 'upheld', '2025-26 count', compared)).toMatchObject({
      measure: 'count',
      versus: null,
      filters: { classification: 'statutory_complaint', outcome: 'upheld' },
    })
  })

  it('is of nothing that several groups make together', () => {
    const question = { group_by: ['team'] }
    const others = { id: 'others', label: 'Others', values: [{ value: 3 }], is_total: false }
    const found = tablesOf(REPORT).find(({ id }) => id === 'outcomes')
    const [column] = found?.columns ?? []
    const table = found && { ...found, rows: [others] }
    expect(table && column && questionOf(withQuestion(question), table, others, column)).toBeUndefined()
  })

  it('is not there where nothing is shown, and for a year nothing was asked of', () => {
    expect(asked('outcomes', 'withdrawn', '2025-26 count')).toBeUndefined()
    expect(asked('outcomes', 'upheld', 'change')).toBeUndefined()
    expect(asked('key_facts', 'received', 'before')).toBeUndefined()
  })

  it('asks for bands, named groups and what nobody recorded as they are', () => {
    const bands = { outcome: [['upheld', 5, null]] }
    expect(asked('outcomes', 'upheld', '2025-26 count', withQuestion({ bands }))?.filters?.outcome).toEqual({ min: 5 })
    const value_groups = { outcome: { upheld: ['upheld', 'partially_upheld'] } }
    expect(asked('outcomes', 'upheld', '2025-26 count', withQuestion({ value_groups }))?.filters?.outcome).toEqual([
      'upheld',
      'partially_upheld',
    ])
  })

  it('counts what a rate is of', () => {
    const rate = withQuestion({ measure: 'within_target_rate', numerator: { answered_on_time: true } })
    expect(asked('outcomes', 'upheld', '2025-26 count', rate)).toMatchObject({ measure: 'count', numerator: null })
    expect(asked('outcomes', 'upheld', '2025-26 percent', rate)).toMatchObject({ measure: 'within_target_rate' })
  })
})

describe('a table as CSV', () => {
  it('has numbers as numbers, and marks where there is none', () => {
    const outcomes = tablesOf(REPORT).find(({ id }) => id === 'outcomes')
    expect(outcomes && csvRows(outcomes).slice(0, 4)).toEqual([
      ['Outcome', '2025-26 number', '2025-26 share', 'Change'],
      ['Upheld', 18, 32, -3],
      ['Not upheld', 31, 54, 2],
      ['Withdrawn', '[c]', '[c]', 0],
    ])
  })
})
