import type { ProviderKind, Topic } from '../../../api'
import { FUNCTION_WORDS } from '../../../api/words.gen'
import { Checkboxes } from '../../../components/Choices'
import { DateField } from '../../../components/DateField'
import { Select, TextField } from '../../../components/Fields'
import { addDays, readDate } from '../../../lib/dates'
import { errorFor } from '../../../lib/problem'
import { suggestions } from '../suggest'
import { Section } from './Section'
import type { SectionProps } from './Section'

const PROVIDERS: { value: ProviderKind; label: string }[] = [
  { value: 'home_care', label: 'Home care' },
  { value: 'care_home', label: 'Care home' },
  { value: 'supported_living', label: 'Supported living' },
  { value: 'other', label: 'Other' },
]

const TOPICS: { value: Topic; label: string }[] = [
  { value: 'also_nhs', label: 'The NHS as well' },
  { value: 'also_children', label: 'Children’s social care as well' },
  { value: 'child_affected', label: 'A child is affected' },
  { value: 'children_standards', label: 'A child protection conference, or a carer’s assessment' },
  { value: 'already_investigated', label: 'Looked into before' },
  { value: 'resolved_before', label: 'Put right before' },
  { value: 'with_ombudsman', label: 'With the Ombudsman' },
  { value: 'court_proceedings', label: 'Court proceedings' },
  { value: 'tribunal_matter', label: 'A tribunal matter' },
  { value: 'data_protection', label: 'Data protection' },
  { value: 'foi_request', label: 'A request for information' },
  { value: 'subject_access_request', label: 'A request for their own records' },
  { value: 'foi_complaint', label: 'How a request for information went' },
  { value: 'employment', label: 'Employment' },
  { value: 'whistleblowing', label: 'Whistleblowing' },
  { value: 'police_or_coroner', label: 'Police or coroner' },
  { value: 'media_or_legal_threat', label: 'The press or a lawyer' },
  { value: 'route_unclear', label: 'Not sure this is the right route' },
]

/** Nearly a year: then it matters when they came to know of it. */
const LONG_AGO_DAYS = 330

function serviceOptions(council: SectionProps['council']) {
  const teams = (council?.teams ?? []).filter((team) => team.in_use)
  const groups = [...new Set(teams.map((team) => team.function))].map((code) => ({
    label: FUNCTION_WORDS[code],
    options: teams
      .filter((team) => team.function === code)
      .map((team) => ({ value: `team:${team.code}`, label: team.name })),
  }))
  const whole = Object.entries(FUNCTION_WORDS).map(([code, name]) => ({
    value: `function:${code}`,
    label: code === 'adult_social_care' ? 'Adult social care, team not known' : name,
  }))
  return [{ value: '', label: 'Not known yet' }, ...groups, { label: 'None of these teams', options: whole }]
}

export function AboutWhat({ draft, set, errors, council, today, asked }: SectionProps) {
  const offer = suggestions(draft.narrative, (council?.teams ?? []).filter((team) => team.in_use))[0]
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
                  set({ service: `team:${offer.code}` })
                  document.getElementById('service')?.focus()
                }}
              >
                Choose {offer.name}, suggested from “{offer.word}”
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
      <div className="rd-pair">
        <TextField
          id="provider-name"
          label="Care provider, if it is about one"
          error={errorFor(errors, 'provider-name')}
          value={draft.providerName}
          onChange={(providerName) => set({ providerName })}
        />
        {draft.providerName.trim() !== '' && (
          <Select
            id="provider-kind"
            label="Kind of care"
            value={draft.providerKind}
            onChange={(kind) => set({ providerKind: kind as ProviderKind })}
            options={PROVIDERS}
          />
        )}
      </div>
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
      </details>
    </Section>
  )
}
