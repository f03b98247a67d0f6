import { useState } from 'react'
import type { BoardViewRead } from '../../api'
import { Tick } from '../../components/Choices'
import { TextField } from '../../components/Fields'
import { Failed } from '../../components/Page'
import { SavedUnderNames } from '../../components/SavedUnderNames'
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
      className="rd-fields"
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
  const addressOf = ({ query: { board, year, quarter, team } }: BoardViewRead) =>
    boardAddress({ name: board, year: year ?? thisYear, quarter: quarter ?? null, team: team ?? null })
  const named = views.map((view) => ({
    id: view.id,
    name: view.name,
    to: { search: addressOf(view) },
    of: view.shared ? 'of the council' : null,
    mayRemove: view.may_remove,
    isHere: addressOf(view) === boardAddress(asked),
  }))
  return (
    <SavedUnderNames
      views={named}
      forget={useForgetBoardView()}
      form={(done) => <Form asked={asked} thisYear={thisYear} done={done} />}
    />
  )
}
