import type { ClockRead } from '../../api'
import { CopyText } from '../../components/CopyText'
import { Explained } from '../../components/Explained'
import { UnknownMark } from '../../components/Icons'
import { Failed, Filling } from '../../components/Page'
import { aimWords } from '../../lib/clocks'
import { fieldErrors } from '../../lib/problem'
import { dueWords, provisionalWords } from './answer'
import { COUNT_FIELDS, countText, countWords, missingOfCount, readCount, toCount, writeCount } from './count'
import { CountForm } from './CountForm'
import { useCount } from './queries'
import { Sheet, showAnswer } from './Sheet'
import { useAddress } from './useAddress'

function Counted({ clock, today }: { clock: ClockRead; today: string }) {
  const aim = aimWords(clock)
  return (
    <Sheet title={dueWords(clock)} note={`${countWords(clock)}.`} known={clock.due_on !== null}>
      <div className="rd-dates__count rd-stack">
        {clock.unknown_because && <p>{clock.unknown_because}</p>}
        {aim && <p>{aim}</p>}
        {clock.provisional && (
          <p className="rd-date__provisional">
            <UnknownMark />
            {provisionalWords(clock)}
          </p>
        )}
        {clock.explanation && <Explained explanation={clock.explanation} began="the start" today={today} />}
      </div>
      <CopyText text={countText(clock, today)} what="the dates as text" />
    </Sheet>
  )
}

/** A date counted from a day, without a procedure. */
export function ByThemselves({ today }: { today: string }) {
  const { params, form, write } = useAddress()
  const asked = readCount(params, today)
  const count = toCount(asked, today)
  const found = useCount(count)
  const clock = count ? found.data : undefined
  const refused = count ? fieldErrors(found.error, COUNT_FIELDS) : []
  const atFields = refused.length > 0 && refused.every((error) => error.field !== null)
  return (
    <>
      <p className="govuk-visually-hidden" role="status">
        {clock ? `${countWords(clock)}: ${dueWords(clock)}` : refused.map((error) => error.message).join('. ')}
      </p>
      <div className="rd-dates-page">
        <CountForm
          key={form}
          first={asked}
          refused={refused}
          today={today}
          ask={(draft) => write(writeCount(draft, today))}
          show={showAnswer}
        />
        {clock ? (
          <Counted clock={clock} today={today} />
        ) : count === null ? (
          <Sheet title="Not yet" note={`${missingOfCount(asked, today)[0]?.message ?? ''}.`} />
        ) : atFields ? (
          <Sheet title="Not yet" note="The form says what is needed." />
        ) : (
          <Sheet title="The date">
            {found.error ? (
              <Failed error={found.error} retry={() => void found.refetch()} />
            ) : (
              <Filling label="Working out the date" />
            )}
          </Sheet>
        )}
      </div>
    </>
  )
}
