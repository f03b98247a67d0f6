"""Gathers what a letter may say of a case: from its record and from what lives beside it."""

from collections.abc import Iterator, Mapping
from datetime import date

from sqlmodel import Session

from cases.joint import service as of_joint
from cases.learning import repository as of_learning
from cases.letters.facts import Asked as AskedOf
from cases.letters.facts import Facts, Further, IssueSaid, Later, PlanSaid
from cases.letters.models import LetterRow
from cases.plan import repository as of_plan
from cases.record.change import Asked
from cases.record.matters import UNSORTED_CATEGORY
from cases.record.models import IssueRow
from cases.record.record import CaseRecord, name_of, request_of
from cases.record.rules import derived_outcome
from cases.remedies import repository as of_remedies
from cases.remedies.models import RemedyRow
from cases.remedies.rules import pounds
from chassis.letters.correspondent import Correspondent
from kernel.calendar import in_words
from kernel.procedures import Council
from kernel.vocabulary import (
    About,
    Basis,
    Classification,
    ClockKind,
    Finding,
    Function,
    Hears,
    LateReason,
    RefusalReason,
    RemedyKind,
)
from kernel.words import HEARS, REMEDIES, in_sentence


def gather(session: Session, asked: Asked, case: CaseRecord, letter: LetterRow, to: Correspondent) -> Facts:
    """What `letter` may say of the case today."""
    row, council = case.row, asked.books.council(asked.officer.authority)
    team = council.team(row.team) if row.team else None
    plans = of_plan.of_case(session, row.authority, row.ref)
    words = {issue["number"]: issue["words"] for issue in plans[0].issues} if plans else {}
    consent = case.clocks.get(ClockKind.CONSENT)
    stage = case.stage if case.stages else None
    theirs = of_joint.answered_by(session, case)
    remedies = of_remedies.of_case(session, row.authority, row.ref)
    return Facts(
        council=council,
        ref=row.ref,
        today=asked.today,
        to=to,
        officer=asked.officer.name,
        classification=Classification(row.classification),
        received_on=row.received_on,
        team=team.name if team else None,
        stage=name_of(case.procedure, stage.code) if stage and case.procedure else None,
        answer_on=letter.promised_on or _answer_on(case),
        limit_on=_limit_on(case),
        consent_by=consent.on if consent and consent.is_running else None,
        awaits_consent=row.awaits_consent,
        outcome=derived_outcome(case.standing.issues),
        refusal=RefusalReason(row.refusal_reason) if row.refusal_reason else None,
        late_because=LateReason(stage.late_because) if stage and stage.late_because else None,
        is_joint=of_joint.is_joint(case, of_joint.record_of(session, case)),
        is_childrens=bool(team and team.function is Function.CHILDRENS_SOCIAL_CARE),
        issues=[_issue(council, issue, words.get(issue.number), theirs, to) for issue in case.issues],
        plan=_plan(plans[0].wants, plans[0].how, plans[0].who, plans[0].hears) if plans else None,
        later=_later(case),
        waiting_for=next((hold.waiting_on for hold in case.waits if hold.ended_on is None), None),
        asked=_asked(case, letter.request),
        further=[Further(way.name, case.request_until()) for way in case.standing.ways],
        remedies=[*_remedies(remedies)],
        is_agreed=not any(remedy.is_open and remedy.to_be_agreed for remedy in remedies),
        learning=[
            f"{each.action}{_by(each.due_on if each.is_open else None)}"
            for each in of_learning.of_case(session, row.authority, row.ref)
            if each.dropped_because is None
        ],
        survey_link=letter.link,
    )


def _answer_on(case: CaseRecord) -> date | None:
    """What they were told, or the target of the stage; the limit of the law is no date to expect an answer by."""
    clocks = [clock for clock in case.clocks.values() if clock.is_running and clock.on]
    promised = [clock.on for clock in clocks if clock.due.limit.basis is Basis.PROMISED]
    target = case.answer_clock(case.stage) if case.stages else None
    return next(iter(promised), target.on if target and target.is_running else None)


def _limit_on(case: CaseRecord) -> date | None:
    limit = case.standing.limit
    return limit.on if limit and limit.due.limit.basis is Basis.STATUTORY else None


def _issue(
    council: Council, issue: IssueRow, planned: str | None, theirs: Mapping[int, str], to: Correspondent
) -> IssueSaid:
    category = council.category(issue.category)
    parts = category.subcategories if category else []
    part = next((each.name for each in parts if each.code == issue.subcategory), None)
    what = part or (category.name if category else issue.category.replace("_", " "))
    matter = to.matters[issue.matter - 1] if issue.matter <= len(to.matters) else None
    return IssueSaid(
        number=issue.number,
        words=planned or issue.description or matter or what,
        what=what if part or issue.category != UNSORTED_CATEGORY else None,
        finding=Finding(issue.finding) if issue.finding else None,
        reason=issue.reason,
        whose=_whose(council, issue, issue.body or theirs.get(issue.number)),
    )


def _whose(council: Council, issue: IssueRow, code: str | None) -> str | None:
    match About(issue.about):
        case About.COUNCIL:
            return None
        case About.PROVIDER:
            return "the provider"
        case About.ANOTHER_BODY:
            body = council.joint_body(code) if code else None
            return body.name if body else "another body"


def _plan(wants: str, how: str, who: str, hears: str) -> PlanSaid:
    return PlanSaid(wants, how, who, in_sentence(HEARS[Hears(hears)]))


def _later(case: CaseRecord) -> Later | None:
    there = [each for each in case.extensions if not each.taken_back]
    return Later(there[-1].due_before, there[-1].due_after, there[-1].reason) if there else None


def _asked(case: CaseRecord, number: int | None) -> AskedOf | None:
    found = next((request for request in case.requests if request.number == number), None)
    if found is None:
        return None
    return AskedOf(found.asked_of, found.what, found.asked_on, case.clocks[request_of(found).kind].on)


def _remedies(rows: list[RemedyRow]) -> Iterator[str]:
    for row in rows:
        if row.dropped_because is not None:
            continue
        name = REMEDIES[RemedyKind(row.kind)]
        sum_of = f" of {pounds(row.pence)}" if row.pence is not None else ""
        if row.is_open and row.paid_pence:
            sum_of += f", of which {pounds(row.paid_pence)} is paid"
        what = f": {row.what}" if row.what else ""
        done = f" (done on {in_words(row.done_on)})" if row.done_on else _by(row.due_on)
        yield f"{name}{sum_of}{what}{done}"


def _by(due_on: date | None) -> str:
    return f", by {in_words(due_on)}" if due_on else ""
