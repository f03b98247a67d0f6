import { useMutation, useQuery } from '@tanstack/react-query'
import type { Role } from '../../api'
import { learnOfficer } from '../../api'
import type { Demo } from '../../lib/demo'
import { problemOf } from '../../lib/http'
import { ProviderAway, cameBack, goToProvider, provider } from '../../lib/provider'
import { adopt, signIn } from '../../lib/session'

export const welcomeKeys = { demo: ['demo'] as const, provider: ['provider'] as const, back: ['came-back'] as const }

/** The demo council and who one can be there; refused where the demo is off. */
export function useDemo() {
  return useQuery({
    queryKey: welcomeKeys.demo,
    queryFn: async ({ signal }) => {
      const response = await fetch('/api/demo', { signal })
      if (!response.ok) throw await problemOf(response)
      return (await response.json()) as Demo
    },
    staleTime: Infinity,
  })
}

/** The council's identity provider, if one is set. */
export function useProvider() {
  return useQuery({ queryKey: welcomeKeys.provider, queryFn: provider, staleTime: Infinity })
}

/** Leaves for the provider. */
export function useGoToProvider() {
  return useMutation({ mutationFn: goToProvider })
}

/** Ends a sign-in that the provider sends back; the address that was asked for before, or null for a second window. */
export function useCameBack() {
  return useQuery({
    queryKey: welcomeKeys.back,
    queryFn: async () => {
      const back = await cameBack().catch((error: unknown) => {
        if (error instanceof ProviderAway) throw error
        throw new Error('Your council’s sign-in page sent something that is out of date, or was for another tab.')
      })
      if (back === null) return null
      await adopt(back.token)
      await learnOfficer({ throwOnError: true }).catch(() => undefined)
      return back.path
    },
    // What the provider gave can be used once.
    retry: false,
    staleTime: Infinity,
    gcTime: 0,
  })
}

/** Signs in as one of the demo's people; the officers' list learns of them at that moment. */
export function useBecome() {
  return useMutation({
    mutationFn: async (persona: Role) => {
      await signIn(persona)
      await learnOfficer({ throwOnError: true }).catch(() => undefined)
    },
  })
}
