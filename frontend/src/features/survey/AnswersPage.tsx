import { useSearchParams } from 'react-router'
import type { CouncilRead, Said } from '../../api'
import { SURVEY_QUESTION_WORDS, SURVEY_REPLY_WORDS } from '../../api/words.gen'
import { Select } from '../../components/Fields'
import { Card, Failed, Filling, PageTitle } from '../../components/Page'
import { ASKED, OVERALL } from '../../components/survey'
import { teamName, useCouncil } from '../../lib/council'
import { useMay } from '../../lib/session'
import { useToday } from '../../lib/useNow'
import { financialYear, lastYears } from '../../lib/years'
import { useAnswers, useSatisfaction } from './queries'
import './answers.css'

type Replies = readonly (readonly [reply: string, label: string])[]

const IN_SHORT: Replies = [
  ['yes', SURVEY_REPLY_WORDS.yes],
  ['other', 'In part or no'],
]
const OVERALL_IN_SHORT: Replies = [
  ['good', '4 or 5'],
  ['other', '1 to 3'],
]
/** A quarter tells its replies in short. */
const QUESTIONS: readonly { question: string; words: string; replies: Replies; inShort: Replies }[] = [
  ...ASKED.map((question) => ({
    question,
    words: SURVEY_QUESTION_WORDS[question],
    replies: Object.entries(SURVEY_REPLY_WORDS),
    inShort: IN_SHORT,
  })),
  {
    question: 'overall',
    words: 'How did we deal with it overall?',
    replies: OVERALL.map(({ value, label }) => [value, label] as const).reverse(),
    inShort: OVERALL_IN_SHORT,
  },
]
const HIDDEN = 'hidden'
/** Calendar quarters, by number. */
const MONTHS: Record<number, string> = {
  1: 'January to March',
  2: 'April to June',
  3: 'July to September',
  4: 'October to December',
}

/** What a part of the answers is called; a report's own scope is not offered: its report tells it. */
function nameOf({ of, code }: Said, council: CouncilRead | undefined): string {
  if (of === 'year') return 'The whole year'
  if (of === 'quarter') return MONTHS[(Number(code.slice(1)) % 4) + 1] ?? code
  if (!code) return of === 'team' ? 'No team recorded' : 'No procedure recorded'
  if (of === 'team') return teamName(council, code)
  return council?.procedures.find(({ id }) => id === code)?.name ?? code
}

const keyOf = ({ of, code }: Said) => `${of} ${code}`

function Bars({ said, question, words, replies, inShort }: { said: Said } & (typeof QUESTIONS)[number]) {
  const told = said.of === 'quarter' ? inShort : replies
  return (
    <div>
      <h3 className="rd-h3">{words}</h3>
      <ul className="rd-saidbars rd-bars">
        {told.map(([reply, label]) => {
          const count = said.replies[question]?.[reply] ?? null
          return (
            <li key={reply}>
              <span>{label}</span>
              <span className="rd-bars__line">
                <span className="rd-bars__track" aria-hidden="true">
                  <i style={{ width: `${count && said.answered ? (100 * count) / said.answered : 0}%` }} />
                </span>
                {count === null ? <span className="rd-second">{HIDDEN}</span> : <b>{count}</b>}
              </span>
            </li>
          )
        })}
      </ul>
    </div>
  )
}

function Counts({ said }: { said: Said }) {
  const of = (count: number | null, one: string, many: string) =>
    count === null ? `${many}: ${HIDDEN}` : `${count} ${count === 1 ? one : many}`
  return (
    <div className="rd-card__body">
      <p>
        {of(said.asked, 'letter asked', 'letters asked')}. {of(said.answered, 'answer', 'answers')}.
      </p>
      {said.answered !== null && said.answered > 0 && (
        <div className="rd-saidquestions">
          {QUESTIONS.map((one) => (
            <Bars key={one.question} said={said} {...one} />
          ))}
        </div>
      )}
      <p className="rd-second">
        A number is hidden where fewer than five people gave that reply, or where it would give such a number away.
      </p>
    </div>
  )
}

function Chosen({ year }: { year: string }) {
  const [params, setParams] = useSearchParams()
  const council = useCouncil().data
  const { data, error, refetch } = useSatisfaction(year)
  if (error) return <Failed error={error} retry={() => void refetch()} />
  if (!data) return <Filling rows={6} label="Counting the answers" />
  const parts = data.parts.filter(({ of }) => of !== 'scope')
  const ofYear = parts.find(({ of }) => of === 'year')
  const shown = parts.find((part) => keyOf(part) === params.get('part')) ?? ofYear ?? parts.at(-1)
  if (!shown) {
    return (
      <p className="rd-notice">Nothing is counted of {year} yet. A quarter is counted once the next one is over.</p>
    )
  }
  return (
    <Card
      id="said-counts"
      title="What people replied"
      note={data.complete ? undefined : 'The year and its parts are counted once all four quarters are.'}
      aside={
        <Select
          id="said-part"
          label={<span className="govuk-visually-hidden">Of</span>}
          value={keyOf(shown)}
          onChange={(part) => setParams({ year, part }, { replace: true })}
          options={parts.map((part) => ({ value: keyOf(part), label: nameOf(part, council) }))}
        />
      }
    >
      <Counts said={shown} />
    </Card>
  )
}

function Words() {
  const may = useMay('cases:narrative')
  const answers = useAnswers(may)
  if (!may) return null
  const pages = answers.data?.pages ?? []
  const items = pages.flatMap((page) => page.items).filter(({ said }) => said)
  return (
    <Card id="said-words" title="In their own words" note="Of quarters with five answers or more, in no order.">
      <div className="rd-card__body rd-stack">
        {answers.error && <Failed error={answers.error} retry={() => void answers.refetch()} />}
        {answers.isLoading && <Filling label="Fetching what people wrote" />}
        {pages.length > 0 && items.length === 0 && !answers.hasNextPage && <p>Nobody wrote anything yet.</p>}
        <ul className="rd-saidwords">
          {items.map((item, at) => (
            <li key={at}>
              <blockquote>{item.said}</blockquote>
              <p className="rd-second">
                {MONTHS[Number(item.quarter.slice(-1))]} {item.quarter.slice(0, 4)}, overall {item.overall} of 5
              </p>
            </li>
          ))}
        </ul>
        {answers.hasNextPage && (
          <p>
            <button
              type="button"
              className="rd-button rd-button--second"
              aria-disabled={answers.isFetchingNextPage}
              onClick={() => void answers.fetchNextPage()}
            >
              {answers.isFetchingNextPage ? 'Fetching' : 'Show more'}
            </button>
          </p>
        )}
      </div>
    </Card>
  )
}

/** How people found it that we dealt with their complaints: counts for who reads figures, words for who reads cases. */
export function AnswersPage() {
  const [params, setParams] = useSearchParams()
  const today = useToday()
  const year = params.get('year') ?? financialYear(today)
  return (
    <div className="rd-said">
      <div className="rd-titlerow">
        <div>
          <PageTitle>What people said of us</PageTitle>
          <p className="rd-received">How they found the way in which we dealt with their complaints.</p>
        </div>
        <Select
          id="said-year"
          label={<span className="govuk-visually-hidden">Year</span>}
          value={year}
          onChange={(chosen) => setParams({ year: chosen }, { replace: true })}
          options={lastYears(today, year).map((one) => ({ value: one, label: one }))}
        />
      </div>
      <Chosen year={year} />
      <Words />
    </div>
  )
}
