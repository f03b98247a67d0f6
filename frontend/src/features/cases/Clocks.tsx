import { useMemo, useState } from 'react'
import type { CaseRead, ClockRead, LateStepRead } from '../../api'
import { Explained } from '../../components/Explained'
import { TheirsMark } from '../../components/Icons'
import { Card, Failed, Filling } from '../../components/Page'
import { RagStatus } from '../../components/Rag'
import { clockAxis } from '../../lib/axis'
import type { Axis } from '../../lib/axis'
import { LATE_REASON_WORDS, METHOD_WORDS } from '../../api/words.gen'
import { aimsElsewhere, isTheirs, lengthWords } from '../../lib/clocks'
import { longDate, nearDate, shortWeekdayDate } from '../../lib/dates'
import { lowered, plural } from '../../lib/words'
import type { OpenAction } from './ActionPanel'
import { daysByWords, clockName, dayZeroWords, extensionWords, groupClocks, isOwed, requestOf, theirWords } from './clockWords'
import type { ClockGroup } from './clockWords'
import { useExplanation } from './queries'

function Line({ clock, axis }: { clock: ClockRead; axis: Axis }) {
  const bar = axis.bar(clock)
  const per = (value: number) => `${value}%`
  return (
    <span className={`rd-axis rd-axis--${isTheirs(clock) ? 'theirs' : clock.rag}`} aria-hidden="true">
      <i className="rd-axis__line" />
      {bar.due !== null && (
        <i
          className="rd-axis__left"
          style={{ left: per(bar.from), width: per(Math.max(0, bar.due - bar.from)) }}
        />
      )}
      <i className="rd-axis__used" style={{ left: per(bar.from), width: per(bar.used) }} />
      {bar.late > 0 && (
        <i className="rd-axis__late" style={{ left: per(bar.from + bar.used), width: per(bar.late) }} />
      )}
      {bar.beyond && <i className="rd-axis__break" />}
      {bar.was !== null && <i className="rd-axis__was" style={{ left: per(bar.was) }} />}
      {bar.due !== null && <i className="rd-axis__due" style={{ left: per(bar.due) }} />}
      {axis.today !== null && <i className="rd-axis__today" style={{ left: per(axis.today) }} />}
    </span>
  )
}

function Ticks({ axis }: { axis: Axis }) {
  return (
    <div className="rd-clock rd-clock--head" aria-hidden="true">
      <span />
      <span className="rd-ticks">
        {axis.ticks.map((tick) => (
          <span key={tick.on} style={{ left: `${tick.at}%` }}>
            {tick.label}
          </span>
        ))}
        {axis.today !== null && <b style={{ left: `${axis.today}%` }}>Today</b>}
      </span>
      <span />
    </div>
  )
}

interface ClockProps {
  held: CaseRead
  clock: ClockRead
  today: string
  onOpen: (open: OpenAction) => void
}

/** What can be done about this one date, beside its explanation. */
function ClockActions({ held, clock, onOpen }: Omit<ClockProps, 'today'>) {
  const may = held.actions
  const request = requestOf(held, clock)
  const offers = [
    clock.may_extend && may.includes('extend') && { action: 'extend' as const, about: clock.kind, words: 'Agree a later date' },
    request &&
      isOwed(request) &&
      may.includes('record_answer') && {
        action: 'record_answer' as const,
        about: String(request.number),
        words: request.who === 'council' ? 'Record our reply' : 'Record their reply',
      },
    request &&
      isOwed(request) &&
      may.includes('withdraw_request') && {
        action: 'withdraw_request' as const,
        about: String(request.number),
        words: request.who === 'council' ? 'They withdrew it' : 'We need it no more',
      },
  ]
  return offers.map(
    (offer) =>
      offer && (
        <button
          key={offer.action}
          type="button"
          className="rd-linklike"
          onClick={() => onOpen({ action: offer.action, about: offer.about })}
        >
          {offer.words} <span className="govuk-visually-hidden">({clockName(held, clock)})</span>
        </button>
      ),
  )
}

function Why({ held, clock, today, onOpen }: ClockProps) {
  const explanation = useExplanation(held.ref, clock)
  const withdrawnOn = requestOf(held, clock)?.withdrawn_on
  const made = held.extensions.filter((extension) => extension.kind === clock.kind && !extension.taken_back)
  return (
    <div className="rd-why" id={`why-${clock.kind}`}>
      <h3 className="rd-h3">
        {clock.due_on ? `Why ${longDate(clock.due_on)}` : 'We cannot work out this date yet'}
      </h3>
      {clock.unknown_because && <p>{clock.unknown_because}</p>}
      {withdrawnOn && <p>It stopped on {longDate(withdrawnOn)}, when what was asked was needed no more.</p>}
      {made.map((extension) => (
        <p key={extension.due_after} className="rd-why__extension">
          Agreed on {longDate(extension.agreed_on)}: {longDate(extension.due_after)} instead of{' '}
          {longDate(extension.due_before)}
          {extension.person_agreed ? ', with the person’s agreement' : ''}.
          {extension.beyond_usual && ` Beyond the usual ${extension.beyond_usual} in all, for a good reason.`}
          {extension.because && ` ${LATE_REASON_WORDS[extension.because]}.`} {extension.reason}
        </p>
      ))}
      {clock.due_on && made.length > 0 && made.at(-1)?.due_after !== clock.due_on && (
        <p className="rd-why__extension">Counted anew since then: {longDate(clock.due_on)}.</p>
      )}
      {clock.original_due_on && clock.unit.startsWith('months') && (
        <p className="rd-why__extension">How {longDate(clock.original_due_on)} was worked out:</p>
      )}
      {explanation.isPending && <Filling rows={3} label="Fetching how it was worked out" />}
      {explanation.isError && <Failed error={explanation.error} />}
      {explanation.data && (
        <Explained explanation={explanation.data} began={dayZeroWords(held, clock)} today={today} />
      )}
      <div className="rd-why__actions">
        <ClockActions held={held} clock={clock} onOpen={onOpen} />
      </div>
    </div>
  )
}

