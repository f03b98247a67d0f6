import type { ImportField, ImportMapping, SheetColumn } from '../../api'
import type { OptionGroup } from '../../components/Fields'
import { errorFor } from '../../lib/problem'
import type { FieldError } from '../../lib/problem'
import { plural } from '../../lib/words'
import { FieldAdder } from './FieldAdder'
import { columnRows, fieldLabel, fieldOf, fieldOptions, meaningsOf, withField, withMeaning, wordsOf } from './mapping'
import type { ColumnRow, Entry } from './mapping'

interface Props {
  mapping: ImportMapping
  columns: readonly SheetColumn[]
  fields: readonly ImportField[]
  errors: readonly FieldError[]
  change: (mapping: ImportMapping) => void
}

const SHOWN = 3

/** Each column of the file, what stands in it, the field that it gives, and what its words stand for. */
export function ColumnTable({ mapping, columns, fields, errors, change }: Props) {
  const options = fieldOptions(fields, mapping)
  return (
    <table role="table" className="rd-table rd-mapped" aria-label="Columns of the file">
      <thead role="rowgroup">
        <tr role="row">
          {['Column', 'In it', 'Gives'].map((heading) => (
            <th key={heading} role="columnheader" scope="col">
              {heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {columnRows(mapping, columns).map((row, at) => (
          <tr role="row" key={row.column}>
            <th role="rowheader" scope="row">
              {row.column}
            </th>
            <td role="cell" className="rd-second">
              {row.values.slice(0, SHOWN).join(' · ')}
            </td>
            <td role="cell">
              {row.repeated && <p>There are several columns of this name. Give each a name of its own to use them.</p>}
              {row.missing && <p className="rd-error">The file does not have this column.</p>}
              {!row.repeated &&
                row.entries.map((entry) => (
                  <Given
                    key={entry.index}
                    id={entry.index === null ? `column-${at}` : `field-${entry.index}`}
                    {...{ mapping, row, entry, options, fields, errors, change }}
                  />
                ))}
              {sharable(row, fields) && (
                <OneMore
                  id={`more-${at}`}
                  row={row}
                  options={options}
                  add={(field) => change(withField(mapping, row.column, null, field))}
                />
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** A day of receipt may be the start of the first stage too, and an outcome that of a stage. */
function sharable(row: ColumnRow, fields: readonly ImportField[]): boolean {
  const kind = fieldOf(fields, row.entries[0]?.field ?? '')?.kind
  return !row.repeated && (kind === 'date' || kind === 'code')
}

interface GivenProps extends Omit<Props, 'columns'> {
  id: string
  row: ColumnRow
  entry: Entry
  options: readonly OptionGroup[]
}

function Given({ id, mapping, row, entry, options, fields, errors, change }: GivenProps) {
  const error = errorFor(errors, id)
  const words = wordsOf(row, entry, fields)
  const field = fieldOf(fields, entry.field)
  const open = words.filter(({ meaning }) => meaning === undefined).length
  return (
    <div className={`rd-mapped__given ${error ? 'rd-field--error' : ''}`}>
      {error && (
        <p className="rd-error" id={`${id}-error`}>
          <span className="govuk-visually-hidden">Error: </span>
          {error}
        </p>
      )}
      <FieldSelect
        id={id}
        label={`What ${row.column} gives`}
        value={entry.field}
               options={options}
        invalid={Boolean(error)}
        choose={(field) => change(withField(mapping, row.column, entry.index, field))}
      />
      {words.length > 0 && (
        <details className="rd-mapped__words" open={open > 0 || undefined}>
          <summary>
            {plural(words.length, 'word')} of your own{open > 0 ? `, ${open} not translated yet` : ''}
          </summary>
          <ul>
            {words.map(({ text, meaning }) => (
              <li key={text}>
                <span aria-hidden="true">{text}</span>
                <select
                  className="govuk-select rd-input"
                  aria-label={`${text} is, as ${fieldLabel(entry.field).toLowerCase()}`}
                  value={meaning === undefined ? '?' : (meaning ?? '')}
                  onChange={({ target }) => {
                    if (entry.index === null) return
                    const chosen = target.value === '?' ? undefined : target.value || null
                    change(withMeaning(mapping, entry.index, text, chosen))
                  }}
                >
                  <option value="?">{field?.kind === 'code' ? 'Not translated yet' : 'Kept as it is'}</option>
                  <option value="">Not known: leave it out</option>
                  {meaningsOf(field).map((option) => (
                    <option key={option.value} value={option.value}>
                      {option.label}
                    </option>
                  ))}
                </select>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}

interface OneMoreProps {
  id: string
  row: ColumnRow
  options: readonly OptionGroup[]
  add: (field: string) => void
}

function OneMore({ id, row, options, add }: OneMoreProps) {
  return (
    <details className="rd-mapped__more">
      <summary>
        Another field<span className="govuk-visually-hidden"> from {row.column}</span>
      </summary>
      <FieldAdder id={id} label={`What else ${row.column} gives`} options={options} add={add} />
    </details>
  )
}

interface FieldSelectProps {
  id: string
  label: string
  value: string
  options: readonly OptionGroup[]
  invalid: boolean
  choose: (field: string) => void
}

function FieldSelect({ id, label, value, options, invalid, choose }: FieldSelectProps) {
  return (
    <select
      id={id}
      className="govuk-select rd-input"
      aria-label={label}
      aria-invalid={invalid || undefined}
      aria-describedby={invalid ? `${id}-error` : undefined}
      value={value}
      onChange={({ target }) => choose(target.value)}
    >
      <option value="">Not read</option>
      {options.map((group) => (
        <optgroup key={group.label} label={group.label}>
          {group.options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </optgroup>
      ))}
    </select>
  )
}
