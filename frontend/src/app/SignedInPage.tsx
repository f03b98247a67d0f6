import { Link, Navigate } from 'react-router'
import { useCameBack } from '../features/welcome/queries'
import { useSession } from '../lib/session'
import { SigningIn } from './SigningIn'
import { placesFor } from './navigation'

/** Where the identity provider sends people back to; they go on to the page that they asked for. */
export function SignedInPage() {
  const back = useCameBack()
  const session = useSession()
  if (back.isError) {
    return (
      <main id="main" className="rd-width rd-main">
        <h1 className="rd-h1">You are not signed in</h1>
        <p role="alert">{back.error.message}</p>
        <p>
          <Link to="/">Try again from the first page</Link>
        </p>
      </main>
    )
  }
  if (back.data && session) {
    const home = placesFor(session)[0]?.path ?? '/'
    return <Navigate to={back.data === '/' ? home : back.data} replace />
  }
  return <SigningIn />
}
