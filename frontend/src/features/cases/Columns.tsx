import { useState } from 'react'

/** What of the queue may be left out; the days and the case are always there. */
const COLUMNS = {
  service: 'Service',
  next: 'Next action',
  waiting: 'Waiting on',
  owner: 'Owner',
} as const

export type Column = keyof typeof COLUMNS
const ALL = Object.keys(COLUMNS) as Column[]
const SETTING = 'redress.queue.without'

/** Which columns somebody left out in this browser, and a way to leave one out or have it again. */
export function useColumns(): [readonly Column[], (column: Column) => void] {
  const [without, setWithout] = useState(() => {
    const kept = (localStorage.getItem(SETTING) ?? '').split(' ')
    return ALL.filter((column) => kept.includes(column))
  })
  const toggle = (column: Column) => {
    const next = without.includes(column) ? without.filter((one) => one !== column) : [...without, column]
    localStorage.setItem(SETTING, next.join(' '))
    setWithout(next)
  }
  return [without, toggle]
}

interface Props {
  without: readonly Column[]
  toggle: (column: Column) => void
}

/** Chooses what stands beside each case. */
export function Columns({ without, toggle }: Props) {
  return (
    <details className="rd-columnchoice">
      <summary>Columns</summary>
      <fieldset>
        <legend className="govuk-visually-hidden">Columns of the list, kept in this browser</legend>
        {ALL.map((column) => (
          <label key={column}>
            <input type="checkbox" checked={!without.includes(column)} onChange={() => toggle(column)} /> {COLUMNS[column]}
          </label>
        ))}
      </fieldset>
    </details>
  )
}
