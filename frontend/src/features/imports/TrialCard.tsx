import type { RefObject } from 'react'
import type { DryRun, ImportField, ImportJob, LineProblem } from '../../api'
import { Failed } from '../../components/Page'
import { longDate } from '../../lib/dates'
import { counted } from '../../lib/words'
import { codeWord, fieldLabel, fieldOf, inWords } from './mapping'
import { useUpload } from './queries'
import { rowsWords, trialWords } from './words'

interface Props {
  found: DryRun
  file: File
  fields: readonly ImportField[]
  /** Name of the saved mapping. */
  mapping: string
  titleRef: RefObject<HTMLHeadingElement | null>
  watch: (job: ImportJob) => void
}

/** What an import would do: counts, the first errors, the first records; and the import itself. */
export function TrialCard({ found, file, fields, mapping, titleRef, watch }: Props) {
  const upload = useUpload()
  const warnings = found.told.filter(({ reason }) => !found.beforehand.includes(reason))
  return (
    <div className="rd-trial">
      <h3 className="rd-h3" tabIndex={-1} ref={titleRef}>
        {trialWords(found)}
      </h3>
      {found.beforehand.length > 0 && (
        <ul className="rd-spreadsheet__notes" aria-label="Before you bring it in">
          {found.beforehand.map((said) => (
            <li key={said}>{said}</li>
          ))}
        </ul>
      )}
      <Problems title="The first errors" problems={found.errors} all={found.rejected} fields={fields} />
      <Problems title="The first warnings" problems={warnings} all={found.warnings} fields={fields} />
      {found.first.length > 0 && <h4 className="rd-trial__title">The first records, as they would be kept</h4>}
      <div className="rd-trial__records">
        {found.first.map(({ line, record }) => (
          <section key={line} aria-label={`Row ${line}`}>
            <h5>Row {counted(line)}</h5>
            <dl>
              {facts(record).map(([path, value]) => (
                <div key={path}>
                  <dt>{fieldLabel(path)}</dt>
                  <dd>{said(path, value, fields)}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      {upload.isError && <Failed error={upload.error} />}
      <div className="rd-buttons">
        {found.added > 0 ? (
          <button
            type="button"
            className="rd-button"
            onClick={() => !upload.isPending && upload.mutate({ file, mapping }, { onSuccess: watch })}
          >
            Bring in {rowsWords(found.added)}
          </button>
        ) : (
          <p>There is nothing new to bring in.</p>
        )}
        <p role="status">{upload.isPending ? 'Sending the file. Stay on this page until it is sent.' : ''}</p>
      </div>
    </div>
  )
}

interface ProblemsProps {
  title: string
  problems: readonly LineProblem[]
  /** How many rows have such a problem. */
  all: number
  fields: readonly ImportField[]
}

function Problems({ title, problems, all, fields }: ProblemsProps) {
  if (problems.length === 0) return null
  return (
    <>
      <h4 className="rd-trial__title">{all > problems.length ? `${title}, of ${counted(all)} rows` : title}</h4>
      <table role="table" className="rd-table rd-remarks rd-problems" aria-label={title}>
        <thead role="rowgroup">
          <tr role="row">
            {['Row', 'Column', 'What is wrong'].map((heading) => (
              <th key={heading} role="columnheader" scope="col">
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {problems.map((problem, index) => (
            <tr role="row" key={index}>
              <th role="rowheader" scope="row">
                <span className="rd-remarks__label">Row </span>
                {counted(problem.line)}
              </th>
              <td role="cell">{problem.column ?? ''}</td>
              <td role="cell">{inWords(problem.reason, fields)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

/** A record's fields one below the other, named as a mapping names them; whose it is goes without saying. */
function facts(record: unknown, path = ''): [string, string][] {
  if (Array.isArray(record)) {
    if (record.every((each) => typeof each === 'string')) return [[path, record.join(', ')]]
    return record.flatMap((each, index) => facts(each, `${path}[${index + 1}]`))
  }
  if (record !== null && typeof record === 'object') {
    return Object.entries(record)
      .filter(([name]) => name !== 'authority' && name !== 'stage')
      .flatMap(([name, value]) => facts(value, path ? `${path}.${name}` : name))
  }
  if (typeof record === 'boolean') return [[path, record ? 'Yes' : 'No']]
  return [[path, String(record)]]
}

function said(path: string, value: string, fields: readonly ImportField[]): string {
  const kind = fieldOf(fields, path)?.kind
  if (kind === 'date') return longDate(value)
  return kind === 'code' ? codeWord(value) : value
}
