import { useQuery } from '@tanstack/react-query'
import { Fragment } from 'react'
import type { ReactNode } from 'react'
import { Navigate, useLocation } from 'react-router'
import { LiveProvider } from '../lib/LiveProvider'
import { resume, useSession } from '../lib/session'
import { SignInAgain } from './SignInAgain'
import { SigningIn } from './SigningIn'

/** Pages behind sign-in: who comes by an address or reloads is signed in first, and gets the page that was asked for. */
export function SignedIn({ children }: { children: ReactNode }) {
  const session = useSession()
  const { pathname, search } = useLocation()
  const again = useQuery({
    queryKey: ['sign-in'],
    queryFn: () => resume(pathname + search),
    enabled: session === null,
    retry: false,
    gcTime: 0,
  })
  if (session) {
    return (
      <LiveProvider>
        {/* Another person, or another council, finds no page as it was left. */}
        <Fragment key={`${session.authority}/${session.subject}`}>{children}</Fragment>
        {session.lapsed && <SignInAgain />}
      </LiveProvider>
    )
  }
  if (again.data === false || again.isError) {
    return <Navigate to="/" state={{ to: pathname + search, failed: again.error?.message }} replace />
  }
  return <SigningIn />
}
