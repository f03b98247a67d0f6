import { Link } from 'react-router'
import type { CaseRead, ContactRead, IssueRead, StageRead, TimelineEntry } from '../../api'
import {
  ADJUSTMENT_WORDS,
  CONSENT_WORDS,
  FINDING_WORDS,
  FUNCTION_WORDS,
  OUTCOME_WORDS,
  RAISED_BY_WORDS,
  REDIRECTED_TO_WORDS,
} from '../../api/words.gen'
import { Card, Failed, Filling } from '../../components/Page'
import { bodyName, categoryName, subcategoryName, teamName, useCouncil } from '../../lib/council'
import { clockTime, dayMonth, londonDay, longDate, nearDate } from '../../lib/dates'
import { inSentence, lowered, plural, sentence, word } from '../../lib/words'
import type { OpenAction } from './ActionPanel'
import { stageName, waitsFor } from './clockWords'
import { useHistoryFile, useJointOf, useTimeline } from './queries'
import { useIssueNames } from './useIssueNames'

function decidedWords(finding: Pick<IssueRead, 'decided_by' | 'decided_on'>): string {
  return [finding.decided_by, finding.decided_on && dayMonth(finding.decided_on)].filter(Boolean).join(', ')
}

/** What a finding rests on, and what is for the file alone: on no paper, and so in no letter. */
function Grounds({ finding }: { finding: Partial<Pick<IssueRead, 'evidence' | 'standard' | 'noted'>> }) {
  return (
    <>
      {finding.evidence && (
        <span className="rd-second rd-block">
          <b>Looked at:</b> {finding.evidence}
        </span>
      )}
      {finding.standard && (
        <span className="rd-second rd-block">
          <b>Standard:</b> {finding.standard}
        </span>
      )}
      {finding.noted && (
        <span className="rd-noted">
          <b>For the file:</b> {finding.noted}
        </span>
      )}
    </>
  )
}

function Finding({ issue, isAwaited, waits }: { issue: IssueRead; isAwaited: boolean; waits: readonly string[] }) {
  if (!issue.outcome && !isAwaited) return 'No finding'
  if (!issue.outcome)
    return (
      <>
        <span className="rd-tag rd-tag--open">No finding yet</span>
        {waits.map((what) => (
          <span className="rd-second rd-block" key={what}>
            Waits for {what}
          </span>
        ))}
      </>
    )
  return (
    <>
      <span className="rd-tag rd-tag--found">{FINDING_WORDS[issue.outcome]}</span>
      <span className="rd-second rd-block">{decidedWords(issue)}</span>
      {issue.reason && <span className="rd-second rd-block">{issue.reason}</span>}
      <Grounds finding={issue} />
    </>
  )
}

/** What was found in earlier stages: kept beside the finding of the present one. */
function EarlierFindings({ issue, stages }: { issue: IssueRead; stages: readonly StageRead[] }) {
  if (issue.earlier.length === 0) return null
  return (
    <ul className="rd-earlier">
      {issue.earlier.map((past) => (
        <li key={past.stage}>
          {stageName(stages, past.stage)}: {lowered(FINDING_WORDS[past.finding])}
          {decidedWords(past) && `, ${decidedWords(past)}`}
          {past.reason && `. ${past.reason}`}
          <Grounds finding={past} />
        </li>
      ))}
    </ul>
  )
}

interface IssuesProps {
  held: CaseRead
  reason: string
  provider: string | undefined
  onOpen: (open: OpenAction) => void
}

