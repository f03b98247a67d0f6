import type { AuthorityKind, ContactRead, CouncilRead, RaisedBy } from '../../../api'
import { ADJUSTMENT_WORDS, AUTHORITY_KIND_WORDS, RAISED_BY_WORDS, REPLY_BY_WORDS } from '../../../api/words.gen'
import { Checkboxes, Radios, Tick } from '../../../components/Choices'
import { DateField } from '../../../components/DateField'
import { Select, TextField } from '../../../components/Fields'
import { errorFor } from '../../../lib/problem'
import type { FieldError } from '../../../lib/problem'
import { useCouncil } from '../../../lib/council'
import { useForm, useTyped } from '../../../lib/typed'
import { useFormSend } from '../../../lib/useFormSend'
import { useToday } from '../../../lib/useNow'
import { choices } from '../../../lib/words'
import { ContactForm } from '../ContactForm'
import { useChangePeople } from '../queries'
import { ADVOCACY, PERSON_ANSWERS } from '../sections/choices'
import { DEMOGRAPHICS, FIELDS, FITS, draftErrors, draftOf, toPeople } from './draft'
import type { DemographicField, PeopleDraft } from './draft'

const UNSAID = { value: 'prefer_not_to_say', label: 'Prefers not to say' }
const UNKNOWN = { value: '', label: 'Not known' }
const SPEAKS = [
  { value: 'nobody', label: 'Nobody else' },
  { value: 'complainant', label: 'The complainant' },
  { value: 'other', label: 'Somebody else' },
] as const
const NAMES: Record<DemographicField, string> = {
  ethnicity: 'Ethnic group',
  gender: 'Gender',
  disability: 'Disabled',
  primary_support_reason: 'Main reason for support',
  legal_status: 'Known to children’s services as',
  age_band: 'Age, if the date of birth is not known',
  ward: 'Ward',
}
const OF_ALL: Partial<Record<DemographicField, { value: string; label: string }[]>> = {
  gender: [
    { value: 'female', label: 'Female' },
    { value: 'male', label: 'Male' },
    { value: 'non_binary', label: 'Non-binary' },
    UNSAID,
  ],
  disability: [{ value: 'yes', label: 'Yes' }, { value: 'no', label: 'No' }, UNSAID],
}

interface PartProps {
  draft: PeopleDraft
  set: (change: Partial<PeopleDraft>) => void
  errors: readonly FieldError[]
  today: string
}

type Texts = { [Key in keyof PeopleDraft]: PeopleDraft[Key] extends string ? Key : never }[keyof PeopleDraft]

function Text({ id, label, of, ...part }: PartProps & { id: string; label: string; of: Texts }) {
  return (
    <TextField
      id={id}
      label={label}
      error={errorFor(part.errors, id)}
      value={part.draft[of]}
      onChange={(value) => part.set({ [of]: value })}
    />
  )
}

function Day({ id, label, of, ahead, ...part }: PartProps & { id: string; label: string; of: Texts; ahead?: boolean }) {
  return (
    <DateField
      id={id}
      label={label}
      today={part.today}
      ahead={ahead ?? false}
      error={errorFor(part.errors, id)}
      value={part.draft[of]}
      onChange={(value) => part.set({ [of]: value })}
    />
  )
}

