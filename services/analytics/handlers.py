"""Facts from both feeds, in any order between them; a batch of events is read and written together."""

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Any

from sqlmodel import Session

from analytics import facts, repository
from analytics.facts import Facts, Parts
from analytics.models import CaseFact
from chassis.follower import Handlers, ignore
from kernel.calendar import WorkingDays
from kernel.events import EVENT_TYPES, CalendarChanged, CaseEvent, CaseImported, ContactEvent, Event
from kernel.vocabulary import Status

ApplyAll = Callable[[Session, Sequence[Event]], None]


def handlers(calendar: WorkingDays) -> Handlers:
    """Every event changes the facts in the same way: its state replaces an older one.

    A changed calendar changes no fact by itself: each case that it moves tells so.
    """
    apply = apply_all(calendar)
    counted = (ContactEvent, CaseEvent, CaseImported)
    facts_of = {event: _one(apply) for event in EVENT_TYPES.values() if issubclass(event, counted)}
    return facts_of | {CalendarChanged: ignore}


def _one(apply: ApplyAll) -> Callable[[Session, Event], None]:
    return lambda tx, event: apply(tx, [event])


def apply_all(calendar: WorkingDays) -> ApplyAll:
    """Applies events in their order, as if one by one."""

    def apply(tx: Session, events: Sequence[Event]) -> None:
        for authority, of_council in groupby(sorted(events, key=_authority), key=_authority):
            batch = _Batch(tx, authority, in_order := list(of_council))
            for event in in_order:
                batch.apply(event, calendar)
            batch.write()

    return apply


def _authority(event: Event) -> str:
    return event.authority


class _Batch:
    """The facts of one council that some events change."""

    def __init__(self, tx: Session, authority: str, events: Sequence[Event]) -> None:
        self._tx = tx
        self._authority = authority
        found = repository.find_all(tx, authority, {event.ref for event in events})
        self._facts = {fact.ref: fact for fact in found}
        self._known = set(self._facts)
        self._changed: dict[str, CaseFact] = {}
        self._parts: dict[tuple[str, str], Parts] = {}

    def apply(self, event: Event, calendar: WorkingDays) -> None:
        match event:
            case CaseImported():
                self._keep(event.ref, facts.of_record(event.record, calendar), contact_sequence=event.sequence)
            case ContactEvent():
                self._keep(event.ref, facts.of_contact(event.contact), contact_sequence=event.sequence)
            case CaseEvent() if event.case.stage is not Status.IMPORTED:
                # A note on an imported case changes nothing: what its council recorded stands.
                self._keep(event.ref, facts.of_case(event.case, calendar), case_sequence=event.sequence)

    def _keep(self, ref: str, told: Facts, contact_sequence: int = 0, case_sequence: int = 0) -> None:
        """Keep what is newer than what there is; 0 for a part that the event does not tell of.

        While intake has not told, what cases knows of the contact stands in. While cases has not told, the case as
        an imported line has it stands.
        """
        there = self._facts.get(ref)
        contact_before, case_before = (there.contact_sequence, there.case_sequence) if there else (0, 0)
        newer_contact, newer_case = contact_sequence > contact_before, case_sequence > case_before
        if not (newer_contact or newer_case):
            return
        columns: dict[str, Any] = {
            "contact_sequence": max(contact_sequence, contact_before),
            "case_sequence": max(case_sequence, case_before),
        }
        if newer_contact or contact_before == 0:
            columns |= told.contact
        if newer_case or case_before == 0:
            columns |= told.case
            if told.parts:
                self._parts[self._authority, ref] = told.parts
        if there is None:
            there = self._facts[ref] = CaseFact(authority=self._authority, ref=ref, **columns)
        else:
            for column, value in columns.items():
                setattr(there, column, value)
        self._changed[ref] = there

    def write(self) -> None:
        repository.write(self._tx, list(self._changed.values()), self._parts, self._known)
