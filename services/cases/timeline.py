"""A case's timeline, made from its events; notes and names are added from this service's own rows."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlmodel import Session

from cases import repository
from cases.models import CaseRow, calendar_changes, feed_of_cases
from cases.record import request_kind
from cases.schemas import Timeline, TimelineEntry
from chassis import calendar_store, feed
from chassis.auth import Principal
from kernel.calendar_changes import CalendarAction
from kernel.events import (
    EVENT_TYPES,
    CaseAcknowledged,
    CaseAdopted,
    CaseAllocated,
    CaseClosed,
    CaseEvent,
    CaseGraded,
    CaseHeld,
    CaseOpened,
    CaseReclassified,
    CaseReopened,
    CaseState,
    CaseWithdrawn,
    ClockExtended,
    ClockMoved,
    ClocksMoved,
    FindingRecorded,
    HoldEnded,
    IssueAdded,
    NoteAdded,
    ReceiptCorrected,
    RequestAnswered,
    RequestMade,
    ResponseIssued,
    StageEscalated,
    StepTaken,
)
from kernel.imported import CodedCase
from kernel.procedures import Books, Council, Procedure
from kernel.vocabulary import Act, Classification, HoldReason, OwedBy

CLASSES = {
    Classification.ENQUIRY: "an enquiry",
    Classification.STATUTORY_COMPLAINT: "a statutory complaint",
    Classification.CORPORATE_COMPLAINT: "a corporate complaint",
    Classification.MEMBER_ENQUIRY: "a member enquiry",
    Classification.OMBUDSMAN_ENQUIRY: "an ombudsman enquiry",
    Classification.COMPLIMENT: "a compliment",
    Classification.COMMENT: "a comment",
    Classification.OTHER_CONTACT: "other contact",
}
STEPS = {Act.PANEL_MET: "The review panel met", Act.PANEL_REPORTED: "The panel's report was received"}
HELD_FOR = {
    HoldReason.CONSENT: "consent",
    HoldReason.SAFEGUARDING: "safeguarding",
    HoldReason.COURT: "a court",
    HoldReason.OTHER: "something else",
}
METHODS = {"letter": "by letter", "email": "by email", "phone": "by phone", "in_person": "in person"}
FINDINGS = {
    "upheld": "upheld",
    "partially_upheld": "partly upheld",
    "not_upheld": "not upheld",
    "no_finding": "closed without a finding",
}
OUTCOMES = FINDINGS | {
    "upheld_not_council": "upheld against the provider only",
    "withdrawn": "withdrawn",
    "no_finding": "no finding",
    "resolved_informally": "resolved",
}


def timeline(session: Session, principal: Principal, ref: str, books: Books) -> Timeline:
    """What has happened, newest first. Raises NotFound."""
    authority = principal.authority
    case = repository.get(session, authority, ref)
    council = books.council(authority)
    names = repository.officer_names(session, authority)
    words = _Texts(session, authority, ref)
    items = _recorded(case)
    for row in feed.of_reference(session, feed_of_cases, authority, ref):
        event = EVENT_TYPES[row["type"]].model_validate(row["data"])
        assert isinstance(event, CaseEvent)
        if isinstance(event, ClocksMoved) and not event.moved:
            continue  # the same date reads "soon" from another day on: nobody did anything
        title, detail = _words(event, council, names, words)
        items.append(
            TimelineEntry(
                on=row["occurred_on"],
                at=row["recorded_at"],
                kind=row["type"],
                title=title,
                detail=detail,
                by=names.get(event.by, None) if event.by else None,
            )
        )
    # Newest first by the day it happened; on one day, by the order in which it was recorded.
    items.reverse()
    items.sort(key=lambda item: item.on, reverse=True)
    return Timeline(items=items)


def _recorded(case: CaseRow) -> list[TimelineEntry]:
    """What an imported case's council recorded, by its dates."""
    if case.recorded is None:
        return []
    recorded = CodedCase.model_validate(case.recorded)
    dates = (
        (recorded.received_on, "Received"),
        (recorded.acknowledged_on, "Acknowledged"),
        (recorded.withdrawn_on, "Withdrawn"),
        (recorded.closed_on, "Closed"),
    )
    return [
        TimelineEntry(on=on, at=case.opened_at, kind="imported", title=title, detail="As imported.", by=None)
        for on, title in dates
        if on is not None
    ]


class _Texts:
    """Free text that belongs to a case's events; it is kept apart from them."""

    def __init__(self, session: Session, authority: str, ref: str) -> None:
        self._notes = {note.number: note.text for note in repository.notes(session, authority, ref)}
        self._extensions = iter(repository.extensions(session, authority, ref))
        self._holds = iter(repository.holds(session, authority, [ref]))
        self._requests = {request_kind(r): r for r in repository.requests(session, authority, [ref])}
        self._changes = {c.number: c for c in calendar_store.read(session, calendar_changes, authority)}

    def note(self, number: int | None) -> str | None:
        return self._notes.get(number) if number is not None else None

    def of_next_extension(self) -> str:
        """Extensions and holds are told in the order in which they were recorded."""
        return next(self._extensions).reason

    def of_next_hold(self) -> str:
        return next(self._holds).waiting_on

    def of_calendar_change(self, number: int) -> str:
        change = self._changes[number]
        return f"Dates moved{' back' if change.action is CalendarAction.UNDO else ''}: {change.name}"

    def of_request(self, clock: str) -> tuple[str, str]:
        return self._requests[clock].asked_of, self._requests[clock].what


