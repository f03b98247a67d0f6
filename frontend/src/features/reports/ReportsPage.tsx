import { useEffect, useMemo, useState } from 'react'
import { Link, useLocation, useNavigate, useSearchParams } from 'react-router'
import type { Question, ReportAsked } from '../../api'
import { Select } from '../../components/Fields'
import { Card, Failed, Filling, PageTitle } from '../../components/Page'
import { clockTime, longDate, londonDay } from '../../lib/dates'
import { useOnChange } from '../../lib/LiveProvider'
import { ProblemError } from '../../lib/problem'
import { useMay, useSession } from '../../lib/session'
import { useToday } from '../../lib/useNow'
import { plural } from '../../lib/words'
import { financialYear, lastYears } from '../../lib/years'
import { Checks } from './Checks'
import { Downloads } from './Downloads'
import { Hidden } from './Hidden'
import { Paper } from './Paper'
import { Publish } from './Publish'
import { SectionList } from './SectionList'
import { Versions } from './Versions'
import { QUARTERS, SCOPES, addressOf, readAsked, titleOf } from './address'
import { usePublications, useRecordedYears, useReportDraft, useVersion } from './queries'
import { sectionAt } from './reading'
import { ShownContext, asItIs, useShown } from './shown'
import './reports.css'
import './paper.css'

function Which({ asked }: { asked: ReportAsked }) {
  const navigate = useNavigate()
  const { hash } = useLocation()
  const today = useToday()
  const choose = (change: Partial<ReportAsked>) => void navigate({ search: addressOf({ ...asked, ...change }), hash })
  const hidden = (text: string) => <span className="govuk-visually-hidden">{text}</span>
  return (
    <div className="rd-reportwhich">
      <Select
        id="report-year"
        label={hidden('Year')}
        value={asked.year}
        onChange={(year) => choose({ year })}
        options={lastYears(today, asked.year).map((year) => ({ value: year, label: year }))}
      />
      <Select
        id="report-scope"
        label={hidden('Complaints about')}
        value={asked.scope ?? ''}
        onChange={(value) => choose({ scope: SCOPES.find((scope) => scope.value === value)?.value })}
        options={SCOPES}
      />
      <Select
        id="report-quarter"
        label={hidden('Part of the year')}
        value={String(asked.quarter ?? '')}
        onChange={(quarter) => choose({ quarter: quarter ? Number(quarter) : null })}
        options={QUARTERS}
      />
    </div>
  )
}

