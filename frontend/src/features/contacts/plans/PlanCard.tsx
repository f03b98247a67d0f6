import { useState } from 'react'
import type { ContactPlan, ContactRead, PlanAppeal, PlanReview } from '../../../api'
import { PLAN_APPEAL_WORDS, PLAN_REVIEW_WORDS } from '../../../api/words.gen'
import { DateField } from '../../../components/DateField'
import { Select, TextField } from '../../../components/Fields'
import { Card } from '../../../components/Page'
import { longDate } from '../../../lib/dates'
import { draftOf } from '../../../lib/drafts'
import { errorFor } from '../../../lib/problem'
import type { FieldError } from '../../../lib/problem'
import { useMay } from '../../../lib/session'
import { KeepTyped, useTyped } from '../../../lib/typed'
import { useFormSend } from '../../../lib/useFormSend'
import { useToday } from '../../../lib/useNow'
import { choices, lowered } from '../../../lib/words'
import { ContactForm } from '../ContactForm'
import { usePlan } from '../queries'
import { FIELDS, FITS, draftErrors, planDraft, toPlan } from './draft'
import type { PlanDraft } from './draft'

const NOT_YET = { value: '', label: 'Not yet' }

interface FieldsProps {
  draft: PlanDraft
  set: (change: Partial<PlanDraft>) => void
  errors: readonly FieldError[]
  today: string
}

interface OneField extends FieldsProps {
  id: string
  label: string
  of: Exclude<keyof PlanDraft, 'appeal' | 'review'>
}

function Text({ id, label, of, draft, set, errors }: OneField) {
  return (
    <TextField
      id={id}
      label={label}
      error={errorFor(errors, id)}
      value={draft[of]}
      onChange={(value) => set({ [of]: value })}
    />
  )
}

function Day({ id, label, of, ahead = false, draft, set, errors, today }: OneField & { ahead?: boolean }) {
  return (
    <DateField
      id={id}
      label={label}
      today={today}
      ahead={ahead}
      error={errorFor(errors, id)}
      value={draft[of]}
      onChange={(value) => set({ [of]: value })}
    />
  )
}

function PlanFields(part: FieldsProps) {
  const { draft, set, errors } = part
  return (
    <>
      <Text {...part} id="cp-limits" label="What is limited" of="limits" />
      <Text {...part} id="cp-reason" label="Why" of="reason" />
      <Text {...part} id="cp-decided-by" label="Decided by" of="decidedBy" />
      <Day {...part} id="cp-since" label="Since" of="since" />
      <Day {...part} id="cp-told-on" label="Told in writing on" of="toldOn" />
      <Day {...part} id="cp-appeal-until" label="Can appeal until" of="appealUntil" ahead />
      <Select
        id="cp-appeal"
        label="Their appeal"
        error={errorFor(errors, 'cp-appeal')}
        value={draft.appeal}
        onChange={(appeal) => set({ appeal: appeal as PlanAppeal | '' })}
        options={[NOT_YET, ...choices(PLAN_APPEAL_WORDS)]}
      />
      <Day {...part} id="cp-review-on" label="To be looked at again on" of="reviewOn" ahead />
      <Day {...part} id="cp-reviewed-on" label="Looked at last on" of="reviewedOn" />
      <Select
        id="cp-review"
        label="What came of that"
        error={errorFor(errors, 'cp-review')}
        value={draft.review}
        onChange={(review) => set({ review: review as PlanReview | '' })}
        options={[NOT_YET, ...choices(PLAN_REVIEW_WORDS)]}
      />
    </>
  )
}

function PlanForm({ contact, done }: { contact: ContactRead; done: () => void }) {
  const today = useToday()
  const [draft, setDraft] = useTyped('plan', planDraft(contact.complainant?.contact_plan), FITS)
  const sending = useFormSend(usePlan(contact.ref), FIELDS, done)
  const { errors } = sending
  const save = () => sending.submit({ body: toPlan(draft, today), version: contact.version }, draftErrors(draft, today))
  return (
    <ContactForm sending={sending} save="Save the contact plan" submit={save} cancel={done}>
      <p className="rd-second">
        Only for contact that is persistent or unreasonable. A plan is looked at again within twelve months.
      </p>
      <PlanFields draft={draft} set={(change) => setDraft({ ...draft, ...change })} errors={errors} today={today} />
    </ContactForm>
  )
}

function Said({ plan }: { plan: ContactPlan }) {
  const began = plan.since && `since ${longDate(plan.since)}`
  const rows: [string, string | null | undefined][] = [
    ['Limited', plan.limits],
    ['Why', plan.reason],
    ['Decided', plan.decided_by && [plan.decided_by, began].filter(Boolean).join(', ')],
    ['Told in writing', plan.told_on ? longDate(plan.told_on) : 'Not yet'],
    ['Can appeal until', plan.appeal_until && longDate(plan.appeal_until)],
    ['Their appeal', plan.appeal && PLAN_APPEAL_WORDS[plan.appeal]],
    [
      'Looked at last',
      plan.reviewed_on && plan.review && `${longDate(plan.reviewed_on)}: ${lowered(PLAN_REVIEW_WORDS[plan.review])}`,
    ],
    ['To be looked at again', plan.review === 'ended' ? null : longDate(plan.review_on)],
  ]
  return (
    <dl className="rd-lines">
      {rows.map(([label, value]) =>
        value ? (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ) : null,
      )}
    </dl>
  )
}

/** How contact with the complainant is limited, who decided it and what became of it. */
export function PlanCard({ contact }: { contact: ContactRead }) {
  const may = useMay('plans:write')
  const { ref } = contact
  const plan = contact.complainant?.contact_plan
  const draft = { id: `contact/${ref}/plan`, title: `Contact plan: ${ref}`, path: `/contacts/${ref}` }
  const [open, setOpen] = useState(() => draftOf(draft.id) !== undefined)
  if (!plan && !may) return null
  return (
    <Card title="Contact plan" id="contact-plan">
      {may && open ? (
        <KeepTyped {...draft}>
          <PlanForm contact={contact} done={() => setOpen(false)} />
        </KeepTyped>
      ) : (
        <div className="rd-card__body rd-stack">
          {plan ? <Said plan={plan} /> : <p>Contact is not limited.</p>}
          {may && (
            <p>
              <button type="button" className="rd-linklike" onClick={() => setOpen(true)}>
                {plan ? 'Change the plan, or look at it again' : 'Limit contact by a plan'}
              </button>
            </p>
          )}
        </div>
      )}
    </Card>
  )
}
