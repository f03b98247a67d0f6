import { useId, useState } from 'react'
import type { ReactNode } from 'react'

interface Props {
  title: string
  note?: string
  className?: string
  /** The same figures as a table: headings, then a row each. */
  headings: readonly string[]
  rows: readonly (readonly (string | number)[])[]
  children: ReactNode
}

/** A chart and its table; the chart is a picture for the eye, the table says the same to everyone. */
export function ChartCard({ title, note, className = '', headings, rows, children }: Props) {
  const [asTable, setAsTable] = useState(false)
  const id = useId()
  return (
    <section className={`rd-card rd-chart ${className}`} aria-labelledby={id}>
      <header className="rd-card__head">
        <div>
          <h2 className="rd-h2" id={id}>
            {title}
          </h2>
          {note && <p className="rd-second">{note}</p>}
        </div>
        <button
          type="button"
          className="rd-linklike rd-second-link"
          aria-expanded={asTable}
          onClick={() => setAsTable(!asTable)}
        >
          {asTable ? 'View as a chart' : 'View as a table'}
          <span className="govuk-visually-hidden">: {title}</span>
        </button>
      </header>
      <div className={asTable ? 'rd-chart__table' : 'govuk-visually-hidden'}>
        <table className="rd-table" aria-labelledby={id}>
          <thead>
            <tr>
              {headings.map((heading, index) => (
                <th key={heading} scope="col" className={index > 0 ? 'rd-number' : undefined}>
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row[0]}>
                {row.map((cell, index) =>
                  index === 0 ? (
                    <th key={index} scope="row">
                      {cell}
                    </th>
                  ) : (
                    <td key={index} className="rd-number">
                      {cell}
                    </td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {!asTable && <div className="rd-chart__body">{children}</div>}
    </section>
  )
}
