import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Navigate } from 'react-router'
import { LiveProvider } from '../lib/LiveProvider'
import { rememberedPersona, signIn, useSession } from '../lib/session'

/** Pages behind sign-in: after a reload the remembered persona signs in again without asking. */
export function SignedIn({ children }: { children: ReactNode }) {
  const session = useSession()
  const persona = rememberedPersona()
  const again = useQuery({
    queryKey: ['sign-in', persona],
    queryFn: () => (persona ? signIn(persona) : Promise.reject(new Error('Nobody is signed in.'))),
    enabled: session === null && persona !== null,
    retry: false,
    gcTime: 0,
  })
  if (session) return <LiveProvider>{children}</LiveProvider>
  if (persona === null || again.isError) return <Navigate to="/" replace />
  return (
    <p className="govuk-visually-hidden" role="status">
      Signing in
    </p>
  )
}
