import { useEffect, useState } from 'react'
import { Link } from 'react-router'

/** So long nobody wonders why the page is empty, in milliseconds. */
const UNNOTICED = 2_000

/** While the provider is asked. One that is slow is said to be, with a way out. */
export function SigningIn() {
  const [isSlow, setIsSlow] = useState(false)
  useEffect(() => {
    const later = setTimeout(() => setIsSlow(true), UNNOTICED)
    return () => clearTimeout(later)
  }, [])
  return (
    <main id="main" className="rd-width rd-main">
      <p className={isSlow ? undefined : 'govuk-visually-hidden'} role="status">
        {isSlow ? 'You are being signed in. It takes longer than it should.' : 'Signing in'}
      </p>
      {isSlow && (
        <p>
          <Link to="/">Go to the first page</Link>
        </p>
      )}
    </main>
  )
}
