import { useState } from 'react'
import type { Chart, Report } from '../../api'
import { anchorOf, seriesOf, tablesOf } from './reading'
import type { Series } from './reading'
import { useShown } from './shown'

const TONES = 6

function most(series: readonly Series[]): number {
  return Math.max(1, ...series.flatMap(({ points }) => points.map(({ value }) => value ?? 0)))
}

/** Group by group from zero, the number beside each bar. */
function Bars({ series }: { series: readonly Series[] }) {
  const end = most(series)
  return (
    <ul className="rd-plain rd-bars">
      {series.flatMap(({ name, points }, at) =>
        points.map(({ label, value, text }) => (
          <li key={`${name}${label}`}>
            <span>
              {label}
              {series.length > 1 && `, ${name}`}
            </span>
            <span className="rd-bars__line">
              <span className="rd-bars__track">
                <i className={`rd-tone--${at % TONES}`} style={{ width: `${(100 * (value ?? 0)) / end}%` }} />
              </span>
              <b>{text}</b>
            </span>
          </li>
        )),
      )}
    </ul>
  )
}

/** One bar in parts, in the table's order, with its key; what is hidden has no length. */
function Stacked({ series }: { series: readonly Series[] }) {
  return series.map(({ name, points }) => (
    <div key={name}>
      <span className="rd-stacked">
        {points.map(({ label, value }, at) =>
          value ? <i key={label} className={`rd-tone--${at % TONES}`} style={{ flexGrow: value }} /> : null,
        )}
      </span>
      <p className="rd-second">{series.length > 1 && `${name}. `}From the left:</p>
      <ul className="rd-legend">
        {points.map(({ label, value, text }, at) => (
          <li key={label}>
            <i className={`rd-key ${value ? `rd-tone--${at % TONES}` : ''}`} />
            {label} <b>{text}</b>
          </li>
        ))}
      </ul>
    </div>
  ))
}

const WIDTH = 600
const HEIGHT = 180
const EDGE = 24

/** From zero, a point for each group, its number above it; what is hidden leaves a gap. */
function Lines({ series }: { series: readonly Series[] }) {
  const end = most(series)
  const labels = series[0]?.points.map(({ label }) => label) ?? []
  const x = (at: number) => EDGE + (at * (WIDTH - 2 * EDGE)) / Math.max(1, labels.length - 1)
  const y = (value: number) => HEIGHT - EDGE - (value * (HEIGHT - 3 * EDGE)) / end
  return (
    <>
      <svg className="rd-linesdrawn" viewBox={`0 0 ${WIDTH} ${HEIGHT}`}>
        <path d={`M0 ${HEIGHT - EDGE}H${WIDTH}`} stroke="var(--text)" />
        {series.map(({ name, points }, at) => (
          <g key={name} className={`rd-tone--${at % TONES}`}>
            {points.map(({ label, value, text }, place) => {
              const next = points[place + 1]?.value ?? null
              if (value === null) return null
              return (
                <g key={label}>
                  {next !== null && <path d={`M${x(place)} ${y(value)}L${x(place + 1)} ${y(next)}`} strokeWidth="2.5" />}
                  <circle cx={x(place)} cy={y(value)} r="4" strokeWidth="2" />
                  <text x={x(place)} y={y(value) - 10} textAnchor="middle">
                    {text}
                  </text>
                </g>
              )
            })}
          </g>
        ))}
      </svg>
      <p className="rd-second rd-linesends">
        <span>{labels[0]}</span>
        <span>{labels.at(-1)}</span>
      </p>
      {series.length > 1 && (
        <ul className="rd-legend">
          {series.map(({ name }, at) => (
            <li key={name}>
              <i className={`rd-key rd-tone--${at % TONES}`} />
              {name}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

const DRAWN = { bars: Bars, stacked: Stacked, line: Lines }

/** The picture alone, in words for who does not see it. `most`: groups that there is room for. */
export function Drawing({ report, chart, most: room }: { report: Report; chart: Chart; most?: number }) {
  const Drawn = DRAWN[chart.drawn_as]
  const series = seriesOf(report, chart)
  return (
    <div role="img" aria-label={chart.alt}>
      <Drawn series={series.map((one) => ({ ...one, points: one.points.slice(0, room) }))} />
    </div>
  )
}

/** A picture of a table of the report, which is named under it; in words for who does not see it. */
export function ReportChart({ chart }: { chart: Chart }) {
  const { report } = useShown().draft
  const [inWords, setInWords] = useState(false)
  const table = tablesOf(report).find(({ id }) => id === chart.table)
  return (
    <figure className="rd-reportchart" id={anchorOf(chart.id)} tabIndex={-1}>
      <figcaption>
        Figure {chart.number}. {chart.title}
      </figcaption>
      <Drawing report={report} chart={chart} />
      <p className="rd-second">
        {table && `Table ${table.number} has the same numbers. `}
        <button type="button" className="rd-linklike" aria-expanded={inWords} onClick={() => setInWords(!inWords)}>
          In words<span className="govuk-visually-hidden">: {chart.title}</span>
        </button>
      </p>
      {inWords && <p className="rd-second">{chart.alt}</p>}
    </figure>
  )
}
