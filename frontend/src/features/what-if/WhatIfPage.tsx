import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useSearchParams } from 'react-router'
import type { AskWhatIfData, Classification, Unit, WhatIf } from '../../api'
import { askWhatIf } from '../../api'
import { CLASSIFICATION_WORDS, UNIT_WORDS } from '../../api/words.gen'
import { Select, TextField } from '../../components/Fields'
import { Failed, Filling, PageTitle } from '../../components/Page'
import { errorFor, fieldErrors } from '../../lib/problem'
import { useToday } from '../../lib/useNow'
import { financialYear, lastYears } from '../../lib/years'
import './whatIf.css'

const COMPLAINTS: readonly Classification[] = ['statutory_complaint', 'corporate_complaint']
const UNITS: readonly Unit[] = ['working_days', 'calendar_days', 'months_inclusive']
/** The choice of a target of one's own, beside the procedures. */
const TARGET = ''
const FIRST_TARGET = '15'
const FIELDS = { '/amount': 'what-if-amount', '/procedure': 'what-if-procedure' }

interface Asked {
  year: string
  of: Classification
  procedure: string
  amount: string
  unit: Unit
}

/** What an address asks; the last whole year under a target of 15 working days where it does not say. */
function readAsked(params: URLSearchParams, today: string): Asked {
  const lastYear = financialYear(`${Number(today.slice(0, 4)) - 1}${today.slice(4)}`)
  return {
    year: params.get('year') ?? lastYear,
    of: COMPLAINTS.find((one) => one === params.get('of')) ?? 'statutory_complaint',
    procedure: params.get('procedure') ?? TARGET,
    amount: params.get('amount') ?? FIRST_TARGET,
    unit: UNITS.find((one) => one === params.get('unit')) ?? 'working_days',
  }
}

function queryOf({ year, of, procedure, amount, unit }: Asked): AskWhatIfData['query'] {
  if (procedure) return { year, classification: of, procedure }
  return { year, classification: of, amount: Number(amount), unit }
}

function percent(part: number, whole: number): string {
  return whole ? `${Math.round((100 * part) / whole)}%` : 'none'
}

function Line({ label, part, whole }: { label: string; part: number; whole: number }) {
  return (
    <li>
      <span>{label}</span>
      <span className="rd-bars__line">
        <span className="rd-bars__track" aria-hidden="true">
          <i style={{ width: `${whole ? (100 * part) / whole : 0}%` }} />
        </span>
        <b>
          {part} of {whole} ({percent(part, whole)})
        </b>
      </span>
    </li>
  )
}

function Found({ found }: { found: WhatIf }) {
  if (found.answered === 0) return <p className="rd-notice">No such complaint was answered in {found.year}.</p>
  const left = found.answered - found.counted
  return (
    <section className="rd-card rd-whatif__found" aria-labelledby="what-if-found">
      <h2 className="rd-h2" id="what-if-found">
        {found.would_be_on_time} of {found.counted} would have been on time
      </h2>
      <ul className="rd-plain rd-bars">
        <Line label={found.told} part={found.would_be_on_time} whole={found.counted} />
        <Line label="On time as it was" part={found.on_time} whole={found.answered} />
      </ul>
      <p className="rd-second">
        Complaints answered in {found.year}. Their first answers are counted on the calendar of working days as it stands
        today.
      </p>
      {left > 0 && (
        <p className="rd-second">
          {left === 1 ? 'One more was answered that has' : `${left} more were answered that have`} no such date: it
          reaches beyond the calendar, or the procedure sets none.
        </p>
      )}
    </section>
  )
}

/** How many of a year's answers would have been in time under another target, or another procedure. */
export function WhatIfPage() {
  const [params, setParams] = useSearchParams()
  const today = useToday()
  const asked = readAsked(params, today)
  const query = queryOf(asked)
  const answer = useQuery({
    queryKey: ['what-if', query],
    queryFn: async ({ signal }) => (await askWhatIf({ query, signal, throwOnError: true })).data,
    enabled: Boolean(asked.procedure) || /^\d+$/.test(asked.amount),
    placeholderData: keepPreviousData,
  })
  const choose = (change: Partial<Asked>) => setParams({ ...asked, ...change }, { replace: true })
  const errors = fieldErrors(answer.error, FIELDS)
  const typed =
    asked.procedure || /^\d+$/.test(asked.amount) ? errorFor(errors, 'what-if-amount') : 'Type a whole number, such as 15'
  const procedures = answer.data?.procedures ?? []
  return (
    <>
      <PageTitle>What if the target were another?</PageTitle>
      <div className="rd-card rd-whatif">
        <Select
          id="what-if-year"
          label="Answered in"
          value={asked.year}
          onChange={(year) => choose({ year })}
          options={lastYears(today, asked.year).map((year) => ({ value: year, label: year }))}
        />
        <Select
          id="what-if-of"
          label="Which complaints"
          value={asked.of}
          onChange={(of) => choose({ of: of as Classification, procedure: TARGET })}
          options={COMPLAINTS.map((value) => ({ value, label: CLASSIFICATION_WORDS[value] }))}
        />
        <Select
          id="what-if-procedure"
          label="Counted by"
          error={errorFor(errors, 'what-if-procedure')}
          value={asked.procedure}
          onChange={(procedure) => choose({ procedure })}
          options={[
            { value: TARGET, label: 'A target of my own' },
            ...procedures.map(({ id, version, name }) => ({
              value: `${id}@${version}`,
              label: `${name}, version ${version}`,
            })),
          ]}
        />
        {!asked.procedure && (
          <>
            <TextField
              id="what-if-amount"
              label="Target"
              inputMode="numeric"
              error={typed}
              value={asked.amount}
              onChange={(amount) => choose({ amount: amount.trim() })}
            />
            <Select
              id="what-if-unit"
              label="In"
              value={asked.unit}
              onChange={(unit) => choose({ unit: unit as Unit })}
              options={UNITS.map((value) => ({ value, label: UNIT_WORDS[value] }))}
            />
          </>
        )}
      </div>
      <div role="status">{answer.data && !answer.error && !typed && <Found found={answer.data} />}</div>
      {answer.isLoading && <Filling rows={3} label="Counting again" />}
      {answer.error && errors.some(({ field }) => field === null) && <Failed error={answer.error} retry={() => void answer.refetch()} />}
    </>
  )
}
