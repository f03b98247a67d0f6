/** How a clock is named, how long it runs and on whose authority: the words that every feature shares. */
import type { Act, ClockRead } from '../api'
import { dayMonth, fullDate, longDate } from './dates'
import { plural } from './words'

const BY: Partial<Record<Act, string>> = {
  decided: 'Decide by',
  acknowledged: 'Acknowledge by',
  responded: 'Answer by',
  panel_met: 'Hold the panel by',
  panel_reported: 'Panel’s report by',
  answered: 'Reply by',
  consent_settled: 'Settle consent by',
}

/** Whether the clock runs over every stage, as a legal limit does. */
export function ofWholeCase(clock: ClockRead): boolean {
  return clock.stage === 0
}

/** Whether the complainant has to act, not the council: nothing is late when it runs out. */
export function isTheirs(clock: ClockRead): boolean {
  return clock.owed_by === 'complainant'
}

/** What is due on the clock's date: "Answer by", "Legal limit". */
export function clockWords(clock: ClockRead): string {
  if (clock.basis === 'promised') return 'Promised'
  if (isTheirs(clock)) return `${clock.name} by`
  if (ofWholeCase(clock) && clock.ends === 'responded') return clock.name
  return BY[clock.ends] ?? clock.name
}

/** The one date that matters most: by when to answer; the stage's own before a limit of the whole case. */
export function mainClock<T extends ClockRead>(clocks: readonly T[]): T | undefined {
  const answers = clocks.filter((clock) => clock.ends === 'responded')
  return answers.find((clock) => !ofWholeCase(clock)) ?? answers[0] ?? clocks[0]
}

/** "3 working days", "6 months, counting 9 March": how long the clock runs. */
export function limitWords(clock: ClockRead): string {
  const amount = clock.amount ?? 0
  switch (clock.unit) {
    case 'working_days':
      return plural(amount, 'working day')
    case 'calendar_days':
      return plural(amount, 'day')
    case 'months_inclusive':
      return `${plural(amount, 'month')}, counting ${dayMonth(clock.started_on)}`
    case 'months_after':
      return `${plural(amount, 'month')} after ${dayMonth(clock.started_on)}`
    case 'agreed_date':
      return clock.basis === 'promised' ? 'The date that was agreed' : 'The date in the letter'
  }
}

const FROM: Partial<Record<Act, string>> = {
  acknowledged: 'the acknowledgement',
  responded: 'the answer',
  response_received: 'when the answer reached them',
  panel_met: 'the panel',
  panel_reported: 'the panel’s report',
}

/** "20 working days", and from when if that is not `day`, on which the reader takes it to start. */
export function lengthWords(clock: ClockRead, day: string, write: (on: string) => string = longDate): string {
  if (!clock.unit.endsWith('_days') || clock.started_on === day) return limitWords(clock)
  const from = FROM[clock.starts]
  return `${limitWords(clock)} from ${write(clock.started_on)}${from ? `, ${from}` : ''}`
}

/** Whether the due day is no working day, so that one works towards the last one before it. */
export function aimsElsewhere({ due_on, aim_for }: ClockRead): boolean {
  return due_on !== null && aim_for !== null && aim_for !== due_on
}

/** The working day to work towards where the due day itself is none; empty where it is one. */
export function aimWords(clock: ClockRead): string {
  if (!clock.aim_for || !aimsElsewhere(clock)) return ''
  return `That is not a working day. Aim for ${fullDate(clock.aim_for)}, the last working day before it.`
}

const BEGAN: Record<Act, string> = {
  received: 'received',
  decided: 'route decided',
  acknowledged: 'acknowledged',
  responded: 'answer sent',
  response_received: 'answer reached them',
  next_requested: 'asked for',
  panel_met: 'panel met',
  panel_reported: 'report received',
  asked: 'asked',
  answered: 'answered',
  consent_settled: 'consent settled',
  holding_reply: 'holding reply sent',
}

/** What happened on day 0. */
export function beganWords(starts: Act): string {
  return BEGAN[starts]
}