function TheComplainant(part: PartProps) {
  const { draft, set, errors } = part
  return (
    <fieldset className="rd-fields rd-group">
      <legend>Who complains</legend>
      <div className="rd-pair">
        <Select
          id="p-role"
          label="They are"
          error={errorFor(errors, 'p-role')}
          value={draft.role}
          onChange={(role) => set({ role: role as RaisedBy | '' })}
          options={[UNKNOWN, ...choices(RAISED_BY_WORDS)]}
        />
        <Tick
          id="p-about-themselves"
          label="It is about themselves"
          value={draft.aboutThemselves}
          onChange={(aboutThemselves) => set({ aboutThemselves })}
        />
        {!draft.aboutThemselves && (
          <Tick
            id="p-own-grievance"
            label="They also complain of how they were treated themselves"
            value={draft.ownGrievance}
            onChange={(ownGrievance) => set({ ownGrievance })}
          />
        )}
        <Tick
          id="p-anonymous"
          label="They will not say who they are, and know that nobody can reply"
          value={draft.anonymous}
          onChange={(anonymous) => set({ anonymous })}
        />
      </div>
      {!draft.anonymous && (
        <div className="rd-pair">
          <Text {...part} id="p-name" label="Name" of="name" />
          <Text {...part} id="p-phone" label="Phone" of="phone" />
          <Text {...part} id="p-email" label="Email" of="email" />
          <Text {...part} id="p-address" label="Address" of="address" />
          <Text {...part} id="p-contact-note" label="When and how to reach them" of="contactNote" />
          <Text {...part} id="p-language" label="Language, if not English" of="language" />
        </div>
      )}
      <Radios
        id="p-reply-by"
        legend="How should we reply?"
        choices={choices(REPLY_BY_WORDS)}
        value={draft.replyBy}
        onChange={(replyBy) => set({ replyBy })}
      />
      <Checkboxes
        id="p-adjustments"
        legend="Anything that makes it easier?"
        error={errorFor(errors, 'p-adjustments')}
        choices={choices(ADJUSTMENT_WORDS)}
        value={draft.adjustments}
        onChange={(adjustments) => set({ adjustments })}
      />
      <Text {...part} id="p-adjustment-note" label="What exactly helps" of="adjustmentNote" />
    </fieldset>
  )
}

function ThePerson(part: PartProps) {
  const { draft, set } = part
  return (
    <fieldset className="rd-fields rd-group">
      <legend>Who it is about</legend>
      <div className="rd-pair">
        <Text {...part} id="p-person-name" label="Their name" of="personName" />
        <Day {...part} id="p-born-on" label="Date of birth" of="bornOn" />
        <Text {...part} id="p-care-number" label="Number in the care system" of="careNumber" />
      </div>
      <Radios
        id="p-answer"
        legend="Do they know, and agree?"
        choices={PERSON_ANSWERS}
        value={draft.personAnswer}
        onChange={(personAnswer) => set({ personAnswer })}
      />
    </fieldset>
  )
}

function WhoSpeaks(part: PartProps) {
  const { draft, set, errors } = part
  return (
    <fieldset className="rd-fields rd-group">
      <legend>Who speaks for them</legend>
      <Radios
        id="speaks"
        legend="Their representative is"
        choices={SPEAKS}
        value={draft.speaks}
        onChange={(speaks) => set({ speaks })}
      />
      {draft.speaks === 'other' && (
        <div className="rd-pair">
          <Text {...part} id="speaker-name" label="The representative’s name" of="speakerName" />
          <Text {...part} id="speaker-phone" label="The representative’s phone" of="speakerPhone" />
        </div>
      )}
      {draft.speaks !== 'nobody' && (
        <div className="rd-pair">
          <Select
            id="p-authority"
            label="By what right"
            error={errorFor(errors, 'p-authority')}
            value={draft.authority}
            onChange={(kind) => set({ authority: kind as AuthorityKind | '' })}
            options={[
              { value: '', label: 'None was named' },
              ...choices(AUTHORITY_KIND_WORDS),
            ]}
          />
          {draft.authority !== '' && (
            <>
              <Text {...part} id="p-evidence" label="What was seen of it" of="evidence" />
              <Day {...part} id="seen-on" label="Seen on" of="seenOn" />
              <Day {...part} id="expires-on" label="Holds until, if it ends" of="expiresOn" ahead />
              {(errorFor(errors, 'expiry-confirmed') || draft.expiryConfirmed) && (
                <Checkboxes
                  id="expiry-confirmed"
                  legend="More than two years ahead"
                  error={errorFor(errors, 'expiry-confirmed')}
                  choices={[{ value: 'confirmed', label: 'It holds so long' }]}
                  value={draft.expiryConfirmed ? ['confirmed'] : []}
                  onChange={(said) => set({ expiryConfirmed: said.length > 0 })}
                />
              )}
            </>
          )}
        </div>
      )}
    </fieldset>
  )
}

