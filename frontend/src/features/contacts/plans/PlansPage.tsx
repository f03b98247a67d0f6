import { Link } from 'react-router'
import type { ContactRead } from '../../../api'
import { PLAN_APPEAL_WORDS } from '../../../api/words.gen'
import { NotShown } from '../../../components/NotShown'
import { Card, Failed, Filling, PageTitle } from '../../../components/Page'
import { longDate } from '../../../lib/dates'
import { useToday } from '../../../lib/useNow'
import { lowered } from '../../../lib/words'
import { usePlans } from '../queries'
import '../contacts.css'

function PlanLine({ contact, today }: { contact: ContactRead; today: string }) {
  const plan = contact.complainant?.contact_plan
  if (!plan) return null
  const late = plan.review_on < today
  return (
    <li className="rd-contact">
      <p className="rd-contact__when">
        <span className={late ? 'rd-tag rd-tag--late' : 'rd-tag rd-tag--plain'}>
          {late ? 'Review was due' : 'Review'} {longDate(plan.review_on)}
        </span>
      </p>
      <div>
        <Link to={`/contacts/${contact.ref}`} className="rd-contact__title">
          {contact.complainant?.name ?? contact.ref}
        </Link>
        <p>{plan.limits}</p>
        <p className="rd-second">
          {contact.ref}
          {plan.reason && ` · ${plan.reason}`}
        </p>
      </div>
      <p className="rd-second">
        {plan.since ? `Since ${longDate(plan.since)}` : 'Its beginning is not recorded'}
        {plan.decided_by && `, decided by ${plan.decided_by}`}
      </p>
      <p className="rd-second">
        {plan.told_on ? `Told on ${longDate(plan.told_on)}` : 'Not told in writing yet'}
        {plan.appeal && `. Appeal: ${lowered(PLAN_APPEAL_WORDS[plan.appeal])}`}
      </p>
    </li>
  )
}

/** The contact plans in force, those to be looked at again first. */
export function PlansPage() {
  const today = useToday()
  const plans = usePlans()
  const items = plans.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <>
      <p className="rd-back">
        <Link to="/registers">Back to the registers</Link>
      </p>
      <div className="rd-titlerow">
        <PageTitle>Contact plans</PageTitle>
      </div>
      <Card title="In force" id="plans">
        {plans.isPending && <Filling label="Fetching the plans" />}
        {plans.isError && <Failed error={plans.error} retry={() => void plans.refetch()} />}
        {plans.isSuccess && items.length === 0 && <p className="rd-card__body">Nobody’s contact is limited.</p>}
        <NotShown count={plans.data?.pages[0]?.restricted ?? 0} what="contact" />
        <ul>
          {items.map((contact) => (
            <PlanLine key={contact.ref} contact={contact} today={today} />
          ))}
        </ul>
        {plans.hasNextPage && (
          <div className="rd-more">
            <button type="button" className="rd-button rd-button--second" onClick={() => void plans.fetchNextPage()}>
              Show more
            </button>
          </div>
        )}
      </Card>
    </>
  )
}
