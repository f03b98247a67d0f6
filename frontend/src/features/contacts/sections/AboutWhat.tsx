import type { AnsweredBy, Arrangement, OmbudsmanSays, ProviderKind } from '../../../api'
import { ANSWERED_BY_WORDS, ARRANGEMENT_WORDS, FUNCTION_WORDS } from '../../../api/words.gen'
import { Checkboxes, Radios, Tick } from '../../../components/Choices'
import { DateField } from '../../../components/DateField'
import { Select, TextField } from '../../../components/Fields'
import { addDays, readDate } from '../../../lib/dates'
import { errorFor } from '../../../lib/problem'
import { PROVIDER_KINDS, useProviderOffers, useProviderRecord } from '../../../lib/providers'
import { useSettled } from '../../../lib/useSettled'
import { choices } from '../../../lib/words'
import { ENDING } from '../matters'
import { serviceOptions, TOPICS } from './choices'
import { Section } from './Section'
import { quoted } from './Suggested'
import type { SectionProps } from './Section'

const OMBUDSMAN = [
  { value: '', label: 'Looks into it, or has done' },
  { value: 'declined', label: 'Declined, or was only named to them' },
  { value: 'referred_back', label: 'Sent it back to the council' },
]

const ALL_OR_PART = [
  { value: 'part', label: 'No, part of it: the rest is a complaint of its own' },
  { value: 'all', label: 'Yes, all of it' },
] as const

/** The pause after typing before the register is asked. */
const PAUSE = 300

/** Nearly a year: then it matters when they came to know of it. */
const LONG_AGO_DAYS = 330

/** The team whose own words stand in the text, else whose work it seems to be. */
function offeredService(suggested: SectionProps['suggested']) {
  const [team] = suggested?.teams ?? []
  if (team) return { value: `team:${team.code}`, name: team.name, words: team.words }
  const [work] = suggested?.functions ?? []
  return work && { value: `function:${work.code}`, name: FUNCTION_WORDS[work.code], words: work.words }
}

interface ProviderFieldProps {
  error: string | undefined
  value: string
  onChange: (name: string) => void
  suggested: SectionProps['suggested']
}

/** Names of the register are offered; any other is kept as it is typed. */
function ProviderField({ suggested, ...props }: ProviderFieldProps) {
  const settled = useSettled(props.value, PAUSE)
  const offers = useProviderOffers(settled)
  const record = useProviderRecord(settled).data
  const [found] = suggested?.providers ?? []
  const isOther = record && record.number !== null && record.name !== settled.trim()
  return (
    <TextField
      id="provider-name"
      label="Care provider, if it is about one"
      hint={
        found && props.value === '' ? (
          <button
            type="button"
            className="rd-linklike"
            onClick={() => {
              props.onChange(found.name)
              document.getElementById('provider-name')?.focus()
            }}
          >
            Choose {found.name}, suggested from {quoted(found.words)}
          </button>
        ) : (
          isOther && `In the register as ${record.name}.`
        )
      }
      offers={offers.map(({ name, others }) => ({
        value: name,
        label: others.length > 0 ? `${name}, also written ${others.join(', ')}` : name,
      }))}
      {...props}
    />
  )
}

