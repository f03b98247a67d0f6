"""A case as it is answered: how it stands today, and what may be done with it."""

from collections.abc import Mapping
from datetime import date

from sqlmodel import Session

from cases.officers import repository as officers
from cases.record import grades, rules
from cases.record.models import CaseRow, RequestRow, StageRow
from cases.record.record import CaseRecord, acts_of, name_of, request_of
from cases.record.schemas import (
    CaseRead,
    ChaseRead,
    ExtensionMadeRead,
    FindingRead,
    GradeRead,
    HoldRead,
    IssueRead,
    LateRead,
    LateStepRead,
    NextDue,
    OfficerName,
    RefusalRead,
    RequestRead,
    ReviewRead,
    SignOffRead,
    StageRead,
    Waiting,
    WayRead,
)
from kernel.calendar import BeyondCalendar, WorkingDays
from kernel.clock_schemas import ClockRead, ExtensionRead, read_clock
from kernel.clocks import Clock, by_date
from kernel.lateness import Step
from kernel.procedures import Books
from kernel.vocabulary import Act, Action, ClockKind, Disposition, HoldReason, Outcome, OwedBy, Status, Unit, Whose
from kernel.waiting import settled_on
from kernel.words import TO_DO, in_sentence


def describe(session: Session, case: CaseRecord, today: date, books: Books) -> CaseRead:
    """A loaded case as it stands today."""
    row, standing = case.row, case.standing
    names = officers.names(session, row.authority)
    now = rules.options_on(standing, today)
    late = _late(case, today, books, names)
    return CaseRead.model_validate(
        summary(case, now, today, books, names)
        | {
            "authority": row.authority,
            "version": row.version,
            "procedure_version": row.procedure_version,
            "opened_at": row.opened_at,
            "acknowledged_on": row.acknowledged_on,
            "promised_on": row.promised_on,
            "responded_on": row.responded_on,
            "closed_on": row.closed_on,
            "withdrawn_on": row.withdrawn_on,
            "withdrawn_because": row.withdrawn_because,
            "anonymised_on": row.anonymised_on,
            "division": row.division,
            "service_area": row.service_area,
            "refusal_reason": row.refusal_reason,
            "outcome_because": _because(standing, row),
            "teaches": rules.ended_outcome(standing) in rules.TEACHES,
            "issues": [
                IssueRead(
                    number=issue.number,
                    category=issue.category,
                    subcategory=issue.subcategory,
                    theme=issue.theme,
                    description=issue.description,
                    matter=issue.matter,
                    about=issue.about,
                    body=issue.body,
                    **issue.as_named,
                    team=issue.team,
                    primary=issue.number == case.primary_issue,
                    outcome=issue.finding,
                    **{text: getattr(issue, text) for text in rules.FINDING_TEXTS},
                    decided_on=issue.decided_on,
                    decided_by=names.get(issue.decided_by or "", issue.decided_by),
                    earlier=[
                        FindingRead.model_validate(
                            past | {"decided_by": names.get(past["decided_by"] or "", past["decided_by"])}
                        )
                        for past in issue.earlier
                    ],
                )
                for issue in case.issues
            ],
            "clocks": [clock_read(case, clock, today, books) for clock in by_date(case.clocks.values())],
            "grades": [
                GradeRead(**grade.model_dump(include=set(GradeRead.model_fields)))
                for grade in (case.procedure.grades if case.procedure else [])
            ],
            "grading": grades.read(case.procedure, grades.signs_of(row.flags, case.issues)),
            "stages": [_stage(case, stage, names) for stage in case.stages],
            "next_stages": [_way(case, way) for way in standing.ways if Action.ESCALATE in now.actions],
            "next_step": next(iter(standing.steps), None) if Action.TAKE_STEP in now.actions else None,
            "holds": [HoldRead.model_validate(hold) for hold in case.holds],
            "requests": [_request(case, request, names, books.calendars.of_council) for request in case.requests],
            "extensions": [ExtensionMadeRead.model_validate(extension) for extension in case.extensions],
            "late": late,
            "actions": [*([Action.TELL_LATE] if late and late.to_tell else []), *now.actions],
            "primary_action": now.primary,
            "not_closed_by": case.not_closed_by,
            "sign_off": _sign_off(case),
            "not_signed_by": case.not_signed_by,
            "not_for": case.not_for,
            "days_by": row.days_by or _days_so_far(case, today, books),
            "not_yet": [RefusalRead(**vars(refusal)) for refusal in now.not_yet],
        }
    )


