import { useState } from 'react'
import type { ImportJob } from '../../api'
import { LateMark, MetMark, OnTrackMark } from '../../components/Icons'
import { Failed, Filling } from '../../components/Page'
import { counted, plural } from '../../lib/words'
import { useDownload, useImport, useRemarks, useUndo } from './queries'
import { announcement, share, stateWords } from './words'

/** The state of a job: shape, words and colour. */
export function JobState({ job }: { job: ImportJob }) {
  const [mark, rag] =
    job.state === 'done'
      ? [<MetMark key="mark" />, 'met']
      : job.state === 'running'
        ? [<OnTrackMark key="mark" />, 'on_track']
        : [<LateMark key="mark" />, 'late']
  return (
    <span className={`rd-rag rd-rag--${rag}`}>
      {mark}
      {stateWords(job)}
    </span>
  )
}

const NUMBERS = [
  ['lines_done', 'Lines read'],
  ['added', 'Added'],
  ['unchanged', 'Already there'],
  ['rejected', 'Rejected'],
  ['warnings', 'Warnings'],
] as const

function Remarks({ job }: { job: ImportJob }) {
  const remarks = useRemarks(job)
  const download = useDownload()
  const items = remarks.data?.pages.flatMap((page) => page.items) ?? []
  if (job.rejected + job.warnings === 0) {
    return job.state === 'done' ? <p className="rd-card__body">Nothing was wrong with any line.</p> : null
  }
  return (
    <>
      <div className="rd-job__remarks">
        <div>
          <h3 className="rd-h3">Errors and warnings</h3>
          <p className="rd-second">
            A line with an error is not in. A line with a warning is in, with a code that your council’s file does not
            know.
          </p>
        </div>
        <button type="button" className="rd-button rd-button--second" onClick={() => download.mutate(job)}>
          Download as CSV
        </button>
      </div>
      {download.isError && <Failed error={download.error} />}
      {remarks.isPending && <Filling label="Fetching the errors" />}
      {remarks.isError && <Failed error={remarks.error} retry={() => void remarks.refetch()} />}
      {items.length > 0 && (
        <table role="table" className="rd-table rd-remarks" aria-label="Errors and warnings by line">
          <thead role="rowgroup">
            <tr role="row">
              {['Line', 'Kind', 'Reference', 'What is wrong'].map((heading) => (
                <th key={heading} role="columnheader" scope="col">
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody role="rowgroup">
            {items.map((remark) => (
              <tr role="row" key={remark.number}>
                <th role="rowheader" scope="row">
                  <span className="rd-remarks__label">Line </span>
                  {counted(remark.line)}
                </th>
                <td role="cell">
                  <b>{remark.is_error ? 'Error' : 'Warning'}</b>
                </td>
                <td role="cell">{remark.ref ?? ''}</td>
                <td role="cell">{remark.reason}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {remarks.hasNextPage && (
        <div className="rd-more">
          <button type="button" className="rd-button rd-button--second" onClick={() => void remarks.fetchNextPage()}>
            Show more
          </button>
        </div>
      )}
    </>
  )
}

/** Takes the import back; asked twice, because everything that it added goes. */
function Undo({ job }: { job: ImportJob }) {
  const undo = useUndo()
  const [asked, setAsked] = useState(false)
  const lines = plural(job.added, 'line')
  return (
    <div className="rd-card__body rd-job__undo">
      {undo.isError && (
        <p className="rd-error" role="alert">
          {undo.error.message}
        </p>
      )}
      {asked ? (
        <div className="rd-buttons" role="group" aria-labelledby="undo-asked">
          <p id="undo-asked">
            {lines} that this import added would go from cases and figures. What you send again comes in again.
          </p>
          <button
            type="button"
            className="rd-button"
            onClick={() => !undo.isPending && undo.mutate(job.job_id, { onError: () => setAsked(false) })}
          >
            Take back {lines}
          </button>
          <button type="button" className="rd-button rd-button--second" onClick={() => setAsked(false)}>
            Keep them
          </button>
        </div>
      ) : (
        <button type="button" className="rd-button rd-button--second" onClick={() => setAsked(true)}>
          Undo this import
        </button>
      )}
    </div>
  )
}

/** One import while it runs and after: how far it is, what came of it, what was wrong by line. */
export function JobCard({ jobId }: { jobId: string }) {
  const found = useImport(jobId)
  if (found.isError) return <Failed error={found.error} retry={() => void found.refetch()} />
  const job = found.data
  if (!job) {
    return (
      <div className="rd-card">
        <Filling label="Fetching the import" />
      </div>
    )
  }
  return (
    <section className="rd-card" aria-labelledby="import-job">
      <header className="rd-card__head">
        <h2 className="rd-h2 rd-job__name" id="import-job">
          {job.file_name}
        </h2>
        <JobState job={job} />
      </header>
      <p className="govuk-visually-hidden" role="status">
        {announcement(job)}
      </p>
      {job.state === 'running' && (
        <progress className="rd-progress" value={share(job)} max={100} aria-label="How much of the file is read">
          {share(job)}%
        </progress>
      )}
      <dl className="rd-job__numbers">
        {NUMBERS.map(([name, label]) => (
          <div key={name}>
            <dt>{label}</dt>
            <dd>{counted(job[name])}</dd>
          </div>
        ))}
      </dl>
      <Remarks job={job} />
      {job.added > 0 && (job.state === 'done' || job.state === 'interrupted') && <Undo job={job} />}
    </section>
  )
}
