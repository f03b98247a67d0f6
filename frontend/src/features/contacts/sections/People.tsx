import type { AuthorityKind, CouncilRead, RaisedBy } from '../../../api'
import { AUTHORITY_KIND_WORDS, RAISED_BY_WORDS } from '../../../api/words.gen'
import { Radios, Tick } from '../../../components/Choices'
import { DateField } from '../../../components/DateField'
import { Select, TextField } from '../../../components/Fields'
import { errorFor } from '../../../lib/problem'
import { choices } from '../../../lib/words'
import type { Draft } from '../draft'
import { serviceOf } from '../typedValues'
import { PERSON_ANSWERS } from './choices'
import { Section } from './Section'
import type { SectionProps } from './Section'

const ROLES: { value: RaisedBy; label: string }[] = [
  { value: 'person_themselves', label: 'The person themselves' },
  { value: 'relative', label: 'Family' },
  { value: 'parent', label: 'Parent' },
  { value: 'young_person', label: 'Young person' },
  { value: 'friend_or_next_of_kin', label: 'Friend' },
  { value: 'carer', label: 'Carer' },
  { value: 'advocate', label: 'Advocate' },
  { value: 'mp', label: 'MP' },
  { value: 'councillor', label: 'Councillor' },
  { value: 'care_provider', label: 'Provider' },
  { value: 'public_body', label: 'NHS or council' },
  { value: 'member_of_public', label: 'Someone else' },
]

/** Whom the law lists for children's complaints, besides parents and the young: offered when it is about them. */
const FOR_CHILDREN: typeof ROLES = (
  ['care_leaver', 'guardian', 'special_guardian', 'foster_carer', 'adoptive_family', 'grandparent'] as const
).map((value) => ({ value, label: RAISED_BY_WORDS[value] }))

function rolesFor(draft: Draft, council: CouncilRead | undefined): typeof ROLES {
  const functionOf = (code: string) => council?.teams.find((team) => team.code === code)?.function ?? null
  const of = serviceOf(draft.service, functionOf).function
  const chosen = FOR_CHILDREN.some((role) => role.value === draft.role)
  if (of !== 'childrens_social_care' && !chosen) return ROLES
  return [...ROLES.slice(0, -1), ...FOR_CHILDREN, ...ROLES.slice(-1)]
}

const YES_NO = [
  { value: 'yes', label: 'Yes' },
  { value: 'no', label: 'No' },
] as const

const SAID_TWICE = [
  { value: 'yes', label: 'Yes, that is what they want' },
  { value: 'no', label: 'No, they will say who they are' },
] as const