export function AboutWhat({ draft, set, errors, council, today, asked, suggested }: SectionProps) {
  const offer = offeredService(suggested)
  const event = readDate(draft.eventOn, today)
  const longAgo = event !== null && event.on < addDays(today, -LONG_AGO_DAYS)
  return (
    <Section
      title="About what"
      answered={draft.service !== ''}
      toAsk={asked.has('function') || asked.has('event_on')}
    >
      <div className="rd-pair">
        <Select
          id="service"
          label="Which service?"
          error={errorFor(errors, 'service')}
          value={draft.service}
          onChange={(service) => set({ service })}
          options={serviceOptions(council)}
          hint={
            offer &&
            draft.service === '' && (
              <button
                type="button"
                className="rd-linklike"
                onClick={() => {
                  set({ service: offer.value })
                  document.getElementById('service')?.focus()
                }}
              >
                Choose {offer.name}
                {offer.words.length > 0 && `, suggested from ${quoted(offer.words)}`}
              </button>
            )
          }
        />
        <DateField
          id="event-on"
          label="When did it start?"
          hint="As they say it: 15 January, mid January"
          today={today}
          error={errorFor(errors, 'event-on')}
          value={draft.eventOn}
          onChange={(eventOn) => set({ eventOn })}
        />
      </div>
      {event !== null && (
        <Tick
          id="still-goes-on"
          label="It still goes on"
          value={draft.stillGoesOn}
          onChange={(stillGoesOn) => set({ stillGoesOn })}
        />
      )}
      {(longAgo || asked.has('aware_on') || draft.awareOn !== '') && (
        <DateField
          id="aware-on"
          label="When did they come to know of it?"
          today={today}
          error={errorFor(errors, 'aware-on')}
          value={draft.awareOn}
          onChange={(awareOn) => set({ awareOn })}
        />
      )}
      {(asked.has('proceedings_ended_on') || draft.proceedingsEndedOn !== '') && (
        <DateField
          id="proceedings-ended-on"
          label="If it was put off before: when did the proceedings end?"
          today={today}
          error={errorFor(errors, 'proceedings-ended-on')}
          value={draft.proceedingsEndedOn}
          onChange={(proceedingsEndedOn) => set({ proceedingsEndedOn })}
        />
      )}
      <div className="rd-pair">
        <ProviderField
          error={errorFor(errors, 'provider-name')}
          suggested={suggested}
          value={draft.providerName}
          onChange={(providerName) => set({ providerName })}
        />
        {draft.providerName.trim() !== '' && (
          <Select
            id="provider-kind"
            label="Kind of care"
            value={draft.providerKind}
            onChange={(kind) => set({ providerKind: kind as ProviderKind })}
            options={choices(PROVIDER_KINDS)}
          />
        )}
        {(draft.providerName.trim() !== '' || draft.arrangement !== '') && (
          <Select
            id="arrangement"
            label="Who arranged the care?"
            error={errorFor(errors, 'arrangement')}
            value={draft.arrangement}
            onChange={(arrangement) => set({ arrangement: arrangement as Arrangement | '' })}
            options={[{ value: '', label: 'Not known' }, ...choices(ARRANGEMENT_WORDS)]}
          />
        )}
      </div>
      <Tick
        id="restricted"
        label="It is about a councillor, or somebody who works here"
        value={draft.restricted}
        onChange={(restricted) => set({ restricted })}
      />
      {draft.restricted && (
        <p className="rd-notice">
          You and managers alone will see it, also if it is left unfinished. If it is about a manager, tell
          another one at once: they name who sees it.
        </p>
      )}
      <details className="rd-more-topics" open={draft.about.length > 0 || errorFor(errors, 'about') !== undefined}>
        <summary>Does it touch anything else?</summary>
        <Checkboxes
          id="about"
          legend="It touches"
          error={errorFor(errors, 'about')}
          choices={TOPICS}
          value={draft.about}
          onChange={(about) => set({ about })}
        />
        {draft.about.includes('already_investigated') && (
          <Select
            id="answered-by"
            label="Who answered it before?"
            error={errorFor(errors, 'answered-by')}
            value={draft.answeredBy}
            onChange={(answeredBy) => set({ answeredBy: answeredBy as AnsweredBy | '' })}
            options={[{ value: '', label: 'Not known' }, ...choices(ANSWERED_BY_WORDS)]}
          />
        )}
        {draft.about.includes('with_ombudsman') && (
          <Select
            id="ombudsman"
            label="What does the Ombudsman do?"
            error={errorFor(errors, 'ombudsman')}
            value={draft.ombudsman}
            onChange={(ombudsman) => set({ ombudsman: ombudsman as OmbudsmanSays | '' })}
            options={OMBUDSMAN}
          />
        )}
        {draft.about.some((topic) => ENDING.has(topic)) && (
          <Radios
            id="about-is-all"
            legend="Is that all they are unhappy about?"
            choices={ALL_OR_PART}
            value={draft.aboutIsAll}
            onChange={(aboutIsAll) => set({ aboutIsAll })}
          />
        )}
      </details>
    </Section>
  )
}
