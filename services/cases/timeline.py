"""A case's timeline, made from its events; notes and names are added from this service's own rows."""

from collections.abc import Mapping
from typing import Any

from sqlmodel import Session

from cases import repository
from cases.models import CaseRow, feed_of_cases
from cases.schemas import Timeline, TimelineEntry
from kernel import feed
from kernel.auth import Principal
from kernel.events import (
    EVENT_TYPES,
    CaseAcknowledged,
    CaseAdopted,
    CaseAllocated,
    CaseClosed,
    CaseEvent,
    CaseGraded,
    CaseOpened,
    CaseReclassified,
    CaseWithdrawn,
    FindingRecorded,
    IssueAdded,
    NoteAdded,
    ResponseIssued,
)
from kernel.imported import CodedCase
from kernel.procedures import Books, Council
from kernel.vocabulary import Classification

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
    notes = iter(repository.notes(session, authority, ref))
    items = _recorded(case)
    for row in feed.of_reference(session, feed_of_cases, authority, ref):
        event = EVENT_TYPES[row["type"]].model_validate(row["data"])
        assert isinstance(event, CaseEvent)
        # These two write one note each, in the order of their events.
        note = next(notes, None) if isinstance(event, NoteAdded | CaseWithdrawn) else None
        title, detail = _words(event, council, names, note.text if note else None)
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


def _words(
    event: CaseEvent, council: Council, names: Mapping[str, str], note: str | None
) -> tuple[str, str | None]:
    case = event.case
    match event:
        case CaseOpened():
            return "Received", f"As {CLASSES[case.classification]}."
        case CaseAdopted():
            return "Taken into today's work", "Its dates were counted from the day it was received."
        case CaseReclassified():
            return (
                f"Now {CLASSES[case.classification]}",
                "Every date was counted anew from the day it was received.",
            )
        case CaseAcknowledged():
            promised = f"An answer was promised by {_day(case.promised_on)}." if case.promised_on else None
            return f"Acknowledged {METHODS[event.method]}", promised
        case CaseAllocated():
            team = council.team(case.team) if case.team else None
            owner = names.get(case.owner, "an officer") if case.owner else "nobody"
            return f"Given to {owner}", team.name if team else None
        case CaseGraded():
            return f"Graded {case.grade}", None
        case IssueAdded():
            return f"Issue {event.number} added", None
        case FindingRecorded():
            return f"Issue {event.number} {FINDINGS[event.finding]}", None
        case ResponseIssued():
            days = f"After {case.response_days} working days." if case.response_days is not None else None
            return f"Answer sent {METHODS[event.method]}", days
        case CaseClosed():
            return "Closed", f"Outcome: {OUTCOMES[case.outcome]}." if case.outcome else None
        case CaseWithdrawn():
            return f"Withdrawn by the {event.withdrawn_by}", note
        case NoteAdded():
            return "Note", note
        case _:
            raise AssertionError(f"{event.type_name()} has no words")


def _day(day: Any) -> str:
    return f"{day.day} {day:%B %Y}"
