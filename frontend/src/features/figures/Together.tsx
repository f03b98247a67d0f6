import type { FieldRead } from '../../api'
import { TextField } from '../../components/Fields'
import { errorFor } from '../../lib/problem'
import type { FieldError } from '../../lib/problem'
import { ids } from './draft'
import type { Draft } from './draft'
import { isNumeric } from './fields'
import { fieldName } from './names'
import { ValueInput } from './ValueInput'
import type { Scope } from './ValueInput'

interface Props {
  draft: Draft
  change: (part: Partial<Draft>) => void
  path: string
  kind: FieldRead['kind'] | undefined
  errors: readonly FieldError[]
  scope: Scope
}

const swap = <T,>(rows: readonly T[], index: number, row: T) => rows.map((other, at) => (at === index ? row : other))
const without = <T,>(rows: readonly T[], index: number) => rows.filter((_, at) => at !== index)

/** Values that a table shows as one group, under a name: a list of texts, or a stretch of numbers or days. */
export function Together({ draft, change, path, kind, errors, scope }: Props) {
  const ordered = isNumeric(kind) || kind === 'date'
  const name = fieldName(path)
  const away = (remove: () => void, label: string) => (
    <button type="button" className="rd-linklike rd-condition__away" onClick={remove}>
      Take away<span className="govuk-visually-hidden"> the group {label || 'without a name'}</span>
    </button>
  )
  return (
    <fieldset className="rd-together">
      <legend className="govuk-visually-hidden">{name}: values shown as one group</legend>
      {draft.labels.map((row, index) =>
        row.path !== path ? null : (
          <div key={index} className="rd-together__row">
            <TextField
              id={ids.label(index)}
              label="Name of the group"
              value={row.label}
              onChange={(label) => change({ labels: swap(draft.labels, index, { ...row, label }) })}
              error={errorFor(errors, ids.label(index))}
            />
            <ValueInput
              id={`${ids.label(index)}-values`}
              path={path}
              kind={kind}
              several
              values={row.values}
              onChange={(values) => change({ labels: swap(draft.labels, index, { ...row, values }) })}
              scope={scope}
            />
            {away(() => change({ labels: without(draft.labels, index) }), row.label)}
          </div>
        ),
      )}
      {draft.bands.map((row, index) =>
        row.path !== path ? null : (
          <div key={index} className="rd-together__row">
            <TextField
              id={ids.band(index)}
              label="Name of the group"
              value={row.label}
              onChange={(label) => change({ bands: swap(draft.bands, index, { ...row, label }) })}
              error={errorFor(errors, ids.band(index))}
            />
            <div className="rd-pair">
              <TextField
                id={`${ids.band(index)}-low`}
                label="From"
                value={row.low ?? ''}
                onChange={(low) => change({ bands: swap(draft.bands, index, { ...row, low }) })}
              />
              <TextField
                id={`${ids.band(index)}-high`}
                label="To"
                value={row.high ?? ''}
                onChange={(high) => change({ bands: swap(draft.bands, index, { ...row, high }) })}
              />
            </div>
            {away(() => change({ bands: without(draft.bands, index) }), row.label)}
          </div>
        ),
      )}
      <button
        type="button"
        className="rd-linklike"
        onClick={() =>
          ordered
            ? change({ bands: [...draft.bands, { path, label: '', low: null, high: null }] })
            : change({ labels: [...draft.labels, { path, label: '', values: [] }] })
        }
      >
        Put {ordered ? 'a range' : 'several values'} under one name
        <span className="govuk-visually-hidden">: {name}</span>
      </button>
    </fieldset>
  )
}
