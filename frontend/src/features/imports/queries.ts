import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { DryRun, ImportJob, ImportMapping, MappingSuggestion } from '../../api'
import {
  downloadRemarks,
  listImportFields,
  listImportMappings,
  listImports,
  listRemarks,
  readImport,
  readImportMapping,
  saveImportMapping,
  undoImport,
} from '../../api'
import { client } from '../../api/client.gen'
import { saveFile } from '../../lib/download'
import { NDJSON, sheetType } from './words'

export const importKeys = {
  list: ['imports', 'list'] as const,
  one: (jobId: string) => ['imports', 'one', jobId] as const,
  remarks: (jobId: string, state: string) => ['imports', 'remarks', jobId, state] as const,
  fields: ['imports', 'fields'] as const,
  mappings: ['imports', 'mappings'] as const,
}

const WATCHED = 500

export function useImports() {
  return useQuery({
    queryKey: importKeys.list,
    queryFn: async ({ signal }) => (await listImports({ signal, throwOnError: true })).data,
    refetchInterval: ({ state }) => (state.data?.items.some((job) => job.state === 'running') ? 4 * WATCHED : false),
  })
}

/** A job, asked for again twice a second for as long as it runs; then the list is fetched too. */
export function useImport(jobId: string) {
  const queries = useQueryClient()
  return useQuery({
    queryKey: importKeys.one(jobId),
    queryFn: async ({ signal }) => {
      const job = (await readImport({ path: { job_id: jobId }, signal, throwOnError: true })).data
      if (job.state !== 'running') void queries.invalidateQueries({ queryKey: importKeys.list })
      return job
    },
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? WATCHED : false),
  })
}

/** Sends a file as it is; the browser reads it while it sends. */
async function send<Answer>(file: File, url: string, query: Record<string, unknown>): Promise<Answer> {
  const sent = await client.post<{ 200: Answer }, unknown, true>({
    url,
    query,
    body: file,
    bodySerializer: null,
    headers: { 'Content-Type': sheetType(file.name) ?? NDJSON },
    throwOnError: true,
  })
  return sent.data
}

/** Brings a file in; `mapping` is the saved one by which a spreadsheet is read. */
export function useUpload() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ file, mapping }: { file: File; mapping?: string }) =>
      send<ImportJob>(file, '/api/intake/v1/imports', { file_name: file.name, mapping }),
    onSuccess: (job) => {
      queries.setQueryData(importKeys.one(job.job_id), job)
      return queries.invalidateQueries({ queryKey: importKeys.list })
    },
  })
}

/** Takes back everything that an import added. */
export function useUndo() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async (jobId: string) => (await undoImport({ path: { job_id: jobId }, throwOnError: true })).data,
    onSuccess: (job) => {
      queries.setQueryData(importKeys.one(job.job_id), job)
      return queries.invalidateQueries({ queryKey: importKeys.list })
    },
  })
}

/** Errors and warnings by line; those of a running job are fetched again when it ends. */
export function useRemarks(job: ImportJob) {
  return useInfiniteQuery({
    queryKey: importKeys.remarks(job.job_id, job.state),
    queryFn: async ({ pageParam, signal }) => {
      const query = { cursor: pageParam, limit: 50 }
      return (await listRemarks({ path: { job_id: job.job_id }, query, signal, throwOnError: true })).data
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    enabled: job.rejected + job.warnings > 0,
  })
}

/** Where in a workbook the columns stand; null: the first sheet, the row that looks like headings. */
export interface Place {
  sheet: string | null
  headerRow: number | null
}

/** The columns of a spreadsheet, and the mapping that they suggest. The same file is looked at once. */
export function useSuggestion(file: File, { sheet, headerRow }: Place) {
  return useQuery({
    queryKey: ['imports', 'suggestion', file.name, file.size, file.lastModified, sheet, headerRow],
    queryFn: () =>
      send<MappingSuggestion>(file, '/api/intake/v1/imports/suggested-mapping', {
        sheet: sheet ?? undefined,
        header_row: headerRow ?? undefined,
      }),
    staleTime: Infinity,
    // The choice of the sheet stays on the page while another one is read.
    placeholderData: keepPreviousData,
  })
}

export function useFields() {
  return useQuery({
    queryKey: importKeys.fields,
    queryFn: async ({ signal }) => (await listImportFields({ signal, throwOnError: true })).data.items,
    staleTime: Infinity,
  })
}

export function useMappings() {
  return useQuery({
    queryKey: importKeys.mappings,
    queryFn: async ({ signal }) => (await listImportMappings({ signal, throwOnError: true })).data.items,
  })
}

export function useSavedMapping() {
  return useMutation({
    mutationFn: async (name: string) => (await readImportMapping({ path: { name }, throwOnError: true })).data.mapping,
  })
}

interface Trial {
  file: File
  name: string
  mapping: ImportMapping
}

/** Saves a mapping under its name, and asks what an import by it would do. */
export function useTrial() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async ({ file, name, mapping }: Trial) => {
      await saveImportMapping({ path: { name }, body: mapping, throwOnError: true })
      void queries.invalidateQueries({ queryKey: importKeys.mappings })
      return send<DryRun>(file, '/api/intake/v1/imports/dry-run', { mapping: name })
    },
  })
}

export function useDownload() {
  return useMutation({
    mutationFn: async (job: ImportJob) => {
      const options = { path: { job_id: job.job_id }, parseAs: 'blob', throwOnError: true } as const
      const file = (await downloadRemarks(options)).data as Blob
      saveFile(`import-${job.job_id.slice(0, 8)}.csv`, file)
    },
  })
}
