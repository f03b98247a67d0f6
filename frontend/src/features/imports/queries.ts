import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { ImportJob } from '../../api'
import { downloadRemarks, listImports, listRemarks, readImport } from '../../api/intake'
import { client } from '../../api/intake/client.gen'
import { saveFile } from '../../lib/download'

export const importKeys = {
  list: ['imports', 'list'] as const,
  one: (jobId: string) => ['imports', 'one', jobId] as const,
  remarks: (jobId: string, state: string) => ['imports', 'remarks', jobId, state] as const,
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
export function useUpload() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async (file: File) => {
      const sent = await client.post<{ 202: ImportJob }, unknown, true>({
        url: '/v1/imports',
        query: { file_name: file.name },
        body: file,
        bodySerializer: null,
        headers: { 'Content-Type': 'application/x-ndjson' },
        throwOnError: true,
      })
      return sent.data
    },
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

export function useDownload() {
  return useMutation({
    mutationFn: async (job: ImportJob) => {
      const options = { path: { job_id: job.job_id }, parseAs: 'blob', throwOnError: true } as const
      const file = (await downloadRemarks(options)).data as Blob
      saveFile(`import-${job.job_id.slice(0, 8)}.csv`, file)
    },
  })
}
