import { useEffect, useRef } from 'react'
import type { FieldRead } from '../../api'
import { Select } from '../../components/Fields'
import { errorFor } from '../../lib/problem'
import type { FieldError } from '../../lib/problem'
import { ids } from './draft'
import type { Part } from './draft'
import { fieldOptions, operatorsOf, takesSeveral } from './fields'
import { fieldName, operatorWords } from './names'
import type { Condition, Operator } from './question'
import { ValueInput } from './ValueInput'
import type { Scope } from './ValueInput'

interface Props {
  part: Part
  legend: string
  hint: string
  rows: Condition<string>[]
  onChange: (rows: Condition<string>[]) => void
  fields: FieldRead[]
  existence: readonly string[]
  errors: readonly FieldError[]
  scope: Scope
}

const FIRST: Condition<string> = { path: 'classification', op: 'is', values: [] }

interface RowProps extends Omit<Props, 'legend' | 'hint' | 'rows' | 'onChange'> {
  row: Condition<string>
  index: number
  onChange: (row: Condition<string>) => void
  remove: () => void
}

function Row({ part, row, index, fields, existence, errors, scope, onChange, remove }: RowProps) {
  const id = ids.condition(part, index)
  const kindOf = (path: string) => fields.find((field) => field.path === path)?.kind
  const operators = operatorsOf(kindOf(row.path))
  const shown = operators.includes(row.op) ? operators : [...operators, row.op]
  const wide = takesSeveral(row.op) || kindOf(row.path) === 'date'
  const move = (path: string) => {
    const allowed = operatorsOf(kindOf(path))
    const op = allowed.includes(row.op) ? row.op : (allowed[0] ?? 'recorded')
    onChange({ path, op, values: [] })
  }
  const turn = (op: Operator) => onChange({ ...row, op, values: takesSeveral(op) ? row.values : row.values.slice(0, 1) })
  return (
    <li className="rd-condition">
      <Select
        id={id}
        label={<span className="govuk-visually-hidden">Condition {index + 1}: field</span>}
        value={row.path}
        onChange={move}
        options={fieldOptions([...fields.map((field) => field.path), ...existence], row.path)}
        error={errorFor(errors, id)}
        className="rd-condition__field"
      />
      <Select
        id={`${id}-op`}
        label={<span className="govuk-visually-hidden">Condition {index + 1}: how</span>}
        value={row.op}
        onChange={(op) => turn(op as Operator)}
        options={shown.map((op) => ({ value: op, label: operatorWords(op, kindOf(row.path)) }))}
      />
      <div className={wide ? 'rd-condition__wide' : undefined}>
        {row.op !== 'recorded' && row.op !== 'not_recorded' && (
          <ValueInput
            key={`${row.path} ${row.op}`}
            id={`${id}-value`}
            path={row.path}
            kind={kindOf(row.path)}
            several={takesSeveral(row.op)}
            values={row.values}
            onChange={(values) => onChange({ ...row, values })}
            scope={scope}
          />
        )}
      </div>
      <button type="button" className="rd-linklike rd-condition__away" onClick={remove}>
        Take away
        <span className="govuk-visually-hidden">
          {' '}
          condition {index + 1}: {fieldName(row.path)}
        </span>
      </button>
    </li>
  )
}

/** Conditions that must all hold, one a line. */
export function Conditions({ part, legend, hint, rows, onChange, errors, ...rest }: Props) {
  const focus = useRef<string | null>(null)
  useEffect(() => {
    if (focus.current) document.getElementById(focus.current)?.focus()
    focus.current = null
  })
  const add = ids.add(part)
  const error = errorFor(errors, add)
  return (
    <fieldset className={`rd-conditions ${error ? 'rd-field--error' : ''}`} aria-describedby={rows.length === 0 ? `${add}-hint` : undefined}>
      <legend className="rd-label">{legend}</legend>
      {error && (
        <p className="rd-error">
          <span className="govuk-visually-hidden">Error: </span>
          {error}
        </p>
      )}
      <ul>
        {rows.map((row, index) => (
          <Row
            key={index}
            {...rest}
            part={part}
            errors={errors}
            row={row}
            index={index}
            onChange={(next) => onChange(rows.map((other, at) => (at === index ? next : other)))}
            remove={() => {
              focus.current = add
              onChange(rows.filter((_, at) => at !== index))
            }}
          />
        ))}
      </ul>
      <button
        type="button"
        id={add}
        className="rd-button rd-button--second"
        onClick={() => {
          focus.current = ids.condition(part, rows.length)
          onChange([...rows, FIRST])
        }}
      >
        Add a condition
        <span className="govuk-visually-hidden">: {legend}</span>
      </button>
      {rows.length === 0 && (
        <p className="rd-hint" id={`${add}-hint`}>
          {hint}
        </p>
      )}
    </fieldset>
  )
}
