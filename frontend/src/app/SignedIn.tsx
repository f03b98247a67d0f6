import { QueryClient, QueryClientProvider, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { Navigate, useLocation } from 'react-router'
import { LiveProvider } from '../lib/LiveProvider'
import { resume, useSession, whose } from '../lib/session'
import { NoLonger } from './NoLonger'
import { SignInAgain } from './SignInAgain'
import { SigningIn } from './SigningIn'

/** What one person fetched is theirs alone: another one, or another council, begins with nothing. */
function Own({ children }: { children: ReactNode }) {
  const anybodys = useQueryClient()
  const [client] = useState(() => new QueryClient({ defaultOptions: anybodys.getDefaultOptions() }))
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>
}

/** Pages behind sign-in: who comes by an address or reloads is signed in first, and gets the page that was asked for. */
export function SignedIn({ children }: { children: ReactNode }) {
  const session = useSession()
  const [wasIn, setWasIn] = useState(false)
  if (session && !wasIn) setWasIn(true)
  const { pathname, search } = useLocation()
  const again = useQuery({
    queryKey: ['sign-in'],
    queryFn: () => resume(pathname + search),
    enabled: session === null && !wasIn,
    retry: false,
    gcTime: 0,
  })
  if (session) {
    return (
      <Own key={whose()}>
        <LiveProvider>
          {children}
          {session.lapsed ? <SignInAgain lapsed={session.lapsed} /> : session.was && <NoLonger session={session} was={session.was} />}
        </LiveProvider>
      </Own>
    )
  }
  // Whoever was here has signed out: it is not their page that the next one asks for.
  if (wasIn) return <Navigate to="/" replace />
  if (again.data === false || again.isError) {
    return <Navigate to="/" state={{ to: pathname + search, failed: again.error?.message }} replace />
  }
  return <SigningIn />
}
