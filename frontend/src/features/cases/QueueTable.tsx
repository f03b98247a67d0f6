import { useWindowVirtualizer } from '@tanstack/react-virtual'
import type { VirtualItem } from '@tanstack/react-virtual'
import { memo, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { Ref } from 'react'
import { Link } from 'react-router'
import type { ContactRead, ListedCase, Sort, Waiting } from '../../api'
import { FLAG_WORDS, HOLD_REASON_WORDS, OUTCOME_WORDS, STATUS_WORDS } from '../../api/words.gen'
import { DayRuler } from '../../components/DayRuler'
import { LateMark, OnTrackMark, SoonMark } from '../../components/Icons'
import { Initials } from '../../components/Page'
import { RagStatus } from '../../components/Rag'
import { teamName, useCouncil } from '../../lib/council'
import { nearDate } from '../../lib/dates'
import { counted, plural, word } from '../../lib/words'
import { useToday } from '../../lib/useNow'
import type { Column } from './Columns'
import { StillOpen } from './StillOpen'
import { followUpWords } from './clockWords'
import { SORTS, grouped } from './filter'
import type { Group, GroupName } from './filter'
import { AT_MOST } from './useSelection'
import type { Selection } from './useSelection'

const HEADINGS: Record<Exclude<GroupName, 'all'>, { name: string; note: string; mark: React.ReactNode }> = {
  late: { name: 'Late', note: 'Past the date we promised or the target', mark: <LateMark /> },
  soon: {
    name: 'Due in the next 5 working days',
    note: 'Acknowledgements: in the next working day',
    mark: <SoonMark />,
  },
  on_track: { name: 'On track', note: 'The next date we owe is not close', mark: <OnTrackMark /> },
  other: { name: 'No date owed', note: 'Closed, or a date that is not known yet', mark: null },
}

function Days({ held }: { held: ListedCase }) {
  const due = held.next_due
  if (!due) return <span>{held.outcome ? word(OUTCOME_WORDS, held.outcome) : STATUS_WORDS[held.stage]}</span>
  return (
    <>
      <RagStatus rag={due.rag} daysLeft={due.days_left} />
      <span className="rd-row__ruler">
        <span className="rd-second">{due.name}</span>
        {due.day_total !== null && due.days_left !== null && (
          <DayRuler total={due.day_total} daysLeft={due.days_left} rag={due.rag} />
        )}
      </span>
    </>
  )
}

const WHOM: Record<Waiting['reason'], string> = { ...HOLD_REASON_WORDS, contributor: 'Contributor' }

/** Whose turn it is, and since when; nobody's once it has ended. */
function WaitingOn({ held: { status, waiting, ours_since } }: { held: ListedCase }) {
  const today = useToday()
  if (!waiting) {
    return (
      status === 'open' && (
        <>
          <b className="rd-row__us">Us</b>
          {ours_since && <span className="rd-second rd-block">since {nearDate(ours_since, today)}</span>}
        </>
      )
    )
  }
  return (
    <>
      <span className="rd-row__for">{waiting.waiting_on ?? WHOM[waiting.reason]}</span>
      <span className="rd-second rd-block">
        {waiting.waiting_on && `${WHOM[waiting.reason]}, `}
        {waiting.days === 0 ? `since ${nearDate(waiting.since, today)}` : plural(waiting.days, 'working day')}
      </span>
    </>
  )
}

interface CellsProps {
  held: ListedCase
  /** Why it comes first is said. */
  why: boolean
  contact: ContactRead | undefined
  service: string
  onOpen: (ref: string) => void
}

interface RowProps extends CellsProps {
  /** Undefined where nothing may be done with what is selected. */
  selection: Selection | undefined
  index: number
  measure: Ref<HTMLTableRowElement>
}

function Row({ selection, index, measure, ...cells }: RowProps) {
  const { ref } = cells.held
  const chosen = selection?.chosen.has(ref) ?? false
  return (
    <tr
      role="row"
      className={`rd-row ${chosen ? 'rd-row--chosen' : ''}`}
      ref={measure}
      data-index={index}
      aria-rowindex={index + 2}
    >
      {selection && (
        <td role="cell" className="rd-row__choose">
          <label className="rd-choose">
            <span className="govuk-visually-hidden">Select {ref}</span>
            <input
              type="checkbox"
              checked={chosen}
              // A click tells of the shift key; the keyboard's blank makes one too.
              onClick={(event) => selection.toggle(ref, event.shiftKey)}
              onChange={() => undefined}
            />
          </label>
        </td>
      )}
      <Cells {...cells} />
    </tr>
  )
}

/** What is said of a case: the same whichever others are selected, or in focus. */
const Cells = memo(function Cells({ held, why, contact, service, onOpen }: CellsProps) {
  const about = contact?.person?.name ?? contact?.complainant?.name
  return (
    <>
      <td role="cell" className="rd-row__days">
        <Days held={held} />
      </td>
      <th role="rowheader" scope="row" className="rd-row__case">
        <Link to={`/cases/${held.ref}`} data-case={held.ref} onClick={() => onOpen(held.ref)}>
          {contact?.title ?? held.ref}
        </Link>
        <span className="rd-second">
          {contact?.title && held.ref}
          {about && ` · about ${about}`}
        </span>
      </th>
      <td role="cell" className="rd-row__service" data-column="service">
        {service}
      </td>
      <td role="cell" className={`rd-row__next ${why ? 'rd-row__next--why' : ''}`} data-column="next">
        {held.follow_up && (
          <StillOpen said={followUpWords(held.follow_up.open)} {...held.follow_up} />
        )}
        {held.ombudsman && <StillOpen said="With the Ombudsman" {...held.ombudsman} />}
        {held.next_action && !held.follow_up && !held.ombudsman && (
          <>
            <b className="rd-row__label">Next: </b>
            {held.next_action}
          </>
        )}
        {held.late_stage && (
          <span className="rd-second rd-block">
            Answered late: no reason is recorded.{' '}
            <Link to={`/cases/${held.ref}?do=correct&about=answer/${held.late_stage}`} onClick={() => onOpen(held.ref)}>
              Say why <span className="govuk-visually-hidden">{held.ref} was late</span>
            </Link>
          </span>
        )}
        {held.flags.includes('contact_plan') && <span className="rd-second rd-block">{FLAG_WORDS.contact_plan}</span>}
        {why && held.why.length > 0 && (
          <span className="rd-second rd-block">
            <b>Why first:</b> {held.why.join('; ')}
          </span>
        )}
      </td>
      <td role="cell" className="rd-row__waiting" data-column="waiting">
        <WaitingOn held={held} />
      </td>
      <td role="cell" className="rd-row__owner" data-column="owner">
        {held.owner ? (
          <Initials of={held.owner.name} label={held.owner.name} />
        ) : (
          <span className="rd-tag rd-tag--open">No owner</span>
        )}
      </td>
    </>
  )
})

/** So many rows are all in the page, for the browser's own search and for paper; of more, those in sight and near. */
const ALL_IN_PAGE = 200
const NEAR = 20
const COLUMNS = 7

type Entry = { group: Group; held?: ListedCase }

interface Props {
  cases: readonly ListedCase[]
  sort: Sort
  without: readonly Column[]
  contacts: Map<string, ContactRead>
  /** Undefined where nothing may be done with what is selected. */
  selection: Selection | undefined
  /** Whether every case of the view is here, so that groups can be counted. */
  complete: boolean
  /** Which rows are in the page, from the first to the last, and how far those in sight go. */
  onSight: (first: number, last: number, inSight: number) => void
  onOpen: (ref: string) => void
}

/** Where something begins on the whole page, also after what is above it has grown. */
function useTop(): [Ref<HTMLTableElement>, number] {
  const ref = useRef<HTMLTableElement>(null)
  const [top, setTop] = useState(0)
  useLayoutEffect(() => {
    const measure = () => setTop(Math.round((ref.current?.getBoundingClientRect().top ?? 0) + window.scrollY))
    measure()
    const grown = new ResizeObserver(measure)
    grown.observe(document.body)
    return () => grown.disconnect()
  }, [])
  return [ref, top]
}

/** The room of rows that are not in the page. */
function Gap({ height }: { height: number }) {
  return (
    <tr className="rd-gap" aria-hidden="true" style={{ height }}>
      <td colSpan={COLUMNS} style={{ height }} />
    </tr>
  )
}

/** Which rows are in the page: those in sight and near, and the one that has the focus. */
function useRows(entries: readonly Entry[], top: number) {
  const [focused, setFocused] = useState<number | null>(null)
  const many = entries.length > ALL_IN_PAGE
  const rows = useWindowVirtualizer({
    count: entries.length,
    estimateSize: () => 66,
    overscan: many ? NEAR : entries.length,
    scrollMargin: top,
    getItemKey: (index) => entries[index]?.held?.ref ?? `group ${entries[index]?.group.name}`,
    rangeExtractor: ({ startIndex, endIndex, overscan, count }) => {
      const [first, last] = [Math.max(0, startIndex - overscan), Math.min(count - 1, endIndex + overscan)]
      const near = Array.from({ length: Math.max(0, last - first + 1) }, (_, offset) => first + offset)
      if (focused === null || focused >= count || (focused >= first && focused <= last)) return near
      return focused < first ? [focused, ...near] : [...near, focused]
    },
  })
  return { rows, setFocused }
}

/**
 * The cases in groups; on a narrow screen each row is a card. Roles are said because cards undo a table's. A list of
 * thousands has few of its rows in the page, and each row says which one of all it is.
 */
export function QueueTable({ cases, sort, without, contacts, selection, complete, onSight, onOpen }: Props) {
  const council = useCouncil().data
  const groups = useMemo(() => grouped(cases, sort), [cases, sort])
  const entries: Entry[] = groups.flatMap((group) => [
    ...(group.name === 'all' ? [] : [{ group }]),
    ...group.cases.map((held) => ({ group, held })),
  ])
  const [table, top] = useTop()
  const { rows, setFocused } = useRows(entries, top)
  const items = rows.getVirtualItems()
  const first = items[0]?.index ?? 0
  const last = items.at(-1)?.index ?? 0
  const inSight = rows.range?.endIndex ?? 0
  useEffect(() => onSight(first, last, inSight), [first, last, inSight, onSight])
  const all = cases.length > 0 && cases.slice(0, AT_MOST).every((held) => selection?.chosen.has(held.ref))

  const rowOf = (item: VirtualItem) => {
    const { group, held } = entries[item.index] ?? {}
    const height = item.start - (items[items.indexOf(item) - 1]?.end ?? top)
    return [
      height > 0 && <Gap key={`gap ${item.index}`} height={height} />,
      held ? (
        <Row
          key={item.key}
          held={held}
          why={sort === 'score'}
          contact={contacts.get(held.ref)}
          service={teamName(council, held.team)}
          selection={selection}
          onOpen={onOpen}
          index={item.index}
          measure={rows.measureElement}
        />
      ) : (
        group && (
          <Heading
            key={item.key}
            group={group}
            // A date that is close to be answered, and far to acknowledge, is in two groups: of these more may come.
            isCounted={complete || (group.name === 'late' && group !== groups.at(-1))}
            index={item.index}
            measure={rows.measureElement}
          />
        )
      ),
    ]
  }
  const bodies = groups.map((group) => ({
    group,
    rows: items.filter((item) => entries[item.index]?.group === group).flatMap(rowOf),
  }))
  const below = Math.max(0, rows.getTotalSize() + top - (items.at(-1)?.end ?? top))
  return (
    <table
      role="table"
      className="rd-queue"
      data-without={without.join(' ')}
      ref={table}
      aria-rowcount={complete ? entries.length + 1 : -1}
      onFocus={(event) => setFocused(Number(event.target.closest('tr')?.dataset.index ?? NaN) || null)}
      onBlur={() => setFocused(null)}
    >
      <caption className="govuk-visually-hidden">{SORTS.find((known) => known.sort === sort)?.caption}</caption>
      <thead role="rowgroup">
        <tr role="row" aria-rowindex={1}>
          {selection && (
            <th role="columnheader" scope="col" className="rd-row__choose">
              <label className="rd-choose">
                <span className="govuk-visually-hidden">Select all that are shown</span>
                <input type="checkbox" checked={all} onChange={() => selection.all(!all)} />
              </label>
            </th>
          )}
          <th role="columnheader" scope="col">
            Working days
          </th>
          <th role="columnheader" scope="col">
            Case
          </th>
          <th role="columnheader" scope="col" data-column="service">
            Service
          </th>
          <th role="columnheader" scope="col" data-column="next">
            Next action
          </th>
          <th role="columnheader" scope="col" data-column="waiting">
            Waiting on
          </th>
          <th role="columnheader" scope="col" data-column="owner">
            Owner
          </th>
        </tr>
      </thead>
      {bodies.map(
        ({ group, rows: shown }) =>
          shown.length > 0 && (
            <tbody key={group.name} role="rowgroup">
              {shown}
            </tbody>
          ),
      )}
      {below > 0 && (
        <tbody aria-hidden="true">
          <Gap height={below} />
        </tbody>
      )}
    </table>
  )
}

interface HeadingProps {
  group: Group
  isCounted: boolean
  index: number
  measure: Ref<HTMLTableRowElement>
}

function Heading({ group, isCounted, index, measure }: HeadingProps) {
  if (group.name === 'all') return null
  const heading = HEADINGS[group.name]
  return (
    <tr
      role="row"
      className={`rd-queuegroup rd-queuegroup--${group.name}`}
      ref={measure}
      data-index={index}
      aria-rowindex={index + 2}
    >
      <th role="rowheader" scope="rowgroup" colSpan={COLUMNS}>
        {heading.mark}
        <span>
          {heading.name}
          {isCounted && `: ${counted(group.cases.length)}`}
        </span>
        <span className="rd-second">{heading.note}</span>
      </th>
    </tr>
  )
}
