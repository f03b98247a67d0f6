import { useEffect, useRef, useState } from 'react'
import type { AnswerLinkMade, CaseRead, ContributionRead, RequestRead } from '../../api'
import { METHOD_WORDS } from '../../api/words.gen'
import { CopyText } from '../../components/CopyText'
import { Card, Failed } from '../../components/Page'
import { longDate } from '../../lib/dates'
import { lowered, plural } from '../../lib/words'
import type { OpenAction } from './ActionPanel'
import { askedWho, isOwed } from './clockWords'
import { useContributions, useMakeLink, useWithdrawLink } from './queries'

/** A link's whole address, this once: it is kept as a hash alone. */
function Made({ made, who, done }: { made: AnswerLinkMade; who: string; done: () => void }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [made])
  const address = `${location.origin}${made.address}`
  return (
    <section className="rd-notice rd-notice--soon" aria-labelledby="link-title">
      <h3 className="rd-h3" id="link-title" tabIndex={-1} ref={heading}>
        The link for {who} is shown this once
      </h3>
      <p>
        Whoever has it can read what was asked and answer once, until {longDate(made.expires_on)}. Send it to them alone.
        If it is lost, make a new one.
      </p>
      <p>
        <code className="rd-address">{address}</code>
      </p>
      <CopyText text={address} what="the link" rows={3} />
      <button type="button" className="rd-linklike" onClick={done}>
        They have it: hide it
      </button>
    </section>
  )
}

function howItStands(held: CaseRead, request: RequestRead): string {
  if (request.answered_on) return `Answered on ${longDate(request.answered_on)}.`
  if (request.withdrawn_on) return `Not needed any more since ${longDate(request.withdrawn_on)}.`
  const due = held.clocks.find((clock) => clock.kind === request.clock)?.due_on
  return `Asked on ${longDate(request.asked_on)}. ${due ? `Due on ${longDate(due)}.` : ''}`
}

function Said({ said, who }: { said: NonNullable<ContributionRead['said']>; who: string }) {
  const by = [said.name, said.role].filter(Boolean).join(', ')
  return (
    <>
      <p className="rd-second">
        Answered by its {said.by_system ? 'system' : 'link'} on {longDate(said.on)}
        {by && `: ${by}`}
      </p>
      {said.text && (
        <details className="rd-folded">
          <summary>
            What they answered<span className="govuk-visually-hidden">: {who}</span>
          </summary>
          <p className="rd-complaint">{said.text}</p>
        </details>
      )}
    </>
  )
}

/** When they were chased, and the working day on which they are to be chased next. */
function Chases({ request, today }: { request: RequestRead; today: string }) {
  const { chases, next_chase_on } = request
  const last = chases.at(-1)
  return (
    <>
      {last && (
        <p className="rd-second">
          Chased {chases.length > 1 && `${plural(chases.length, 'time')}, last `}
          {lowered(METHOD_WORDS[last.method])} on {longDate(last.chased_on)}.
        </p>
      )}
      {next_chase_on &&
        (next_chase_on <= today ? (
          <p>
            <b>To be chased since {longDate(next_chase_on)}</b>
          </p>
        ) : (
          <p className="rd-second">To be chased on {longDate(next_chase_on)}.</p>
        ))}
    </>
  )
}

interface OneProps {
  held: CaseRead
  today: string
  onOpen: (open: OpenAction) => void
  request: RequestRead
  part: ContributionRead
}

function Contribution({ held, today, onOpen, request, part }: OneProps) {
  const make = useMakeLink(held.ref, request.number)
  const withdraw = useWithdrawLink(held.ref, request.number)
  const [made, setMade] = useState<AnswerLinkMade | null>(null)
  const who = askedWho(request)
  const { link, said, has_client, may_link } = part
  const mayChase = held.actions.includes('chase') && isOwed(request)
  const failed = make.error ?? withdraw.error
  return (
    <li>
      <p>
        <b>{who}</b>
        {request.what && `: ${request.what}`}
      </p>
      {said && <Said said={said} who={who} />}
      {/* Its words stay as they came; a day that was put right, or that it never came, is said beside them. */}
      {request.answered_on !== said?.on && <p className="rd-second">{howItStands(held, request)}</p>}
      {has_client && <p className="rd-second">Their own system is told of it.</p>}
      <Chases request={request} today={today} />
      {link && (
        <p className="rd-second">
          {link.made_by.name} made a link on {longDate(link.made_on)}; it serves until {longDate(link.expires_on)}.
        </p>
      )}
      {failed && <Failed error={failed} />}
      {made && link && <Made made={made} who={who} done={() => setMade(null)} />}
      {(may_link || mayChase) && (
        <p className="rd-followup__acts" role="group" aria-label={who}>
          {mayChase && (
            <button
              type="button"
              className="rd-linklike"
              onClick={() => onOpen({ action: 'chase', about: String(request.number) })}
            >
              Record a chase
            </button>
          )}
          {may_link && (
            <button
              type="button"
              className="rd-linklike"
              aria-disabled={make.isPending}
              onClick={() => !make.isPending && make.mutate(undefined, { onSuccess: setMade })}
            >
              {link ? 'Make a new link' : 'Make a link to answer by'}
            </button>
          )}
          {may_link && link && (
            <button
              type="button"
              className="rd-linklike"
              aria-disabled={withdraw.isPending}
              onClick={() => !withdraw.isPending && withdraw.mutate(undefined, { onSuccess: () => setMade(null) })}
            >
              Withdraw the link
            </button>
          )}
        </p>
      )}
    </li>
  )
}

interface Props {
  held: CaseRead
  today: string
  reason: string
  onOpen: (open: OpenAction) => void
}

/** What contributors were asked, when they are chased, the links by which they may answer, and what came. */
export function Contributions({ held, today, reason, onOpen }: Props) {
  const isAsked = held.requests.some((request) => request.who === 'contributor')
  const found = useContributions(held.ref, reason, isAsked).data
  if (!isAsked || !found) return null
  return (
    <Card title="Asked of contributors" id="contributions">
      <ul className="rd-card__body rd-followup">
        {found.items.map((part) => {
          const request = held.requests.find(({ number }) => number === part.number)
          return request && (
            <Contribution
              key={part.number}
              held={held}
              today={today}
              onOpen={onOpen}
              request={request}
              part={part}
            />
          )
        })}
      </ul>
    </Card>
  )
}
