import type { Act, ClockRead, Deadlines } from '../../api'
import { BASIS_WORDS } from '../../api/words.gen'
import { holidayWords } from '../../components/Explained'
import { aimWords, clockWords, lengthWords, ofWholeCase } from '../../lib/clocks'
import { fullDate, longDate } from '../../lib/dates'
import { inSentence, sentence } from '../../lib/words'

/** Clocks that stand together: those of the stage, or of the whole case. A group alone has no heading. */
export interface Group {
  code: string
  name: string | null
  note: string
  clocks: ClockRead[]
}

export function groupsOf({ clocks, stage, stages }: Deadlines): Group[] {
  if (stages.length < 2) return [{ code: 'all', name: null, note: '', clocks }]
  const asked = stages.find((one) => one.code === stage)
  const parts = [asked?.answered_by && `Answered by ${inSentence(asked.answered_by)}`, asked && sentence(asked.source)]
  const groups: Group[] = [
    {
      code: stage,
      name: asked?.name ?? stage,
      note: parts.filter(Boolean).map((part) => `${part}.`).join(' '),
      clocks: clocks.filter((clock) => !ofWholeCase(clock)),
    },
    { code: 'whole', name: 'The whole case', note: '', clocks: clocks.filter(ofWholeCase) },
  ]
  return groups.filter((group) => group.clocks.length > 0)
}

/** "Council target", unless the clock's own name says so already. */
export function basisWords(clock: ClockRead): string {
  const basis = BASIS_WORDS[clock.basis]
  return basis === clockWords(clock) ? '' : basis
}

/** The calendar in words ends with the last year whose bank holidays are published. */
export function provisionalWords(clock: ClockRead): string {
  if (!clock.provisional) return ''
  const year = /\b(\d{4})$/.exec(clock.explanation?.calendar ?? '')?.[1]
  return `Provisional: ${year ? `bank holidays after ${year}` : 'its bank holidays'} are projected`
}

export function dueWords(clock: ClockRead): string {
  return clock.due_on ? fullDate(clock.due_on) : 'Not known'
}

export function receivedWords({ received_on, stage, stages }: Deadlines): string {
  const what = stage === stages[0]?.code ? 'Received' : 'The request was received'
  return `${what} on ${fullDate(received_on)}, which is day 0`
}

const NEEDED: Partial<Record<Act, string>> = {
  response_received: 'the day on which the answer reached them',
  panel_met: 'the day on which the panel met',
  panel_reported: 'the day on which the panel’s report was received',
}

/** What is still to be given before the other dates of the stage can be counted. */
export function neededWords(act: Act): string {
  return NEEDED[act] ?? `the day of “${act.replaceAll('_', ' ')}”`
}

/** What a listener is told when the dates change. */
export function told(answer: Deadlines, groups: readonly Group[]): string {
  const dates = groups
    .flatMap((group) => group.clocks)
    .map((clock) => `${clockWords(clock)} ${clock.due_on ? fullDate(clock.due_on) : 'not known'}`)
  return [answer.procedure_name, receivedWords(answer), ...dates].join('. ')
}

/** The lines under a clock's date: how long, on whose authority, and how it was counted. */
export function clockText(clock: ClockRead, receivedOn: string): string {
  const reasons = [lengthWords(clock, receivedOn), basisWords(clock), sentence(clock.source)]
  const skipped = holidayWords(clock.explanation?.days ?? [])
  return [
    `${clockWords(clock)}: ${dueWords(clock)}`,
    `${reasons.filter(Boolean).join('. ')}.`,
    aimWords(clock),
    clock.provisional ? `${provisionalWords(clock)}.` : '',
    clock.unknown_because ?? clock.explanation?.summary ?? '',
    skipped && `Skipped: ${skipped}`,
  ]
    .filter(Boolean)
    .join('\n')
}

/** The dates with their reasons as plain text, to paste into a note or a message. */
export function textOf(answer: Deadlines, grade: string, today: string): string {
  const groups = groupsOf(answer)
  const calendar = groups.flatMap((group) => group.clocks).find((clock) => clock.explanation)?.explanation?.calendar
  const head = [`${answer.procedure_name} procedure, version ${answer.procedure_version}.`, `${receivedWords(answer)}.`]
  return [
    [...head, grade && `Grade: ${grade}.`].filter(Boolean).join('\n'),
    ...groups.flatMap((group) => [
      ...(group.name ? [[group.name, group.note].filter(Boolean).join('\n')] : []),
      ...group.clocks.map((clock) => clockText(clock, answer.received_on)),
    ]),
    ...answer.needs.map((act) => `More dates follow once ${neededWords(act)} is known.`),
    [`Worked out on ${longDate(today)}.`, calendar && `${calendar}.`].filter(Boolean).join(' '),
  ].join('\n\n')
}
