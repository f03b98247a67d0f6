import { useEffect, useId, useRef, useState } from 'react'
import type { DryRun, ImportField, ImportJob, ImportMapping, MappingSuggestion } from '../../api'
import { Radios } from '../../components/Choices'
import { ErrorSummary } from '../../components/ErrorSummary'
import { Select, TextField } from '../../components/Fields'
import { Failed, Filling } from '../../components/Page'
import { errorFor, fieldErrors } from '../../lib/problem'
import type { FieldError, FieldMap } from '../../lib/problem'
import { ColumnTable } from './ColumnTable'
import { Constants } from './Constants'
import { TrialCard } from './TrialCard'
import { inWords } from './mapping'
import { useFields, useMappings, useSavedMapping, useSuggestion, useTrial } from './queries'
import type { Place } from './queries'
import { mappingName } from './words'

interface Props {
  file: File
  watch: (job: ImportJob) => void
}

interface Saved {
  name: string
  mapping: ImportMapping
}

const FIRST: Place = { sheet: null, headerRow: null }

/** A council's own spreadsheet: what each column gives, a try, and the import. */
export function Spreadsheet({ file, watch }: Props) {
  const [place, setPlace] = useState(FIRST)
  const [saved, setSaved] = useState<Saved | null>(null)
  const suggestion = useSuggestion(file, place)
  const fields = useFields()
  const fetchSaved = useSavedMapping()
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => title.current?.focus(), [])
  const choose = (name: string) => {
    if (!name) {
      setSaved(null)
      return
    }
    fetchSaved.mutate(name, {
      onSuccess: (mapping) => {
        setSaved({ name, mapping })
        setPlace({ sheet: mapping.sheet ?? null, headerRow: mapping.header_row ?? null })
      },
    })
  }
  const look = (moved: Place) => {
    setSaved(null)
    setPlace(moved)
  }
  const error = suggestion.error ?? fields.error
  const found = suggestion.data
  return (
    <section className="rd-card rd-spreadsheet" aria-labelledby="sheet-title">
      <header className="rd-card__head">
        <div>
          <h2 className="rd-h2 rd-job__name" id="sheet-title" tabIndex={-1} ref={title}>
            How {file.name} is read
          </h2>
          <p className="rd-second rd-card__note">
            Look through what each column gives, then try it. No row is stored until you bring them in.
          </p>
        </div>
      </header>
      {error ? (
        <Failed error={error} {...(place !== FIRST && { retry: () => look(FIRST) })} />
      ) : !found || !fields.data ? (
        <Filling label="Reading the columns" rows={6} />
      ) : (
        <>
          <Sources found={found} saved={saved} choose={choose} look={look} />
          {fetchSaved.isError && <Failed error={fetchSaved.error} />}
          {found.notes.length > 0 && (
            <ul className="rd-spreadsheet__notes" aria-label="About this file">
              {found.notes.map((note) => (
                <li key={note}>{note}</li>
              ))}
            </ul>
          )}
          <MappingForm
            key={JSON.stringify([saved?.name, found.mapping.sheet, found.mapping.header_row])}
            file={file}
            found={found}
            fields={fields.data}
            saved={saved}
            watch={watch}
          />
        </>
      )}
    </section>
  )
}

interface SourcesProps {
  found: MappingSuggestion
  saved: Saved | null
  choose: (name: string) => void
  look: (place: Place) => void
}

/** Which mapping to begin with, and where in the file the columns stand. */
function Sources({ found, saved, choose, look }: SourcesProps) {
  const mappings = useMappings()
  const { sheet, header_row } = found.mapping
  const hidden = new Set(found.hidden_sheets)
  const here = { sheet: sheet ?? null, headerRow: header_row ?? 1 }
  const rows = Array.from({ length: Math.max(20, here.headerRow) }, (_, index) => String(index + 1))
  const names = (mappings.data ?? []).map(({ name }) => ({ value: name, label: name }))
  return (
    <div className="rd-spreadsheet__sources">
      {names.length > 0 && (
        <Select
          id="sheet-mapping"
          label="Begin with"
          value={saved?.name ?? ''}
          options={[{ value: '', label: 'What the headings suggest' }, { label: 'Saved mappings', options: names }]}
          onChange={choose}
        />
      )}
      {found.sheets.length > 1 && (
        <Select
          id="sheet-name"
          label="Sheet"
          value={sheet ?? found.sheets.find((name) => !hidden.has(name)) ?? ''}
          options={found.sheets.map((name) => ({ value: name, label: hidden.has(name) ? `${name} (hidden)` : name }))}
          onChange={(name) => look({ sheet: name, headerRow: null })}
        />
      )}
      <Select
        id="sheet-row"
        label="Row with the headings"
        value={String(here.headerRow)}
        options={rows.map((row) => ({ value: row, label: row }))}
        onChange={(row) => look({ ...here, headerRow: Number(row) })}
      />
    </div>
  )
}

