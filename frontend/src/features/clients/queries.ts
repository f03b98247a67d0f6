import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { NewClient } from '../../api'
import { issueClient, listPartnerClients, revokeClient, rotateClientSecret } from '../../api'

const clientKeys = { list: ['clients'] as const }

export function useClients() {
  return useQuery({
    queryKey: clientKeys.list,
    queryFn: async ({ signal }) => (await listPartnerClients({ signal, throwOnError: true })).data,
  })
}

/** A change of the list. A secret is in the answer alone, so it is kept by whoever asked and never cached. */
function useChange<Asked, Answer>(change: (asked: Asked) => Promise<{ data: Answer }>) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async (asked: Asked) => (await change(asked)).data,
    gcTime: 0,
    onSuccess: () => queries.invalidateQueries({ queryKey: clientKeys.list }),
  })
}

export const useIssue = () => useChange((body: NewClient) => issueClient({ body, throwOnError: true }))

export const useRotate = (client_id: string) =>
  useChange(() => rotateClientSecret({ path: { client_id }, throwOnError: true }))

export const useRevoke = (client_id: string) =>
  useChange(() => revokeClient({ path: { client_id }, throwOnError: true }))
