import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { AlertRead, AlertWritten } from '../../api'
import { changeAlert, removeAlert, writeAlert } from '../../api'
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
