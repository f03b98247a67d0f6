import { useState } from 'react'
import type { Assessment, ClockRead, ContactFacts, MatterRead } from '../../api'
import { UnknownMark } from '../../components/Icons'
import { Explained } from '../../components/Explained'
import { OwnCase } from '../../components/OwnCase'
import { beganWords, clockWords, mainClock } from '../../lib/clocks'
import { fullDate, longDate, shortWeekdayDate, weekdayDate } from '../../lib/dates'
import { isDecided, plural } from '../../lib/words'
import type { Answered } from './draft'
import { askOf } from './matters'
import { callerLines } from './say'
import { WhyClass } from './WhyClass'
import '../../components/duties.css'

/** What a listener is told: it changes only when the class, a date or a question does. */
export function announcement(assessment: Assessment): string {
  const dates = assessment.clocks
    .filter((clock) => clock.due_on !== null)
    .map((clock) => `${clockWords(clock)} ${weekdayDate(clock.due_on ?? '')}`)
  const asks = assessment.questions.map(askOf)
  return [`So far: ${assessment.title}`, ...dates, ...(asks.length > 0 ? ['To ask', ...asks] : [])].join('. ')
}

function Worked({ clocks, today }: { clocks: readonly ClockRead[]; today: string }) {
  const explained = clocks.filter((clock) => clock.explanation !== null)
  const [chosen, setChosen] = useState<string | null>(null)
  const clock = explained.find((one) => one.kind === chosen) ?? mainClock(explained)
  if (!clock?.explanation) return null
  return (
    <div className="rd-worked" id="worked">
      <div className="rd-worked__choice" role="group" aria-label="Date to explain">
        {explained.map((one) => (
          <button
            key={one.kind}
            type="button"
            aria-pressed={one.kind === clock.kind}
            onClick={() => setChosen(one.kind)}
          >
            {clockWords(one)}
          </button>
        ))}
      </div>
      <h3>
        {clockWords(clock)} {clock.due_on ? longDate(clock.due_on) : ''}
      </h3>
      {clock.unknown_because && <p>{clock.unknown_because}</p>}
      <Explained explanation={clock.explanation} began={beganWords(clock.starts)} today={today} />
    </div>
  )
}

function Verdict({ assessment, today }: { assessment: Assessment; today: string }) {
  const [worked, setWorked] = useState(false)
  const canExplain = assessment.clocks.some((clock) => clock.explanation !== null)
  return (
    <>
      <div className={isDecided(assessment) ? 'rd-verdict' : 'rd-verdict rd-verdict--open'}>
        <p className="rd-verdict__lead">{isDecided(assessment) ? 'So far, this is a' : 'So far'}</p>
        <h2 className="rd-verdict__title">{assessment.title}</h2>
        <p>{assessment.summary}</p>
        {assessment.clocks.length > 0 && (
          <dl className="rd-verdict__dates">
            {assessment.clocks.map((clock) => (
              <div key={clock.kind}>
                <dt>{clockWords(clock)}</dt>
                <dd>
                  {clock.due_on ? shortWeekdayDate(clock.due_on) : 'Not known'}
                  {clock.provisional && <span className="rd-verdict__note">provisional</span>}
                </dd>
              </div>
            ))}
          </dl>
        )}
        {canExplain && (
          <button
            type="button"
            className="rd-verdict__link"
            aria-expanded={worked}
            aria-controls="worked"
            onClick={() => setWorked(!worked)}
          >
            How these were worked out
          </button>
        )}
      </div>
      {worked && <Worked clocks={assessment.clocks} today={today} />}
    </>
  )
}

/** What each matter is by itself; the contact takes the highest class. */
export function MatterByMatter({ matters }: { matters: readonly MatterRead[] }) {
  if (matters.length === 0) return null
  return (
    <section className="rd-panel__part">
      <h3>Matter by matter</h3>
      <ol className="rd-duties">
        {matters.map((matter) => (
          <li key={matter.number}>
            <b>
              {matter.number}. {matter.title}
            </b>
            <p className="rd-second">{matter.reason}</p>
            <OwnCase matter={matter} />
          </li>
        ))}
      </ol>
    </section>
  )
}

