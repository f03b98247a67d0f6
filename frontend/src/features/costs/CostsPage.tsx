import { Link, useSearchParams } from 'react-router'
import type { BudgetRead, CostKind, YearCosts } from '../../api'
import { COST_KIND_WORDS } from '../../api/words.gen'
import { Select } from '../../components/Fields'
import { LateMark } from '../../components/Icons'
import { NotShown } from '../../components/NotShown'
import { Card, Failed, Filling, PageTitle } from '../../components/Page'
import { longDate } from '../../lib/dates'
import { pounds } from '../../lib/money'
import { useToday } from '../../lib/useNow'
import { financialYear, lastYears } from '../../lib/years'
import { useCostlyCases, useYearCosts } from './queries'
import './costs.css'

/** Which cases are asked for: those of these kinds, of any kind, or none yet. */
function askedKinds(params: URLSearchParams): CostKind[] | null {
  if (!params.has('of')) return null
  return (params.get('of') ?? '').split(' ').filter((kind): kind is CostKind => kind in COST_KIND_WORDS)
}

function addressOf(year: string, kinds?: readonly CostKind[]): string {
  return `/costs?${new URLSearchParams({ year, ...(kinds && { of: kinds.join(' ') }) }).toString()}`
}

function Behind({ year, kinds, words }: { year: string; kinds: readonly CostKind[]; words: string }) {
  return (
    <Link to={`${addressOf(year, kinds)}#cost-cases`}>
      Cases <span className="govuk-visually-hidden">behind: {words}</span>
    </Link>
  )
}

function Left({ budget }: { budget: BudgetRead }) {
  if (budget.left_pence >= 0) return <>{pounds(budget.left_pence)} left</>
  return (
    <span className="rd-rag rd-rag--late">
      <LateMark />
      <span>{pounds(-budget.left_pence)} over budget</span>
    </span>
  )
}

function Budgets({ year, budgets }: { year: string; budgets: readonly BudgetRead[] }) {
  return (
    <Card title="Against the budget" id="cost-budgets">
      <ul className="rd-card__body rd-stack">
        {budgets.map((budget) => (
          <li key={budget.name}>
            <p>
              <b>{budget.name}</b> <Behind year={year} kinds={budget.kinds} words={budget.name} />
            </p>
            <p>
              {pounds(budget.spent_pence)} spent of {pounds(budget.budget_pence)}: <Left budget={budget} />
            </p>
            <p className="rd-second">
              {budget.kinds.map((kind) => COST_KIND_WORDS[kind]).join(', ')}. Source: {budget.source}
            </p>
          </li>
        ))}
      </ul>
    </Card>
  )
}

const HEADS = ['What for', 'Spent', 'The year before', 'Cases']

function Kinds({ year, costs }: { year: string; costs: YearCosts }) {
  return (
    <table className="rd-costs">
      <caption className="govuk-visually-hidden">What was spent, by kind</caption>
      <thead>
        <tr>
          {HEADS.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {costs.kinds.map(({ kind, pence, before_pence, cases }) => (
          <tr key={kind}>
            <th scope="row">{COST_KIND_WORDS[kind]}</th>
            <td>{pounds(pence)}</td>
            <td>{pounds(before_pence)}</td>
            <td>
              {cases > 0 ? (
                <Link to={`${addressOf(year, [kind])}#cost-cases`}>
                  {cases} <span className="govuk-visually-hidden">behind: {COST_KIND_WORDS[kind]}</span>
                </Link>
              ) : (
                0
              )}
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">In all</th>
          <td>{pounds(costs.total_pence)}</td>
          <td>{pounds(costs.before_pence)}</td>
          <td>
            <Behind year={year} kinds={[]} words="all costs" />
          </td>
        </tr>
      </tfoot>
    </table>
  )
}

function Cases({ year, kinds }: { year: string; kinds: CostKind[] }) {
  const found = useCostlyCases(Number(year.slice(0, 4)), kinds)
  const words = kinds.length > 0 ? kinds.map((kind) => COST_KIND_WORDS[kind]).join(', ') : 'All costs'
  return (
    <Card title="The cases behind" id="cost-cases" note={words}>
      <div className="rd-card__body rd-stack">
        {found.isPending && <Filling rows={3} label="Fetching the cases" />}
        {found.isError && <Failed error={found.error} retry={() => void found.refetch()} />}
        {found.data?.items.length === 0 && <p>No case cost anything of this.</p>}
        <ul>
          {found.data?.items.map(({ ref, pence }) => (
            <li key={ref}>
              <Link to={`/cases/${ref}`}>{ref}</Link> {pounds(pence)}
            </li>
          ))}
        </ul>
        {found.data?.more && <p className="rd-second">The dearest {found.data.items.length} are listed.</p>}
        <NotShown count={found.data?.restricted ?? 0} what="case" />
      </div>
    </Card>
  )
}

/** What cases cost in a financial year, beside the year before and the council's budgets. */
export function CostsPage() {
  const [params, setParams] = useSearchParams()
  const today = useToday()
  const years = lastYears(today, '')
  const year = years.find((known) => known === params.get('year')) ?? financialYear(today)
  const kinds = askedKinds(params)
  const costs = useYearCosts(Number(year.slice(0, 4)))
  const { data } = costs
  return (
    <>
      <div className="rd-titlerow">
        <div>
          <PageTitle>Costs</PageTitle>
          <p className="rd-second">
            What was recorded in cases, by the day it was spent
            {data && `: ${longDate(data.first_on)} to ${longDate(data.last_on)}`}. What was imported has no day and no
            kind: it is in <Link to="/figures">Figures</Link>.
          </p>
        </div>
      </div>
      <div className="rd-stack">
        <div className="rd-costs__year">
          <Select
            id="cost-year"
            label="Financial year"
            value={year}
            onChange={(chosen) => setParams({ year: chosen })}
            options={years.map((one) => ({ value: one, label: one }))}
          />
        </div>
        {costs.isPending && <Filling rows={6} label="Fetching the costs" />}
        {costs.isError && <Failed error={costs.error} retry={() => void costs.refetch()} />}
        {data && data.budgets.length > 0 && <Budgets year={year} budgets={data.budgets} />}
        {data && (
          <Card title="By kind" id="cost-kinds">
            {data.kinds.length > 0 ? (
              <Kinds year={year} costs={data} />
            ) : (
              <p className="rd-card__body">No cost was recorded for this year or the year before.</p>
            )}
          </Card>
        )}
        {kinds && <Cases year={year} kinds={kinds} />}
      </div>
    </>
  )
}
