import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Role } from '../../api'
import { learnOfficer } from '../../api'
import type { Demo } from '../../lib/demo'
import { problemOf } from '../../lib/http'
import { signIn } from '../../lib/session'

export const welcomeKeys = { demo: ['demo'] as const }

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

/** Signs in as one of the demo's people; the officers' list learns of them at that moment. */
export function useBecome() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (persona: Role) => {
      client.removeQueries({ predicate: (query) => query.queryKey[0] !== welcomeKeys.demo[0] })
      await signIn(persona)
      await learnOfficer({ throwOnError: true }).catch(() => undefined)
    },
  })
}
