import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, it, vi } from 'vitest'
import type { Said } from '../../api'
import { ASKED } from '../../components/survey'
import { NOW } from '../../testing/fixtures'
import { expectNoViolations, openPage } from '../../testing/render'
import { startServer } from '../../testing/server'
import type { StubServer } from '../../testing/server'

const ANSWERS = 'GET /api/cases/v1/survey-answers'
let server: StubServer

function said(of: Said['of'], code: string, yes: number | null): Said {
  const each = Object.fromEntries(ASKED.map((question) => [question, { yes, partly: 6, no: null }]))
  return { of, code, asked: 40, answered: 20, replies: { ...each, overall: { 1: 0, 2: 0, 3: 5, 4: 7, 5: 8 } } }
}

const inShort: Said = {
  ...said('quarter', 'Q1', null),
  replies: {
    ...Object.fromEntries(ASKED.map((question) => [question, { yes: 5, other: 15 }])),
    overall: { good: 13, other: 7 },
  },
}

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] })
  server = startServer()
    .on('GET /api/analytics/v1/satisfaction', () => ({
      year: '2025-26',
      complete: true,
      parts: [inShort, said('scope', 'adults', 9), said('team', 'locality', 7), said('year', '', 12)],
    }))
    .on(ANSWERS, () => ({
      items: [
        { ...Object.fromEntries(ASKED.map((question) => [question, 'yes'])), quarter: '2026-Q1', overall: 2, said: 'Nobody rang me back.' },
        { ...Object.fromEntries(ASKED.map((question) => [question, 'yes'])), quarter: '2026-Q1', overall: 5, said: null },
      ],
      next_cursor: null,
      fewest: 5,
    }))
})

function replyTo(question: string, reply: string) {
  const list = screen.getByRole('heading', { name: question }).nextElementSibling as HTMLElement
  return within(list).getByText(reply).closest('li')
}

it('numbers stand as text beside their bars, and what is hidden says so', async () => {
  await openPage('/figures/said?year=2025-26', 'manager')
  expect(await screen.findByText('40 letters asked. 20 answers.')).toBeVisible()
  expect(replyTo('Did we keep you informed?', 'Yes')).toHaveTextContent('Yes12')
  expect(replyTo('Did we keep you informed?', 'No')).toHaveTextContent('Nohidden')
  expect(replyTo('How did we deal with it overall?', '5 (very well)')).toHaveTextContent('8')
  expect(screen.getByText('Nobody rang me back.')).toBeVisible()
  expect(screen.getByText('January to March 2026, overall 2 of 5')).toBeVisible()
  await expectNoViolations()
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Of' }), 'April to June')
  expect(replyTo('Did we keep you informed?', 'Yes')).toHaveTextContent('Yes5')
  expect(replyTo('Did we keep you informed?', 'In part or no')).toHaveTextContent('15')
  expect(replyTo('How did we deal with it overall?', '4 or 5')).toHaveTextContent('13')
})

it('who may not read what people wrote sees counts alone', async () => {
  await openPage('/figures/said?year=2025-26', 'auditor')
  expect(await screen.findByText('40 letters asked. 20 answers.')).toBeVisible()
  expect(screen.queryByRole('heading', { name: 'In their own words' })).toBeNull()
  expect(server.heard.some(({ path }) => path.includes('survey-answers'))).toBe(false)
})
