"""What cases answers when it is only asked: lists, one case, timelines, explanations."""

from collections.abc import Mapping
from datetime import date

from sqlmodel import Session

from cases import grading, record, repository, rules
from cases.models import CaseRow, StageRow, calendar_changes
from cases.record import CaseRecord
from cases.schemas import (
    CaseRead,
    Cases,
    CaseSummary,
    ClockExplanation,
    Counts,
    ExtensionMadeRead,
    FindingRead,
    GradeRead,
    HoldRead,
    IssueRead,
    NextDue,
    OfficerName,
    RefusalRead,
    RequestRead,
    StageRead,
    View,
    Waiting,
    WayRead,
)
from chassis import calendar_store
from chassis.auth import Principal
from chassis.paging import decode_cursor, encode_cursor
from kernel.calendar import BeyondCalendar, WorkingDays
from kernel.clocks import Clock, explain
from kernel.errors import NotFound, wrong_field
from kernel.procedures import Books
from kernel.schemas import ClockRead, ExtensionRead, read_clock, read_explanation
from kernel.vocabulary import Act, Classification, Disposition, Outcome, Status, Unit

OWED = {
    Act.DECIDED: "to decide the route",
    Act.ACKNOWLEDGED: "to acknowledge",
    Act.PANEL_MET: "to hold the panel",
    Act.PANEL_REPORTED: "to have the panel's report",
    Act.ANSWERED: "to answer the Ombudsman",
}


def list_cases(
    session: Session,
    principal: Principal,
    view: View,
    *,
    team: str | None,
    owner: str | None,
    classification: Classification | None,
    stage: Status | None,
    ref: str | None,
    cursor: str | None,
    limit: int,
    today: date,
    books: Books,
) -> Cases:
    """A page of one view, by the next date owed."""
    conditions = repository.filters(team=team, owner=owner, classification=classification, stage=stage, ref=ref)
    match view:
        case View.MINE:
            conditions.append(repository.has_owner(principal.subject))
        case View.LATE:
            conditions.append(repository.is_late(today))
        case View.SOON:
            conditions.append(repository.is_soon(today))
        case View.TO_ACKNOWLEDGE:
            conditions.append(repository.is_to_acknowledge())
        case View.UNOWNED:
            conditions.append(repository.has_no_owner())
        case View.OPEN:
            conditions.append(repository.is_open())
        case View.CLOSED:
            conditions.append(~repository.is_open())
        case View.ALL:
            pass
    rows = repository.page(session, principal.authority, conditions, _decode(cursor), limit + 1)
    page = rows[:limit]
    names = repository.officer_names(session, principal.authority)
    return Cases(
        items=[
            CaseSummary.model_validate(_summary(case, today, books, names))
            for case in record.load_all(session, principal.authority, page, books)
        ],
        next_cursor=encode_cursor(page[-1].sort_on.isoformat(), page[-1].ref) if len(rows) > limit else None,
    )


def count_cases(
    session: Session,
    principal: Principal,
    team: str | None,
    classification: Classification | None,
    today: date,
) -> Counts:
    """How many cases each view holds."""
    conditions = repository.filters(team=team, owner=None, classification=classification, stage=None, ref=None)
    return Counts.model_validate(
        repository.counts(session, principal.authority, principal.subject, today, conditions)
    )


def read_case(session: Session, row: CaseRow, today: date, books: Books) -> CaseRead:
    """One case as it stands today. `row` may be one that was just changed."""
    return describe(session, record.load(session, row, books), today, books)


