import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { NewClient } from '../../api'
import {
  issueClient,
  listClientDeliveries,
  listPartnerClients,
  pauseClientWebhook,
  resumeClientWebhook,
  revokeClient,
  rotateClientSecret,
  sendClientEventAgain,
} from '../../api'

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

/** Within the list, so that whatever changes a client asks for them again. */
export function useDeliveries(client_id: string) {
  return useQuery({
    queryKey: [...clientKeys.list, client_id, 'deliveries'],
    queryFn: async ({ signal }) =>
      (await listClientDeliveries({ path: { client_id }, signal, throwOnError: true })).data,
  })
}

export const usePause = (client_id: string, isPaused: boolean) =>
  useChange(() => (isPaused ? resumeClientWebhook : pauseClientWebhook)({ path: { client_id }, throwOnError: true }))

export const useSendAgain = (client_id: string, number: number) =>
  useChange(() => sendClientEventAgain({ path: { client_id, number }, throwOnError: true }))