export function Caller({ draft, set, errors, council, asked }: SectionProps) {
  const wantsRelation = draft.role === 'relative' || draft.role === 'friend_or_next_of_kin'
  const nameless = (
    <label className="rd-choice rd-choice--low">
      <input
        type="checkbox"
        id={draft.anonymous ? 'caller-name' : 'anonymous'}
        checked={draft.anonymous}
        onChange={(event) => set({ anonymous: event.target.checked, anonymousConfirmed: false })}
      />
      <span>They will not say</span>
    </label>
  )
  return (
    <Section
      title="Who is calling"
      answered={draft.role !== null && (draft.anonymousConfirmed || draft.callerName !== '')}
      toAsk={asked.has('affected') && draft.affected === null}
    >
      {!draft.anonymous && (
        <div className="rd-pair">
          <TextField
            id="caller-name"
            label="Name"
            error={errorFor(errors, 'caller-name')}
            value={draft.callerName}
            onChange={(callerName) => set({ callerName })}
          />
          <TextField
            id="caller-phone"
            label="Phone"
            type="tel"
            error={errorFor(errors, 'caller-phone')}
            value={draft.callerPhone}
            onChange={(callerPhone) => set({ callerPhone })}
          />
          <TextField
            id="caller-email"
            label="Email, if they have one"
            type="email"
            error={errorFor(errors, 'caller-email')}
            value={draft.callerEmail}
            onChange={(callerEmail) => set({ callerEmail })}
          />
          {nameless}
        </div>
      )}
      {draft.anonymous && (
        <>
          {nameless}
          <Radios
            id="anonymous-confirmed"
            legend="We cannot reply to you, or tell you what was found. Is that what you want?"
            error={errorFor(errors, 'anonymous-confirmed')}
            choices={SAID_TWICE}
            value={draft.anonymousConfirmed ? 'yes' : null}
            onChange={(said) => set({ anonymousConfirmed: said === 'yes', anonymous: said === 'yes' })}
          />
        </>
      )}
      <Radios
        id="role"
        legend="They are"
        error={errorFor(errors, 'role')}
        choices={rolesFor(draft, council)}
        value={draft.role}
        onChange={(role) => set({ role })}
      />
      {wantsRelation && (
        <TextField
          id="relationship"
          className="rd-field--short"
          label="Relationship"
          error={errorFor(errors, 'relationship')}
          value={draft.relationship}
          onChange={(relationship) => set({ relationship })}
        />
      )}
      {(asked.has('affected') || draft.role === 'member_of_public' || draft.affected !== null) && (
        <Radios
          id="affected"
          legend="Are they, or the person they speak for, affected by it?"
          error={errorFor(errors, 'affected')}
          choices={YES_NO}
          value={draft.affected}
          onChange={(affected) => set({ affected })}
        />
      )}
    </Section>
  )
}

const RIGHTS = [
  { value: '', label: 'None was named' },
  ...choices(AUTHORITY_KIND_WORDS),
]

export function ThePerson({ draft, set, errors, today, asked }: SectionProps) {
  const born = (
    <div className="rd-pair">
      <DateField
        id="born-on"
        label="Date of birth, if they know it"
        today={today}
        error={errorFor(errors, 'born-on')}
        value={draft.bornOn}
        onChange={(bornOn) => set({ bornOn })}
      />
      <TextField
        id="care-number"
        label="Number in the care system"
        error={errorFor(errors, 'care-number')}
        value={draft.careNumber}
        onChange={(careNumber) => set({ careNumber })}
      />
    </div>
  )
  if (draft.role === 'person_themselves') {
    return (
      <Section title="Who it is about" answered>
        <p>The person themselves.</p>
        {born}
      </Section>
    )
  }
  return (
    <Section
      title="Who it is about"
      answered={draft.personName !== '' && draft.personAnswer !== null}
      toAsk={asked.has('person.consent')}
    >
      <TextField
        id="person-name"
        label="Name"
        hint="One person. For another one a contact of their own begins once this is saved."
        error={errorFor(errors, 'person-name')}
        value={draft.personName}
        onChange={(personName) => set({ personName })}
      />
      {born}
      <Radios
        id="person-answer"
        legend="Do they know, and agree?"
        error={errorFor(errors, 'person-answer')}
        choices={PERSON_ANSWERS}
        value={draft.personAnswer}
        onChange={(personAnswer) => set({ personAnswer })}
      />
      {(draft.personAnswer !== null || draft.ownGrievance) && (
        <Tick
          id="own-grievance"
          label="They also complain of how they were treated themselves"
          value={draft.ownGrievance}
          onChange={(ownGrievance) => set({ ownGrievance })}
        />
      )}
      {(draft.personAnswer !== null || draft.authority !== null) && (
        <div className="rd-pair">
          <Select
            id="authority"
            label="By what right do they speak?"
            error={errorFor(errors, 'authority')}
            value={draft.authority ?? ''}
            onChange={(kind) => set({ authority: kind === '' ? null : (kind as AuthorityKind) })}
            options={RIGHTS}
          />
          {draft.authority !== null && (
            <TextField
              id="evidence"
              label="What was seen of it, if anything"
              error={errorFor(errors, 'evidence')}
              value={draft.evidence}
              onChange={(evidence) => set({ evidence })}
            />
          )}
        </div>
      )}
    </Section>
  )
}
