import { useRef, useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import type { ImportJob } from '../../api'
import { ErrorSummary } from '../../components/ErrorSummary'
import { Field, describedBy } from '../../components/Fields'
import { Card, Failed, Filling, PageTitle } from '../../components/Page'
import { clockTime, londonDay, longDate } from '../../lib/dates'
import { errorFor, fieldErrors } from '../../lib/problem'
import type { FieldError } from '../../lib/problem'
import { JobCard, JobState } from './JobCard'
import { Spreadsheet } from './Spreadsheet'
import { useImports, useUpload } from './queries'
import { outcomeWords, sheetType } from './words'
import './imports.css'

const NONE: readonly FieldError[] = []
const HINT =
  'A spreadsheet (CSV or XLSX) with a case or contact on each row, or lines of JSON (NDJSON). ' +
  'Sending a file again adds nothing twice.'

interface UploadProps {
  watch: (job: ImportJob) => void
  /** A spreadsheet is looked through first. */
  look: (file: File) => void
}

function Upload({ watch, look }: UploadProps) {
  const input = useRef<HTMLInputElement>(null)
  const [errors, setErrors] = useState(NONE)
  const [sheet, setSheet] = useState(false)
  const upload = useUpload()
  const send = () => {
    const file = input.current?.files?.[0]
    if (!file) {
      setErrors([{ field: 'import-file', message: 'Choose the file to bring in' }])
      return
    }
    setErrors(NONE)
    if (sheetType(file.name)) {
      look(file)
      return
    }
    upload.mutate({ file }, {
      onSuccess: (job) => {
        if (input.current) input.current.value = ''
        watch(job)
      },
      onError: (error) => setErrors(fieldErrors(error, { '/query/file_name': 'import-file' })),
    })
  }
  const error = errorFor(errors, 'import-file')
  return (
    <form
      className="rd-card rd-upload"
      aria-label="Bring in a file"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (!upload.isPending) send()
      }}
    >
      <ErrorSummary errors={errors} title="The file was not brought in" />
      <Field id="import-file" label="File" hint={HINT} error={error}>
        <input
          ref={input}
          id="import-file"
          className="rd-upload__file"
          type="file"
          accept=".csv,.xlsx,.ndjson,.jsonl"
          onChange={({ target }) => setSheet(sheetType(target.value) !== null)}
          aria-describedby={describedBy('import-file', HINT, error)}
          aria-invalid={error ? true : undefined}
        />
      </Field>
      <div className="rd-buttons">
        <button type="submit" className="rd-button">
          {sheet ? 'Look at its columns' : 'Bring in this file'}
        </button>
        <p role="status">{upload.isPending ? 'Sending the file. Stay on this page until it is sent.' : ''}</p>
      </div>
    </form>
  )
}

function Newest({ watched }: { watched: string }) {
  const imports = useImports()
  const items = imports.data?.items ?? []
  return (
    <Card title="Newest imports" id="imports-newest">
      {imports.isPending && <Filling label="Fetching the imports" />}
      {imports.isError && <Failed error={imports.error} retry={() => void imports.refetch()} />}
      {imports.isSuccess && items.length === 0 && <p className="rd-card__body">No file has been brought in yet.</p>}
      <ul>
        {items.map((job) => (
          <li key={job.job_id} className="rd-job">
            <div>
              <Link to={`?job=${job.job_id}`} aria-current={job.job_id === watched ? 'true' : undefined}>
                {job.file_name}
              </Link>
              <p className="rd-second">
                {longDate(londonDay(job.started_at))}, {clockTime(job.started_at)}, by {job.started_by}
              </p>
            </div>
            <div>
              <JobState job={job} />
              <p className="rd-second">{outcomeWords(job)}</p>
            </div>
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** A council's history comes in here: send a file, watch it, read what was wrong with it. */
export function ImportsPage() {
  const [params, setParams] = useSearchParams()
  const jobId = params.get('job') ?? ''
  const [sheet, setSheet] = useState<File | null>(null)
  const watch = (job: ImportJob) => {
    setSheet(null)
    setParams({ job: job.job_id })
  }
  return (
    <>
      <div className="rd-titlerow">
        <div>
          <PageTitle>Imports</PageTitle>
          <p className="rd-second">
            What you bring in is history: it is in figures at once, and in today’s work when an officer takes it there.
          </p>
        </div>
      </div>
      <div className="rd-stack">
        <Upload
          watch={watch}
          look={(file) => {
            setParams({})
            setSheet(file)
          }}
        />
        {sheet && <Spreadsheet key={sheet.name + sheet.lastModified} file={sheet} watch={watch} />}
        {jobId && <JobCard key={jobId} jobId={jobId} />}
        <Newest watched={jobId} />
      </div>
    </>
  )
}
