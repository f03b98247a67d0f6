import type { Deadlines } from '../../api'
import { CopyText } from '../../components/CopyText'
import { UnknownMark } from '../../components/Icons'
import { Failed, Filling } from '../../components/Page'
import { clockWords, mainClock } from '../../lib/clocks'
import { proceduresOn, useCouncil } from '../../lib/council'
import { fieldErrors } from '../../lib/problem'
import { dueWords, groupsOf, neededWords, receivedWords, textOf, told } from './answer'
import type { Group } from './answer'
import { DateRow } from './DateRow'
import { QuestionForm } from './QuestionForm'
import { useDates } from './queries'
import { FIELDS, dayIn, daysToGive, ids, missing, readDraft, toQuestion, writeDraft } from './question'
import type { DayAct, Draft } from './question'
import { Sheet, showAnswer } from './Sheet'
import { useAddress } from './useAddress'

function GroupOfDates({ group, answer, today }: { group: Group; answer: Deadlines; today: string }) {
  return (
    <>
      {group.name && (
        <header className="rd-dates__group">
          <h3 className="rd-h3">{group.name}</h3>
          {group.note && <p className="rd-second">{group.note}</p>}
        </header>
      )}
      <ul>
        {group.clocks.map((clock) => (
          <DateRow key={clock.kind} clock={clock} receivedOn={answer.received_on} today={today} />
        ))}
      </ul>
    </>
  )
}

/** Days that are still to be given before more can be counted; each leads to its field. */
function Needs({ answer }: { answer: Deadlines }) {
  if (answer.needs.length === 0) return null
  return (
    <ul className="rd-dates__needs">
      {answer.needs.map((act) => (
        <li key={act}>
          <UnknownMark />
          <p>
            <button
              type="button"
              className="rd-linklike"
              onClick={() => document.getElementById(ids[act as DayAct])?.focus()}
            >
              Give {neededWords(act)}
            </button>{' '}
            and more dates follow.
          </p>
        </li>
      ))}
    </ul>
  )
}

/** What the sheet says without dates: what is needed first. */
function firstNeed(draft: Draft, today: string): string {
  const [first] = missing(draft, today)
  return draft.procedure === '' ? 'Choose a procedure: its dates are then shown here.' : `${first?.message ?? ''}.`
}

/** By when each step of a procedure's stage is due: the question on one side, the dates on the other. */
export function ByProcedure({ today }: { today: string }) {
  const { params, form, write } = useAddress()
  const council = useCouncil()
  const asked = readDraft(params, today)
  const question = toQuestion(asked, today)
  const found = useDates(question)
  const answer = question ? found.data : undefined
  const refused = question ? fieldErrors(found.error, FIELDS) : []
  const atFields = refused.length > 0 && refused.every((error) => error.field !== null)

  const procedures = council.data && proceduresOn(council.data, dayIn(asked.received, today) ?? today)
  const procedure = procedures?.find((one) => one.id === asked.procedure)
  const answered = answer?.procedure === asked.procedure ? answer : undefined
  const inStage = answered && answered.stage === (asked.stage || answered.stages[0]?.code)
  const grade = procedure?.grades.find((one) => one.code === asked.grade)?.name ?? asked.grade

  const groups = answer ? groupsOf(answer) : []
  const main = mainClock(groups.flatMap((group) => group.clocks))
  return (
    <>
      <p className="govuk-visually-hidden" role="status">
        {answer ? told(answer, groups) : refused.map((error) => error.message).join('. ')}
      </p>
      <div className="rd-dates-page">
        {council.isError ? (
          <Failed error={council.error} retry={() => void council.refetch()} />
        ) : (
          <QuestionForm
            key={form}
            first={asked}
            procedures={procedures}
            // The answer knows the stage of a case that is taken up again, too.
            stages={answered?.stages ?? procedure?.stages ?? []}
            asks={inStage ? daysToGive(answered) : []}
            refused={refused}
            today={today}
            ask={(draft) => write(writeDraft(draft, today))}
            show={showAnswer}
          />
        )}
        {answer && main ? (
          <Sheet
            lead={`${answer.procedure_name} procedure, version ${answer.procedure_version}`}
            title={main.due_on ? `${clockWords(main)} ${dueWords(main)}` : `${clockWords(main)}: not known`}
            note={`${receivedWords(answer)}.`}
            known={main.due_on !== null}
          >
            {groups.map((group) => (
              <GroupOfDates key={group.code} group={group} answer={answer} today={today} />
            ))}
            <Needs answer={answer} />
            <CopyText text={textOf(answer, grade, today)} what="the dates as text" />
          </Sheet>
        ) : question === null ? (
          <Sheet title="Not yet" note={firstNeed(asked, today)} />
        ) : atFields ? (
          <Sheet title="Not yet" note="The form says what is needed." />
        ) : (
          <Sheet title="The dates">
            {found.error ? (
              <Failed error={found.error} retry={() => void found.refetch()} />
            ) : (
              <Filling label="Working out the dates" />
            )}
          </Sheet>
        )}
      </div>
    </>
  )
}
