"""What intake does when cases tells of a changed calendar, a corrected receipt, a letter or where a case stands.

Nothing of it is waited for. Partners are told where cases stand, and it shows beside look-alikes.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date

from sqlmodel import Session

from chassis import calendar_store, restricted
from chassis.follower import Handlers
from chassis.restricted import Named
from intake import contributions, repository, service, telling
from intake.models import calendar_changes, restricted_contacts
from intake.retention import service as retention
from intake.undoing import service as undoing
from kernel.calendar_changes import Change
from kernel.clocks import promised_kind
from kernel.events import (
    EVENT_TYPES,
    CalendarChanged,
    CaseEvent,
    CaseForgotten,
    CaseRestricted,
    CaseState,
    DisposalAnswered,
    Event,
    LetterChanged,
    PartEvent,
    ReceiptCorrected,
)
from kernel.localtime import local_today, utc_now
from kernel.procedures import Books
from kernel.vocabulary import ClockKind, LetterAct

UNKNOWN = "unknown"

ApplyAll = Callable[[Session, Sequence[Event]], None]


def handlers(books: Books) -> Handlers:
    """Which event is handled by what."""
    apply = apply_all(books)

    def one(tx: Session, event: Event) -> None:
        apply(tx, [event])

    kinds = EVENT_TYPES.values()
    told = [event for event in kinds if issubclass(event, CaseEvent | PartEvent | CalendarChanged | CaseForgotten)]
    return dict.fromkeys(told, one)


def apply_all(books: Books) -> ApplyAll:
    """Applies events in their order; where a case stands is kept with the last of them."""

    def apply(tx: Session, some: Sequence[Event]) -> None:
        waiting: list[CaseEvent] = []
        parts: list[PartEvent] = []
        gone: list[CaseForgotten] = []
        let_go: list[DisposalAnswered] = []
        for event in some:
            match event:
                case CalendarChanged():
                    keep_calendar_change(tx, event)
                case ReceiptCorrected():
                    # A client is told of it after what came before.
                    keep_statuses(tx, waiting)
                    waiting.clear()
                    service.correct_receipt(tx, event, local_today(), books.council(event.authority))
                case DisposalAnswered():
                    let_go.append(event)
                case PartEvent():
                    parts.append(event)
                    if isinstance(event, CaseRestricted):
                        keep_restriction(tx, event)
                    if isinstance(event, LetterChanged) and event.act is LetterAct.SENT:
                        service.meet_by_letter(tx, event, utc_now())
                case CaseForgotten():
                    gone.append(event)
            if isinstance(event, CaseEvent):
                waiting.append(event)
        keep_statuses(tx, waiting)
        undoing.remember_work(tx, parts)
        undoing.forget(tx, gone)
        if let_go:
            retention.settle(tx, let_go, utc_now(), books)

    return apply


def keep_restriction(tx: Session, event: CaseRestricted) -> None:
    """Keep who alone sees a case: they alone see its contact."""
    named = Named.of(event.people, managers=event.managers)
    restricted.put(tx, restricted_contacts, event.authority, event.ref, event.sequence, named)


def keep_calendar_change(tx: Session, event: CalendarChanged) -> None:
    """Keep a council's change, so that a preview counts as the case will; one that is there already is not added.

    It was checked where it was made, and no date here rests on it: nobody has to wait for it.
    """
    change = Change(**dict(event.change))
    there = calendar_store.read(tx, calendar_changes, event.authority)
    if all(kept.number != change.number for kept in there):
        calendar_store.append(tx, calendar_changes, event.authority, change, event.by or UNKNOWN, utc_now(), [])


def promised_on(case: CaseState) -> date | None:
    """The day by which the complainant is to hear next; None: nothing is promised now.

    Before it is acknowledged, the law's day for that; then the day that they were given for the answer of the
    stage that is open, as it was last agreed with them. A target that nobody told them is no promise, and while
    the case waits for somebody no day holds.
    """
    if case.is_open is False or case.waiting_since or not case.stage.is_open:
        return None
    owed = {clock.kind: clock for clock in case.clocks if clock.met_on is None and not clock.cancelled}
    if case.acknowledged_on is None:
        acknowledge = owed.get(ClockKind.ACKNOWLEDGE)
        return acknowledge.due_on if acknowledge else None
    stage = next((stage for stage in reversed(case.stages) if stage.responded_on is None), None)
    if stage is None:
        return None
    kind = promised_kind(stage.number)
    given = owed[kind].due_on if kind in owed else None
    return max((day for day in (given, stage.extended_to) if day), default=None)


def keep_statuses(tx: Session, told: Sequence[CaseEvent]) -> None:
    """Keep where the cases of contacts stand, as far as this is newer than what is kept."""
    of_councils: defaultdict[str, list[CaseEvent]] = defaultdict(list)
    for event in told:
        of_councils[event.authority].append(event)
    for authority, of_council in of_councils.items():
        _keep_statuses(tx, authority, of_council)


def _keep_statuses(tx: Session, authority: str, told: Sequence[CaseEvent]) -> None:
    refs = {event.ref for event in told}
    contacts = {contact.ref: contact for contact in repository.told_of(tx, authority, refs)}
    kept = repository.status_sequences(tx, authority, refs)
    asked = contributions.asked_in(tx, authority, refs)
    newest: dict[str, CaseEvent] = {}
    for event in told:
        if event.ref in contacts and event.sequence > kept.get(event.ref, 0):
            kept[event.ref] = event.sequence
            newest[event.ref] = event
            telling.tell_of_case(tx, contacts[event.ref], event)
            contributions.follow(tx, asked[event.ref], event)
    repository.keep_statuses(
        tx,
        [
            {
                "authority": authority,
                "ref": ref,
                "sequence": event.sequence,
                "stage": event.case.stage,
                "outcome": event.case.outcome,
                "promised_on": promised_on(event.case),
                "acknowledged_on": event.case.acknowledged_on,
                "responded_on": event.case.responded_on,
                "closed_on": event.case.closed_on,
            }
            for ref, event in newest.items()
        ],
    )
