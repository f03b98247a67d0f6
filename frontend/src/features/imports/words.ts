import type { DryRun, ImportJob } from '../../api'
import { counted, plural } from '../../lib/words'

export const NDJSON = 'application/x-ndjson'
const CSV = 'text/csv'
const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** The type that a spreadsheet is sent as, by its name; null: it is none. The service looks inside. */
export function sheetType(fileName: string): string | null {
  if (/\.csv$/i.test(fileName)) return CSV
  return /\.(xls[xmb]?|ods)$/i.test(fileName) ? WORKBOOK : null
}

/** "Complaints log 2024-25.xlsx" may be saved as complaints-log-2024-25. */
export function mappingName(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-|-$/g, '')
}

/** How much of the file has been read, in whole per cent; a file without bytes is read at once. */
export function share(job: ImportJob): number {
  if (job.state === 'done' || job.bytes_total === 0) return 100
  return Math.floor((100 * job.bytes_done) / job.bytes_total)
}

export function stateWords(job: ImportJob): string {
  if (job.state === 'done') return 'Done'
  if (job.state === 'undone') return `Undone by ${job.undone_by ?? 'somebody'}`
  if (job.state === 'running') return `Reading the file: ${share(job)}%`
  return 'Interrupted: send the same file again and it goes on'
}

/** What came of it, in a sentence. */
export function outcomeWords(job: ImportJob): string {
  const lines = plural(job.lines_done, 'line')
  return (
    `${lines} read: ${counted(job.added)} added, ${counted(job.unchanged)} already there, ` +
    `${counted(job.rejected)} rejected, ${plural(job.warnings, 'warning')}.`
  )
}

/** What is said aloud while it runs: every quarter, not every half second. */
export function announcement(job: ImportJob): string {
  if (job.state === 'done') return `${job.file_name}: done. ${outcomeWords(job)}`
  if (job.state !== 'running') return `${job.file_name}: ${stateWords(job)}.`
  const quarter = Math.floor(share(job) / 25) * 25
  return quarter === 0 ? `${job.file_name} is being read.` : `${job.file_name}: ${quarter}% read.`
}

/** What an import would do, in a sentence. */
export function trialWords({ lines, added, unchanged, rejected }: DryRun): string {
  return (
    `${rowsWords(lines)} read: ${counted(added)} would be added, ${counted(unchanged)} are already there, ` +
    `${counted(rejected)} would be rejected.`
  )
}

export function rowsWords(rows: number): string {
  return plural(rows, 'row')
}
