"""What cases does when intake tells of a contact."""

from typing import Any

from sqlmodel import Session

from cases import record, repository
from cases.models import CaseRow, IssueRow, calendar_changes
from cases.record import CaseRecord
from chassis import calendar_store, feed
from chassis.follower import Handlers
from kernel.events import (
    CaseImported,
    CaseOpened,
    CaseReclassified,
    ContactCorrected,
    ContactEvent,
    ContactReclassified,
    ContactRecorded,
    Event,
)
from kernel.localtime import utc_now
from kernel.procedures import Books
from kernel.vocabulary import About, Act, Disposition, Finding, Outcome, Status

UNSORTED_CATEGORY = "other"
FINDINGS = frozenset(finding.value for finding in Finding)


def handlers(books: Books) -> Handlers:
    """Which event is handled by what."""

    def in_force(tx: Session, event: Event) -> Books:
        return calendar_store.held(tx, calendar_changes, event.authority, books)

    def recorded(tx: Session, event: Event) -> None:
        assert isinstance(event, ContactRecorded)
        if event.contact.classification.opens_case:
            open_case(tx, event, in_force(tx, event))

    def reclassified(tx: Session, event: Event) -> None:
        assert isinstance(event, ContactReclassified)
        now = in_force(tx, event)
        row = repository.find(tx, event.authority, event.ref)
        if row is not None:
            reclassify_case(tx, row, event, now)
        elif event.contact.classification.opens_case:
            open_case(tx, event, now)

    def corrected(tx: Session, event: Event) -> None:
        assert isinstance(event, ContactCorrected)
        # The day of receipt is what cases told itself. What was learned of the people shows on the case.
        if repository.find(tx, event.authority, event.ref) is not None:
            row = repository.get_for_update(tx, event.authority, event.ref)
            row.flags = list(event.contact.flags)
            repository.add(tx, [row])

    def imported(tx: Session, event: Event) -> None:
        assert isinstance(event, CaseImported)
        # Told again when a receipt was corrected here: the case knows.
        if event.record.classification.opens_case and repository.find(tx, event.authority, event.ref) is None:
            keep_imported(tx, event)

    return {
        ContactRecorded: recorded,
        ContactReclassified: reclassified,
        ContactCorrected: corrected,
        CaseImported: imported,
    }


def open_case(tx: Session, event: ContactEvent, books: Books) -> None:
    """Open a case and start its clocks from the day of receipt, however late it is opened."""
    contact = event.contact
    row = CaseRow(
        authority=event.authority,
        ref=event.ref,
        classification=contact.classification,
        disposition=contact.disposition,
        procedure=contact.procedure,
        procedure_version=contact.procedure_version,
        flags=list(contact.flags),
        refusal_reason=contact.refusal_reason,
        received_on=contact.received_on,
        opened_at=utc_now(),
        stage=Status.RECEIVED,
        team=contact.team,
    )
    about = About.PROVIDER if contact.provider_kind else About.COUNCIL
    issues = [
        IssueRow(
            authority=event.authority,
            ref=event.ref,
            number=number,
            category=category,
            about=about,
            team=contact.team,
        )
        for number, category in enumerate(contact.categories or (UNSORTED_CATEGORY,), 1)
    ]
    procedure = record.procedure_of(row, books)
    case = CaseRecord(row, {}, issues, procedure, [record.first_stage(row, procedure)])
    case.count_clocks(books)
    record.save(tx, case, books.calendars)
    feed.append(tx, _told(CaseOpened, case, event))


def reclassify_case(tx: Session, row: CaseRow, event: ContactEvent, books: Books) -> None:
    """Follow a change of class: clocks are counted anew from the original receipt, sent acknowledgements count.

    A contact that turns out to be no case at all ends here, without an outcome. A case that had ended so, or as
    an enquiry put right, opens again when it turns out to be a complaint.
    """
    contact = event.contact
    case = record.load(tx, repository.get_for_update(tx, row.authority, row.ref), books)
    row.version += 1
    row.classification = contact.classification
    row.disposition = contact.disposition
    row.refusal_reason = contact.refusal_reason
    row.procedure = contact.procedure
    row.procedure_version = contact.procedure_version
    row.grade = None
    case.procedure = record.procedure_of(row, books)
    if case.standing.owed(Act.DECIDED):
        case.act(Act.DECIDED, event.occurred_on)
    if row.stage == Status.CLOSED and row.outcome in {None, Outcome.RESOLVED_INFORMALLY}:
        row.stage = Status.ACKNOWLEDGED if row.acknowledged_on else Status.RECEIVED
        row.closed_on = row.outcome = None
    if not contact.classification.opens_case:
        row.stage, row.closed_on = Status.CLOSED, event.occurred_on
    moved = case.count_clocks(books)
    record.save(tx, case, books.calendars)
    feed.append(tx, _told(CaseReclassified, case, event, moved=tuple(moved)))


def keep_imported(tx: Session, event: CaseImported) -> None:
    """Keep a recorded case as it is: no clock, stage, outcome or closing date that the council did not record."""
    recorded = event.record
    row = CaseRow(
        authority=event.authority,
        ref=event.ref,
        classification=recorded.classification,
        disposition=Disposition.ACCEPTED,
        procedure=recorded.procedure,
        received_on=recorded.received_on,
        opened_at=utc_now(),
        stage=Status.IMPORTED,
        is_open=False,
        team=recorded.team,
        grade=recorded.grade,
        acknowledged_on=recorded.acknowledged_on,
        closed_on=recorded.closed_on,
        withdrawn_on=recorded.withdrawn_on,
        outcome=recorded.outcome,
        recorded=recorded.model_dump(mode="json", exclude_unset=True),
    )
    issues = [
        IssueRow(
            authority=event.authority,
            ref=event.ref,
            number=number,
            category=issue.category,
            description=issue.subcategory or issue.theme,
            about=issue.about or About.COUNCIL,
            finding=issue.outcome if issue.outcome in FINDINGS else None,
        )
        for number, issue in enumerate(recorded.issues, 1)
    ]
    repository.add(tx, [row, *issues])


def _told(
    event_type: type[CaseOpened | CaseReclassified], case: CaseRecord, cause: ContactEvent, **what: Any
) -> Event:
    return event_type(
        authority=case.row.authority,
        ref=case.row.ref,
        sequence=case.row.version,
        occurred_on=cause.occurred_on,
        by=cause.by,
        case=case.state(),
        **what,
    )
