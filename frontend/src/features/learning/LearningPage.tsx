import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import type { PlannedAction, PlanView, ThemeCount } from '../../api'
import { LEARNING_SCOPE_WORDS } from '../../api/words.gen'
import { LateMark, SoonMark } from '../../components/Icons'
import { Card, Failed, Filling, PageTitle } from '../../components/Page'
import { Withheld } from '../../components/Withheld'
import { longDate } from '../../lib/dates'
import { useOnChange } from '../../lib/LiveProvider'
import { lowered } from '../../lib/words'
import { usePlan } from './queries'
import type { PlanFilter } from './queries'
import './learning.css'

const VIEWS: { view: PlanView; label: string; empty: string }[] = [
  { view: 'open', label: 'Open', empty: 'No action is open.' },
  { view: 'late', label: 'Late', empty: 'No action is late.' },
  { view: 'effect', label: 'Effect to look at', empty: 'No effect is to be looked at yet.' },
]

function addressOf({ view, theme }: PlanFilter): string {
  return `/learning?${new URLSearchParams({ view, ...(theme && { theme }) }).toString()}`
}

function When({ item }: { item: PlannedAction }) {
  if (item.effect_on) {
    return (
      <span className="rd-rag rd-rag--soon">
        <SoonMark />
        <span>Look whether it helped, since {longDate(item.effect_on)}</span>
      </span>
    )
  }
  if (!item.due_on) return <span className="rd-second">No date yet</span>
  if (!item.late) return <span>{longDate(item.due_on)}</span>
  return (
    <span className="rd-rag rd-rag--late">
      <LateMark />
      <span>Late: it was due {longDate(item.due_on)}</span>
    </span>
  )
}

function Actions({ items }: { items: readonly PlannedAction[] }) {
  return (
    <table role="table" className="rd-plan" aria-label="Actions">
      <thead role="rowgroup">
        <tr role="row">
          {['What will change', 'By when', 'Who', 'Case'].map((name) => (
            <th key={name} role="columnheader" scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {items.map((item) => (
          <tr role="row" key={`${item.ref}${item.number}`}>
            <th role="rowheader" scope="row">
              {item.action ?? 'In somebody’s own words, not shown to your role'}
              <span className="rd-second rd-block">
                {item.theme_name}, for {lowered(LEARNING_SCOPE_WORDS[item.scope])}
              </span>
            </th>
            <td role="cell">
              <When item={item} />
            </td>
            <td role="cell">{item.owner?.name ?? <span className="rd-tag rd-tag--open">Nobody yet</span>}</td>
            <td role="cell">
              <Link to={`/cases/${item.ref}#learning-title`}>{item.ref}</Link>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Themes({ themes, filter }: { themes: readonly ThemeCount[]; filter: PlanFilter }) {
  return (
    <Card title="By theme" id="themes">
      <ul className="rd-card__body rd-themes">
        {themes.map((theme) => {
          const counts = [
            `${theme.open} open`,
            theme.late > 0 && `${theme.late} late`,
            theme.effect > 0 && `${theme.effect} to look at`,
          ]
          const isChosen = theme.theme === filter.theme
          return (
            <li key={theme.theme}>
              <Link
                to={addressOf({ ...filter, theme: isChosen ? '' : theme.theme })}
                aria-current={isChosen ? 'true' : undefined}
              >
                {theme.name}
              </Link>
              <span className="rd-second"> {counts.filter(Boolean).join(', ')}</span>
            </li>
          )
        })}
      </ul>
      {filter.theme && (
        <p className="rd-card__body">
          <Link to={addressOf({ ...filter, theme: '' })}>All themes</Link>
        </p>
      )}
    </Card>
  )
}

/** The council's action plan: what is being learned from complaints, by whom, by when, and whether it helped. */
export function LearningPage() {
  const [params] = useSearchParams()
  const [reason, setReason] = useState('')
  const shown = VIEWS.find(({ view }) => view === params.get('view')) ?? { view: 'open' as const, empty: '' }
  const filter: PlanFilter = { view: shown.view, theme: params.get('theme') ?? '' }
  const plan = usePlan(filter, reason)
  const { refetch } = plan
  useOnChange(() => void refetch())
  const themes = plan.data?.pages[0]?.themes ?? []
  const items = plan.data?.pages.flatMap((page) => page.items) ?? []
  const totals: Record<PlanView, number> = { open: 0, late: 0, effect: 0 }
  for (const theme of themes) {
    if (filter.theme && theme.theme !== filter.theme) continue
    for (const { view } of VIEWS) totals[view] += theme[view]
  }
  const empty = VIEWS.find(({ view }) => view === filter.view)?.empty
  return (
    <>
      <div className="rd-titlerow">
        <div>
          <PageTitle>What we are learning</PageTitle>
          <p className="rd-received">Actions that came out of complaints, whichever case they are from.</p>
        </div>
      </div>
      <Withheld parts={plan.data?.pages[0]?.withheld ?? []} lift={setReason} />
      <nav className="rd-viewrow" aria-label="Views">
        {VIEWS.map(({ view, label }) => (
          <Link
            key={view}
            to={addressOf({ ...filter, view })}
            className={`rd-view ${view === filter.view ? 'rd-view--on' : ''}`}
            aria-current={view === filter.view ? 'page' : undefined}
          >
            {label}
            <b className={view === 'late' ? 'rd-view__late' : undefined}>{plan.data ? totals[view] : ''}</b>
          </Link>
        ))}
      </nav>
      {plan.isPending && <Filling rows={6} label="Fetching the actions" />}
      {plan.isError && <Failed error={plan.error} retry={() => void plan.refetch()} />}
      {plan.data && (
        <div className="rd-plangrid">
          <Card>
            {items.length > 0 ? <Actions items={items} /> : <p className="rd-card__body">{empty}</p>}
            {plan.hasNextPage && (
              <p className="rd-card__body">
                <button type="button" className="rd-linklike" onClick={() => void plan.fetchNextPage()}>
                  Show more
                </button>
              </p>
            )}
          </Card>
          {themes.length > 0 && <Themes themes={themes} filter={filter} />}
        </div>
      )}
    </>
  )
}
