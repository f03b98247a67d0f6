import { useState } from 'react'
import type { QuestionParts } from '../../api'
import { DateField } from '../../components/DateField'
import { ErrorSummary } from '../../components/ErrorSummary'
import { Select, TextField } from '../../components/Fields'
import { useToday } from '../../lib/useNow'
import { errorFor } from '../../lib/problem'
import type { FieldError } from '../../lib/problem'
import { Conditions } from './Conditions'
import { askedOf, draftOf, fieldsOf, needsOf } from './draft'
import type { Draft, Part } from './draft'
import { Groupings } from './Groupings'
import { COHORT_WORDS, MEASURE_WORDS, UNIT_WORDS } from './names'
import { COHORTS, MEASURES, RATES, UNITS } from './question'
import type { Asked, Condition } from './question'
import type { Scope } from './ValueInput'
import { fieldOptions } from './fields'
import { OTHER_DAYS, yearsTo } from './years'

interface Props {
  asked: Asked
  parts: QuestionParts | undefined
  /** What the service refused of the question as it stands in the address. */
  refused: readonly FieldError[]
  ask: (asked: Asked) => void
}

const NONE: readonly FieldError[] = []
/** What a share is usually of; a person may choose otherwise. */
const USUAL: Partial<Record<Asked['measure'], Condition<string>>> = {
  upheld_rate: { path: 'outcome', op: 'one_of', values: ['upheld', 'partially_upheld'] },
  within_target_rate: { path: 'working_days_over_target', op: 'max', values: ['0'] },
}

const chosenFrom = <T extends string>(codes: readonly T[], words: Record<T, string>) =>
  codes.map((value) => ({ value, label: words[value] }))

/** The question in its parts. Nothing is asked before the button is pressed. */
export function QuestionForm({ asked, parts, refused, ask }: Props) {
  const today = useToday()
  const [draft, setDraft] = useState<Draft>(() => draftOf(asked))
  const [unread, setUnread] = useState<readonly FieldError[]>(NONE)
  const [touched, setTouched] = useState(false)
  const errors = unread.length > 0 ? unread : touched ? NONE : refused
  const change = (part: Partial<Draft>) => {
    setDraft((held) => ({ ...held, ...part }))
    setTouched(true)
  }
  const fields = fieldsOf(parts, draft.unit)
  const needs = needsOf(parts, draft.measure)
  const summable = fields.filter((field) => field.groupable && needs?.field_kinds.includes(field.kind))
  const scope: Scope = {
    authority: asked.authority,
    unit: draft.unit,
    period: draft.year ? { year: draft.year } : { from: asked.from, to: asked.to },
  }
  const measure = (next: Asked['measure']) => {
    const usual = USUAL[next]
    change({
      measure: next,
      ...(usual && draft.numerator.length === 0 && { numerator: [usual] }),
      ...(next === 'ranking' && { groups: draft.groups.slice(0, 1) }),
    })
  }
  const conditions = (part: Part, legend: string, hint: string) => (
    <Conditions
      part={part}
      legend={legend}
      hint={hint}
      rows={draft[part]}
      onChange={(rows) => change({ [part]: rows })}
      fields={fields}
      existence={parts?.existence ?? []}
      errors={errors}
      scope={scope}
    />
  )
  return (
    <form
      className="rd-card rd-question"
      aria-label="The question"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        const read = askedOf(draft, parts, today)
        setUnread(read.errors)
        if (read.errors.length === 0) ask(read.asked)
      }}
    >
      <ErrorSummary errors={errors} title="This cannot be answered as it stands" />
      <Select
        id="figure-measure"
        label="What to work out"
        value={draft.measure}
        onChange={(value) => measure(value as Asked['measure'])}
        options={chosenFrom(MEASURES, MEASURE_WORDS)}
        error={errorFor(errors, 'figure-measure')}
      />
      {needs && needs.field_kinds.length > 0 && (
        <Select
          id="figure-field"
          label="Of which field"
          value={draft.field}
          onChange={(field) => change({ field })}
          options={[{ value: '', label: 'Choose' }, ...fieldOptions(summable.map((one) => one.path), draft.field)]}
          error={errorFor(errors, 'figure-field')}
        />
      )}
      <Select
        id="figure-unit"
        label="What is counted"
        value={draft.unit}
        onChange={(unit) => change({ unit: unit as Asked['unit'] })}
        options={chosenFrom(UNITS, UNIT_WORDS)}
        error={errorFor(errors, 'figure-unit')}
      />
      <div className="rd-pair rd-question__pair">
        <Select
          id="figure-year"
          label="Year"
          value={draft.year || OTHER_DAYS}
          onChange={(year) => change({ year: year === OTHER_DAYS ? '' : year })}
          options={yearsTo(today, draft.year)}
          error={errorFor(errors, 'figure-year')}
        />
        <Select
          id="figure-cohort"
          label="Which of them"
          value={draft.cohort}
          onChange={(cohort) => change({ cohort: cohort as Asked['cohort'] })}
          options={chosenFrom(COHORTS, COHORT_WORDS)}
          error={errorFor(errors, 'figure-cohort')}
        />
      </div>
      {!draft.year && (
        <div className="rd-pair rd-question__pair">
          {(['from', 'to'] as const).map((end) => (
            <DateField
              key={end}
              id={`figure-${end}`}
              label={end === 'from' ? 'From' : 'To'}
              value={draft[end]}
              onChange={(text) => change({ [end]: text })}
              today={today}
              error={errorFor(errors, `figure-${end}`)}
            />
          ))}
        </div>
      )}
      {conditions('filters', 'Only those where', 'No condition: all of them are counted.')}
      {RATES.includes(draft.measure) &&
        conditions('numerator', 'The share of those where', 'Say what counts in the share.')}
      {draft.measure === 'percent_difference' &&
        conditions('versus', 'Compared with those where', 'No condition: compared with all of the same period.')}
      <Groupings draft={draft} change={change} fields={fields} needs={needs} errors={errors} scope={scope} />
      {draft.measure === 'ranking' && (
        <div className="rd-pair rd-question__pair">
          <Select
            id="figure-order"
            label="First"
            value={draft.order}
            onChange={(order) => change({ order: order as Asked['order'] })}
            options={[
              { value: 'desc', label: 'The most' },
              { value: 'asc', label: 'The fewest' },
            ]}
            error={errorFor(errors, 'figure-order')}
          />
          <TextField
            id="figure-depth"
            label="How many places"
            inputMode="numeric"
            value={draft.depth === 0 ? '' : String(draft.depth)}
            onChange={(text) => change({ depth: Math.min(Number(text.replace(/\D/g, '')), 1000) })}
            error={errorFor(errors, 'figure-depth')}
          />
        </div>
      )}
      {!['count', 'sum', 'ranking'].includes(draft.measure) && (
        <Select
          id="figure-rounding"
          label="Decimal places"
          value={String(draft.rounding)}
          onChange={(text) => change({ rounding: Number(text) })}
          options={Array.from({ length: 11 }, (_, places) => ({ value: String(places), label: String(places) }))}
          error={errorFor(errors, 'figure-rounding')}
        />
      )}
      <button type="submit" className="rd-button rd-button--wide">
        Show the figure
      </button>
    </form>
  )
}
