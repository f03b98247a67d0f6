import { useId, useState } from 'react'
import type { ClockRead } from '../../api'
import { Explained } from '../../components/Explained'
import { UnknownMark } from '../../components/Icons'
import { aimWords, beganWords, clockWords, isTheirs, lengthWords } from '../../lib/clocks'
import { longDate } from '../../lib/dates'
import { sentence } from '../../lib/words'
import { basisWords, dueWords, provisionalWords } from './answer'

interface Props {
  clock: ClockRead
  receivedOn: string
  today: string
}

/** One date: by when, how long, on whose authority, and on request every day that was counted or skipped. */
export function DateRow({ clock, receivedOn, today }: Props) {
  const [open, setOpen] = useState(false)
  const why = useId()
  const basis = basisWords(clock)
  const provisional = provisionalWords(clock)
  const aim = aimWords(clock)
  return (
    <li className={open ? 'rd-date rd-date--open' : 'rd-date'}>
      <div className="rd-date__line">
        <div>
          <p className="rd-date__name">{clockWords(clock)}</p>
          <p className="rd-second">{lengthWords(clock, receivedOn)}</p>
          {isTheirs(clock) && <p className="rd-second">Theirs to do, not ours.</p>}
          <p className="rd-second">
            {basis && `${basis}. `}
            {sentence(clock.source)}.
          </p>
        </div>
        <div>
          <p className="rd-date__due">{dueWords(clock)}</p>
          {clock.unknown_because && <p>{clock.unknown_because}</p>}
          {aim && <p>{aim}</p>}
          {provisional && (
            <p className="rd-date__provisional">
              <UnknownMark />
              {provisional}
            </p>
          )}
          {clock.due_on && clock.explanation && (
            <button
              type="button"
              className="rd-linklike rd-date__more"
              aria-expanded={open}
              aria-controls={open ? why : undefined}
              onClick={() => setOpen(!open)}
            >
              {open ? 'Hide how it was worked out' : 'How it was worked out'}{' '}
              <span className="govuk-visually-hidden">({clockWords(clock)})</span>
            </button>
          )}
        </div>
      </div>
      {open && clock.due_on && clock.explanation && (
        <div className="rd-date__why" id={why}>
          <p className="rd-date__name">Why {longDate(clock.due_on)}</p>
          <Explained explanation={clock.explanation} began={beganWords(clock.starts)} today={today} />
        </div>
      )}
    </li>
  )
}
