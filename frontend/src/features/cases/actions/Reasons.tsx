import type { InvestigatedWith, LateReason, StageRole } from '../../../api'
import { LATE_REASON_WORDS, STAGE_ROLE_WORDS } from '../../../api/words.gen'
import { Select, TextArea } from '../../../components/Fields'
import { errorFor } from '../../../lib/problem'
import type { FieldError } from '../../../lib/problem'
import { choices, lowered } from '../../../lib/words'
import { needText } from './dated'

/** Where the questions stand on a form, by their pointers in what was sent. */
export const REASONS = {
  '/late_because': 'late-because',
  '/without_consent_because': 'without-consent',
  '/without_persons_because': 'without-persons',
}

/** What is said of an answer that goes all the same. */
export interface Reasons {
  late: string
  /** Why it does not wait until the person agreed. */
  because: string
  /** Why it goes without those who were to look into it. */
  alone: string
}

export const NO_REASONS: Reasons = { late: '', because: '', alone: '' }
export const REASONS_FIT = { late: ['', ...Object.keys(LATE_REASON_WORDS)] }

/** What is asked before it goes, from what is known of the case. */
export interface Asked {
  isLate: boolean
  awaitsConsent: boolean
  /** Of those with whom its stage is investigated, whom it lacks. */
  lacks: readonly StageRole[]
}

/** Whom an answer on a day lacks. */
export function lackingOn(day: string, investigatedWith: readonly InvestigatedWith[] = []): StageRole[] {
  return investigatedWith.filter(({ since }) => since === null || day < since).map(({ role }) => role)
}

const GOES = {
  leave: { asked: 'does it leave', told: 'leaves' },
  answer: { asked: 'is it answered', told: 'is answered' },
  settle: { asked: 'is it settled', told: 'is settled' },
}
type Goes = keyof typeof GOES

export const needConsentReason = (because: string, goes: Goes): FieldError[] =>
  needText(because, 'without-consent', `Say why it ${GOES[goes].told} all the same`)

/** What is asked and not said. */
export function missingReasons(asked: Asked, { late, because, alone }: Reasons, goes: Goes): FieldError[] {
  return [
    ...(asked.isLate ? needText(late, 'late-because', 'Choose why it is late') : []),
    ...(asked.awaitsConsent ? needConsentReason(because, goes) : []),
    ...(asked.lacks.length > 0 ? needText(alone, 'without-persons', `Say why it ${GOES[goes].told} without them`) : []),
  ]
}

/** What a form sends of them. */
export function reasonsOf({ isLate, awaitsConsent, lacks }: Asked, { late, because, alone }: Reasons) {
  return {
    late_because: isLate ? ((late || null) as LateReason | null) : null,
    without_consent_because: awaitsConsent ? because.trim() : null,
    without_persons_because: lacks.length > 0 ? alone.trim() : null,
  }
}

interface ConsentProps {
  goes: Goes
  hint?: string | undefined
  errors: readonly FieldError[]
  value: string
  onChange: (value: string) => void
}

/** Asked while the person has not agreed to what is said for them. */
export function WithoutConsent({ goes, hint, errors, value, onChange }: ConsentProps) {
  return (
    <TextArea
      id="without-consent"
      label={`The person has not agreed yet. Why ${GOES[goes].asked} all the same?`}
      hint={hint}
      rows={3}
      error={errorFor(errors, 'without-consent')}
      value={value}
      onChange={onChange}
    />
  )
}

interface Props {
  goes: Goes
  asked: Asked
  /** Where what is said is kept, if it needs saying of each. */
  hint?: string
  errors: readonly FieldError[]
  said: Reasons
  say: (changed: Partial<Reasons>) => void
}

/** Why an answer goes after its target, before the person agreed, or without those who were to look into it. */
export function AskedReasons({ goes, asked, hint, errors, said, say }: Props) {
  const roles = asked.lacks.map((role) => lowered(STAGE_ROLE_WORDS[role]))
  return (
    <>
      {asked.isLate && (
        <Select
          id="late-because"
          label="It is after its target. Why?"
          error={errorFor(errors, 'late-because')}
          value={said.late}
          onChange={(late) => say({ late })}
          options={[{ value: '', label: 'Choose' }, ...choices(LATE_REASON_WORDS)]}
        />
      )}
      {asked.awaitsConsent && (
        <WithoutConsent
          goes={goes}
          hint={hint}
          errors={errors}
          value={said.because}
          onChange={(because) => say({ because })}
        />
      )}
      {roles.length > 0 && (
        <TextArea
          id="without-persons"
          label={`Nobody was appointed as ${roles.join(' or ')}. Why ${GOES[goes].asked} all the same?`}
          hint={hint ?? 'It is kept with the case.'}
          rows={3}
          error={errorFor(errors, 'without-persons')}
          value={said.alone}
          onChange={(alone) => say({ alone })}
        />
      )}
    </>
  )
}
