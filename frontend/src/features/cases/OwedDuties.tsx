import { Fragment, useState } from 'react'
import { Link } from 'react-router'
import type { OwedDuties as Owed, OwedDuty } from '../../api'
import { LateMark } from '../../components/Icons'
import { fullDate } from '../../lib/dates'
import { useOnChange } from '../../lib/LiveProvider'
import { plural } from '../../lib/words'
import { useOwedDuties } from './queries'

/**
 * What contacts owe besides their answers, such as telling safeguarding, how many of them wait for their class,
 * and which have a file that carries a virus; nothing where nothing is owed.
 */
export function OwedDuties() {
  const { data, refetch } = useOwedDuties()
  useOnChange(() => void refetch())
  if (!data) return null
  const { items, undecided, infected } = data
  return (
    <>
      {undecided > 0 && (
        <p className="rd-owed">
          <Link to="/contacts?undecided">{plural(undecided, 'contact')} not decided yet</Link>: somebody has to say what{' '}
          {undecided === 1 ? 'it is' : 'they are'}.
        </p>
      )}
      {infected.length > 0 && (
        <p className="rd-owed">
          A file carries a virus and is given to nobody. Delete it:{' '}
          {infected.map((ref, at) => (
            <Fragment key={ref}>
              {at > 0 && ', '}
              <Link to={`/contacts/${ref}`}>{ref}</Link>
            </Fragment>
          ))}
        </p>
      )}
      {items.length > 0 && <Duties owed={data} />}
    </>
  )
}

function summary({ late, today, items }: Owed): string {
  const soon = items.length - late - today
  const parts = [
    [late, 'late'],
    [today, 'today'],
    [soon, 'soon'],
  ] as const
  return parts
    .filter(([count]) => count > 0)
    .map(([count, when]) => `${count} ${when}`)
    .join(', ')
}

function Duties({ owed }: { owed: Owed }) {
  const [open, setOpen] = useState(false)
  const { items, late, today, more } = owed
  const groups: readonly [string, readonly OwedDuty[]][] = [
    ['Late', items.slice(0, late)],
    ['Today', items.slice(late, late + today)],
    ['Soon', items.slice(late + today)],
  ]
  return (
    <section className={late + today > 0 ? 'rd-owed' : 'rd-owed rd-owed--soon'} aria-label="Duties owed">
      <p>
        {late > 0 && <LateMark />}{' '}
        <button type="button" className="rd-linklike" aria-expanded={open} onClick={() => setOpen(!open)}>
          {plural(items.length, 'duty', 'duties')} owed{more ? ', or more' : ''}
        </button>
        <b className={late > 0 ? 'rd-owed__when rd-owed__when--late' : 'rd-owed__when'}>{summary(owed)}</b>
      </p>
      {open && (
        <div className="rd-owed__groups">
          {groups
            .filter(([, duties]) => duties.length > 0)
            .map(([when, duties]) => (
              <Fragment key={when}>
                <h2 className="rd-h3">{when}</h2>
                <ul className="rd-owed__list">
                  {duties.map((duty) => (
                    <li key={`${duty.ref}${duty.key}`}>
                      <Link to={`/contacts/${duty.ref}`}>{duty.ref}</Link> {duty.text}
                      <span className="rd-second rd-block">
                        {duty.is_late && <b>Late. </b>}By {fullDate(duty.by)}. {duty.source}
                      </span>
                    </li>
                  ))}
                </ul>
              </Fragment>
            ))}
        </div>
      )}
    </section>
  )
}
