import { clockTime, londonDay, longDate } from '../../lib/dates'
import { useCalendar } from './queries'
import { changeWords } from './words'

/** What somebody else did to the calendar in the meantime; what was typed stays. */
export function ChangedMeanwhile({ year }: { year: number }) {
  const changes = useCalendar(year).data?.changes ?? []
  const [newest] = changes
  return (
    <div className="rd-notice rd-notice--soon rd-said" role="alert">
      <h2 className="rd-h3">
        {newest ? `${newest.by.name} changed the calendar` : 'The calendar was changed'} while you were looking
      </h2>
      {newest && (
        <p>
          {longDate(londonDay(newest.at))}, {clockTime(newest.at)}: <b>{changeWords(newest, changes)}.</b>
        </p>
      )}
      <p>Nothing was applied, and what you typed is kept. Look at what would move now.</p>
    </div>
  )
}
