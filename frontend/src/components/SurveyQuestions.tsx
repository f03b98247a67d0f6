import type { SurveyReply } from '../api'
import { SURVEY_QUESTION_WORDS, SURVEY_REPLY_WORDS } from '../api/words.gen'
import { Radios, Tick } from './Choices'
import { TextArea } from './Fields'
import { errorFor } from '../lib/problem'
import type { FieldError } from '../lib/problem'
import { ASKED, OVERALL } from './survey'
import type { Given } from './survey'

const REPLIES = (Object.keys(SURVEY_REPLY_WORDS) as SurveyReply[]).map((value) => ({
  value,
  label: SURVEY_REPLY_WORDS[value],
}))

interface Props {
  given: Given
  onChange: (given: Given) => void
  errors: FieldError[]
}

/** The questions, for whoever was asked, and for an officer who types what came on paper. */
export function SurveyQuestions({ given, onChange, errors }: Props) {
  return (
    <>
      {ASKED.map((question) => (
        <Radios
          key={question}
          id={`survey-${question}`}
          legend={SURVEY_QUESTION_WORDS[question]}
          choices={REPLIES}
          value={given.replies[question] ?? null}
          onChange={(reply) => onChange({ ...given, replies: { ...given.replies, [question]: reply } })}
          error={errorFor(errors, `survey-${question}`) && 'Choose an answer'}
        />
      ))}
      <Radios
        id="survey-overall"
        legend="How did we deal with it overall?"
        choices={OVERALL}
        value={given.overall}
        onChange={(overall) => onChange({ ...given, overall })}
        error={errorFor(errors, 'survey-overall')}
      />
      <TextArea
        id="survey-said"
        label="What else do you want to tell us? (optional)"
        hint="Please give no names."
        rows={6}
        value={given.said}
        onChange={(said) => onChange({ ...given, said })}
        error={errorFor(errors, 'survey-said')}
      />
      <Tick
        id="survey-may-talk"
        label="You may talk to me about my answer. Then you keep that it is mine."
        value={given.mayTalk}
        onChange={(mayTalk) => onChange({ ...given, mayTalk })}
      />
    </>
  )
}
