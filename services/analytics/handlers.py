"""Facts from both feeds, in any order between them."""

from sqlmodel import Session

from analytics import repository
from analytics.models import CaseFact
from kernel.events import EVENT_TYPES, CaseEvent, ContactEvent, Event
from kernel.follower import Handler, Handlers


def handlers() -> Handlers:
    """Every event changes the facts in the same way: its state replaces an older one."""
    handle: dict[type[Event], Handler] = {}
    for event in EVENT_TYPES.values():
        if issubclass(event, ContactEvent):
            handle[event] = contact_changed
        elif issubclass(event, CaseEvent):
            handle[event] = case_changed
    return handle


def contact_changed(tx: Session, event: Event) -> None:
    """Keep the contact's part if it is newer."""
    assert isinstance(event, ContactEvent)
    contact = event.contact
    fact = repository.find(tx, event.authority, event.ref) or CaseFact(
        authority=event.authority,
        ref=event.ref,
        received_on=contact.received_on,
        classification=contact.classification,
        disposition=contact.disposition,
    )
    if event.sequence <= fact.contact_sequence:
        return
    fact.contact_sequence = event.sequence
    fact.received_on = contact.received_on
    fact.classification = contact.classification
    fact.disposition = contact.disposition
    fact.channel = contact.channel
    fact.raised_by = contact.raised_by
    repository.keep(tx, fact)


def case_changed(tx: Session, event: Event) -> None:
    """Keep the case's part if it is newer. The class is intake's to say; it stands in only until intake has."""
    assert isinstance(event, CaseEvent)
    case = event.case
    fact = repository.find(tx, event.authority, event.ref) or CaseFact(
        authority=event.authority,
        ref=event.ref,
        received_on=case.received_on,
        classification=case.classification,
        disposition=case.disposition,
    )
    if event.sequence <= fact.case_sequence:
        return
    fact.case_sequence = event.sequence
    fact.is_open = case.stage.is_open
    fact.stage = case.stage
    fact.team = case.team
    fact.owner = case.owner
    fact.next_due_kind = case.next_due_kind
    fact.next_due_on = case.next_due_on
    fact.next_soon_on = case.next_soon_on
    fact.responded_on = case.responded_on
    fact.response_due_on = case.response_due_on
    fact.response_days = case.response_days
    fact.closed_on = case.closed_on
    fact.outcome = case.outcome
    repository.keep(tx, fact)
