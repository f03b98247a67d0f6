import type { ImportField, ImportMapping } from '../../api'
import { Select, TextField } from '../../components/Fields'
import { errorFor } from '../../lib/problem'
import type { FieldError } from '../../lib/problem'
import { FieldAdder } from './FieldAdder'
import { codeWord, fieldLabel, fieldOf, fieldOptions } from './mapping'

interface Props {
  mapping: ImportMapping
  fields: readonly ImportField[]
  errors: readonly FieldError[]
  change: (mapping: ImportMapping) => void
}

/** Fields that no column gives and every row has: the class of a log of compliments, the target of a stage. */
export function Constants({ mapping, fields, errors, change }: Props) {
  const constants = mapping.constants ?? {}
  const set = (path: string, value: string) => change({ ...mapping, constants: { ...constants, [path]: value } })
  const remove = (path: string) =>
    change({ ...mapping, constants: Object.fromEntries(Object.entries(constants).filter(([key]) => key !== path)) })
  return (
    <fieldset className="rd-constants">
      <legend className="rd-h3">The same in every row</legend>
      {Object.entries(constants).map(([path, value], index) => {
        const codes = fieldOf(fields, path)?.codes ?? []
        const common = { id: `constant-${index}`, label: fieldLabel(path), value }
        const field = { ...common, error: errorFor(errors, common.id), onChange: (next: string) => set(path, next) }
        return (
          <div className="rd-constants__row" key={path}>
            {codes.length > 0 ? (
              <Select
                {...field}
                options={[{ value: '', label: 'Choose' }, ...codes.map((code) => ({ value: code, label: codeWord(code) }))]}
              />
            ) : (
              <TextField {...field} />
            )}
            <button type="button" className="rd-button rd-button--second" onClick={() => remove(path)}>
              Remove<span className="govuk-visually-hidden"> {fieldLabel(path)}</span>
            </button>
          </div>
        )
      })}
      <FieldAdder
        id="constant-new"
        label="One more field"
        hint="What no column says: the class of a log that holds compliments only, or the working days allowed."
        options={fieldOptions(fields, mapping)}
        add={(path) => set(path, constants[path] ?? '')}
      />
    </fieldset>
  )
}