def summary(
    case: CaseRecord, now: rules.Options, today: date, books: Books, names: Mapping[str, str]
) -> dict[str, object]:
    """What lists show of a case. `now`: what may be done with it."""
    row = case.row
    return {
        "ref": row.ref,
        "classification": row.classification,
        "disposition": Disposition(row.disposition),
        "procedure": row.procedure,
        "procedure_name": case.procedure.name if case.procedure else None,
        "stage": row.stage,
        "status": "open" if row.is_open else "closed",
        "flags": row.flags,
        "received_on": row.received_on,
        "team": row.team,
        "owner": officer_name(row.owner, names),
        "grade": row.grade,
        "outcome": row.outcome,
        "next_due": _next_due(rules.next_owed(case.standing), today, books),
        "next_action": now.next_action,
        "waiting": _waiting(case, today, books.calendar),
        "ours_since": _ours_since(case),
    }


def officer_name(subject: str | None, names: Mapping[str, str]) -> OfficerName | None:
    return OfficerName(subject=subject, name=names.get(subject, subject)) if subject else None


def clock_read(case: CaseRecord, clock: Clock, today: date, books: Books) -> ClockRead:
    rule = case.may_extend(clock)
    read = read_clock(clock, today, books.calendars)
    read.may_extend = ExtensionRead(**rule.model_dump()) if rule else None
    return read


def _sign_off(case: CaseRecord) -> SignOffRead | None:
    sign_off = case.sign_off if case.stages else None
    if sign_off is None:
        return None
    first = sign_off.first
    return SignOffRead(
        level=sign_off.level,
        is_demanded=first is not None,
        second_person=bool(first and first.second_person),
        source=first.source if first else None,
    )


def _review(case: CaseRecord, stage: StageRow, names: Mapping[str, str]) -> ReviewRead | None:
    if stage.review is None:
        return None
    people = {name: officer_name(stage.review[name], names) for name in ("put_up_by", "signed_by")}
    stands = stage is not case.stage or not case.standing.review.is_void
    return ReviewRead.model_validate(stage.review | people | {"stands": stands})


def _stage(case: CaseRecord, stage: StageRow, names: Mapping[str, str]) -> StageRead:
    entry = case.procedure.find_stage(stage.code) if case.procedure else None
    return StageRead(
        number=stage.number,
        code=stage.code,
        name=name_of(case.procedure, stage.code),
        answered_by=entry.answered_by if entry else None,
        acts=acts_of(stage),
        response_days=stage.response_days,
        outcome=stage.outcome,
        signed_off_by=stage.signed_off_by,
        late_because=stage.late_because,
        review=_review(case, stage, names),
    )


def _request(
    case: CaseRecord, request: RequestRow, names: Mapping[str, str], calendar: WorkingDays
) -> RequestRead:
    return RequestRead(
        **request.model_dump(exclude={"authority", "ref", "due_on", "client", "chases"}),
        clock=request_of(request).kind,
        chases=[ChaseRead(**chase | {"by": names.get(chase["by"], chase["by"])}) for chase in request.chases],
        next_chase_on=case.next_chase(request, calendar),
    )


def _late(case: CaseRecord, today: date, books: Books, names: Mapping[str, str]) -> LateRead | None:
    owed = rules.answer_owed(case.standing)
    steps = case.late_steps(books.calendars.of_council)
    left = owed.days_left(today, books.calendars) if owed else None
    if owed is None or owed.on is None or left is None or left >= 0 or not steps:
        return None
    kept = {(told["level"], told["told_on"]): told for stage in case.stages for told in stage.told_late}

    def read(step: Step) -> LateStepRead:
        told = kept[step.level, step.told_on.isoformat()] if step.told_on else {}
        return LateStepRead(
            **vars(step), method=told.get("method"), by=names.get(told["by"], told["by"]) if told else None
        )

    return LateRead(
        due_on=owed.on,
        days=-left,
        source=books.council(case.row.authority).late.source,
        steps=[read(step) for step in steps],
        to_tell=[step.level for step in steps if step.on <= today and step.told_on is None],
    )


