import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { AlertRead, AlertSide } from '../api'
import { listAlerts, takeNoteOfAlert } from '../api'
import { useOnChange } from './LiveProvider'

export const alertKeys = { list: ['alerts'] as const }

/** What is looked at by itself is looked at every half minute, without a sign that browsers hear. */
const LOOKED_AT_EVERY = 60_000

export const SIDE_WORDS: Record<AlertSide, string> = {
  over: 'over',
  at_least: 'at least',
  under: 'under',
  at_most: 'at most',
}

/** The council's alerts, and how each stands. */
export function useAlerts() {
  const alerts = useQuery({
    queryKey: alertKeys.list,
    queryFn: async ({ signal }) => (await listAlerts({ signal, throwOnError: true })).data.items,
    refetchInterval: LOOKED_AT_EVERY,
  })
  const { refetch } = alerts
  useOnChange(() => void refetch())
  return alerts
}

/** Says that one has seen an alert that is raised. */
export function useTakeNote() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ id, key }: { id: string; key: string }) =>
      takeNoteOfAlert({ path: { alert: id }, headers: { 'Idempotency-Key': key }, throwOnError: true }),
    onSettled: () => queries.invalidateQueries({ queryKey: alertKeys.list }),
  })
}

/** "71%", "7": a figure of an alert's question. */
export function alertFigure({ question }: Pick<AlertRead, 'question'>, value: number): string {
  return question.measure.endsWith('rate') ? `${value}%` : String(value)
}

/** "over 5", "under 80%" */
export function limitWords(alert: Pick<AlertRead, 'question' | 'side' | 'threshold'>): string {
  return `${SIDE_WORDS[alert.side]} ${alertFigure(alert, alert.threshold)}`
}
