import { useState } from 'react'
import { ANSWERED_BY_WORDS, ARRANGEMENT_WORDS } from '../../../api/words.gen'
import { Checkboxes, Tick } from '../../../components/Choices'
import { DateField } from '../../../components/DateField'
import { Select, TextField } from '../../../components/Fields'
import { categoryName, categoryOptions } from '../../../lib/council'
import { choices, inWords } from '../../../lib/words'
import type { DraftMatter } from '../matters'
import { KINDS, TOPICS, serviceOptions } from './choices'
import type { SectionProps } from './Section'
import { Chip } from './Suggested'

const MOST = 20

function hasMore(matter: DraftMatter): boolean {
  return Boolean(
    matter.concerns || matter.eventOn || matter.stillGoesOn || matter.arrangement || matter.answeredBy || (matter.about ?? []).length > 0,
  )
}

/** Whom a matter may be about, where the contact names a provider or none. */
function concernsOptions(provider: string) {
  return [
    { value: '', label: 'As with the rest' },
    { value: 'none', label: 'The council itself' },
    ...(provider ? [{ value: 'contact', label: provider }] : []),
    { value: 'other', label: provider ? 'Another provider' : 'A provider' },
  ]
}

interface RowProps {
  matter: DraftMatter
  provider: string
  index: number
  council: SectionProps['council']
  today: string
  open: boolean
  onOpen: () => void
  onChange: (change: Partial<DraftMatter>) => void
  onRemove: () => void
}

function Row({ matter, provider, index, council, today, open, onOpen, onChange, onRemove }: RowProps) {
  const name = matter.description || categoryName(council, matter.category) || 'A matter'
  const number = index + 1
  if (!open) {
    return (
      <li className="rd-matter">
        <span>
          {number}. {name}
        </span>
        <button type="button" className="rd-linklike" onClick={onOpen}>
          Change<span className="govuk-visually-hidden"> matter {number}</span>
        </button>
      </li>
    )
  }
  return (
    <li className="rd-matter rd-matter--open">
      <Select
        id={`matter-${index}`}
        label={`Matter ${number} is about`}
        value={matter.category}
        onChange={(category) => onChange({ category })}
        options={categoryOptions(council, 'Choose', matter.category)}
      />
      <TextField
        id={`matter-${index}-description`}
        label="In a few words"
        value={matter.description}
        onChange={(description) => onChange({ description })}
      />
      <div className="rd-pair">
        <Select
          id={`matter-${index}-kind`}
          label="About this they are"
          value={matter.kind ?? ''}
          onChange={(kind) => onChange({ kind })}
          options={[{ value: '', label: 'As with the rest' }, ...KINDS.filter((kind) => kind.value !== 'unknown')]}
        />
        <Select
          id={`matter-${index}-service`}
          label="Whose work is it?"
          value={matter.service ?? ''}
          onChange={(service) => onChange({ service })}
          options={serviceOptions(council, 'As with the rest')}
        />
      </div>
      <details open={hasMore(matter)}>
        <summary>Whom it is about, when, who pays, what came before</summary>
        <div className="rd-pair">
          <DateField
            id={`matter-${index}-event-on`}
            label="When did this start?"
            today={today}
            value={matter.eventOn ?? ''}
            onChange={(eventOn) => onChange({ eventOn })}
          />
          <Tick
            id={`matter-${index}-still-goes-on`}
            label="This still goes on"
            value={matter.stillGoesOn ?? false}
            onChange={(stillGoesOn) => onChange({ stillGoesOn })}
          />
          <Select
            id={`matter-${index}-concerns`}
            label="This part is about"
            value={matter.concerns ?? ''}
            onChange={(concerns) => onChange({ concerns })}
            options={concernsOptions(provider)}
          />
          {matter.concerns === 'other' && (
            <TextField
              id={`matter-${index}-provider`}
              label="Which provider?"
              value={matter.providerName ?? ''}
              onChange={(providerName) => onChange({ providerName })}
            />
          )}
          <Select
            id={`matter-${index}-arrangement`}
            label="Who arranged this care?"
            value={matter.arrangement ?? ''}
            onChange={(arrangement) => onChange({ arrangement })}
            options={[{ value: '', label: 'As with the rest' }, ...choices(ARRANGEMENT_WORDS)]}
          />
          <Select
            id={`matter-${index}-answered-by`}
            label="Who answered this before?"
            value={matter.answeredBy ?? ''}
            onChange={(answeredBy) => onChange({ answeredBy })}
            options={[{ value: '', label: 'Nobody, as far as they say' }, ...choices(ANSWERED_BY_WORDS)]}
          />
        </div>
        <Checkboxes
          id={`matter-${index}-about`}
          legend="This touches"
          choices={TOPICS}
          value={matter.about ?? []}
          onChange={(about) => onChange({ about })}
        />
      </details>
      <button type="button" className="rd-linklike" onClick={onRemove}>
        Remove matter {number}
      </button>
    </li>
  )
}

/** The matters of a contact: each gets its own answer. The text suggests them; nothing is filled in. */
export function Matters({
  draft,
  set,
  council,
  today,
  suggested,
}: Pick<SectionProps, 'draft' | 'set' | 'council' | 'today' | 'suggested'>) {
  const [open, setOpen] = useState<number | null>(null)
  const { matters } = draft
  const offers = (suggested?.categories ?? []).filter(
    (offer) => !matters.some((matter) => matter.category === offer.code),
  )
  const add = (category: string) => {
    set({ matters: [...matters, { category, description: '' }] })
    document.getElementById('add-matter')?.focus()
    setOpen(category === '' ? matters.length : null)
  }
  const replace = (index: number, change: Partial<DraftMatter>) =>
    set({ matters: matters.map((matter, at) => (at === index ? { ...matter, ...change } : matter)) })
  const heading =
    matters.length === 0
      ? 'Which matters are raised? Each gets its own answer.'
      : `${inWords(matters.length)} ${matters.length === 1 ? 'matter. It' : 'matters. Each'} gets its own answer.`
  return (
    <div className="rd-matters">
      <h3>{heading}</h3>
      <ol>
        {matters.map((matter, index) => (
          <Row
            key={index}
            matter={matter}
            provider={draft.providerName.trim()}
            index={index}
            council={council}
            today={today}
            open={open === index}
            onOpen={() => setOpen(index)}
            onChange={(change) => replace(index, change)}
            onRemove={() => {
              setOpen(null)
              set({ matters: matters.filter((_, at) => at !== index) })
            }}
          />
        ))}
      </ol>
      {matters.length < MOST && (
        <div className="rd-matters__add">
          {offers.map((offer) => (
            <Chip
              key={offer.code}
              label={`Add “${offer.name}”`}
              words={offer.words}
              onTake={() => add(offer.code)}
            />
          ))}
          <button type="button" id="add-matter" className="rd-linklike" onClick={() => add('')}>
            {matters.length === 0 ? 'Add a matter' : 'And another thing'}
          </button>
        </div>
      )}
    </div>
  )
}