def _way(case: CaseRecord, way: rules.Way) -> WayRead:
    return WayRead(to=way.to, name=way.name, when=sorted(way.when), request_until=case.request_until())


def _days_so_far(case: CaseRecord, today: date, books: Books) -> dict[Whose, int] | None:
    """None for an imported case: what its council did not record is nobody's."""
    if case.row.stage == Status.IMPORTED:
        return None
    try:
        return case.days_by(case.row.closed_on or today, books.calendar)
    except BeyondCalendar:
        return None


def _waiting(case: CaseRecord, today: date, calendar: WorkingDays) -> Waiting | None:
    """What it is held for, or else the person's consent, or the contributor whose answer is due first."""
    on = next((hold for hold in case.waits if hold.ended_on is None), None)
    if on is not None:
        return Waiting(
            reason=on.reason,
            waiting_on=on.waiting_on,
            since=on.started_on,
            days=calendar.count(on.started_on, today),
            review_on=on.review_on,
        )
    if not case.waits_for_consent:
        return _waiting_for_contributor(case, today, calendar)
    asked = case.clocks.get(ClockKind.CONSENT)
    return Waiting(
        reason=HoldReason.CONSENT,
        waiting_on=None,
        since=case.row.received_on,
        days=calendar.count(case.row.received_on, today),
        review_on=asked.on if asked else None,
    )


def _ours_since(case: CaseRecord) -> date | None:
    """Since when it is the council's turn; None while it waits for somebody else, and once it ended."""
    standing, row = case.standing, case.row
    if not standing.status.is_open or standing.is_held or case.waits_for_consent or standing.awaited:
        return None
    waited = [hold.ended_on for hold in case.waits]
    asked = [request_of(request).ended_on for request in case.requests if request.who == OwedBy.CONTRIBUTOR]
    begun = [acts_of(stage)[Act.RECEIVED] for stage in case.stages]
    settled = settled_on(case.facts.stages)
    return max(filter(None, [row.received_on, row.responded_on, settled, *waited, *asked, *begun]))


def _waiting_for_contributor(case: CaseRecord, today: date, calendar: WorkingDays) -> Waiting | None:
    if not Status(case.row.stage).is_open:
        return None
    due_on = {part.number: part.due_on or date.max for part in case.standing.parts}
    if not due_on:
        return None
    first = min(due_on, key=lambda number: due_on[number])
    request = next(request for request in case.requests if request.number == first)
    return Waiting(
        reason="contributor",
        waiting_on=request.asked_of,
        since=request.asked_on,
        days=calendar.count(request.asked_on, today),
        review_on=due_on[first] if due_on[first] != date.max else None,
    )


def _next_due(clock: Clock | None, today: date, books: Books) -> NextDue | None:
    if clock is None:
        return None
    limit, due = clock.due.limit, clock.current
    return NextDue(
        kind=limit.kind,
        act=limit.ends,
        name=f"to {in_sentence(TO_DO[limit.ends])}",
        due_on=due.on,
        days_left=clock.days_left(today, books.calendars),
        day_total=due.limit.amount
        if limit.unit is Unit.WORKING_DAYS
        else _working_days(due.started_on, due.on, books),
        rag=clock.reading(today, books.calendars),
    )


def _working_days(start: date, end: date | None, books: Books) -> int | None:
    if end is None:
        return None
    try:
        return books.calendar.count(start, end)
    except BeyondCalendar:
        return None


def _because(standing: rules.Standing, row: CaseRow) -> str:
    if standing.status is Status.IMPORTED:
        return "As its council recorded it"
    if row.outcome == Outcome.WITHDRAWN:
        return "Withdrawn"
    if standing.is_settled:
        return "Settled early with the complainant"
    if standing.is_refused:
        return "It is not looked into: they are told why"
    if not standing.classification.is_complaint:
        return "An enquiry has no findings"
    total = len(standing.issues)
    decided = total - len(standing.undecided)
    have = "has" if 1 in {decided, total} else "have"
    return f"{decided} of {total} issue{'s' if total != 1 else ''} {have} a finding"