def _words(event: CaseEvent, council: Council, names: Mapping[str, str], texts: _Texts) -> tuple[str, str | None]:
    case = event.case
    procedure = _procedure(council, case)
    match event:
        case CaseOpened():
            return "Received", f"As {CLASSES[case.classification]}."
        case CaseAdopted():
            return "Taken into today's work", "Its dates were counted from the day it was received."
        case CaseReclassified():
            return (
                f"Now {CLASSES[case.classification]}",
                _sentences(
                    "Every date was counted anew from the day it was received.", *_moves(event.moved, procedure)
                ),
            )
        case CaseAcknowledged():
            promised = f"An answer was promised by {_day(case.promised_on)}." if case.promised_on else None
            return f"Acknowledged {METHODS[event.method]}", promised
        case CaseAllocated():
            team = council.team(case.team) if case.team else None
            owner = names.get(case.owner, "an officer") if case.owner else "nobody"
            return f"Given to {owner}", team.name if team else None
        case CaseGraded():
            return f"Graded {_grade_name(case.grade, procedure)}", _sentences(
                f"The criteria led to {_grade_name(event.suggested, procedure)}."
                if event.suggested not in {None, case.grade}
                else None,
                texts.note(event.note),
            )
        case IssueAdded():
            return f"Issue {event.number} added", None
        case FindingRecorded():
            return f"Issue {event.number} {FINDINGS[event.finding]}", None
        case ResponseIssued():
            days = f"After {case.response_days} working days." if case.response_days is not None else None
            return f"Answer sent {METHODS[event.method]}", days
        case StageEscalated():
            stage = procedure.find_stage(event.stage) if procedure else None
            return f"Next stage: {stage.name if stage else event.stage}", texts.note(event.note)
        case CaseReopened():
            return "Taken up again", None
        case StepTaken():
            return STEPS[event.step], None
        case ClockExtended():
            with_person = "Agreed with the complainant. " if event.person_agreed else ""
            return (
                f"{_clock_name(event.clock, procedure)} extended to {_day(event.after)}",
                f"It was {_day(event.before)}. {with_person}{texts.of_next_extension()}",
            )
        case CaseHeld():
            return f"Waiting for {HELD_FOR[event.reason]}", _sentences(
                f"{texts.of_next_hold()}.", *_moves(event.moved, procedure)
            )
        case HoldEnded():
            return f"No longer waiting for {HELD_FOR[event.reason]}", _sentences(*_moves(event.moved, procedure))
        case RequestMade():
            asked_of, what = texts.of_request(event.clock)
            return (
                (f"The Ombudsman asked: {what}", None)
                if event.who is OwedBy.COUNCIL
                else (
                    f"Asked {asked_of}",
                    what,
                )
            )
        case RequestAnswered():
            asked_of, what = texts.of_request(event.clock)
            return ("The Ombudsman was answered" if event.who is OwedBy.COUNCIL else f"{asked_of} answered"), what
        case ReceiptCorrected():
            return f"Receipt corrected from {_day(event.before)} to {_day(case.received_on)}", _sentences(
                texts.note(event.note), *_moves(event.moved, procedure)
            )
        case ClocksMoved():
            return texts.of_calendar_change(event.change), _sentences(*_moves(event.moved, procedure))
        case CaseClosed():
            return "Closed", f"Outcome: {OUTCOMES[case.outcome]}." if case.outcome else None
        case CaseWithdrawn():
            return f"Withdrawn by the {event.withdrawn_by}", texts.note(event.note)
        case NoteAdded():
            return "Note", texts.note(event.note)
        case _:
            raise AssertionError(f"{event.type_name()} has no words")


def _moves(moved: Sequence[ClockMoved], procedure: Procedure | None) -> list[str]:
    """One sentence for every date that moved."""
    return [
        f"{_clock_name(move.kind, procedure)} moved from {_day(move.before)} to {_day(move.after)}."
        for move in moved
        if move.before and move.after
    ]


def _sentences(*sentences: str | None) -> str | None:
    return " ".join(sentence for sentence in sentences if sentence) or None


def _grade_name(code: str | None, procedure: Procedure | None) -> str | None:
    grades = procedure.grades if procedure else []
    return next((grade.name for grade in grades if grade.code == code), code)


def _clock_name(kind: str, procedure: Procedure | None) -> str:
    entry = procedure.limit(kind) if procedure else None
    return entry.name if entry else kind.replace("_", " ").capitalize()


def _procedure(council: Council, case: CaseState) -> Procedure | None:
    if case.procedure is None or case.procedure_version is None:
        return None
    return council.procedure(case.procedure, case.procedure_version)


def _day(day: Any) -> str:
    return f"{day.day} {day:%B %Y}"
