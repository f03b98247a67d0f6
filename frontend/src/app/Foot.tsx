import { Link } from 'react-router'
import { useScheme } from '../lib/scheme'
import type { Scheme } from '../lib/scheme'

const SCHEMES: readonly { value: Scheme; label: string }[] = [
  { value: 'system', label: 'As this device' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
]

/** At the end of every page: help, keys where there are any, the statement that the law asks for, and colours. */
export function Foot({ showKeys }: { showKeys?: () => void }) {
  const [scheme, choose] = useScheme()
  return (
    <footer className="rd-foot">
      <div className="rd-width rd-foot__row">
        <ul className="rd-foot__links">
          {showKeys && (
            <>
              <li>
                <Link to="/help">Help</Link>
              </li>
              <li>
                <button type="button" className="rd-linklike" onClick={showKeys}>
                  Keys
                </button>
              </li>
            </>
          )}
          <li>
            <Link to="/accessibility">Accessibility statement</Link>
          </li>
        </ul>
        <label className="rd-foot__colours">
          Colours
          <select className="rd-foot__select" value={scheme} onChange={(event) => choose(event.target.value as Scheme)}>
            {SCHEMES.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </label>
      </div>
    </footer>
  )
}