function Status({ clock }: { clock: ClockRead }) {
  if (!isTheirs(clock)) return <RagStatus rag={clock.rag} daysLeft={clock.days_left} metOn={clock.met_on} />
  return (
    <span className="rd-rag rd-rag--theirs">
      <TheirsMark />
      <span>{theirWords(clock)}</span>
    </span>
  )
}

interface RowProps extends ClockProps {
  axis: Axis
  /** The day that a reader takes the clock to start, unless told otherwise. */
  startsOn: string
  chosen: boolean
  onChoose: () => void
}

function Row({ axis, startsOn, chosen, onChoose, ...props }: RowProps) {
  const { held, clock, today } = props
  const extended = extensionWords(clock, today)
  const aim = aimsElsewhere(clock) && clock.aim_for
  return (
    <li className={chosen ? 'rd-clockrow rd-clockrow--open' : 'rd-clockrow'}>
      <div className="rd-clock">
        <div>
          <button
            type="button"
            className="rd-clock__name"
            aria-expanded={chosen}
            aria-controls={chosen ? `why-${clock.kind}` : undefined}
            onClick={onChoose}
          >
            {clockName(held, clock)}
            <span className="govuk-visually-hidden">, how it was worked out</span>
          </button>
          <p className="rd-second">
            {lengthWords(clock, startsOn, (on) => nearDate(on, today))}
            {isTheirs(clock) && '. Theirs, not ours'}
          </p>
          {extended && <p className="rd-second">{extended}</p>}
          {aim && clock.state !== 'cancelled' && <p className="rd-second">Not a working day: aim for {shortWeekdayDate(aim)}.</p>}
        </div>
        <Line clock={clock} axis={axis} />
        <div className="rd-clock__due">
          <p>
            <b>{clock.due_on ? nearDate(clock.due_on, today) : 'Not known'}</b>
            {clock.provisional && <span className="rd-second"> provisional</span>}
          </p>
          <Status clock={clock} />
        </div>
      </div>
      {chosen && <Why {...props} />}
    </li>
  )
}

interface GroupProps {
  held: CaseRead
  group: ClockGroup
  today: string
  open: string | null
  choose: (kind: string | null) => void
  onOpen: (open: OpenAction) => void
}

/** Clocks that stand together have one axis, so that they can be compared. */
function Group({ held, group, today, open, choose, onOpen }: GroupProps) {
  const axis = useMemo(() => clockAxis(group.clocks, today), [group.clocks, today])
  const began = held.stages.find((stage) => stage.number === group.stage)?.acts.received
  return (
    <>
      {group.name && (
        <h3 className="rd-h3 rd-clocks__stage" id={`clocks-${group.stage}`}>
          {group.name}
          {group.stage === held.stages.at(-1)?.number && <span className="rd-second"> the present stage</span>}
        </h3>
      )}
      <Ticks axis={axis} />
      <ul aria-labelledby={group.name ? `clocks-${group.stage}` : undefined}>
        {group.clocks.map((clock) => (
          <Row
            key={clock.kind}
            held={held}
            clock={clock}
            today={today}
            axis={axis}
            startsOn={began ?? held.received_on}
            chosen={open === clock.kind}
            onChoose={() => choose(open === clock.kind ? null : clock.kind)}
            onOpen={onOpen}
          />
        ))}
      </ul>
    </>
  )
}

function toldWords({ told_on, method, by, on }: LateStepRead, isDue: boolean): string {
  if (!told_on || !method) return `to be told ${isDue ? 'since' : 'on'} ${longDate(on)}`
  return `told on ${longDate(told_on)} ${lowered(METHOD_WORDS[method])}${by ? `, recorded by ${by}` : ''}`
}

/** Who is told that the answer is late, on which day, and who was. */
function Ladder({ held }: { held: CaseRead }) {
  const { late } = held
  if (!late) return null
  return (
    <div className="rd-card__body rd-ladder">
      <h3 className="rd-h3" id="late-ladder">
        Who is told that it is late
      </h3>
      <ul aria-labelledby="late-ladder">
        {late.steps.map((step) => (
          <li key={step.level}>
            <b>{step.level}</b>, {plural(step.working_days, 'working day')} late:{' '}
            {toldWords(step, late.to_tell.includes(step.level))}
          </li>
        ))}
      </ul>
      <p className="rd-second">{late.source}</p>
    </div>
  )
}

interface Props {
  held: CaseRead
  today: string
  onOpen: (open: OpenAction) => void
}

/** Every clock of the case, by stage where there are several; choosing one opens its calendar. */
export function Clocks({ held, today, onOpen }: Props) {
  const groups = useMemo(() => groupClocks(held), [held])
  const [open, setOpen] = useState<string | null>(null)
  const whose = daysByWords(held)
  if (groups.length === 0) return null
  return (
    <Card
      title="Clocks"
      id="clocks"
      aside={<p className="rd-second">Each runs on its own. Moving one never moves another.</p>}
    >
      {groups.map((group) => (
        <Group
          key={group.stage}
          held={held}
          group={group}
          today={today}
          open={open}
          choose={setOpen}
          onOpen={onOpen}
        />
      ))}
      <Ladder held={held} />
      {whose && <p className="rd-second rd-card__body">{whose}.</p>}
    </Card>
  )
}
