import { gradeCase } from '../../../api'
import type { CaseRead } from '../../../api'
import { Radios } from '../../../components/Choices'
import { Select, TextArea } from '../../../components/Fields'
import { errorFor } from '../../../lib/problem'
import { useTyped } from '../../../lib/typed'
import { plural } from '../../../lib/words'
import { ActionForm } from './ActionForm'
import { useAction } from './useAction'
import type { ActionProps } from './useAction'

type Grade = CaseRead['grades'][number]
type Answers = Record<string, string>

function led(grades: Grade[], answers: Answers): Grade | undefined {
  return grades.find(({ when }) =>
    Object.entries(answers).every(([criterion, answer]) => when[criterion] === answer),
  )
}

function target(grade: Grade): string {
  return `${grade.name} (${plural(grade.target_days, 'working day')})`
}

/** The criteria are asked as the procedure has them, with what the record suggests; a person sets the grade. */
export function SetGrade({ held, done }: ActionProps) {
  const { grades, grading } = held
  const criteria = grading?.criteria ?? []
  const [answers, setAnswers] = useTyped<Answers>(
    'answers',
    Object.fromEntries(criteria.map(({ code, suggested }) => [code, suggested])),
  )
  const wanted = criteria.length > 0 ? led(grades, answers) : grades.find(({ code }) => code === grading?.suggested)
  // Empty: the one that the criteria lead to.
  const [other, setOther] = useTyped('other', held.grade === wanted?.code ? '' : (held.grade ?? ''))
  const [reason, setReason] = useTyped('reason', '')
  const chosen = grades.find(({ code }) => code === other) ?? wanted
  const differs = chosen !== undefined && chosen.code !== wanted?.code
  const fields = { '/grade': 'grade', '/reason': 'reason', '/answers': criteria[0]?.code ?? 'grade' }
  const action = useAction(held, fields, done)
  return (
    <ActionForm
      refId={held.ref}
      title="Set the grade"
      save={chosen ? `Set ${chosen.name}` : 'Set the grade'}
      action={action}
      onSubmit={() =>
        action.submit((headers) =>
          gradeCase({
            path: { ref: held.ref },
            body: {
              grade: chosen?.code ?? '',
              answers: criteria.length > 0 ? answers : null,
              reason: reason.trim() || null,
            },
            headers,
            throwOnError: true,
          }),
        )
      }
      onCancel={done}
    >
      {criteria.map(({ code, ask, answers: possible }, index) => (
        <Radios
          key={code}
          id={code}
          legend={ask}
          hint={grading?.because[index] && `From the record: ${grading.because[index]}`}
          choices={possible.map((answer) => ({ value: answer.code, label: answer.name }))}
          value={answers[code] ?? null}
          onChange={(answer) => setAnswers({ ...answers, [code]: answer })}
        />
      ))}
      {wanted && (
        <p role="status">
          This leads to <b>{target(wanted)}</b>. {wanted.sign_off && `Signed off: ${wanted.sign_off}.`}{' '}
          <span className="rd-second">
            {criteria.length === 0 && `${grading?.because.join(' ')} `}
            Source: {grading?.source}.
          </span>
        </p>
      )}
      <Select
        id="grade"
        label="Grade"
        error={errorFor(action.errors, 'grade')}
        value={chosen?.code ?? ''}
        onChange={(code) => setOther(code === wanted?.code ? '' : code)}
        hint={chosen?.criteria}
        options={grades.map((one) => ({ value: one.code, label: target(one) }))}
      />
      <TextArea
        id="reason"
        label={differs ? `Why ${chosen.name} and not ${wanted?.name}` : 'Why, if it is not plain'}
        rows={2}
        error={errorFor(action.errors, 'reason')}
        value={reason}
        onChange={setReason}
      />
    </ActionForm>
  )
}
