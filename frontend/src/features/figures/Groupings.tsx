import type { FieldRead, MeasureParts } from '../../api'
import { Select } from '../../components/Fields'
import { errorFor } from '../../lib/problem'
import type { FieldError } from '../../lib/problem'
import { ids } from './draft'
import type { Draft } from './draft'
import { fieldOptions } from './fields'
import { Together } from './Together'
import type { Scope } from './ValueInput'

interface Props {
  draft: Draft
  change: (part: Partial<Draft>) => void
  fields: FieldRead[]
  needs: MeasureParts | undefined
  errors: readonly FieldError[]
  scope: Scope
}

/** By which fields the answer is divided: none, one or two. */
export function Groupings({ draft, change, fields, needs, errors, scope }: Props) {
  const paths = fields.filter((field) => field.groupable).map((field) => field.path)
  const most = Math.min(needs?.most_groups ?? 2, draft.groups.length + 1)
  const choose = (index: number, path: string) => {
    const groups = draft.groups.slice(0, index)
    const after = draft.groups.slice(index + 1).filter((other) => other !== path)
    change({ groups: path ? [...groups, path, ...after] : [...groups, ...after] })
  }
  const shown = Math.max(most, draft.groups.length)
  return (
    <>
      {Array.from({ length: shown }, (_, index) => {
        const path = draft.groups[index] ?? ''
        const free = paths.filter((other) => other === path || !draft.groups.includes(other))
        return (
          <div key={index} className="rd-fields">
            <Select
              id={ids.group(index)}
              label={index === 0 ? 'Group by' : 'Then by'}
              value={path}
              onChange={(next) => choose(index, next)}
              options={[
                { value: '', label: index === 0 ? 'No groups: one figure' : 'Nothing more' },
                ...fieldOptions(free, path),
              ]}
              error={errorFor(errors, ids.group(index))}
            />
            {path && (
              <Together
                draft={draft}
                change={change}
                path={path}
                kind={fields.find((field) => field.path === path)?.kind}
                errors={errors}
                scope={scope}
              />
            )}
          </div>
        )
      })}
      {draft.groups.length > 0 && (
        <label className="rd-choice">
          <input
            type="checkbox"
            id="figure-missing"
            checked={draft.excludeMissing}
            onChange={(event) => change({ excludeMissing: event.target.checked })}
          />
          <span>Leave out what is not recorded or not known</span>
        </label>
      )}
    </>
  )
}
