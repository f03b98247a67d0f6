import { useSearchParams } from 'react-router'
import type { Dashboard } from '../../api'
import { Failed, Filling } from '../../components/Page'
import { Wall } from '../../components/Wall'
import { teamName, useCouncil } from '../../lib/council'
import { fullDate } from '../../lib/dates'
import { plural } from '../../lib/words'
import { Turns, Weeks, dueAndLate } from './Ahead'
import { STATES, StatesLegend, TeamRows, largestFirst, total } from './Bars'
import { Figures, OnTime, Sentence } from './Headline'
import { useLiveDashboard } from './queries'
import './today.css'
import './charts.css'
import './wall.css'

/** So many are read from across a room. */
const MOST_TEAMS = 6
/** Below more turns than these a wide screen has no room. */
const FEW_TURNS = 3

function Teams({ board }: { board: Dashboard }) {
  const rows = largestFirst(board)
  const more = rows.slice(MOST_TEAMS)
  const open = more.reduce((sum, row) => sum + total(row), 0)
  return (
    <section className="rd-card rd-wall__card" aria-labelledby="wall-teams">
      <h2 className="rd-h2" id="wall-teams">
        Open cases by team
      </h2>
      {more.length > 0 && (
        <p className="rd-second">
          {plural(more.length, 'more team')}: {open} open
        </p>
      )}
      <TeamRows
        rows={rows.slice(0, MOST_TEAMS)}
        name={(row) => (
          <span>
            {row.name}
            <span className="govuk-visually-hidden">
              : {STATES.map(({ key, label }) => `${row[key]} ${label.toLowerCase()}`).join(', ')}
            </span>
          </span>
        )}
      />
      <StatesLegend />
    </section>
  )
}

function Waiting({ board }: { board: Dashboard }) {
  return (
    <section className="rd-card rd-wall__card" aria-labelledby="wall-waiting">
      <h2 className="rd-h2" id="wall-waiting">
        Who we are waiting for
      </h2>
      <Turns board={board} />
    </section>
  )
}

function Likely({ board }: { board: Dashboard }) {
  const { due, likely } = dueAndLate(board)
  return (
    <section className="rd-card rd-wall__card rd-wall__card--ahead" aria-labelledby="wall-ahead">
      <h2 className="rd-h2" id="wall-ahead">
        Likely to be late: {likely} of {due}
      </h2>
      <Weeks board={board} />
    </section>
  )
}

/** Today for a screen on a wall, without persons or cases. */
export function WallPage() {
  const [params] = useSearchParams()
  const team = params.get('team') ?? ''
  const dashboard = useLiveDashboard(team, params.get('year') ?? '')
  const council = useCouncil().data
  const board = dashboard.data
  return (
    <Wall
      title={`${council?.name ?? ''} today${team && `: ${teamName(council, team)}`}`}
      of={board && fullDate(board.today)}
      asOf={board?.as_of}
      page={{ pathname: '/today', search: params.toString() }}
    >
      {board ? (
        <>
          <div className="rd-headline">
            <div className="rd-headline__left">
              <Sentence board={board} />
              <Figures board={board} name={({ label }) => label} />
            </div>
            <OnTime board={board} />
          </div>
          <div className="rd-wall__below">
            <Teams board={board} />
            <div className="rd-wall__aside">
              <Waiting board={board} />
              {board.turns.length <= FEW_TURNS && <Likely board={board} />}
            </div>
          </div>
        </>
      ) : dashboard.isError ? (
        <Failed error={dashboard.error} retry={() => void dashboard.refetch()} />
      ) : (
        <Filling rows={6} label="Fetching the figures" />
      )}
    </Wall>
  )
}