function TheAdvocate(part: PartProps) {
  const { draft, set, errors } = part
  return (
    <fieldset className="rd-fields rd-group">
      <legend>Advocate</legend>
      <Radios
        id="p-advocacy"
        legend="Was an advocate offered?"
        error={errorFor(errors, 'p-advocacy')}
        choices={ADVOCACY}
        value={draft.advocacy}
        onChange={(advocacy) => set({ advocacy })}
      />
      {draft.advocacy === 'yes' && (
        <div className="rd-pair">
          <Text {...part} id="advocate-name" label="The advocate’s name" of="advocateName" />
          <Text {...part} id="advocate-organisation" label="Organisation" of="advocateOrganisation" />
          <Text {...part} id="advocate-phone" label="The advocate’s phone" of="advocatePhone" />
        </div>
      )}
    </fieldset>
  )
}

function Plan(part: PartProps) {
  return (
    <details className="rd-folded" open={part.draft.planLimits !== ''}>
      <summary>Contact plan</summary>
      <div className="rd-fields">
        <p className="rd-second">
          Only where contact with somebody has to be limited. It shows on everything they contact us about, until
          it is taken out here. Leave it empty to end it.
        </p>
        <div className="rd-pair">
          <Text {...part} id="plan-limits" label="How contact is limited" of="planLimits" />
          <Day {...part} id="plan-review-on" label="Looked at again on" of="planReviewOn" ahead />
        </div>
      </div>
    </details>
  )
}

function OfThePerson({ council, ...part }: PartProps & { council: CouncilRead | undefined }) {
  const { draft, set, errors } = part
  return (
    <details className="rd-folded" open={Object.values(draft.demographics).some((code) => code !== '')}>
      <summary>About the person, for equality</summary>
      <div className="rd-fields">
        <p className="rd-second">Of the person with care, not of who complains. Every answer may be left out.</p>
        <div className="rd-pair">
          {DEMOGRAPHICS.map((field) => {
            const codes =
              OF_ALL[field] ?? council?.demographics[field]?.map(({ code, name }) => ({ value: code, label: name })) ?? []
            const change = (value: string) => set({ demographics: { ...draft.demographics, [field]: value } })
            const common = { id: field, label: NAMES[field], error: errorFor(errors, field) }
            if (codes.length === 0) return null
            const options = OF_ALL[field] ? [UNKNOWN, ...codes] : [UNKNOWN, ...codes, UNSAID]
            return (
              <Select key={field} {...common} value={draft.demographics[field]} onChange={change} options={options} />
            )
          })}
        </div>
      </div>
    </details>
  )
}

/** What was learned of the people since the contact was recorded. Its class follows, with flags and duties. */
export function PeopleForm({ contact, done }: { contact: ContactRead; done: (said: string) => void }) {
  const council = useCouncil().data
  const today = useToday()
  const form = useForm()
  const [draft, setDraft] = useTyped('people', draftOf(contact), FITS)
  const sending = useFormSend(useChangePeople(contact), FIELDS, () => done('What is known of the people was saved.'))
  const { errors } = sending
  const part = {
    draft,
    set: (change: Partial<PeopleDraft>) => setDraft((held) => ({ ...held, ...change })),
    errors,
    today,
  }
  const submit = () => {
    const body = toPeople(draft, contact, today)
    sending.submit({ body, version: form.version ?? contact.version }, draftErrors(draft, today))
  }
  return (
    <ContactForm
      sending={sending}
      save="Save the people"
      submit={submit}
      cancel={() => done('')}
    >
      <TheComplainant {...part} />
      {!draft.aboutThemselves && <ThePerson {...part} />}
      {!draft.aboutThemselves && <WhoSpeaks {...part} />}
      <TheAdvocate {...part} />
      <Plan {...part} />
      <OfThePerson {...part} council={council} />
    </ContactForm>
  )
}
