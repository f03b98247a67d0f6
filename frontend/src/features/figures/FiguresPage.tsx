import { useMemo, useState } from 'react'
import { Link, Navigate, useSearchParams } from 'react-router'
import type { Figure, Question } from '../../api'
import { Failed, Filling, PageTitle } from '../../components/Page'
import { csvFile, saveFile } from '../../lib/download'
import { toCsv } from '../../lib/csv'
import { useCouncil } from '../../lib/council'
import { clockTime, longDate, londonDay } from '../../lib/dates'
import { ProblemError, fieldErrors } from '../../lib/problem'
import { useMay, useSession } from '../../lib/session'
import { useToday } from '../../lib/useNow'
import { financialYear } from '../../lib/years'
import { readAsked, writeAsked } from './address'
import { csvRows, emptyWords, figureWords, rowsOf } from './answer'
import { AnswerBars } from './AnswerBars'
import { AnswerTable } from './AnswerTable'
import type { Wanted } from './AnswerTable'
import { BehindPanel } from './BehindPanel'
import { fieldMap } from './draft'
import { MEASURE_WORDS, fieldName, valueWords } from './names'
import { useFigure, useParts } from './queries'
import { toQuestion } from './question'
import type { Asked } from './question'
import { QuestionForm } from './QuestionForm'
import './figures.css'

interface AnswerProps {
  asked: Asked
  question: Question
  figure: Figure
}

function Answer({ asked, question, figure }: AnswerProps) {
  const council = useCouncil().data
  const mayAlert = useMay('alerts:write')
  const [wanted, setWanted] = useState<Wanted | null>(null)
  const words = (path: string, key: string) => valueWords(path, key, council)
  const empty = emptyWords(asked, figure)
  const by = asked.groups.map((path) => fieldName(path).toLowerCase()).join(' and ')
  const [only] = asked.groups.length === 0 ? rowsOf(asked, figure) : []
  const download = () => {
    const name = `${asked.authority}-${asked.measure}-${asked.year || `${asked.from}-${asked.to}`}.csv`
    saveFile(name, csvFile(toCsv(csvRows(asked, figure, words))))
  }
  return (
    <>
      <section className="rd-card" aria-labelledby="figure-answer">
        <header className="rd-card__head">
          <div>
            <h2 className="rd-h2" id="figure-answer">
              {MEASURE_WORDS[asked.measure]}
              {by && ` by ${by}`}
            </h2>
            <p className="rd-second rd-definition">{figure.definition}</p>
            <p className="rd-second">
              As of {longDate(londonDay(figure.as_of))}, {clockTime(figure.as_of)}.
            </p>
          </div>
          <div className="rd-answer__acts">
            {mayAlert && only && <Link to={`/alerts?${writeAsked(asked).toString()}`}>Make an alert of it</Link>}
            <button type="button" className="rd-button rd-button--second" onClick={download}>
              Download as CSV
            </button>
          </div>
        </header>
        {only && !empty && <p className="rd-onefigure">{figureWords(asked, only)}</p>}
        {empty ? (
          <p className="rd-notice rd-answer__empty">{empty}</p>
        ) : (
          <AnswerTable asked={asked} figure={figure} words={words} show={setWanted} />
        )}
      </section>
      {wanted && (
        <BehindPanel
          key={JSON.stringify(wanted)}
          question={question}
          wanted={wanted}
          close={() => setWanted(null)}
        />
      )}
      {!empty && <AnswerBars asked={asked} figure={figure} words={words} />}
    </>
  )
}

function Unreadable({ wrong }: { wrong: readonly string[] }) {
  return (
    <div className="rd-notice rd-notice--late rd-unreadable" role="alert">
      <p>
        <strong>This address does not hold a question that can be asked.</strong> The form has what could be read.
      </p>
      <ul>
        {wrong.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  )
}

/** What is announced when an answer has come. */
function told(asked: Asked, figure: Figure): string {
  const empty = emptyWords(asked, figure)
  if (empty) return empty
  const rows = rowsOf(asked, figure)
  const [only] = rows
  return asked.groups.length === 0 && only
    ? `The answer: ${figureWords(asked, only)}`
    : `The answer has ${rows.length} ${rows.length === 1 ? 'row' : 'rows'}.`
}

/** Any figure of the council: the question on one side, its answer on the other, both in the address. */
export function FiguresPage() {
  const [params, setParams] = useSearchParams()
  const authority = useSession()?.authority ?? ''
  const readsCases = useMay('cases:read')
  const council = useCouncil().data
  const thisYear = financialYear(useToday())
  const { asked, wrong } = useMemo(() => readAsked(params, authority, thisYear), [params, authority, thisYear])
  const [open, setOpen] = useState(false)
  const parts = useParts()
  const question = wrong.length === 0 ? toQuestion(asked) : null
  const answer = useFigure(params.size > 0 ? question : null)
  const { error } = answer
  const named = error instanceof ProblemError && error.errors.length > 0
  const refused = useMemo(() => (named ? fieldErrors(error, fieldMap(asked)) : []), [named, error, asked])
  const form = open || refused.length > 0 || wrong.length > 0
  if (params.size === 0) {
    return <Navigate to="/figures/ready" replace />
  }
  return (
    <>
      <div className="rd-titlerow">
        <div>
          <PageTitle>Figures</PageTitle>
          <p className="rd-second">
            {council && `${council.name}. `}The address of this page is the question: keep it, or send it to a
            colleague.{' '}
            <Link to="/figures/ready">Ready questions</Link>.{' '}
            {readsCases && <Link to="/costs">Costs against the budget</Link>}
          </p>
        </div>
      </div>
      <p className="govuk-visually-hidden" role="status">
        {answer.data ? told(asked, answer.data) : ''}
      </p>
      {wrong.length > 0 && <Unreadable wrong={wrong} />}
      <div className="rd-figures-page">
        <div>
          <button
            type="button"
            className="rd-button rd-button--second rd-button--wide rd-question__toggle"
            aria-expanded={form}
            onClick={() => setOpen(!form)}
          >
            Change the question
          </button>
          <div className={`rd-question__box ${form ? 'rd-shown' : ''}`}>
            {parts.isError ? (
              <Failed error={parts.error} retry={() => void parts.refetch()} />
            ) : parts.isPending ? (
              <Filling label="Fetching the fields" rows={8} />
            ) : (
              <QuestionForm
                key={params.toString()}
                asked={asked}
                parts={parts.data}
                refused={refused}
                ask={(next) => {
                  setOpen(false)
                  const address = writeAsked(next)
                  if (address.toString() === params.toString()) void answer.refetch()
                  else setParams(address)
                }}
              />
            )}
          </div>
        </div>
        <div className="rd-stack">
          {answer.isLoading && (
            <div className="rd-card">
              <Filling label="Working out the figure" />
            </div>
          )}
          {named && <p className="rd-notice">There is no answer yet: the form says what is needed.</p>}
          {error && !named && <Failed error={error} retry={() => void answer.refetch()} />}
          {answer.data && question && (
            <Answer key={params.toString()} asked={asked} question={question} figure={answer.data} />
          )}
        </div>
      </div>
    </>
  )
}