function Because({ assessment, facts }: Pick<Props, 'assessment' | 'facts'>) {
  const [open, setOpen] = useState<number | null>(null)
  return (
    <section className="rd-panel__part">
      <h3>Because</h3>
      <ul className="rd-because">
        {assessment.reasons.map((reason, index) => (
          <li key={`${reason.rule}${reason.text}`}>
            {reason.text}{' '}
            <button
              type="button"
              className="rd-linklike"
              aria-expanded={open === index}
              onClick={() => setOpen(open === index ? null : index)}
            >
              {open === index ? 'Hide' : 'Source'}
              <span className="govuk-visually-hidden"> for: {reason.text}</span>
            </button>
            {open === index && (
              <p className="rd-because__source">
                <b>Rule {reason.rule}</b>
                {assessment.procedure_name &&
                  `, ${assessment.procedure_name} procedure, version ${assessment.procedure_version ?? 1}`}
                . {reason.source}.
              </p>
            )}
          </li>
        ))}
      </ul>
      <WhyClass of={facts} />
    </section>
  )
}

interface Props {
  assessment: Assessment
  /** What was judged. */
  facts: ContactFacts
  person: string
  today: string
  /** Leads to the field that answers a question. */
  onAsk: (fact: string) => void
  /** What was said to questions that have no field. */
  answered: Answered[]
  onAnswer: (answered: Answered[]) => void
}

/** Questions that were answered here, each of which can be taken back. */
function AnsweredHere({ answered, onAnswer }: Pick<Props, 'answered' | 'onAnswer'>) {
  if (answered.length === 0) return null
  return (
    <section className="rd-panel__part">
      <h3>You said</h3>
      <ul className="rd-duties">
        {answered.map((one) => (
          <li key={one.fact}>
            {one.ask} <b>{one.words}.</b>{' '}
            <button
              type="button"
              className="rd-linklike"
              onClick={() => onAnswer(answered.filter((other) => other !== one))}
            >
              Change<span className="govuk-visually-hidden"> the answer to: {one.ask}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What it is, by when, why, what to ask and what to say: judged anew while the form is filled. */
export function AssessmentPanel({ assessment, facts, person, today, onAsk, answered, onAnswer }: Props) {
  const lines = callerLines(assessment, person)
  return (
    <>
      <Verdict assessment={assessment} today={today} />
      <MatterByMatter matters={assessment.matters ?? []} />
      <Because assessment={assessment} facts={facts} />
      {assessment.questions.length > 0 && (
        <section className="rd-panel__part">
          <h3>
            Ask before you finish{' '}
            <span className="rd-panel__aside">
              {plural(assessment.questions.length, 'thing')} could change this
            </span>
          </h3>
          <ul className="rd-ask">
            {assessment.questions.map((question) => (
              <li key={question.fact}>
                <UnknownMark />
                <div>
                  {(question.answers ?? []).length === 0 ? (
                    <button type="button" className="rd-linklike" onClick={() => onAsk(question.fact)}>
                      {askOf(question)}
                    </button>
                  ) : (
                    <div role="group" aria-label={askOf(question)}>
                      {askOf(question)}
                      <p className="rd-answers">
                        {question.answers?.map((answer) => (
                          <button
                            key={answer.words}
                            type="button"
                            className="rd-button rd-button--second"
                            onClick={() =>
                              onAnswer([
                                ...answered,
                                { fact: question.fact, ask: askOf(question), value: answer.value, words: answer.words },
                              ])
                            }
                          >
                            {answer.words}
                          </button>
                        ))}
                      </p>
                    </div>
                  )}
                  <p className="rd-second">{question.effect}</p>
                </div>
              </li>
            ))}
          </ul>
        </section>
      )}
      <AnsweredHere answered={answered} onAnswer={onAnswer} />
      <section className="rd-panel__part rd-panel__part--say" id="say">
        <h3>Tell the caller now</h3>
        {lines.map((line, index) => (
          <p key={index}>
            {index === 0 && '“'}
            {line.map((said) => (said.strong ? <b key={said.text}>{said.text}</b> : said.text))}
            {index === lines.length - 1 && '”'}
          </p>
        ))}
      </section>
      {assessment.duties.length > 0 && (
        <section className="rd-panel__part">
          <h3>We must also</h3>
          <ul className="rd-duties">
            {assessment.duties.map((duty) => (
              <li key={duty.key}>
                {duty.text}
                <p className="rd-second">
                  {duty.by ? `By ${fullDate(duty.by)}. ` : ''}
                  {duty.source}
                </p>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
