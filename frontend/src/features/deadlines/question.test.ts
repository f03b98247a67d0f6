import { describe, expect, it } from 'vitest'
import { TODAY, clock } from '../../testing/fixtures'
import type { Deadlines } from '../../api'
import { NO_DAYS, daysToGive, missing, readDraft, toQuestion, writeDraft } from './question'
import type { Draft } from './question'

const read = (address: string) => readDraft(new URLSearchParams(address), TODAY)
const draft = (change: Partial<Draft>): Draft => ({
  procedure: 'adult_statutory',
  stage: '',
  received: '9 March 2026',
  grade: '',
  days: NO_DAYS,
  ...change,
})

describe('a question of dates in the address', () => {
  it.each([
    ['', draft({ procedure: '', received: '24 March 2026' })],
    ['procedure=corporate', draft({ procedure: 'corporate', received: '24 March 2026' })],
    ['procedure=adult_statutory&received_on=2026-03-09&grade=simple', draft({ grade: 'simple' })],
    ['procedure=adult_statutory&received_on=9+March', draft({})],
    ['procedure=adult_statutory&received_on=soonish', draft({ received: 'soonish' })],
    ['procedure=adult_statutory&received_on=2026-02-30', draft({ received: '2026-02-30' })],
    ['procedure=adult_statutory&received_on=', draft({ received: '' })],
    [
      'procedure=adult_statutory&stage=stage_3&received_on=2026-03-09&panel_met_on=2026-03-20',
      draft({ stage: 'stage_3', days: { ...NO_DAYS, panel_met: '20 March 2026' } }),
    ],
  ])('reads “%s”', (address, held) => expect(read(address)).toEqual(held))

  it.each([
    [draft({ received: 'yesterday', grade: 'simple' }), 'procedure=adult_statutory&received_on=2026-03-23&grade=simple'],
    [draft({ procedure: '' }), 'received_on=2026-03-09'],
    [draft({ received: 'mid january' }), 'procedure=adult_statutory&received_on=mid+january'],
    [draft({ received: '' }), 'procedure=adult_statutory&received_on='],
    [
      draft({ stage: 'two', days: { ...NO_DAYS, acknowledged: 'yesterday', panel_met: 'soon' } }),
      'procedure=adult_statutory&stage=two&received_on=2026-03-09&acknowledged_on=2026-03-23&panel_met_on=soon',
    ],
  ])('is written for %j', (held, address) => {
    expect(writeDraft(held, TODAY).toString()).toBe(address)
    expect(toQuestion(read(address), TODAY)).toEqual(toQuestion(held, TODAY))
  })

  it('is asked when it is complete', () => {
    expect(toQuestion(draft({ days: { ...NO_DAYS, panel_met: 'yesterday' } }), TODAY)).toEqual({
      procedure: 'adult_statutory',
      received_on: '2026-03-09',
      stage: null,
      grade: null,
      acknowledged_on: null,
      response_received_on: null,
      panel_met_on: '2026-03-23',
      panel_reported_on: null,
    })
    for (const part of [{ procedure: '' }, { received: '' }, { received: 'soonish' }, { received: 'mid january' }]) {
      expect(toQuestion(draft(part), TODAY)).toBeNull()
      expect(missing(draft(part), TODAY)).toHaveLength(1)
    }
  })
})

describe('the days that an answer can be told', () => {
  const answer = (change: Partial<Deadlines>): Deadlines => ({
    procedure: 'children_statutory',
    procedure_name: 'Children’s statutory',
    procedure_version: 1,
    stage: 'stage_3',
    received_on: '2026-03-09',
    clocks: [clock({ kind: 'panel', name: 'Panel meets' })],
    needs: [],
    stages: [],
    ...change,
  })

  it('are those it needs, and those that its clocks start with', () => {
    expect(daysToGive(answer({}))).toEqual([])
    expect(daysToGive(answer({ needs: ['panel_reported', 'panel_met'] }))).toEqual(['panel_met', 'panel_reported'])
    const code = clock({ kind: 'stage_1', name: 'Stage 1', starts: 'acknowledged' })
    expect(daysToGive(answer({ clocks: [code], needs: ['response_received'] }))).toEqual([
      'acknowledged',
      'response_received',
    ])
  })
})
