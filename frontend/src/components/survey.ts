import type { SurveyAnswer } from '../api'
import type { FieldError } from '../lib/problem'

/** What is asked with yes, in part and no, in the order of the letter. */
export const QUESTIONS = {
  understood: 'Was it easy to understand what would happen?',
  informed: 'Did we keep you informed?',
  respected: 'Did we treat you with respect?',
  clear: 'Was the outcome clear to you?',
  changed: 'Did something change because of what you told us?',
} as const
export type Question = keyof typeof QUESTIONS
export const ASKED = Object.keys(QUESTIONS) as Question[]

export const OVERALL = [
  { value: '1', label: '1 (very badly)' },
  { value: '2', label: '2' },
  { value: '3', label: '3' },
  { value: '4', label: '4' },
  { value: '5', label: '5 (very well)' },
] as const
export type Overall = (typeof OVERALL)[number]['value']

export const FIELDS = {
  ...Object.fromEntries(ASKED.map((question) => [`/${question}`, `survey-${question}`])),
  '/overall': 'survey-overall',
  '/said': 'survey-said',
}

export interface Given {
  replies: Partial<Pick<SurveyAnswer, Question>>
  overall: Overall | null
  said: string
  mayTalk: boolean
}
export const NOTHING_GIVEN: Given = { replies: {}, overall: null, said: '', mayTalk: false }

/** The answer to be sent; or what was left out. */
export function answerOf({ replies, overall, said, mayTalk }: Given): [SurveyAnswer | null, FieldError[]] {
  const left = [
    ...ASKED.filter((question) => !replies[question]).map((question) => ({
      field: `survey-${question}`,
      message: `Choose an answer: ${QUESTIONS[question]}`,
    })),
    ...(overall === null ? [{ field: 'survey-overall', message: 'Choose a number from 1 to 5' }] : []),
  ]
  if (left.length > 0) return [null, left]
  const complete = replies as Pick<SurveyAnswer, Question>
  return [{ ...complete, overall: Number(overall), said: said.trim() || null, may_talk: mayTalk }, []]
}
