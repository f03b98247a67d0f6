"""Facts from both feeds, in any order between them."""

from sqlmodel import Session

from analytics import facts, repository
from kernel.calendar import WorkingDays
from kernel.events import EVENT_TYPES, CaseEvent, CaseImported, ContactEvent, Event
from kernel.follower import Handler, Handlers
from kernel.vocabulary import Stage


def handlers(calendar: WorkingDays) -> Handlers:
    """Every event changes the facts in the same way: its state replaces an older one."""

    def contact_changed(tx: Session, event: Event) -> None:
        assert isinstance(event, ContactEvent)
        part = facts.of_contact(event.contact)
        repository.keep(tx, event.authority, event.ref, part, contact_sequence=event.sequence)

    def case_changed(tx: Session, event: Event) -> None:
        assert isinstance(event, CaseEvent)
        if event.case.stage is not Stage.IMPORTED:  # a note on history: what its council recorded stands
            part = facts.of_case(event.case, calendar)
            repository.keep(tx, event.authority, event.ref, part, case_sequence=event.sequence)

    def case_imported(tx: Session, event: Event) -> None:
        assert isinstance(event, CaseImported)
        both = facts.of_record(event.record, calendar)
        repository.keep(tx, event.authority, event.ref, both, contact_sequence=event.sequence)

    handle: dict[type[Event], Handler] = {CaseImported: case_imported}
    for event in EVENT_TYPES.values():
        if issubclass(event, ContactEvent):
            handle[event] = contact_changed
        elif issubclass(event, CaseEvent):
            handle[event] = case_changed
    return handle
