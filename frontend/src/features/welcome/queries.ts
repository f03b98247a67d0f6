import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '../../api/call'
import type { Demo, Role } from '../../api/types'
import { signIn } from '../../lib/session'

export const welcomeKeys = { demo: ['demo'] as const }

/** The demo council and who one can be there; refused where the demo is off. */
export function useDemo() {
  return useQuery({
    queryKey: welcomeKeys.demo,
    queryFn: ({ signal }) => call<Demo>('GET', '/api/demo', { signal }),
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
      await call('PUT', '/api/cases/v1/officers/me').catch(() => undefined)
    },
  })
}
