import { Fragment, useState } from 'react'
import { Link } from 'react-router'
import type { OwedDuties as Owed } from '../../api'
import { LateMark } from '../../components/Icons'
import { fullDate } from '../../lib/dates'
import { useOnChange } from '../../lib/LiveProvider'
import { plural } from '../../lib/words'
import { useOwedDuties } from './queries'

/**
 * What contacts owe today besides their answers, such as telling safeguarding, how many of them wait for their class,
 * and which have a file that carries a virus; nothing where nothing is owed.
 */
export function OwedDuties() {
  const { data, refetch } = useOwedDuties()
  useOnChange(() => void refetch())
  if (!data) return null
  const { items, late, more, undecided, infected } = data
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
      {items.length > 0 && <Duties items={items} late={late} more={more} />}
    </>
  )
}

function Duties({ items, late, more }: Pick<Owed, 'items' | 'late' | 'more'>) {
  const [open, setOpen] = useState(false)
  return (
    <section className="rd-owed" aria-label="Duties owed today">
      <p>
        {late > 0 && <LateMark />}{' '}
        <button type="button" className="rd-linklike" aria-expanded={open} onClick={() => setOpen(!open)}>
          {plural(items.length, 'duty', 'duties')} owed today{more ? ', or more' : ''}
        </button>
        {late > 0 && <b className="rd-owed__late">{late === items.length ? 'late' : `${late} of them late`}</b>}
      </p>
      {open && (
        <ul className="rd-owed__list">
          {items.map((duty) => (
            <li key={`${duty.ref}${duty.code}`}>
              <Link to={`/contacts/${duty.ref}`}>{duty.ref}</Link> {duty.text}
              <span className="rd-second rd-block">
                {duty.is_late && <b>Late. </b>}By {fullDate(duty.by)}. {duty.source}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
