import { Link, useSearchParams } from 'react-router'
import type { Dashboard } from '../../api'
import { Select } from '../../components/Fields'
import { Failed, Filling, PageTitle } from '../../components/Page'
import { useCouncil } from '../../lib/council'
import { fullDate } from '../../lib/dates'
import { LikelyLate, WaitingFor } from './Ahead'
import { AgeBars, Found, KindBars, StageBars, TeamBars } from './Bars'
import { Headline } from './Headline'
import { LiveMark } from '../../components/LiveMark'
import { MonthBars } from './MonthBars'
import { OnTimeLine } from './OnTimeLine'
import { Raised } from './Raised'
import type { RaisedProps } from './Raised'
import { useLiveDashboard } from './queries'
import './today.css'
import './charts.css'

interface TopProps {
  board: Dashboard
  team: string
  choose: (name: 'team' | 'year', value: string) => void
}

function Top({ board, team, choose }: TopProps) {
  const [params] = useSearchParams()
  const council = useCouncil().data
  return (
    <div className="rd-titlerow">
      <div>
        <PageTitle>Today</PageTitle>
        <p className="rd-received">
          {fullDate(board.today)}{' '}
          <Link to={{ pathname: '/today/wall', search: params.toString() }} className="rd-second-link">
            Show on a wall
          </Link>
        </p>
      </div>
      <div className="rd-todaybar">
        <LiveMark asOf={board.as_of} />
        <Select
          id="today-team"
          label={<span className="govuk-visually-hidden">Team</span>}
          value={team}
          onChange={(value) => choose('team', value)}
          options={[
            { value: '', label: 'All teams' },
            ...(council?.teams ?? []).map((one) => ({ value: one.code, label: one.name })),
          ]}
        />
        <Select
          id="today-year"
          label={<span className="govuk-visually-hidden">Year</span>}
          value={board.year}
          onChange={(value) => choose('year', value)}
          options={board.years.map((year) => ({ value: year, label: year }))}
        />
      </div>
    </div>
  )
}

/** Ten seconds: what is late, what is coming, how the year stands. Numbers change in place. */
export function TodayPage({ figuresAt }: RaisedProps) {
  const [params, setParams] = useSearchParams()
  const team = params.get('team') ?? ''
  const dashboard = useLiveDashboard(team, params.get('year') ?? '')
  const { refetch } = dashboard

  const board = dashboard.data
  if (!board) {
    return (
      <>
        <PageTitle>Today</PageTitle>
        {dashboard.isError ? (
          <Failed error={dashboard.error} retry={() => void refetch()} />
        ) : (
          <Filling rows={6} label="Fetching the figures" />
        )}
      </>
    )
  }
  const choose = (name: 'team' | 'year', value: string) => {
    const next = new URLSearchParams(params)
    if (value) next.set(name, value)
    else next.delete(name)
    setParams(next, { replace: true })
  }
  return (
    <>
      <Top board={board} team={team} choose={choose} />
      <Headline board={board} team={team} />
      <Raised figuresAt={figuresAt} />
      <div className="rd-board">
        <TeamBars board={board} />
        <WaitingFor board={board} />
        <LikelyLate board={board} />
        <OnTimeLine board={board} />
        <MonthBars board={board} />
        <Found board={board} />
        <AgeBars board={board} />
        <KindBars board={board} />
        <StageBars board={board} />
      </div>
    </>
  )
}