const NONE: readonly FieldError[] = []
const NAME = 'sheet-save-as'

/** Where the service's complaints about a mapping belong. */
function pointers(mapping: ImportMapping): FieldMap {
  const columns = mapping.columns.map((_, index) => [`/columns/${index}`, `field-${index}`])
  const paths = Object.keys(mapping.constants ?? {})
  const constants = paths.map((path, index) => [`/constants/${path}`, `constant-${index}`])
  return Object.fromEntries([...columns, ...constants])
}

function said(errors: readonly FieldError[], fields: readonly ImportField[]): FieldError[] {
  return errors.map((error) => ({ ...error, message: inWords(error.message, fields) }))
}

interface FormProps extends Props {
  found: MappingSuggestion
  fields: readonly ImportField[]
  saved: Saved | null
}

function MappingForm({ file, found, fields, saved, watch }: FormProps) {
  const [mapping, setMapping] = useState(saved?.mapping ?? found.mapping)
  const [name, setName] = useState(saved?.name ?? mappingName(file.name.replace(/\.[a-z]+$/i, '')))
  const [errors, setErrors] = useState(NONE)
  const [tried, setTried] = useState<DryRun | null>(null)
  const trial = useTrial()
  const title = useRef<HTMLHeadingElement>(null)
  const id = useId()
  useEffect(() => {
    if (tried) title.current?.focus()
  }, [tried])
  const change = (next: ImportMapping) => {
    setMapping(next)
    setTried(null)
  }
  const attempt = () => {
    setTried(null)
    if (!mappingName(name)) {
      setErrors([{ field: NAME, message: 'Give the mapping a name, such as complaints-log' }])
      return
    }
    setErrors(NONE)
    trial.mutate(
      { file, name: mappingName(name), mapping },
      { onSuccess: setTried, onError: (error) => setErrors(said(fieldErrors(error, pointers(mapping)), fields)) },
    )
  }
  return (
    <>
      <form
        className="rd-spreadsheet__form"
        aria-labelledby={id}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (!trial.isPending) attempt()
        }}
      >
        <h3 className="rd-h3" id={id}>
          What each column gives
        </h3>
        <ErrorSummary errors={errors} title="The file was not tried" />
        <ColumnTable mapping={mapping} columns={found.columns} fields={fields} errors={errors} change={change} />
        <Constants mapping={mapping} fields={fields} errors={errors} change={change} />
        <div className="rd-spreadsheet__options">
          <Radios
            id="sheet-reference"
            legend="References"
            value={mapping.reference ?? 'as_written'}
            choices={[
              { value: 'as_written', label: 'Stand in the file as they are' },
              { value: 'number', label: 'Are made from your own numbers' },
            ]}
            hint="A reference is like EAS-2324-0451. From your 451 of 2023-24 it is made for you."
            onChange={(reference) => change({ ...mapping, reference })}
          />
          <Radios
            id="sheet-dates"
            legend="03/04/2024 is"
            value={mapping.dates ?? 'day_first'}
            choices={[
              { value: 'day_first', label: '3 April' },
              { value: 'month_first', label: '4 March' },
            ]}
            onChange={(dates) => change({ ...mapping, dates })}
          />
          <TextField
            id={NAME}
            label="Save this mapping as"
            hint="The next file is then read the same way. Small letters, figures and hyphens."
            value={name}
            error={errorFor(errors, NAME)}
            onChange={(next) => {
              setName(next)
              setTried(null)
            }}
          />
        </div>
        <div className="rd-buttons">
          <button type="submit" className="rd-button">
            Save and try it
          </button>
          <p role="status">{trial.isPending ? 'Reading every row. Nothing is stored.' : ''}</p>
        </div>
      </form>
      {tried && (
        <TrialCard
          found={tried}
          file={file}
          fields={fields}
          mapping={mappingName(name)}
          titleRef={title}
          watch={watch}
        />
      )}
    </>
  )
}
