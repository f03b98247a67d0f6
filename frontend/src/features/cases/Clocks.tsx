import { useMemo, useState } from 'react'
import type { CaseRead, Clock } from '../../api'
import { Explained } from '../../components/Explained'
import { Card, Failed, Filling } from '../../components/Page'
import { RagStatus } from '../../components/Rag'
import { clockAxis } from '../../lib/axis'
import type { Axis } from '../../lib/axis'
import { dayMonth, longDate, nearDate } from '../../lib/dates'
import { plural } from '../../lib/words'
import { useExplanation } from './queries'

/** "3 working days", "6 months, counting 9 March": how long the clock runs. */
export function limitWords(clock: Clock): string {
  const amount = clock.amount ?? 0
  switch (clock.unit) {
    case 'working_days':
      return plural(amount, 'working day')
    case 'calendar_days':
      return plural(amount, 'day')
    case 'months_inclusive':
      return `${plural(amount, 'month')}, counting ${dayMonth(clock.started_on)}`
    case 'months_after':
      return `${plural(amount, 'month')} after ${dayMonth(clock.started_on)}`
    case 'agreed_date':
      return 'The date that was agreed'
  }
}

function Line({ clock, axis }: { clock: Clock; axis: Axis }) {
  const bar = axis.bar(clock)
  const per = (value: number) => `${value}%`
  return (
    <span className={`rd-axis rd-axis--${clock.rag}`} aria-hidden="true">
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

function Why({ held, clock, today }: { held: CaseRead; clock: Clock; today: string }) {
  const explanation = useExplanation(held.ref, clock)
  return (
    <div className="rd-why" id={`why-${clock.kind}`}>
      <h3 className="rd-h3">
        {clock.due_on ? `Why ${longDate(clock.due_on)}` : 'We cannot work out this date yet'}
      </h3>
      {clock.unknown_because && <p>{clock.unknown_because}</p>}
      {explanation.isPending && <Filling rows={3} label="Fetching how it was worked out" />}
      {explanation.isError && <Failed error={explanation.error} />}
      {explanation.data && <Explained explanation={explanation.data} today={today} />}
    </div>
  )
}

/** Every clock of the case on one axis; choosing one opens its calendar. Each runs on its own. */
export function Clocks({ held, today }: { held: CaseRead; today: string }) {
  const axis = useMemo(() => clockAxis(held.clocks, today), [held.clocks, today])
  const [open, setOpen] = useState<string | null>(null)
  if (held.clocks.length === 0) return null
  return (
    <Card
      title="Clocks"
      id="clocks"
      aside={<p className="rd-second">Each runs on its own. Moving one never moves another.</p>}
    >
      <Ticks axis={axis} />
      <ul>
        {held.clocks.map((clock) => {
          const chosen = open === clock.kind
          return (
            <li key={clock.kind} className={chosen ? 'rd-clockrow rd-clockrow--open' : 'rd-clockrow'}>
              <div className="rd-clock">
                <div>
                  <button
                    type="button"
                    className="rd-clock__name"
                    aria-expanded={chosen}
                    aria-controls={chosen ? `why-${clock.kind}` : undefined}
                    onClick={() => setOpen(chosen ? null : clock.kind)}
                  >
                    {clock.name}
                    <span className="govuk-visually-hidden">, how it was worked out</span>
                  </button>
                  <p className="rd-second">{limitWords(clock)}</p>
                </div>
                <Line clock={clock} axis={axis} />
                <div className="rd-clock__due">
                  <p>
                    <b>{clock.due_on ? nearDate(clock.due_on, today) : 'Not known'}</b>
                    {clock.provisional && <span className="rd-second"> provisional</span>}
                  </p>
                  <RagStatus rag={clock.rag} daysLeft={clock.days_left} metOn={clock.met_on} />
                </div>
              </div>
              {chosen && <Why held={held} clock={clock} today={today} />}
            </li>
          )
        })}
      </ul>
    </Card>
  )
}
