import { useMemo } from 'react'
import { Link, useSearchParams } from 'react-router'
import type { Question, Report } from '../../api'
import { Select } from '../../components/Fields'
import { Failed, Filling, PageTitle } from '../../components/Page'
import { teamName, useCouncil } from '../../lib/council'
import { toCsv } from '../../lib/csv'
import { clockTime, longDate, londonDay } from '../../lib/dates'
import { csvFile, saveFile } from '../../lib/download'
import { ProblemError } from '../../lib/problem'
import { useMay, useSession } from '../../lib/session'
import { useToday } from '../../lib/useNow'
import { financialYear, lastYears } from '../../lib/years'
import { questionOf } from './cells'
import { QUARTERS, boardAddress, readBoard } from './address'
import type { BoardAsked } from './address'
import { ReportChart } from './ReportChart'
import { ReportTable } from './ReportTable'
import type { LeadsTo } from './ReportTable'
import { SavedBoards } from './SavedBoards'
import { Sentences } from './Sentences'
import { useBoards, useLiveBoard } from './queries'
import { pictureOf } from './picture'
import { pngOf } from './png'
import { csvRows } from './reading'
import { haveWidth } from './reading'
import type { Block } from './reading'
import { ShownContext, asItIs } from './shown'
import './reports.css'
import './paper.css'
import './boards.css'

const WALL = '/figures/ready/wall'

interface PageProps {
  /** The page on which a figure's question is asked. */
  figuresAt: (question: Question) => string
}

function Which({ asked, choose }: { asked: BoardAsked; choose: (change: Partial<BoardAsked>) => void }) {
  const today = useToday()
  const council = useCouncil().data
  const hidden = (text: string) => <span className="govuk-visually-hidden">{text}</span>
  return (
    <div className="rd-reportwhich">
      <Select
        id="board-team"
        label={hidden('Team')}
        value={asked.team ?? ''}
        onChange={(team) => choose({ team: team || null })}
        options={[
          { value: '', label: 'All teams' },
          ...(council?.teams ?? []).map((one) => ({ value: one.code, label: one.name })),
        ]}
      />
      <Select
        id="board-year"
        label={hidden('Year')}
        value={asked.year}
        onChange={(year) => choose({ year })}
        options={lastYears(today, asked.year).map((year) => ({ value: year, label: year }))}
      />
      <Select
        id="board-quarter"
        label={hidden('Part of the year')}
        value={String(asked.quarter ?? '')}
        onChange={(quarter) => choose({ quarter: quarter ? Number(quarter) : null })}
        options={QUARTERS}
      />
    </div>
  )
}

interface PartProps extends PageProps {
  report: Report
  /** Of the dashboard, as files are called by it. */
  board: string
  /** What the team is called that all of it is of; empty: of the council. */
  ofTeam: string
}

function Part({ of, report, board, ofTeam, figuresAt }: { of: Block } & PartProps) {
  const mayDrill = useMay('figures:drill')
  const fileOf = ({ id }: { id: string }) =>
    [report.authority, board, id, report.period, ofTeam].filter(Boolean).join('-')
  if ('drawn_as' in of) {
    const saveSvg = () => saveFile(`${fileOf(of)}.svg`, new Blob([pictureOf(report, of, ofTeam)], { type: 'image/svg+xml' }))
    const savePng = async () => saveFile(`${fileOf(of)}.png`, await pngOf(pictureOf(report, of, ofTeam)))
    return (
      <>
        <ReportChart chart={of} />
        <p className="rd-second rd-boards__leads">
          <button type="button" className="rd-linklike" onClick={() => void savePng()}>
            Save as PNG<span className="govuk-visually-hidden">: {of.title}</span>
          </button>
          <button type="button" className="rd-linklike" onClick={saveSvg}>
            Save as SVG<span className="govuk-visually-hidden">: {of.title}</span>
          </button>
        </p>
      </>
    )
  }
  if ('asked_for' in of || 'clauses' in of) return null
  if (!('rows' in of)) return <Sentences of={of} />
  const note = (report.figures ?? []).find(({ id }) => id === of.id)
  const leadsTo: LeadsTo = (row, column) => {
    const question = questionOf(report, of, row, column)
    return question && figuresAt(question)
  }
  const save = () => saveFile(`${fileOf(of)}.csv`, csvFile(toCsv(csvRows(of))))
  return (
    <>
      <ReportTable table={of} leadsTo={leadsTo} />
      <p className="rd-second rd-boards__leads">
        {note && (
          <Link to={figuresAt(note.question as unknown as Question)}>
            {mayDrill ? 'See the cases' : 'See it by itself'}
            <span className="govuk-visually-hidden">: {of.title}</span>
          </Link>
        )}
        <button type="button" className="rd-linklike" onClick={save}>
          Save as CSV<span className="govuk-visually-hidden">: {of.title}</span>
        </button>
      </p>
    </>
  )
}

