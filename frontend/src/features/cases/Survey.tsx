import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import type { CaseRead, SurveyRead } from '../../api'
import { SURVEY_QUESTION_WORDS, SURVEY_REPLY_WORDS } from '../../api/words.gen'
import { ErrorSummary } from '../../components/ErrorSummary'
import { TextField } from '../../components/Fields'
import { NotSent } from '../../components/NotSent'
import { Card } from '../../components/Page'
import { SurveyQuestions } from '../../components/SurveyQuestions'
import { ASKED, FIELDS, NOTHING_GIVEN, answerOf } from '../../components/survey'
import { longDate } from '../../lib/dates'
import { errorFor, fieldErrors } from '../../lib/problem'
import type { FieldError } from '../../lib/problem'
import { KeepTyped, useForm, useTyped } from '../../lib/typed'
import { useFormSend } from '../../lib/useFormSend'
import { useAskHowItWasHandled, useSurvey, useTypePaperAnswer } from './surveyQueries'

const ALTHOUGH = { '/although': 'survey-although' }

/** Drafts the letter that asks; where there is a doubt, an officer says why they are asked all the same. */
function Ask({ held, wordNeeded }: { held: CaseRead; wordNeeded: readonly string[] }) {
  const navigate = useNavigate()
  const { key } = useForm()
  const { submit, errors, waiting, busy } = useFormSend(useAskHowItWasHandled(held.ref), ALTHOUGH, ({ letter }) => {
    void navigate(`/cases/${held.ref}/letters/${letter}`)
  })
  const [although, setAlthough] = useTyped('although', '')
  const doubted = wordNeeded.length > 0 || errorFor(errors, 'survey-although') !== undefined
  return (
    <form
      className="rd-fields"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit({ although: although.trim() || null, key })
      }}
    >
      <ErrorSummary errors={errors} />
      {waiting && <NotSent />}
      {doubted && (
        <TextField
          id="survey-although"
          label="Why they are asked all the same"
          hint={wordNeeded.join(' ')}
          value={although}
          onChange={setAlthough}
          error={errorFor(errors, 'survey-although')}
        />
      )}
      <button type="submit" className="rd-button rd-button--second" aria-disabled={busy}>
        {busy ? 'Writing' : 'Ask how it was handled'}
      </button>
    </form>
  )
}

/** What came on paper. What is typed is not kept in the browser meanwhile: that would say whose it is. */
function Paper({ held, done }: { held: CaseRead; done: () => void }) {
  const type = useTypePaperAnswer(held.ref)
  const [given, setGiven] = useState(NOTHING_GIVEN)
  const [errors, setErrors] = useState<FieldError[]>([])
  const submit = () => {
    if (type.isPending) return
    const [body, left] = answerOf(given)
    setErrors(left)
    if (body) type.mutate(body, { onSuccess: done, onError: (error) => setErrors(fieldErrors(error, FIELDS)) })
  }
  return (
    <Card title="What they answered on paper" id="survey-paper">
      <form
        className="rd-card__body rd-fields"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <ErrorSummary errors={errors} />
        <SurveyQuestions given={given} onChange={setGiven} errors={errors} />
        <div className="rd-buttons">
          <button type="submit" className="rd-button" aria-disabled={type.isPending}>
            {type.isPending ? 'Saving' : 'Keep the answer'}
          </button>
          <button type="button" className="rd-linklike" onClick={done}>
            Leave this
          </button>
        </div>
      </form>
    </Card>
  )
}

function Answer({ answer }: { answer: NonNullable<SurveyRead['answer']> }) {
  return (
    <>
      <p>They said that you may talk to them about it: {answer.overall} of 5 overall.</p>
      <dl className="rd-lines">
        {ASKED.map((question) => (
          <div key={question}>
            <dt>{SURVEY_QUESTION_WORDS[question]}</dt>
            <dd>{SURVEY_REPLY_WORDS[answer[question]]}</dd>
          </div>
        ))}
      </dl>
      {answer.said && <p className="rd-complaint">{answer.said}</p>}
    </>
  )
}

/** After the end: whether they were asked how it was handled. Whether an answer came is told to nobody. */
export function Survey({ held }: { held: CaseRead }) {
  const ended = held.responded_on !== null || held.status !== 'open'
  const found = useSurvey(held.ref, ended)
  const [typing, setTyping] = useState(false)
  const survey = found.data
  if (!survey || (!survey.asked && !survey.may_ask)) return null
  if (typing) return <Paper held={held} done={() => setTyping(false)} />
  return (
    <Card title="How it was handled" id="survey">
      <div className="rd-card__body rd-stack">
        {survey.asked && (
          <p>
            Asked on {longDate(survey.asked.asked_on)} by {survey.asked.by.name}:{' '}
            <Link to={`/cases/${held.ref}/letters/${survey.asked.letter}`}>the letter</Link>. Who answered is not kept.
          </p>
        )}
        {survey.answer && <Answer answer={survey.answer} />}
        {survey.may_ask && (
          <KeepTyped
            id={`survey/${held.ref}`}
            title={`Ask how it was handled: ${held.ref}`}
            path={`/cases/${held.ref}`}
          >
            <Ask held={held} wordNeeded={survey.word_needed} />
          </KeepTyped>
        )}
        {survey.may_type && (
          <button type="button" className="rd-linklike" onClick={() => setTyping(true)}>
            Type what came on paper
          </button>
        )}
      </div>
    </Card>
  )
}
