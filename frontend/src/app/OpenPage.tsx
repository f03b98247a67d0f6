import { Link, Outlet, ScrollRestoration } from 'react-router'
import { BrandMark } from '../components/Icons'
import { useSession } from '../lib/session'
import { Foot } from './Foot'
import { Layout } from './Layout'
import { SignedIn } from './SignedIn'

/** A page that nobody has to sign in for; whoever is signed in keeps the menu. */
export function OpenPage() {
  const session = useSession()
  if (session) {
    return (
      <SignedIn>
        <Layout />
      </SignedIn>
    )
  }
  return (
    <>
      <header className="rd-header">
        <div className="rd-width rd-header__row">
          <div className="rd-brand">
            <Link to="/" className="rd-brand__name">
              <BrandMark />
              Redress
            </Link>
          </div>
        </div>
      </header>
      <main id="main" className="rd-width rd-main">
        <Outlet />
      </main>
      <Foot />
      <ScrollRestoration />
    </>
  )
}
