import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { BoardView, Format, PublicationRead, Report, ReportAsked, WordsRead, WordsWritten } from '../../api'
import {
  forgetBoardView,
  listBoards,
  listBoardViews,
  listPublications,
  publishReport,
  readBoard,
  readDashboard,
  readDraft,
  readReport,
  saveBoardView,
  writeWords,
} from '../../api'
import { saveFile } from '../../lib/download'
import { useOnChange } from '../../lib/LiveProvider'
import { ProblemError } from '../../lib/problem'
import type { BoardAsked } from './address'

export const reportKeys = {
  all: ['reports'] as const,
  draft: (asked: ReportAsked) => ['reports', 'draft', asked] as const,
  publications: (asked: ReportAsked) => ['reports', 'publications', asked] as const,
  version: (asked: ReportAsked, version: number) => ['reports', 'version', asked, version] as const,
  years: ['reports', 'years'] as const,
  boards: ['boards'] as const,
  boardViews: ['board-views'] as const,
  board: (name: string, year: string, quarter: number | null, team: string | null) =>
    ['boards', name, year, quarter, team] as const,
}

/** The report as it would be published now. It is worked out anew when somebody asks for it, not while they read. */
export function useReportDraft(asked: ReportAsked) {
  return useQuery({
    queryKey: reportKeys.draft(asked),
    queryFn: async ({ signal }) => (await readDraft({ query: asked, signal, throwOnError: true })).data,
    refetchOnReconnect: false,
  })
}

export function usePublications(asked: ReportAsked) {
  return useQuery({
    queryKey: reportKeys.publications(asked),
    queryFn: async ({ signal }) => (await listPublications({ query: asked, signal, throwOnError: true })).data,
  })
}

/** A published version: it never changes. */
export function useVersion(asked: ReportAsked, version: number) {
  return useQuery({
    queryKey: reportKeys.version(asked, version),
    queryFn: async ({ signal }) => {
      const query = { ...asked, version, format: 'json' } as const
      return (await readReport({ query, signal, throwOnError: true })).data as Report
    },
    staleTime: Infinity,
  })
}

/** The financial years that something is recorded for. */
export function useRecordedYears() {
  return useQuery({
    queryKey: reportKeys.years,
    queryFn: async ({ signal }) => (await readDashboard({ signal, throwOnError: true })).data.years,
  })
}

export function useBoards() {
  return useQuery({
    queryKey: reportKeys.boards,
    queryFn: async ({ signal }) => (await listBoards({ signal, throwOnError: true })).data,
  })
}

/** A dashboard, fetched again with every change that is heard of; the one before stays until the next is there. */
export function useLiveBoard({ name, year, quarter, team }: BoardAsked) {
  const board = useQuery({
    queryKey: reportKeys.board(name, year, quarter, team),
    queryFn: async ({ signal }) => {
      const query = { year, quarter, team }
      return (await readBoard({ path: { board: name }, query, signal, throwOnError: true })).data
    },
    placeholderData: keepPreviousData,
  })
  const { refetch } = board
  useOnChange(() => void refetch())
  return board
}

export interface Writing {
  place: string
  words: Omit<WordsWritten, keyof ReportAsked>
  key: string
}

/** What stands in a place, to be written again but for what is changed. */
export function asWritten({ text, kept, answer, parts, about, written_at }: WordsRead): Writing['words'] {
  return { text, kept, answer, parts, about, instead_of: written_at }
}

/** Writes, binds or signs words of a place; the answer is the whole draft, checked anew. */
export function useWriteWords(asked: ReportAsked) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async ({ place, words, key }: Writing) => {
      const headers = { 'Idempotency-Key': key }
      return (await writeWords({ path: { place }, body: { ...asked, ...words }, headers, throwOnError: true })).data
    },
    onSuccess: (draft) => client.setQueryData(reportKeys.draft(asked), draft),
    // Somebody wrote there meanwhile: what is shown has to be theirs.
    onError: (error) =>
      error instanceof ProblemError && error.status === 409
        ? client.invalidateQueries({ queryKey: reportKeys.draft(asked) })
        : undefined,
  })
}

export function usePublish(asked: ReportAsked) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (key: string): Promise<PublicationRead> =>
      (await publishReport({ body: asked, headers: { 'Idempotency-Key': key }, throwOnError: true })).data,
    onSettled: () => client.invalidateQueries({ queryKey: reportKeys.all }),
  })
}

export function useDownload(asked: ReportAsked) {
  return useMutation({
    mutationFn: async ({ format, version }: { format: Format; version: number | null }) => {
      const { data, response } = await readReport({
        query: { ...asked, format, version },
        parseAs: 'blob',
        throwOnError: true,
      })
      const named = /filename="([^"]+)"/.exec(response.headers.get('Content-Disposition') ?? '')?.[1]
      saveFile(named ?? `report.${format}`, data as Blob)
    },
  })
}

/** Views of dashboards that were saved: one's own and the council's. */
export function useBoardViews() {
  return useQuery({
    queryKey: reportKeys.boardViews,
    queryFn: async ({ signal }) => (await listBoardViews({ signal, throwOnError: true })).data.items,
  })
}

export function useSaveBoardView() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: BoardView) => saveBoardView({ body, throwOnError: true }),
    onSuccess: () => queries.invalidateQueries({ queryKey: reportKeys.boardViews }),
  })
}

export function useForgetBoardView() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (saved_id: string) => forgetBoardView({ path: { saved_id }, throwOnError: true }),
    onSettled: () => queries.invalidateQueries({ queryKey: reportKeys.boardViews }),
  })
}
