import { Link } from 'react-router'
import type { ContactRead, FollowUp, ListedCase } from '../../api'
import { FLAG_WORDS, OUTCOME_WORDS, STATUS_WORDS } from '../../api/words.gen'
import { DayRuler } from '../../components/DayRuler'
import { LateMark, OnTrackMark, SoonMark } from '../../components/Icons'
import { Initials } from '../../components/Page'
import { RagStatus } from '../../components/Rag'
import { teamName, useCouncil } from '../../lib/council'
import { dayMonth } from '../../lib/dates'
import { plural, word } from '../../lib/words'
import { waitingFor } from './clockWords'
import { grouped } from './filter'
import type { Group, GroupName } from './filter'

const HEADINGS: Record<GroupName, { name: string; note: string; mark: React.ReactNode }> = {
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

/** What is still open and by when something of it is due, where the list is of that. */
function FollowUps({ said, of: { late, due_on } }: { said: string; of: FollowUp }) {
  return (
    <>
      {said}
      {due_on && `, first due ${dayMonth(due_on)}`}
      {late > 0 && (
        <span className="rd-block">
          <span className="rd-rag rd-rag--late">
            <LateMark />
            <span>{late} late</span>
          </span>
        </span>
      )}
    </>
  )
}

interface RowProps {
  held: ListedCase
  contact: ContactRead | undefined
  service: string
}

function Row({ held, contact, service }: RowProps) {
  const about = contact?.person?.name ?? contact?.complainant?.name
  return (
    <tr role="row" className="rd-row">
      <td role="cell" className="rd-row__days">
        <Days held={held} />
      </td>
      <th role="rowheader" scope="row" className="rd-row__case">
        <Link to={`/cases/${held.ref}`} data-case={held.ref}>
          {contact?.title ?? held.ref}
        </Link>
        <span className="rd-second">
          {contact?.title && held.ref}
          {about && ` · about ${about}`}
        </span>
      </th>
      <td role="cell" className="rd-row__service">
        {service}
      </td>
      <td role="cell" className="rd-row__next">
        {held.follow_up && (
          <FollowUps
            said={`${plural(held.follow_up.open, 'remedy or action', 'remedies or actions')} open`}
            of={held.follow_up}
          />
        )}
        {held.ombudsman && <FollowUps said="With the Ombudsman" of={held.ombudsman} />}
        {held.next_action && !held.follow_up && !held.ombudsman && (
          <>
            <b className="rd-row__label">Next: </b>
            {held.next_action}
          </>
        )}
        {held.flags.includes('contact_plan') && <span className="rd-second rd-block">{FLAG_WORDS.contact_plan}</span>}
        {held.waiting && <span className="rd-second rd-block">{waitingFor(held.waiting)}</span>}
      </td>
      <td role="cell" className="rd-row__owner">
        {held.owner ? (
          <Initials of={held.owner.name} label={held.owner.name} />
        ) : (
          <span className="rd-tag rd-tag--open">No owner</span>
        )}
      </td>
    </tr>
  )
}

interface Props {
  cases: readonly ListedCase[]
  contacts: Map<string, ContactRead>
  /** Whether every case of the view is here, so that groups can be counted. */
  complete: boolean
}

function GroupRows({ group, contacts, counted }: { group: Group; contacts: Props['contacts']; counted: boolean }) {
  const council = useCouncil().data
  const heading = HEADINGS[group.name]
  return (
    <tbody role="rowgroup">
      <tr role="row" className={`rd-group rd-group--${group.name}`}>
        <th role="rowheader" scope="rowgroup" colSpan={5}>
          {heading.mark}
          <span>
            {heading.name}
            {counted && `: ${group.cases.length}`}
          </span>
          <span className="rd-second">{heading.note}</span>
        </th>
      </tr>
      {group.cases.map((held) => (
        <Row
          key={held.ref}
          held={held}
          contact={contacts.get(held.ref)}
          service={teamName(council, held.team)}
        />
      ))}
    </tbody>
  )
}

/** The cases in groups; on a narrow screen each row is a card. Roles are said because cards undo a table's. */
export function QueueTable({ cases, contacts, complete }: Props) {
  const groups = grouped(cases)
  return (
    <table role="table" className="rd-queue">
      <caption className="govuk-visually-hidden">Cases, by the next date owed</caption>
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">
            Working days
          </th>
          <th role="columnheader" scope="col">
            Case
          </th>
          <th role="columnheader" scope="col">
            Service
          </th>
          <th role="columnheader" scope="col">
            Next action
          </th>
          <th role="columnheader" scope="col">
            Owner
          </th>
        </tr>
      </thead>
      {groups.map((group, index) => (
        <GroupRows
          key={group.name}
          group={group}
          contacts={contacts}
          counted={complete || index < groups.length - 1}
        />
      ))}
    </table>
  )
}
