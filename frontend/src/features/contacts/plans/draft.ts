import type { ContactPlan, PlanAppeal, PlanReview, PlanSaid } from '../../../api'
import { PLAN_APPEAL_WORDS, PLAN_REVIEW_WORDS } from '../../../api/words.gen'
import { dateError } from '../../../components/DateField'
import { readDate } from '../../../lib/dates'
import type { FieldError, FieldMap } from '../../../lib/problem'
import type { Fit } from '../../../lib/typed'
import { typed } from '../typedValues'

/** A contact plan as it is typed. Empty: not known, or not yet. */
export interface PlanDraft {
  limits: string
  reason: string
  decidedBy: string
  since: string
  toldOn: string
  appealUntil: string
  appeal: PlanAppeal | ''
  reviewOn: string
  reviewedOn: string
  review: PlanReview | ''
}

/** Where a wrong value stands on the form, by its pointer in what was sent. */
export const FIELDS: FieldMap = {
  '/limits': 'cp-limits',
  '/reason': 'cp-reason',
  '/decided_by': 'cp-decided-by',
  '/since': 'cp-since',
  '/told_on': 'cp-told-on',
  '/appeal_until': 'cp-appeal-until',
  '/appeal': 'cp-appeal',
  '/review_on': 'cp-review-on',
  '/reviewed_on': 'cp-reviewed-on',
  '/review': 'cp-review',
}

/** What a kept form can hold besides text. */
export const FITS: Record<string, Fit> = {
  appeal: ['', ...Object.keys(PLAN_APPEAL_WORDS)],
  review: ['', ...Object.keys(PLAN_REVIEW_WORDS)],
}

/** The form as the plan stands; one that ended is no beginning of another. */
export function planDraft(plan: ContactPlan | null | undefined): PlanDraft {
  const known = plan?.review === 'ended' ? null : plan
  return {
    limits: known?.limits ?? '',
    reason: known?.reason ?? '',
    decidedBy: known?.decided_by ?? '',
    since: known?.since ?? '',
    toldOn: known?.told_on ?? '',
    appealUntil: known?.appeal_until ?? '',
    appeal: known?.appeal ?? '',
    reviewOn: known?.review_on ?? '',
    reviewedOn: known?.reviewed_on ?? '',
    review: known?.review ?? '',
  }
}

export function toPlan(draft: PlanDraft, today: string): PlanSaid {
  const past = (text: string) => readDate(text, today)?.on ?? null
  const ahead = (text: string) => readDate(text, today, 'ahead')?.on ?? null
  return {
    limits: draft.limits.trim(),
    reason: typed(draft.reason),
    decided_by: typed(draft.decidedBy),
    since: past(draft.since),
    told_on: past(draft.toldOn),
    appeal_until: ahead(draft.appealUntil),
    appeal: draft.appeal || null,
    review_on: ahead(draft.reviewOn) ?? '',
    reviewed_on: past(draft.reviewedOn),
    review: draft.review || null,
  }
}

/** What cannot be sent as it stands. */
export function draftErrors(draft: PlanDraft, today: string): FieldError[] {
  const errors: FieldError[] = []
  const need = (wrong: boolean, field: string, message: string) => {
    if (wrong) errors.push({ field, message })
  }
  const unreadable = (text: string) => text.trim() !== '' && readDate(text, today) === null
  need(draft.limits.trim() === '', 'cp-limits', 'Say what is limited')
  need(draft.reason.trim() === '', 'cp-reason', 'Say why contact is limited')
  need(draft.decidedBy.trim() === '', 'cp-decided-by', 'Say who decided it')
  need(readDate(draft.since, today) === null, 'cp-since', 'Say since when: “1 April 2026”')
  need(unreadable(draft.toldOn), 'cp-told-on', dateError(draft.toldOn))
  need(unreadable(draft.appealUntil), 'cp-appeal-until', dateError(draft.appealUntil))
  need(
    readDate(draft.reviewOn, today, 'ahead') === null,
    'cp-review-on',
    'Say when the plan is looked at again, such as “1 June 2026”',
  )
  need(unreadable(draft.reviewedOn), 'cp-reviewed-on', dateError(draft.reviewedOn))
  return errors
}
