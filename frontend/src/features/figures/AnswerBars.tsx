import type { Figure } from '../../api'
import { figureWords, isPounds, isShare, rowsOf } from './answer'
import type { Asked } from './question'

interface Props {
  asked: Asked
  figure: Figure
  words: (path: string, key: string) => string
}

const MOST = 40

/** The end of a scale in a round number: 1, 2 or 5 and noughts. */
export function roundUp(most: number): number {
  if (most <= 0) return 1
  const power = 10 ** Math.floor(Math.log10(most))
  const step = [1, 2, 5, 10].find((one) => one * power >= most) ?? 10
  return step * power
}

/** The groups as bars on a scale that is said; a picture of the table beside it. */
export function AnswerBars({ asked, figure, words }: Props) {
  const rows = rowsOf(asked, figure).filter((row) => row.value !== null)
  if (asked.groups.length === 0 || rows.length === 0) return null
  const values = rows.map((row) => row.value ?? 0)
  const share = isShare(asked.measure)
  const both = values.some((value) => value < 0)
  const end = share ? 100 : roundUp(Math.max(...values.map(Math.abs)))
  const unit = share || asked.measure === 'percent_difference' ? '%' : ''
  const pounds = isPounds(asked) ? '£' : ''
  const said = `${pounds}${end.toLocaleString('en-GB')}${unit}`
  const shown = rows.slice(0, MOST)
  return (
    <section className="rd-card rd-chart" aria-labelledby="figure-chart">
      <header className="rd-card__head">
        <div>
          <h2 className="rd-h2" id="figure-chart">
            As a chart
          </h2>
          <p className="rd-second">
            The scale runs from {both ? `−${said}` : `${pounds}0${unit}`} to {said}.
            {rows.length > MOST && ` The first ${MOST} of ${rows.length} groups.`} The table says the same.
          </p>
        </div>
      </header>
      <ul className="rd-plain rd-chart__body rd-bars" aria-hidden="true">
        {shown.map((row) => {
          const value = row.value ?? 0
          const width = (Math.abs(value) / end) * (both ? 50 : 100)
          const start = both ? (value < 0 ? 50 - width : 50) : 0
          return (
            <li key={row.keys.join('\n')}>
              <span>{row.keys.map((key, index) => words(asked.groups[index] ?? '', key)).join(', ')}</span>
              <span className="rd-bars__line">
                <span className={`rd-bars__track ${both ? 'rd-bars__track--both' : ''}`}>
                  <i style={{ width: `${width}%`, marginLeft: `${start}%` }} />
                </span>
                <b>{figureWords(share ? { ...asked, measure: 'percent_difference' } : asked, row).replace(/^\+/, share ? '' : '+')}</b>
              </span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