def describe(session: Session, case: CaseRecord, today: date, books: Books) -> CaseRead:
    """A loaded case as it stands today."""
    row, standing = case.row, case.standing
    names = repository.officer_names(session, row.authority)
    now = rules.options(standing)
    return CaseRead.model_validate(
        _summary(case, today, books, names)
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
            "refusal_reason": row.refusal_reason,
            "outcome_because": _because(standing, row),
            "issues": [
                IssueRead(
                    number=issue.number,
                    category=issue.category,
                    description=issue.description,
                    about=issue.about,
                    team=issue.team,
                    outcome=issue.finding,
                    reason=issue.reason,
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
            "clocks": [_clock(case, clock, today, books) for clock in _ordered(case)],
            "grades": [
                GradeRead(**grade.model_dump(include=set(GradeRead.model_fields)))
                for grade in (case.procedure.grades if case.procedure else [])
            ],
            "grading": grading.read(case.procedure, grading.signs_of(row.flags, case.issues)),
            "stages": [_stage(case, stage) for stage in case.stages],
            "next_stages": [_way(case, way) for way in standing.ways if "escalate" in now.actions],
            "next_step": next(iter(standing.steps), None) if "take_step" in now.actions else None,
            "holds": [HoldRead.model_validate(hold) for hold in case.holds],
            "requests": [
                RequestRead.model_validate(request.model_dump() | {"clock": record.request_kind(request)})
                for request in case.requests
            ],
            "extensions": [
                ExtensionMadeRead.model_validate(extension)
                for extension in repository.extensions(session, row.authority, row.ref)
            ],
            "actions": list(now.actions),
            "primary_action": now.primary,
            "not_yet": [RefusalRead(**vars(refusal)) for refusal in now.not_yet],
            "remedies": row.remedies,
            "learning": row.learning,
        }
    )


def explain_clock(
    session: Session, principal: Principal, ref: str, kind: str, today: date, books: Books
) -> ClockExplanation:
    """How one clock's date was worked out, on the calendar that it was counted on. Raises NotFound."""
    row = repository.get(session, principal.authority, ref)
    case = record.load(session, row, books)
    clock = case.clocks.get(kind)
    if clock is None:
        raise NotFound(f"{ref} has no clock {kind!r}.")
    counted_on = calendar_store.judged_on(session, calendar_changes, row.authority, clock.current.calendar, books)
    explanation = read_explanation(explain(clock.current, counted_on))
    return ClockExplanation(**explanation.model_dump(), clock=_clock(case, clock, today, books))


def _clock(case: CaseRecord, clock: Clock, today: date, books: Books) -> ClockRead:
    rule = case.may_extend(clock)
    read = read_clock(clock, today, books.calendars)
    read.may_extend = ExtensionRead(**rule.model_dump()) if rule else None
    return read


def _stage(case: CaseRecord, stage: StageRow) -> StageRead:
    entry = case.procedure.find_stage(stage.code) if case.procedure else None
    return StageRead(
        number=stage.number,
        code=stage.code,
        name=record.name_of(case.procedure, stage.code),
        answered_by=entry.answered_by if entry else None,
        acts=record.acts_of(stage),
        response_days=stage.response_days,
        outcome=stage.outcome,
    )


def _way(case: CaseRecord, way: rules.Way) -> WayRead:
    return WayRead(to=way.to, name=way.name, when=sorted(way.when), request_until=case.request_until())


def _waiting(case: CaseRecord, today: date, calendar: WorkingDays) -> Waiting | None:
    on = next((hold for hold in case.holds if hold.ended_on is None), None)
    if on is None:
        return None
    return Waiting(
        reason=on.reason,
        waiting_on=on.waiting_on,
        since=on.started_on,
        days=calendar.count(on.started_on, today),
        review_on=on.review_on,
    )


def _summary(case: CaseRecord, today: date, books: Books, names: Mapping[str, str]) -> dict[str, object]:
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
        "owner": OfficerName(subject=row.owner, name=names.get(row.owner, row.owner)) if row.owner else None,
        "grade": row.grade,
        "outcome": row.outcome,
        "next_due": _next_due(rules.next_owed(case.standing), today, books),
        "next_action": rules.options(case.standing).next_action,
        "waiting": _waiting(case, today, books.calendar),
    }


def _next_due(clock: Clock | None, today: date, books: Books) -> NextDue | None:
    if clock is None:
        return None
    limit, due = clock.due.limit, clock.current
    return NextDue(
        kind=limit.kind,
        act=limit.ends,
        name=OWED.get(limit.ends, "to answer"),
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


def _ordered(case: CaseRecord) -> list[Clock]:
    """Clocks in the order of their dates; those without one last."""
    return sorted(case.clocks.values(), key=lambda clock: (clock.on is None, clock.on or date.max))


def _because(standing: rules.Standing, row: CaseRow) -> str:
    if standing.stage is Status.IMPORTED:
        return "As its council recorded it"
    if row.outcome == Outcome.WITHDRAWN:
        return "Withdrawn"
    if standing.is_refused:
        return "It is not looked into: they are told why"
    if standing.classification not in rules.WITH_FINDINGS:
        return "An enquiry has no findings"
    total = len(standing.issues)
    decided = total - len(standing.undecided)
    have = "has" if 1 in {decided, total} else "have"
    return f"{decided} of {total} issue{'s' if total != 1 else ''} {have} a finding"


def _decode(cursor: str | None) -> tuple[date, str] | None:
    if cursor is None:
        return None
    due_on, ref = decode_cursor(cursor, 2)
    try:
        return date.fromisoformat(due_on), ref
    except ValueError as error:
        raise wrong_field("/query/cursor", "This is not a cursor of this list.") from error