/** What is looked into, each with a finding of its own; the outcome follows from them. */
export function Issues({ held, reason, provider, onOpen }: IssuesProps) {
  const council = useCouncil().data
  const nameOf = useIssueNames(held.ref)
  const bodies = useJointOf(held.ref, reason).data?.bodies ?? []
  const may = held.actions
  const mayFind = may.includes('record_finding')
  const isAwaited = held.classification.endsWith('_complaint') && held.status === 'open'
  const isDerived = isAwaited || (held.status === 'closed' && held.issues.some(({ outcome }) => outcome))
  const aboutWhom = (issue: IssueRead) => {
    if (issue.about === 'provider') return issue.provider_name ?? provider ?? 'The provider'
    if (issue.about === 'another_body') return issue.body ? bodyName(council, issue.body) : 'Another body'
    return teamName(council, issue.team) || 'The council'
  }
  const answeredBy = ({ number }: IssueRead) =>
    bodies.filter(({ issues }) => issues.includes(number)).map(({ name }) => name)
  return (
    <Card
      title="Issues and findings"
      id="issues"
      aside={
        may.includes('add_issue') && (
          <button type="button" className="rd-linklike" onClick={() => onOpen({ action: 'add_issue' })}>
            Add an issue
          </button>
        )
      }
    >
      <table role="table" className="rd-issues" aria-labelledby="issues-title">
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col">
              Issue
            </th>
            <th role="columnheader" scope="col">
              About
            </th>
            <th role="columnheader" scope="col">
              Finding
            </th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {held.issues.map((issue) => (
            <tr role="row" key={issue.number}>
              <th role="rowheader" scope="row">
                {issue.number}. {nameOf(issue)}
                {issue.primary && held.issues.length > 1 && (
                  <>
                    {' '}
                    <span className="rd-tag rd-tag--open">Primary</span>
                  </>
                )}
                {nameOf(issue) !== categoryName(council, issue.category) && (
                  <span className="rd-second rd-block">{categoryName(council, issue.category)}</span>
                )}
                <span className="rd-second rd-block">
                  {[
                    subcategoryName(council, issue.category, issue.subcategory),
                    council?.themes.find((theme) => theme.code === issue.theme)?.name,
                  ]
                    .filter(Boolean)
                    .join('. ')}
                </span>
                {may.includes('change_issue') && (
                  <button
                    type="button"
                    className="rd-linklike"
                    onClick={() => onOpen({ action: 'change_issue', about: String(issue.number) })}
                  >
                    Change<span className="govuk-visually-hidden"> issue {issue.number}</span>
                  </button>
                )}
              </th>
              <td role="cell">
                {aboutWhom(issue)}
                <span className="rd-second rd-block">{word(FUNCTION_WORDS, issue.function)}</span>
              </td>
              <td role="cell">
                <Finding issue={issue} isAwaited={isAwaited} waits={waitsFor(held, [aboutWhom(issue), ...answeredBy(issue)])} />
                {mayFind && (
                  <button
                    type="button"
                    className="rd-linklike rd-block"
                    onClick={() => onOpen({ action: 'record_finding', about: String(issue.number) })}
                  >
                    {issue.outcome ? 'Change the finding' : 'Record the finding'}
                    <span className="govuk-visually-hidden"> on issue {issue.number}</span>
                  </button>
                )}
                <EarlierFindings issue={issue} stages={held.stages} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {held.issues.length === 0 && <p className="rd-card__body">No issue is recorded yet.</p>}
      <p className="rd-outcome">
        Case outcome:{' '}
        <b>{held.outcome ? lowered(OUTCOME_WORDS[held.outcome]) : 'not decided'}</b>
        . {held.outcome_because && `${sentence(held.outcome_because)}. `}
        {isDerived && 'It is worked out from the findings, never typed.'}
      </p>
    </Card>
  )
}

function stageWords({ acts, response_days, outcome }: StageRead): string {
  if (!acts.responded) return acts.received ? `Since ${longDate(acts.received)}` : ''
  const days = response_days === null ? '' : ` in ${plural(response_days, 'working day')}`
  return [`Answered on ${longDate(acts.responded)}${days}`, word(OUTCOME_WORDS, outcome)].filter(Boolean).join('. ')
}

/** The stages so far, the present one first, where there is more than one. */
export function Stages({ held }: { held: CaseRead }) {
  if (held.stages.length < 2) return null
  return (
    <Card title="Stages" id="stages">
      <ol className="rd-card__body rd-people" reversed>
        {[...held.stages].reverse().map((stage) => (
          <li key={stage.number}>
            <p>
              <b>{stageName(held.stages, stage.number)}</b>
            </p>
            <p>{stageWords(stage)}</p>
            {stage.answered_by && <p className="rd-second">Answered by {inSentence(stage.answered_by)}</p>}
          </li>
        ))}
      </ol>
    </Card>
  )
}

export function People({ contact }: { contact: ContactRead }) {
  const { complainant, person, provider } = contact
  const adjustments = (contact.adjustments ?? []).map((code) => lowered(ADJUSTMENT_WORDS[code]))
  const nameless = (contact.withheld ?? []).includes('names') ? 'Name not shown' : 'Name not known'
  const relation = complainant?.relationship || word(RAISED_BY_WORDS, complainant?.role)
  return (
    <Card title="People" id="people">
      <div className="rd-card__body rd-people">
        <div>
          <p>
            <b>{complainant?.anonymous ? 'Did not say who they are' : (complainant?.name ?? nameless)}</b>
            {relation && `, ${lowered(relation)}`}
          </p>
          {complainant?.phone && <p>{complainant.phone}</p>}
          {complainant?.email && <p>{complainant.email}</p>}
          {adjustments.length > 0 && <p className="rd-second">Made easier by {adjustments.join(', ')}.</p>}
        </div>
        {person?.name && !person.same_as_complainant && (
          <div>
            <p>
              <b>{person.name}</b>, who it is about
            </p>
            <p className="rd-second">
              {person.has_died
                ? 'Has died.'
                : person.lacks_capacity
                  ? 'Cannot decide for themselves.'
                  : word(CONSENT_WORDS, person.consent)}
            </p>
          </div>
        )}
        {provider && (
          <div>
            <p>
              <b>{provider.name}</b>, {word({}, provider.kind).toLowerCase()}
            </p>
          </div>
        )}
      </div>
    </Card>
  )
}

/** Contacts that belong with this one, each with its case where it has one. */
export function Linked({ contact }: { contact: ContactRead }) {
  if (contact.links.length === 0) return null
  return (
    <Card title="Linked" id="linked">
      <ul className="rd-card__body rd-stack">
        {contact.links.map((other) => (
          <li key={other.ref}>
            <Link to={other.is_open === null ? `/contacts/${other.ref}` : `/cases/${other.ref}`}>
              {other.title ?? other.ref}
            </Link>
            <span className="rd-second rd-block">
              {other.ref}, {longDate(other.received_on)}
              {other.is_open !== null && (other.is_open ? ', open' : ', closed')}
              {other.redirected_to && `, went to ${lowered(REDIRECTED_TO_WORDS[other.redirected_to])}`}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** The history for the complainant's file: in words that hold no name and nothing of what anybody wrote. */
function HistoryFile({ refId }: { refId: string }) {
  const take = useHistoryFile(refId)
  return (
    <div className="rd-historyfile">
      For their file:{' '}
      <button type="button" className="rd-linklike" onClick={() => take.mutate('html')}>
        a page to print
      </button>{' '}
      or{' '}
      <button type="button" className="rd-linklike" onClick={() => take.mutate('text')}>
        plain text
      </button>
      {take.isError && <Failed error={take.error} retry={() => take.reset()} />}
    </div>
  )
}

/** Who recorded it; and when, where that was another day than the one on which it happened. */
function recordedWords({ on, at, by }: TimelineEntry, today: string): string {
  const day = londonDay(at)
  const later = day !== on && `recorded ${nearDate(day, today)}, ${clockTime(at)}`
  return sentence([by, later].filter(Boolean).join(', '))
}

export function Timeline({ held, today, reason }: { held: CaseRead; today: string; reason: string }) {
  const timeline = useTimeline(held.ref, reason)
  return (
    <Card title="What has happened" id="timeline" aside={<HistoryFile refId={held.ref} />}>
      {timeline.isPending && <Filling rows={3} label="Fetching what has happened" />}
      {timeline.isError && <Failed error={timeline.error} retry={() => void timeline.refetch()} />}
      {timeline.data && (
        <ol className="rd-timeline">
          {timeline.data.items.map((entry, index) => (
            <li key={`${entry.at}${index}`}>
              <span className="rd-timeline__when">
                {nearDate(entry.on, today)}
                {londonDay(entry.at) === entry.on && <span className="rd-second rd-block">{clockTime(entry.at)}</span>}
              </span>
              <i className="rd-timeline__dot" aria-hidden="true" />
              <p>
                <b>{entry.title}.</b> {entry.detail} <span className="rd-second">{recordedWords(entry, today)}</span>
              </p>
            </li>
          ))}
        </ol>
      )}
    </Card>
  )
}
