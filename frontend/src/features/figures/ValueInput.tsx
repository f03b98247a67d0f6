import { useState } from 'react'
import type { FieldRead } from '../../api'
import { Checkboxes } from '../../components/Choices'
import { DateField } from '../../components/DateField'
import { Select, TextField } from '../../components/Fields'
import { useCouncil } from '../../lib/council'
import { useToday } from '../../lib/useNow'
import { isNumeric } from './fields'
import { valueWords } from './names'
import { useKnownValues } from './queries'
import type { Period } from './queries'
import type { Asked } from './question'

/** Whose values are offered, and of when. */
export interface Scope {
  authority: string
  period: Period
  unit: Asked['unit']
}

interface Props {
  id: string
  path: string
  kind: FieldRead['kind'] | undefined
  several: boolean
  values: string[]
  onChange: (values: string[]) => void
  scope: Scope
}

const HIDDEN = 'govuk-visually-hidden'

/** Several values typed with commas between them; what is typed stays as it is typed. */
function ListInput({ id, values, onChange }: Pick<Props, 'id' | 'values' | 'onChange'>) {
  const [text, setText] = useState(values.join(', '))
  const type = (next: string) => {
    setText(next)
    onChange(next.split(',').map((part) => part.trim()).filter(Boolean))
  }
  return <TextField id={id} label="Values" hint="With commas between them" value={text} onChange={type} />
}

/** The value of a condition: chosen from those that there are, or typed. */
export function ValueInput({ id, path, kind, several, values, onChange, scope }: Props) {
  const council = useCouncil().data
  const today = useToday()
  const known = useKnownValues(scope.authority, scope.period, scope.unit, path, kind)
  const value = values[0] ?? ''
  const label = <span className={HIDDEN}>Value</span>
  const one = (next: string) => onChange([next])
  if (kind === 'boolean') {
    const options = [
      { value: '', label: 'Choose' },
      { value: 'true', label: 'Yes' },
      { value: 'false', label: 'No' },
    ]
    return <Select id={id} label={label} value={value} onChange={one} options={options} />
  }
  if (known !== null) {
    const choices = [...new Set([...known, ...values.filter(Boolean)])].map((code) => ({
      value: code,
      label: valueWords(path, code, council),
    }))
    if (several) {
      return <Checkboxes id={id} legend={label} choices={choices} value={values} onChange={onChange} />
    }
    const options = [{ value: '', label: 'Choose' }, ...choices]
    return <Select id={id} label={label} value={value} onChange={one} options={options} />
  }
  if (several) return <ListInput id={id} values={values} onChange={onChange} />
  if (kind === 'date') return <DateField id={id} label="Date" value={value} onChange={one} today={today} />
  const numeric = isNumeric(kind)
  return (
    <TextField
      id={id}
      label={label}
      value={value}
      onChange={one}
      {...(numeric && { inputMode: 'decimal' as const })}
    />
  )
}