/** A year without records: plain words, and the years that have some. */
function Nothing({ asked, says }: { asked: ReportAsked; says: string }) {
  const years = useRecordedYears().data ?? []
  return (
    <div className="rd-notice">
      <p>{says}</p>
      {years.length > 0 && (
        <>
          <p>There are records of these years:</p>
          <ul className="rd-downloads">
            {years.map((year) => (
              <li key={year}>
                <Link to={{ search: addressOf({ ...asked, year, quarter: null }) }}>{year}</Link>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}

type View = 'sections' | 'report' | 'checks'

/** Sections, paper and checks side by side; on a narrow screen one of them at a time. */
function Workbench() {
  const { draft, asked } = useShown()
  const { hash, key } = useLocation()
  const [chosen, setChosen] = useState<{ view: View; at: string }>({ view: 'report', at: key })
  const anchor = hash.slice(1)
  const current = sectionAt(draft.report, anchor)
  useEffect(() => {
    // A link to a place of the report leads the focus there, whichever part of the page it was pressed in.
    if (anchor) document.getElementById(anchor)?.focus()
  }, [anchor, key])
  if (!current) return null
  const view = chosen.at === key ? chosen.view : 'report'
  const stops = draft.checks.filter(({ level }) => level === 'stops').length
  const tabs: { view: View; label: string }[] = [
    { view: 'sections', label: 'Sections' },
    { view: 'report', label: 'Report' },
    { view: 'checks', label: stops > 0 ? `Checks: ${stops} to fix` : 'Checks' },
  ]
  return (
    <>
      <div className="rd-reporttabs" role="group" aria-label="Part of the page">
        {tabs.map((tab) => (
          <button
            key={tab.view}
            type="button"
            aria-pressed={tab.view === view}
            onClick={() => setChosen({ view: tab.view, at: key })}
          >
            {tab.label}
          </button>
        ))}
      </div>
      <div className={`rd-reportgrid rd-reportgrid--${view}`}>
        <SectionList current={current} />
        <Paper current={current} />
        <div className="rd-stack rd-reportaside">
          <Checks />
          <Hidden />
          <Versions asked={asked} publications={draft.publications} />
        </div>
      </div>
    </>
  )
}

interface PartProps {
  asked: ReportAsked
  figuresAt: (question: Question) => string
}

/** For who writes the report: what it will say, and whether it can be published. */
function Builder({ asked, figuresAt }: PartProps) {
  const found = useReportDraft(asked)
  const { data: draft, error, refetch, dataUpdatedAt } = found
  const [outdated, setOutdated] = useState(0)
  useOnChange(() => setOutdated(dataUpdatedAt))
  const shown = useMemo(() => draft && { asked, draft, figuresAt }, [asked, draft, figuresAt])
  if (error instanceof ProblemError && error.status === 422) return <Nothing asked={asked} says={error.message} />
  if (error) return <Failed error={error} retry={() => void refetch()} />
  if (!shown) return <Filling rows={8} label="Working out the report" />
  const { provisional, as_of, period } = shown.draft.report
  return (
    <ShownContext value={shown}>
      <div className="rd-reporthead">
        <p className="rd-second">
          Draft. {provisional && `Provisional: ${period} is not over, so figures still move. `}
          As of {longDate(londonDay(as_of))}, {clockTime(as_of)}.{' '}
          {outdated === dataUpdatedAt && (
            <>
              Something changed since.{' '}
              <button type="button" className="rd-linklike" onClick={() => void refetch()}>
                Show the figures of now
              </button>
            </>
          )}
        </p>
        <Publish key={addressOf(asked)} />
      </div>
      <Workbench key={addressOf(asked)} />
    </ShownContext>
  )
}

/** For who reads it: the versions that were published, and the figures as they stand. */
function Reading({ asked }: { asked: ReportAsked }) {
  const { data, error, refetch } = usePublications(asked)
  if (error) return <Failed error={error} retry={() => void refetch()} />
  if (!data) return <Filling label="Fetching the versions" />
  return (
    <div className="rd-stack">
      <p className="rd-second" role="status">
        {plural(data.length, 'version')} published.
      </p>
      <Versions asked={asked} publications={data} />
      <Card id="now" title="As the figures stand now" note="Nobody has checked or signed it.">
        <div className="rd-card__body">
          <Downloads asked={asked} version={null} />
        </div>
      </Card>
    </div>
  )
}

/** A version as it left the council, whatever the figures are now. */
function Published({ asked, version, figuresAt }: PartProps & { version: number }) {
  const { data: report, error, refetch } = useVersion(asked, version)
  const shown = useMemo(() => report && { asked, draft: asItIs(report), figuresAt }, [asked, report, figuresAt])
  if (error) return <Failed error={error} retry={() => void refetch()} />
  if (!shown) return <Filling rows={8} label="Fetching the version" />
  return (
    <ShownContext value={shown}>
      <div className="rd-onepaper rd-stack">
        <p className="rd-second">
          Version {version}, as it was published. <Link to={{ search: addressOf(asked) }}>The report as it is now</Link>
        </p>
        <Paper />
      </div>
    </ShownContext>
  )
}

/** A report of complaints: can it be published, what stops it, what is hidden and why. */
export function ReportsPage({ figuresAt }: { figuresAt: (question: Question) => string }) {
  const [params] = useSearchParams()
  const authority = useSession()?.authority ?? ''
  const mayWrite = useMay('reports:write')
  const thisYear = financialYear(useToday())
  const asked = useMemo(() => readAsked(params, authority, thisYear), [params, authority, thisYear])
  const version = Number(params.get('version'))
  return (
    <>
      <div className="rd-titlerow rd-reporttitle">
        <PageTitle>{titleOf(asked)}</PageTitle>
        <Which asked={asked} />
      </div>
      {Number.isInteger(version) && version > 0 ? (
        <Published asked={asked} version={version} figuresAt={figuresAt} />
      ) : mayWrite ? (
        <Builder asked={asked} figuresAt={figuresAt} />
      ) : (
        <Reading asked={asked} />
      )}
    </>
  )
}
