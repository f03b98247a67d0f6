"""Facts from both feeds, in any order between them; a batch of events is read and written together."""

from collections.abc import Callable, Sequence
from itertools import groupby

from sqlmodel import Session

from analytics import facts, naming
from analytics.facts import Facts
from analytics.keeping import Batch
from analytics.models import restricted_facts
from chassis import restricted
from chassis.follower import Handlers, ignore
from chassis.restricted import Named
from kernel.calendar import WorkingDays
from kernel.events import (
    EVENT_TYPES,
    AdvocacyTold,
    CalendarChanged,
    CaseEvent,
    CaseForgotten,
    CaseImported,
    CaseRestricted,
    ContactAnonymised,
    ContactDestroyed,
    ContactEvent,
    ContactForgotten,
    ContactLinksChanged,
    ContactPlanChanged,
    ContactRestricted,
    ContactTakenBack,
    ContactTextsChanged,
    CostRecorded,
    DisposalAnswered,
    DisposalAsked,
    Event,
    JointChanged,
    LearningChanged,
    MailBounced,
    MailThreaded,
    OmbudsmanChanged,
    PartEvent,
    ProviderChanged,
    RemedyChanged,
)
from kernel.vocabulary import Disposal, Status

ApplyAll = Callable[[Session, Sequence[Event]], None]


def handlers(calendar: WorkingDays, *, again: bool = False) -> Handlers:
    """Every event changes the facts in the same way: its state replaces an older one.

    A changed calendar changes no fact by itself: each case that it moves tells so. A part beside a case is read
    over until facts have a place for it. `again`: what was told last is taken once more.
    """
    apply = apply_all(calendar, again=again)
    counted = (
        ContactEvent,
        CaseEvent,
        PartEvent,
        CaseImported,
        ContactPlanChanged,
        ContactLinksChanged,
        ContactForgotten,
        ContactAnonymised,
        ContactDestroyed,
    )
    facts_of = {event: _one(apply) for event in EVENT_TYPES.values() if issubclass(event, counted)}
    # What intake tells last of a contact that is taken back decides, so that its own feed keeps the order.
    passing: list[type[Event]] = [
        *(CalendarChanged, ContactTakenBack, CaseForgotten, MailBounced, MailThreaded),
        *(ContactTextsChanged, DisposalAsked),
    ]
    others: list[type[Event]] = [CaseRestricted, ContactRestricted, ProviderChanged]
    return dict.fromkeys(passing, ignore) | facts_of | dict.fromkeys(others, _one(apply))


def _one(apply: ApplyAll) -> Callable[[Session, Event], None]:
    return lambda tx, event: apply(tx, [event])


def apply_all(calendar: WorkingDays, *, again: bool = False) -> ApplyAll:
    """Applies events in their order, as if one by one."""

    def apply(tx: Session, events: Sequence[Event]) -> None:
        for authority, of_council in groupby(sorted(events, key=_authority), key=_authority):
            in_order = list(of_council)
            batch = Batch(tx, authority, {event.ref for event in in_order}, again=again)
            for event in in_order:
                if isinstance(event, ContactForgotten):
                    batch.forget(event.ref)
                elif isinstance(event, ContactAnonymised):
                    batch.anonymise(event)
                elif _is_destroyed(event):
                    batch.destroy(event.ref)
                elif isinstance(event, CaseRestricted | ContactRestricted):
                    named = Named.of(event.people, managers=event.managers)
                    restricted.put(tx, restricted_facts, authority, event.ref, event.sequence, named)
                elif isinstance(event, ProviderChanged):
                    naming.keep(tx, event)
                elif isinstance(event, AdvocacyTold):
                    for part in facts.of_advocacy(event):
                        batch.keep(event.ref, part, event.sequence)
                elif told := _told(event, calendar):
                    batch.keep(event.ref, told, event.sequence)
            batch.write()

    return apply


def _is_destroyed(event: Event) -> bool:
    """Both tell it, so that neither feed brings back what the other one let go of."""
    if isinstance(event, DisposalAnswered):
        return event.act is Disposal.DESTROY and event.kept_because is None
    return isinstance(event, ContactDestroyed)


def _told(event: Event, calendar: WorkingDays) -> Facts | None:
    match event:
        case CaseImported():
            return facts.of_record(event.record, calendar)
        case ContactEvent():
            return facts.of_contact(event.contact)
        case ContactPlanChanged():
            return facts.of_contact_plan(event)
        case ContactLinksChanged():
            return facts.of_links(event)
        case RemedyChanged():
            return facts.of_remedies(event)
        case LearningChanged():
            return facts.of_learning(event)
        case OmbudsmanChanged():
            return facts.of_ombudsman(event)
        case JointChanged():
            return facts.of_joint(event)
        case CostRecorded():
            return facts.of_costs(event)
        case CaseEvent() if event.case.stage is not Status.IMPORTED:
            return facts.of_case(event.case, calendar)
        case _:  # a part that no figure counts; a note on an imported case: what its council recorded stands
            return None


def _authority(event: Event) -> str:
    return event.authority
