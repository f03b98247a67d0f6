import { useState } from 'react'
import type { Figure } from '../../api'
import { useMay } from '../../lib/session'
import { basisHeading, basisWords, figureWords, rowsOf, totalOf, VALUE_HEADINGS } from './answer'
import type { Row } from './answer'
import { fieldName } from './names'
import { MEANS, PERCENTILES, RATES } from './question'
import type { Asked } from './question'

/** Of which cases the list is wanted: of a group, and whether only those in the share. */
export interface Wanted {
  group: string[]
  numeratorOnly: boolean
  title: string
}

interface Props {
  asked: Asked
  figure: Figure
  words: (path: string, key: string) => string
  show: (wanted: Wanted) => void
}

const AT_FIRST = 100

interface CasesProps {
  asked: Asked
  row: Pick<Row, 'numerator' | 'denominator'>
  group: string[]
  name: string
  show: Props['show']
}

/** What leads to the cases: for a share, to those in it and to those that it is a share of. */
function Cases({ asked, row, group, name, show }: CasesProps) {
  const mayDrill = useMay('figures:drill')
  const button = (text: string, numeratorOnly: boolean, title: string) => (
    <button
      type="button"
      className="rd-linklike"
      onClick={() => show({ group, numeratorOnly, title })}
    >
      {text}
      <span className="govuk-visually-hidden">: {name}</span>
    </button>
  )
  if (!mayDrill) return null
  if (!RATES.includes(asked.measure)) return button('Show the cases', false, name)
  return (
    <span className="rd-answer__links">
      {row.numerator !== 0 && button(`Show the ${row.numerator ?? 0}`, true, `${name}: those in the share`)}
      {button(`Show all ${row.denominator ?? 0}`, false, name)}
    </span>
  )
}

/** The answer, a group a row, and all of it at the end. */
export function AnswerTable({ asked, figure, words, show }: Props) {
  const [all, setAll] = useState(false)
  const rows = rowsOf(asked, figure)
  const shown = all ? rows : rows.slice(0, AT_FIRST)
  const total = totalOf(asked, figure)
  const basis = basisHeading(asked.measure)
  const ranking = asked.measure === 'ranking'
  const grouped = asked.groups.length > 0
  const names = (row: Row) => row.keys.map((key, index) => words(asked.groups[index] ?? '', key))
  const totalWords = () => {
    if (RATES.includes(asked.measure)) return `${total.numerator ?? 0} of ${total.denominator ?? 0}`
    return [...MEANS, ...PERCENTILES, 'percent_difference'].includes(asked.measure)
      ? ''
      : figureWords({ ...asked, measure: asked.measure === 'sum' ? 'sum' : 'count' }, { ...total, value: total.numerator })
  }
  const headings = [
    ...(ranking ? ['Place'] : []),
    ...(grouped ? asked.groups.map(fieldName) : ['Counted']),
    VALUE_HEADINGS[asked.measure],
    ...(basis ? [basis] : []),
    'Cases',
  ]
  const first = ranking ? 1 : 0
  const numbersFrom = first + Math.max(asked.groups.length, 1)
  const classOf = (index: number) =>
    index < numbersFrom ? undefined : `rd-number ${index > numbersFrom ? 'rd-answer__basis' : ''}`
  const cells = (row: Row) => [
    ...(ranking ? [String(row.place)] : []),
    ...(grouped ? names(row) : ['All']),
    figureWords(asked, row),
    ...(basis ? [basisWords(asked, row)] : []),
  ]
  return (
    <>
      <table role="table" className="rd-table rd-answer" aria-label="The answer">
        <thead role="rowgroup">
          <tr role="row">
            {headings.map((heading, index) => (
              <th
                key={heading}
                role="columnheader"
                scope="col"
                className={index >= numbersFrom && index < headings.length - 1 ? 'rd-number' : undefined}
              >
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {shown.map((row) => (
            <tr role="row" key={row.keys.join('\n')}>
              {cells(row).map((cell, index) =>
                index === first ? (
                  <th key={index} role="rowheader" scope="row">
                    {cell}
                  </th>
                ) : (
                  <td key={index} role="cell" className={classOf(index)}>
                    {ranking && index === 0 && <span className="rd-answer__label">Place </span>}
                    {index > numbersFrom && <span className="rd-answer__label">{basis}: </span>}
                    {cell}
                  </td>
                ),
              )}
              <td role="cell">
                <Cases asked={asked} row={row} group={row.keys} name={names(row).join(', ') || 'all'} show={show} />
              </td>
            </tr>
          ))}
        </tbody>
        {grouped && (
          <tbody role="rowgroup" className="rd-answer__total">
            <tr role="row">
              <th role="rowheader" scope="row" colSpan={numbersFrom}>
                {ranking ? 'All groups' : 'All'}
              </th>
              <td role="cell" className="rd-number">
                {totalWords()}
              </td>
              {basis && <td role="cell" className="rd-number rd-answer__none" />}
              <td role="cell">
                <Cases asked={asked} row={total} group={[]} name="all" show={show} />
              </td>
            </tr>
          </tbody>
        )}
      </table>
      {rows.length > shown.length && (
        <div className="rd-more">
          <button type="button" className="rd-button rd-button--second" onClick={() => setAll(true)}>
            Show all {rows.length.toLocaleString('en-GB')} groups
          </button>
        </div>
      )}
    </>
  )
}
