import { useMemo } from 'react'
import type { Format, ReportAsked } from '../../api'
import { ErrorSummary } from '../../components/ErrorSummary'
import { fieldErrors } from '../../lib/problem'
import { useDownload } from './queries'

const FORMATS: readonly { format: Format; name: string }[] = [
  { format: 'html', name: 'Web page' },
  { format: 'pdf', name: 'PDF' },
  { format: 'docx', name: 'Word' },
  { format: 'xlsx', name: 'Excel' },
  { format: 'csv', name: 'CSV (ZIP)' },
  { format: 'json', name: 'JSON' },
  { format: 'easy_read', name: 'Easy read' },
]

interface Props {
  asked: ReportAsked
  /** A published one; null: as the figures stand now. */
  version: number | null
}

/** The report as a file, in each way that it can be read. */
export function Downloads({ asked, version }: Props) {
  const download = useDownload(asked)
  const failed = useMemo(() => fieldErrors(download.error, {}), [download.error])
  const what = version === null ? 'the draft' : `version ${version}`
  return (
    <>
      <ErrorSummary errors={failed} title="There is no file" />
      <ul className="rd-downloads" aria-label={`Download ${what}`}>
        {FORMATS.map(({ format, name }) => (
          <li key={format}>
            <button type="button" className="rd-linklike" onClick={() => download.mutate({ format, version })}>
              {name}
              <span className="govuk-visually-hidden">, {what}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}
