import type { AlertPeriod, AlertQuestion, AlertSide, AlertState, Question } from '../../api'

export const PERIOD_WORDS: Record<AlertPeriod, string> = {
  this_year: 'This financial year',
  last_30_days: 'The last 30 days',
  last_90_days: 'The last 90 days',
  last_365_days: 'The last 365 days',
  ever: 'All days until today',
}

export const STATE_WORDS: Record<AlertState, string> = {
  quiet: 'Quiet',
  raised: 'Raised',
  too_few: 'Too few to say',
  no_figure: 'Nothing to count yet',
  unreadable: 'Its question is not understood any more',
  off: 'Switched off',
}

/** A figure that is asked for often, with the number that it is usually told beyond. */
export interface Ready {
  id: string
  label: string
  question: AlertQuestion
  side: AlertSide
  threshold: string
}

const COMPLAINTS = { classification: ['statutory_complaint', 'corporate_complaint'] }

export const READY: readonly Ready[] = [
  {
    id: 'late',
    label: 'Cases that are late',
    question: {
      period: 'ever',
      measure: 'count',
      filters: { is_open: true, next_due_on: { max: 'today - 1 day' } },
    },
    side: 'over',
    threshold: '5',
  },
  {
    id: 'not_acknowledged',
    label: 'Complaints not acknowledged after 2 working days',
    question: {
      period: 'ever',
      measure: 'count',
      filters: {
        ...COMPLAINTS,
        is_open: true,
        acknowledged_on: { exists: false },
        received_on: { max: 'today - 3 working days' },
      },
    },
    side: 'over',
    threshold: '0',
  },
  {
    id: 'open',
    label: 'Open cases',
    question: { period: 'ever', measure: 'count', filters: { is_open: true } },
    side: 'over',
    threshold: '50',
  },
  {
    id: 'received',
    label: 'Complaints received in 30 days',
    question: { period: 'last_30_days', measure: 'count', filters: COMPLAINTS },
    side: 'over',
    threshold: '20',
  },
  {
    id: 'on_time',
    label: 'Share answered on time this year',
    question: {
      period: 'this_year',
      cohort: 'answered',
      measure: 'within_target_rate',
      filters: COMPLAINTS,
      numerator: { answered_on_time: true },
    },
    side: 'under',
    threshold: '80',
  },
  {
    id: 'days',
    label: 'Working days within which half were answered, in 90 days',
    question: {
      period: 'last_90_days',
      cohort: 'answered',
      measure: 'median',
      field: 'working_days_to_respond',
      filters: COMPLAINTS,
    },
    side: 'over',
    threshold: '20',
  },
]

/** A ready figure of one team; no team: of the council. */
export function ofTeam(question: AlertQuestion, team: string): AlertQuestion {
  return team ? { ...question, filters: { ...question.filters, team } } : question
}

/** A question of the page Figures, asked anew each day. */
export function eachDay(question: Question, period: AlertPeriod): AlertQuestion {
  const { cohort, measure, unit, filters, numerator, field, rounding } = question
  return { period, cohort, measure, unit, filters, numerator, field, rounding }
}
