import type { SurveyAnswer, SurveyQuestion } from '../api'
import { SURVEY_QUESTION_WORDS } from '../api/words.gen'
import type { FieldError } from '../lib/problem'

export const ASKED = Object.keys(SURVEY_QUESTION_WORDS) as SurveyQuestion[]

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
  replies: Partial<Pick<SurveyAnswer, SurveyQuestion>>
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
      message: `Choose an answer: ${SURVEY_QUESTION_WORDS[question]}`,
    })),
    ...(overall === null ? [{ field: 'survey-overall', message: 'Choose a number from 1 to 5' }] : []),
  ]
  if (left.length > 0) return [null, left]
  const complete = replies as Pick<SurveyAnswer, SurveyQuestion>
  return [{ ...complete, overall: Number(overall), said: said.trim() || null, may_talk: mayTalk }, []]
}
