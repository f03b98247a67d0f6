import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { AlertRead, AlertReceiverWritten, AlertWritten } from '../../api'
import {
  changeAlert,
  readAlertReceiver,
  registerAlertReceiver,
  removeAlert,
  removeAlertReceiver,
  writeAlert,
} from '../../api'
import { alertKeys } from '../../lib/alerts'

/** The rule that is changed; null: it is a new one. */
export type Changed = Pick<AlertRead, 'id' | 'version'> | null

const versionOf = ({ version }: { version: number }) => ({ 'If-Match': `"${version}"` })

/** Writes a rule, or puts another in its place. */
export function useWriteAlert(before: Changed) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ body, key }: { body: AlertWritten; key: string }) =>
      before
        ? changeAlert({ path: { alert: before.id }, headers: versionOf(before), body, throwOnError: true })
        : writeAlert({ headers: { 'Idempotency-Key': key }, body, throwOnError: true }),
    onSuccess: () => queries.invalidateQueries({ queryKey: alertKeys.list }),
  })
}

export function useRemoveAlert({ id, version }: Pick<AlertRead, 'id' | 'version'>) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () => removeAlert({ path: { alert: id }, headers: versionOf({ version }), throwOnError: true }),
    onSettled: () => queries.invalidateQueries({ queryKey: alertKeys.list }),
  })
}

const RECEIVER = [...alertKeys.list, 'receiver'] as const

/** The system that is told of alerts; null: none is. */
export function useReceiver() {
  return useQuery({
    queryKey: RECEIVER,
    queryFn: async ({ signal }) => (await readAlertReceiver({ signal, throwOnError: true })).data,
  })
}

/** A secret is in the answer alone, so it is kept by whoever asked and never cached. */
export function useRegister() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async (body: AlertReceiverWritten) => (await registerAlertReceiver({ body, throwOnError: true })).data,
    gcTime: 0,
    onSuccess: () => queries.invalidateQueries({ queryKey: RECEIVER }),
  })
}

export function useRemoveReceiver() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () => removeAlertReceiver({ throwOnError: true }),
    onSettled: () => queries.invalidateQueries({ queryKey: RECEIVER }),
  })
}
