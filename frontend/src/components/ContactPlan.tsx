import type { ContactRead } from '../api'
import { longDate } from '../lib/dates'

/** How contact with somebody is limited: above everything they contact the council about. */
export function ContactPlanNotice({ contact, today }: { contact: ContactRead | undefined; today: string }) {
  const plan = contact?.complainant?.contact_plan
  if (!plan || plan.review === 'ended') return null
  const late = plan.review_on < today
  return (
    <div className="rd-notice rd-notice--soon" role="note" aria-label="Contact plan">
      <p>
        <strong>Contact plan: {plan.limits}</strong>
      </p>
      <p className="rd-second">
        {late ? 'It was to be looked at again on ' : 'It is looked at again on '}
        {longDate(plan.review_on)}
        {late && ': it may not go on without that'}.{plan.taken_from && ` From ${plan.taken_from}.`}
        {plan.since && !plan.told_on && ' They were not told in writing yet.'}
      </p>
    </div>
  )
}
