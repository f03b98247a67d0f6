/** A chart as a picture that stands alone: with its title, its numbers and where they are from. Pure. */
import type { Chart, Report } from '../../api'
import { longDate, londonDay } from '../../lib/dates'
import { seriesOf, tablesOf } from './reading'
import type { Series } from './reading'

const WIDTH = 800
const EDGE = 24
const INNER = WIDTH - 2 * EDGE
/** Letters of a line of the title, at 20 pixels a letter's height. */
const TITLE_LINE = 70
/** The page's tones on white paper, whatever the screen's colours are: inside and edge. */
const TONES: readonly (readonly [string, string])[] = [
  ['#15505a', '#15505a'],
  ['#6a989c', '#6a989c'],
  ['#f2b134', '#c47600'],
  ['#e6eaea', '#7b898c'],
  ['#cfe3d8', '#6f8f80'],
  ['#fff', '#7b898c'],
]
const TEXT = '#16232b'
const SECOND = '#47555d'

/** What is drawn, and how high it is. */
interface Drawn {
  parts: string[]
  height: number
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (one) => `&#${one.charCodeAt(0)};`)
}

function words(text: string, x: number, y: number, more = ''): string {
  return `<text x="${x}" y="${y}" ${more}>${escaped(text)}</text>`
}

function box(x: number, y: number, width: number, height: number, tone: number): string {
  const [inside, edge] = TONES[tone % TONES.length] ?? []
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${inside}" stroke="${edge}"/>`
}

function largest(series: readonly Series[]): number {
  return Math.max(1, ...series.flatMap(({ points }) => points.map(({ value }) => value ?? 0)))
}

/** Each bar under its label, so that no label is too long. */
function bars(series: readonly Series[]): Drawn {
  const end = largest(series)
  const rows = series.flatMap(({ name, points }, tone) => points.map((point) => ({ ...point, name, tone })))
  const parts = rows.map(({ label, name, tone, value, text }, at) => {
    const y = at * 50
    const width = Math.round(((INNER - 80) * (value ?? 0)) / end)
    return (
      words(series.length > 1 ? `${label}, ${name}` : label, EDGE, y + 14) +
      box(EDGE, y + 20, width, 18, tone) +
      words(text, EDGE + width + 8, y + 35, 'font-weight="bold"')
    )
  })
  return { parts, height: rows.length * 50 }
}

function legend(lines: readonly { words: string; tone: number }[], top: number): string[] {
  return lines.map(
    ({ words: line, tone }, at) => box(EDGE, top + at * 26, 14, 14, tone) + words(line, EDGE + 24, top + 12 + at * 26),
  )
}

/** One bar in parts; under it what each is. */
function stacked(series: readonly Series[]): Drawn {
  const parts: string[] = []
  let height = 0
  for (const { name, points } of series) {
    if (series.length > 1) parts.push(words(name, EDGE, (height += 20) - 6))
    const sum = Math.max(1, points.reduce((all, { value }) => all + (value ?? 0), 0))
    let x = EDGE
    points.forEach(({ value }, tone) => {
      const width = (INNER * (value ?? 0)) / sum
      if (width) parts.push(box(x, height, width, 36, tone))
      x += width
    })
    parts.push(...legend(points.map(({ label, text }, tone) => ({ words: `${label} ${text}`, tone })), height + 50))
    height += 60 + points.length * 26
  }
  return { parts, height }
}

/** From zero, a point for each group; what is hidden leaves a gap. */
function lines(series: readonly Series[]): Drawn {
  const end = largest(series)
  const labels = series[0]?.points.map(({ label }) => label) ?? []
  const x = (at: number) => 2 * EDGE + (at * (INNER - 2 * EDGE)) / Math.max(1, labels.length - 1)
  const y = (value: number) => 220 - (value * 190) / end
  const parts = [`<path d="M${EDGE} 220H${WIDTH - EDGE}" stroke="${TEXT}"/>`]
  series.forEach(({ points }, tone) => {
    const edge = (TONES[tone % TONES.length] ?? [])[1]
    points.forEach(({ value, text }, at) => {
      if (value === null) return
      const next = points[at + 1]?.value ?? null
      if (next !== null) {
        parts.push(`<path d="M${x(at)} ${y(value)}L${x(at + 1)} ${y(next)}" stroke="${edge}" stroke-width="2.5"/>`)
      }
      parts.push(`<circle cx="${x(at)}" cy="${y(value)}" r="4" fill="${edge}"/>`)
      parts.push(words(text, x(at), y(value) - 10, 'text-anchor="middle"'))
    })
  })
  parts.push(words(labels[0] ?? '', EDGE, 240), words(labels.at(-1) ?? '', WIDTH - EDGE, 240, 'text-anchor="end"'))
  if (series.length > 1) parts.push(...legend(series.map(({ name }, tone) => ({ words: name, tone })), 258))
  return { parts, height: 250 + (series.length > 1 ? series.length * 26 + 10 : 0) }
}

const DRAWN = { bars, stacked, line: lines }

function inLines(text: string): string[] {
  const found = ['']
  for (const word of text.split(' ')) {
    const longer = `${found.at(-1) ?? ''} ${word}`.trim()
    if (longer.length > TITLE_LINE && found.at(-1)) found.push(word)
    else found[found.length - 1] = longer
  }
  return found
}

/** The chart as SVG: its title above, below it whose figures these are, of which period and as of when. */
export function pictureOf(report: Report, chart: Chart, ofTeam = ''): string {
  const title = inLines(`${chart.title}, ${[report.period, ofTeam].filter(Boolean).join(', ')}`)
  const { parts, height } = DRAWN[chart.drawn_as](seriesOf(report, chart))
  const table = tablesOf(report).find(({ id }) => id === chart.table)
  const asOf = longDate(londonDay(report.as_of))
  const source = `Source: ${report.council}, ${report.title.toLowerCase()}${table ? `, table ${table.number}` : ''}. As of ${asOf}.`
  const top = 24 + title.length * 26
  const whole = top + height + 40
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${whole}" viewBox="0 0 ${WIDTH} ${whole}" role="img"`,
    ` font-family="Arial, Helvetica, sans-serif" font-size="16" fill="${TEXT}">`,
    `<title>${escaped(chart.title)}</title><desc>${escaped(chart.alt)}</desc>`,
    `<rect width="${WIDTH}" height="${whole}" fill="#fff"/>`,
    ...title.map((line, at) => words(line, EDGE, 34 + at * 26, 'font-size="20" font-weight="bold"')),
    `<g transform="translate(0 ${top})">${parts.join('')}</g>`,
    words(source, EDGE, whole - 16, `font-size="14" fill="${SECOND}"`),
    '</svg>',
  ].join('')
}