function Board({ report, board, ofTeam, figuresAt }: PartProps) {
  // Its parts are those of a report: here nothing is drafted, checked or hidden with a reason.
  const shown = useMemo(() => {
    const { authority, period } = report
    return { asked: { authority, year: period }, draft: asItIs(report), figuresAt }
  }, [report, figuresAt])
  const wide = useMemo(() => haveWidth(report.sections), [report])
  return (
    <ShownContext value={shown}>
      <div className="rd-boards">
        {report.sections.map((section, place) => (
          <section
            key={section.id}
            className={`rd-card rd-boards__section ${wide[place] ? 'rd-boards__section--wide' : ''}`}
            aria-labelledby={`board-${section.id}`}
          >
            <h2 className="rd-h2" id={`board-${section.id}`}>
              {section.title}
            </h2>
            {section.blocks.map((block, at) => (
              <Part
                key={'id' in block ? block.id : at}
                of={block}
                report={report}
                board={board}
                ofTeam={ofTeam}
                figuresAt={figuresAt}
              />
            ))}
          </section>
        ))}
      </div>
      <ul className="rd-second">
        {(report.notes ?? []).map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </ShownContext>
  )
}

/** Ready questions: how long it takes and why, what it is about, whom, who waits; each of a year, a quarter, a team. */
export function BoardsPage({ figuresAt }: PageProps) {
  const [params, setParams] = useSearchParams()
  const authority = useSession()?.authority ?? ''
  const thisYear = financialYear(useToday())
  const asked = useMemo(() => readBoard(params, thisYear), [params, thisYear])
  const council = useCouncil().data
  const boards = useBoards()
  const board = useLiveBoard(asked)
  const addressed = (change: Partial<BoardAsked>) => boardAddress({ ...asked, ...change })
  const own: Question = { authority, measure: 'count', year: asked.year, group_by: ['classification'] }
  const nothing = board.error instanceof ProblemError && board.error.status === 422
  return (
    <>
      <div className="rd-titlerow">
        <div>
          <PageTitle>{boards.data?.find(({ name }) => name === asked.name)?.title ?? 'Figures'}</PageTitle>
          <p className="rd-second">
            {board.data &&
              `As of ${longDate(londonDay(board.data.as_of))}, ${clockTime(board.data.as_of)}. `}
            <Link to={figuresAt(own)}>Ask a question of your own</Link>{' '}
            <Link to={{ pathname: WALL, search: params.toString() }} className="rd-second-link">
              Show on a wall
            </Link>
          </p>
        </div>
        <Which asked={asked} choose={(change) => setParams(addressed(change), { replace: true })} />
      </div>
      <nav aria-label="Figures" className="rd-boardlinks">
        <ul>
          {(boards.data ?? []).map(({ name, title }) => (
            <li key={name}>
              {/* No NavLink: all are of one path, so that it would call each the current page. */}
              <Link
                to={{ search: addressed({ name }) }}
                className={name === asked.name ? 'rd-boardlinks__on' : undefined}
                aria-current={name === asked.name ? 'page' : undefined}
              >
                {title}
              </Link>
            </li>
          ))}
          <li>
            <Link to="/figures/said">What people said of us</Link>
          </li>
          <li>
            <Link to="/figures/what-if">What if</Link>
          </li>
        </ul>
      </nav>
      <SavedBoards asked={asked} />
      {nothing && <p className="rd-notice">{board.error?.message}</p>}
      {board.error && !nothing && <Failed error={board.error} retry={() => void board.refetch()} />}
      {board.isLoading && <Filling rows={8} label="Working out the figures" />}
      {board.data && !board.error && (
        <Board
          report={board.data}
          board={asked.name}
          ofTeam={teamName(council, asked.team)}
          figuresAt={figuresAt}
        />
      )}
    </>
  )
}
