import { useState } from 'react'
import { Select } from '../../components/Fields'
import type { OptionGroup } from '../../components/Fields'

interface Props {
  id: string
  label: string
  hint?: string
  options: readonly OptionGroup[]
  add: (field: string) => void
}

/** A field to choose, and a button that takes it: arrow keys go through the choices without taking any. */
export function FieldAdder({ id, label, hint, options, add }: Props) {
  const [field, setField] = useState('')
  return (
    <div className="rd-adder">
      <Select
        id={id}
        label={label}
        hint={hint}
        value={field}
        options={[{ value: '', label: 'Choose a field' }, ...options]}
        onChange={setField}
      />
      <button
        type="button"
        className="rd-button rd-button--second"
        onClick={() => {
          if (!field) return
          setField('')
          add(field)
        }}
      >
        Add<span className="govuk-visually-hidden">: {label}</span>
      </button>
    </div>
  )
}
