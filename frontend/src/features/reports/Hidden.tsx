import { useState } from 'react'
import { Link } from 'react-router'
import { Card } from '../../components/Page'
import { HiddenMark } from './Marks'
import { addressOf } from './address'
import { anchorOf, hiddenRows } from './reading'
import { useShown } from './shown'

const AT_FIRST = 6

/** Which numbers nobody may see, and why: small themselves, or the way to one that is. */
export function Hidden() {
  const { asked, draft } = useShown()
  const [all, setAll] = useState(false)
  const rows = hiddenRows(draft.report, draft.hidden)
  return (
    <Card id="hidden" title={`Hidden figures: ${draft.hidden.length}`}>
      <ul>
        {rows.slice(0, all ? rows.length : AT_FIRST).map((row) => (
          <li key={`${row.table} ${row.row} ${row.small} ${row.because_of.join()}`} className="rd-hiddenrow">
            <div>
              <b>{row.row_label}</b>
              <span className="rd-second rd-block">
                <Link to={{ search: addressOf(asked), hash: anchorOf(row.table) }} replace>
                  Table {row.number}
                </Link>
                , {row.columns.join(', ')}
              </span>
            </div>
            <p className="rd-second">
              <HiddenMark small={row.small} why={false} />{' '}
              {row.small ? 'Under 5' : `Would give away ${row.because_of.join(' and ') || 'others'}`}
            </p>
          </li>
        ))}
      </ul>
      {rows.length > AT_FIRST && (
        <p className="rd-more">
          <button type="button" className="rd-linklike" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? 'Show fewer' : `Show all, in ${rows.length} rows of tables`}
          </button>
        </p>
      )}
      <p className="rd-second rd-hiddennote">
        {rows.length === 0
          ? 'No number is so small that it would have to be hidden.'
          : 'Filled: small itself. Outlined: it would give away another. What is published shows [c] alike, so that nobody sees which was small. Shares and charts that use them are hidden too.'}
      </p>
    </Card>
  )
}
