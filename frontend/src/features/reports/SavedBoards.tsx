import { useState } from 'react'
import { Link } from 'react-router'
import type { BoardViewRead } from '../../api'
import { Tick } from '../../components/Choices'
import { TextField } from '../../components/Fields'
import { Failed } from '../../components/Page'
import { useMay } from '../../lib/session'
import { useToday } from '../../lib/useNow'
import { financialYear } from '../../lib/years'
import { boardAddress } from './address'
import type { BoardAsked } from './address'
import { useBoardViews, useForgetBoardView, useSaveBoardView } from './queries'

function Form({ asked, thisYear, done }: { asked: BoardAsked; thisYear: string; done: (said: string) => void }) {
  const mayShare = useMay('views:share')
  const save = useSaveBoardView()
  const [name, setName] = useState('')
  const [shared, setShared] = useState(false)
  const [tried, setTried] = useState(false)
  const { name: board, quarter, team } = asked
  const year = asked.year === thisYear ? null : asked.year
  return (
    <form
      className="rd-savedboards__form rd-fields"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (!name.trim() || save.isPending) return
        const body = { name: name.trim(), shared, query: { board, year, quarter, team } }
        save.mutate(body, { onSuccess: () => done(`“${body.name}” is saved.`) })
      }}
    >
      {save.isError && <Failed error={save.error} />}
      <TextField
        id="board-view-name"
        label="Its name"
        hint={year ? `It stays of ${year}.` : 'It goes with the year: next year it shows that one.'}
        value={name}
        onChange={setName}
        error={tried && !name.trim() ? 'Give it a name' : undefined}
      />
      {mayShare && <Tick id="board-view-shared" label="Everybody here finds it" value={shared} onChange={setShared} />}
      <div className="rd-buttons">
        <button type="submit" className="rd-button" aria-disabled={save.isPending}>
          Save
        </button>
        <button type="button" className="rd-linklike" onClick={() => done('')}>
          Do not save
        </button>
      </div>
    </form>
  )
}

/** Views of dashboards under names: one's own and the council's; what is shown now can be added to them. */
export function SavedBoards({ asked }: { asked: BoardAsked }) {
  const thisYear = financialYear(useToday())
  const views = useBoardViews().data ?? []
  const forget = useForgetBoardView()
  const [open, setOpen] = useState(false)
  const [said, setSaid] = useState('')
  const addressOf = ({ query: { board, year, quarter, team } }: BoardViewRead) =>
    boardAddress({ name: board, year: year ?? thisYear, quarter: quarter ?? null, team: team ?? null })
  const present = views.find((view) => addressOf(view) === boardAddress(asked))
  return (
    <div className="rd-savedboards">
      {views.length > 0 && (
        <nav aria-label="Saved views">
          <ul>
            {views.map((view) => (
              <li key={view.id}>
                <Link to={{ search: addressOf(view) }} aria-current={view === present ? 'page' : undefined}>
                  {view.name}
                </Link>
                {view.shared && <span className="rd-second"> of the council</span>}
              </li>
            ))}
          </ul>
        </nav>
      )}
      <p>
        {present?.may_remove && (
          <button
            type="button"
            className="rd-linklike"
            aria-disabled={forget.isPending}
            onClick={() =>
              !forget.isPending &&
              forget.mutate(present.id, { onSuccess: () => setSaid(`“${present.name}” is not saved any more.`) })
            }
          >
            Remove “{present.name}”
          </button>
        )}
        {!present && (
          <button type="button" className="rd-linklike" aria-expanded={open} onClick={() => setOpen(!open)}>
            Save this view
          </button>
        )}{' '}
        <span role="status">{said}</span>
      </p>
      {forget.isError && <Failed error={forget.error} />}
      {open && !present && (
        <Form
          asked={asked}
          thisYear={thisYear}
          done={(next) => {
            setSaid(next)
            setOpen(false)
          }}
        />
      )}
    </div>
  )
}
