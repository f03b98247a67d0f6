"""What intake does when cases tells of a changed calendar or a corrected receipt. Nothing of it is waited for."""

from sqlmodel import Session

from chassis import calendar_store
from chassis.follower import Handlers
from intake import repository, service
from intake.models import CaseStatusRow, calendar_changes
from intake.partners import events
from kernel.calendar_changes import Change
from kernel.events import EVENT_TYPES, CalendarChanged, CaseEvent, Event, ReceiptCorrected
from kernel.localtime import local_today, utc_now
from kernel.procedures import Books

UNKNOWN = "unknown"


def handlers(books: Books) -> Handlers:
    """Which event is handled by what: where a case stands is told to partners and beside look-alikes."""

    def correct_receipt(tx: Session, event: Event) -> None:
        """Put the contact's day of receipt right. Raises NotFound."""
        assert isinstance(event, ReceiptCorrected)
        service.correct_receipt(tx, event, local_today(), books.council(event.authority))
        keep_status(tx, event)

    others = {event: keep_status for event in EVENT_TYPES.values() if issubclass(event, CaseEvent)}
    return others | {CalendarChanged: keep_calendar_change, ReceiptCorrected: correct_receipt}


def keep_calendar_change(tx: Session, event: Event) -> None:
    """Keep a council's change, so that a preview counts as the case will; one that is there already is not added.

    It was checked where it was made, and no date here rests on it: nobody has to wait for it.
    """
    assert isinstance(event, CalendarChanged)
    change = Change(**dict(event.change))
    there = calendar_store.read(tx, calendar_changes, event.authority)
    if all(kept.number != change.number for kept in there):
        calendar_store.append(tx, calendar_changes, event.authority, change, event.by or UNKNOWN, utc_now(), [])


def keep_status(tx: Session, event: Event) -> None:
    """Keep where the case of a contact stands, if this is newer than what is kept."""
    assert isinstance(event, CaseEvent)
    contact = repository.find(tx, event.authority, event.ref)
    if contact is None:
        return
    kept = repository.case_status(tx, event.authority, event.ref)
    if kept is None:
        kept = CaseStatusRow(authority=event.authority, ref=event.ref, sequence=0, stage=event.case.stage)
    if event.sequence <= kept.sequence:
        return
    kept.sequence, kept.stage, kept.outcome = event.sequence, event.case.stage, event.case.outcome
    kept.acknowledged_on, kept.responded_on = event.case.acknowledged_on, event.case.responded_on
    kept.closed_on = event.case.closed_on
    repository.add(tx, kept)
    events.tell_of_case(tx, contact, event)
