import { describe, expect, it } from 'vitest'
import type { SaidFound } from '../../../api'
import { grouped, merged, pageOf } from './merge'

function found(ref: string, day: number, changes: Partial<SaidFound> = {}): SaidFound {
  return { ref, kind: 'note', number: '1', at: `2026-03-0${day}T10:00:00Z`, parts: [], ...changes }
}

const days = (items: SaidFound[]) => items.map(({ at }) => Number(at.slice(9, 10)))

describe('what two services found', () => {
  it('is one list, newest first', () => {
    const lists = [
      { items: [found('A', 9), found('A', 2)], more: false },
      { items: [found('B', 5)], more: false },
    ]
    expect(days(merged(lists))).toEqual([9, 5, 2])
  })

  it('waits with what something that was not fetched yet may come before', () => {
    const lists = [
      { items: [found('A', 9), found('A', 2)], more: false },
      { items: [found('B', 7), found('B', 5)], more: true },
    ]
    expect(days(merged(lists))).toEqual([9, 7, 5])
  })

  it('stands together by its reference', () => {
    const groups = grouped([found('A', 9), found('B', 7), found('A', 5)])
    expect(groups.map(({ ref, items }) => [ref, days(items)])).toEqual([
      ['A', [9, 5]],
      ['B', [7]],
    ])
  })

  it('is read where it stands', () => {
    expect(pageOf(found('A', 1, { kind: 'mail' }))).toBe('/contacts/A')
    expect(pageOf(found('A', 1, { kind: 'letter', number: '4' }))).toBe('/cases/A/letters/4')
    expect(pageOf(found('A', 1))).toBe('/cases/A')
  })
})
