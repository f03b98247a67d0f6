import { describe, expect, it } from 'vitest'
import type { Chart, Report } from '../../api'
import { REPORT } from '../../testing/report'
import { pictureOf } from './picture'

const CHART: Chart = {
  kind: 'chart',
  id: 'drawn',
  number: '2.2',
  title: 'Complaints <by> outcome & more',
  drawn_as: 'bars',
  table: 'outcomes',
  columns: ['2025-26 count'],
  alt: 'Outcome: Upheld 18, Not upheld 31.',
}

function drawn(change: Partial<Chart> = {}, report: Report = REPORT, ofTeam = ''): Document {
  return new DOMParser().parseFromString(pictureOf(report, { ...CHART, ...change }, ofTeam), 'image/svg+xml')
}

function said(picture: Document): (string | null)[] {
  return [...picture.querySelectorAll('text')].map((text) => text.textContent)
}

describe('a chart as a picture', () => {
  it.each(['bars', 'stacked', 'line'] as const)('stands alone, drawn as %s', (drawn_as) => {
    const picture = drawn({ drawn_as })
    expect(picture.querySelector('parsererror')).toBeNull()
    expect(picture.documentElement.localName).toBe('svg')
    expect(picture.querySelector('title')?.textContent).toBe(CHART.title)
    expect(picture.querySelector('desc')?.textContent).toBe(CHART.alt)
    const texts = said(picture)
    expect(texts[0]).toBe(`${CHART.title}, 2025-26`)
    expect(texts.at(-1)).toMatch(/^Source: .+, table 2\.1\. As of \d+ \w+ 20\d\d\.$/)
    expect(texts.join(' ')).toContain('31')
    expect(picture.documentElement.outerHTML).not.toMatch(/NaN|undefined|var\(/)
  })

  it('says the team, and breaks a title that is long', () => {
    const texts = said(drawn({ title: 'Working days '.repeat(8).trim() }, REPORT, 'Locality teams'))
    expect(texts.slice(0, 2).join(' ')).toBe(`${'Working days '.repeat(8).trim()}, 2025-26, Locality teams`)
  })

  it('gives what is hidden its mark and no length', () => {
    const bars = [...drawn().querySelectorAll('g > rect')].map((bar) => Number(bar.getAttribute('width')))
    expect(bars).toEqual([390, 672, 0, 0])
    expect(said(drawn())).toContain('[c]')
  })

  it('draws a table without rows', () => {
    const sections = REPORT.sections.map((section) => ({
      ...section,
      blocks: section.blocks.map((block) => ('rows' in block ? { ...block, rows: [] } : block)),
    }))
    for (const drawn_as of ['bars', 'stacked', 'line'] as const) {
      expect(drawn({ drawn_as }, { ...REPORT, sections }).querySelector('parsererror')).toBeNull()
    }
  })
})
