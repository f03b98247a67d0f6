import { useEffect, useRef, useState } from 'react'
import { Link } from 'react-router'
import type { Column, Row, Table } from '../../api'
import { HiddenMark } from './Marks'
import { anchorOf, columnWords, isHiddenFor, textOf } from './reading'
import { useShown } from './shown'

/** Columns that stand next to each other under one head. */
function heads(columns: readonly Column[]): { head: string; columns: Column[] }[] {
  const found: { head: string; columns: Column[] }[] = []
  for (const column of columns) {
    const last = found.at(-1)
    if (last?.head === column.head) last.columns.push(column)
    else found.push({ head: column.head, columns: [column] })
  }
  return found
}

/** A head of one word stays in one line, a year too. */
function headClass(text: string): string {
  return /\s/.test(text) ? 'rd-number' : 'rd-number rd-reporttable__word'
}

function Heads({ table }: { table: Table }) {
  const groups = heads(table.columns)
  const isTwo = groups.some((group) => group.columns.length > 1)
  const below = groups.flatMap(({ columns }) =>
    columns.map((column) => ({
      id: column.id,
      text: isTwo && columns.length > 1 ? column.title : columnWords(column),
    })),
  )
  return (
    <thead>
      {isTwo && (
        <tr>
          <td />
          {groups.map(({ head, columns }) =>
            columns.length > 1 ? (
              <th key={head} scope="colgroup" colSpan={columns.length} className={headClass(head)}>
                {head}
              </th>
            ) : (
              <td key={head} />
            ),
          )}
        </tr>
      )}
      <tr>
        <th scope="col">{table.row_title}</th>
        {below.map(({ id, text }) => (
          <th key={id} scope="col" className={headClass(text)}>
            {text}
          </th>
        ))}
      </tr>
    </thead>
  )
}

/** Where one number leads, if anywhere. */
export type LeadsTo = (row: Row, column: Column) => string | undefined

function Line({ table, row, leadsTo }: { table: Table; row: Row; leadsTo: LeadsTo | undefined }) {
  const { draft } = useShown()
  return (
    <tr className={row.is_total ? 'rd-reporttable__total' : undefined}>
      <th scope="row">{row.label}</th>
      {table.columns.map((column, at) => {
        const value = row.values[at]
        if (!value) return <td key={column.id} />
        const hidden = isHiddenFor(draft.hidden, table, row, column)
        const address = leadsTo?.(row, column)
        const text = address ? (
          <Link to={address}>
            <span className="govuk-visually-hidden">
              {row.label}, {columnWords(column)}:{' '}
            </span>
            {textOf(value)}
          </Link>
        ) : (
          textOf(value)
        )
        return (
          <td key={column.id} className="rd-number">
            {hidden ? <HiddenMark small={hidden.small} /> : text}
          </td>
        )
      })}
    </tr>
  )
}

/** Whether something is wider than the room that it has, so that it is scrolled. */
function useIsWide() {
  const box = useRef<HTMLDivElement>(null)
  const [isWide, setIsWide] = useState(false)
  useEffect(() => {
    const { current } = box
    if (!current) return
    const watch = new ResizeObserver(() => setIsWide(current.scrollWidth > current.clientWidth))
    watch.observe(current)
    return () => watch.disconnect()
  }, [])
  return { box, isWide }
}

/** A table as it will be printed, but for its marks, which say here why a number is hidden. */
export function ReportTable({ table, leadsTo }: { table: Table; leadsTo?: LeadsTo }) {
  const values = table.rows.flatMap((row) => row.values)
  const id = anchorOf(table.id)
  const { box, isWide } = useIsWide()
  return (
    <div className="rd-reporttable" id={id} tabIndex={-1}>
      <div
        ref={box}
        className="rd-reporttable__scroll"
        role="group"
        aria-labelledby={`${id}-title`}
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what is scrolled is scrolled by keys too
        tabIndex={isWide ? 0 : undefined}
      >
        <table>
          <caption id={`${id}-title`}>
            Table {table.number}. {table.title}
          </caption>
          <Heads table={table} />
          <tbody>
            {table.rows.map((row) => (
              <Line key={row.id} table={table} row={row} leadsTo={leadsTo} />
            ))}
          </tbody>
        </table>
      </div>
      {isWide && <p className="rd-second">Wider than the page: scroll it sideways to see all of its columns.</p>}
      {values.some((value) => value.hidden) && (
        <p className="rd-second">[c] hidden so that nobody can be identified.</p>
      )}
      {values.some((value) => textOf(value) === '[z]') && <p className="rd-second">[z] there is nothing to say.</p>}
      {table.note && <p className="rd-second">{table.note}</p>}
      {table.open_because && <p className="rd-second">Small numbers are shown: {table.open_because}</p>}
      {(table.definitions ?? []).length > 0 && (
        <details className="rd-folded rd-second">
          <summary>What is counted</summary>
          <ul className="rd-reporttable__definitions">
            {table.definitions?.map((definition) => (
              <li key={definition}>{definition}</li>
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}
