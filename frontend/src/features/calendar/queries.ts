import { keepPreviousData, useMutation, useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import type { ChangeAsked } from '../../api'
import {
  changeCalendar,
  previewCalendarChange,
  previewCalendarUndo,
  readCalendar,
  readCalendarChange,
  undoCalendarChange,
} from '../../api'
import { ProblemError } from '../../lib/problem'

export const calendarKeys = {
  all: ['calendar'] as const,
  year: (year: number) => ['calendar', 'year', year] as const,
  preview: (asked: ChangeAsked | null) => ['calendar', 'preview', asked] as const,
  change: (number: number) => ['calendar', 'change', number] as const,
  undo: (number: number) => ['calendar', 'undo', number] as const,
}

function ofYear(year: number) {
  return {
    queryKey: calendarKeys.year(year),
    queryFn: async ({ signal }: { signal: AbortSignal }) =>
      (await readCalendar({ query: { year }, signal, throwOnError: true })).data,
  }
}

/** One year of the calendar, and every change that was made. The old year stays until the new one is there. */
export function useCalendar(year: number) {
  return useQuery({ ...ofYear(year), placeholderData: keepPreviousData })
}

/** Several years, as far as they are here already. */
export function useCalendars(years: readonly number[]) {
  return useQueries({
    queries: years.map(ofYear),
    combine: (results) => results.flatMap((result) => result.data ?? []),
  })
}

/** What a change would move. The old answer stays until the new one is there. */
export function usePreview(asked: ChangeAsked | null) {
  return useQuery({
    queryKey: calendarKeys.preview(asked),
    queryFn: async ({ signal }) => {
      if (asked === null) throw new Error('There is nothing to preview.')
      return (await previewCalendarChange({ body: asked, signal, throwOnError: true })).data
    },
    enabled: asked !== null,
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 0,
  })
}

/** What would move if a change were taken back. */
export function useUndoPreview(number: number) {
  return useQuery({
    queryKey: calendarKeys.undo(number),
    queryFn: async ({ signal }) => (await previewCalendarUndo({ path: { number }, signal, throwOnError: true })).data,
    staleTime: 0,
    gcTime: 0,
  })
}

/** A change with everything that it moved. */
export function useChange(number: number, wanted = true) {
  return useQuery({
    queryKey: calendarKeys.change(number),
    queryFn: async ({ signal }) => (await readCalendarChange({ path: { number }, signal, throwOnError: true })).data,
    enabled: wanted,
  })
}

const CONFLICT = 409

/** The calendar is not the one that was previewed. */
export function isConflict(error: unknown): boolean {
  return error instanceof ProblemError && error.status === CONFLICT
}

/** After a change any date on any page may be another; after a conflict the calendar is another. */
function useAfterwards() {
  const client = useQueryClient()
  return {
    // What is on the page is left behind at once: it is not asked for again.
    onSuccess: () => client.invalidateQueries({ refetchType: 'none' }),
    onError: (error: Error) => {
      if (isConflict(error)) void client.invalidateQueries({ queryKey: calendarKeys.all })
    },
  }
}

interface Sent<Body> {
  body: Body
  version: string
  key: string
}

export function useApply() {
  return useMutation({
    mutationFn: async ({ body, version, key }: Sent<ChangeAsked>) => {
      const headers = { 'Idempotency-Key': key }
      const made = await changeCalendar({ body: { ...body, previewed_version: version }, headers, throwOnError: true })
      return made.data
    },
    ...useAfterwards(),
  })
}

export function useUndo(number: number) {
  return useMutation({
    mutationFn: async ({ body, version, key }: Sent<{ source: string; announced_on: string | null }>) => {
      const headers = { 'Idempotency-Key': key }
      const sent = { path: { number }, body: { ...body, previewed_version: version }, headers, throwOnError: true }
      return (await undoCalendarChange({ ...sent, throwOnError: true })).data
    },
    ...useAfterwards(),
  })
}
