"""What cases does when intake tells of contacts: events are applied in batches, each as if by itself.

A batch loads the cases that its events speak of once, and writes them once.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import groupby

from sqlmodel import Session

from cases.letters import leaving
from cases.outbox import service as outbox
from cases.record import repository, store
from cases.record.again import has_found, let_promise_run, owes_an_answer_again
from cases.record.matters import follow, issues_of
from cases.record.models import CaseRow, IssueRow
from cases.record.record import CaseRecord, first_stage, procedure_of
from cases.record.rules import ended_outcome
from cases.record.state import told
from cases.restriction import service as restriction
from cases.retention import service as retention
from cases.tables import calendar_changes
from cases.tasks import by_mail
from chassis import calendar_store, feed
from chassis.follower import Handlers, ignore
from kernel.events import (
    CaseEvent,
    CaseForgotten,
    CaseImported,
    CaseOpened,
    CaseReclassified,
    ConsentSettled,
    ContactAnonymised,
    ContactCorrected,
    ContactDestroyed,
    ContactEvent,
    ContactForgotten,
    ContactLinksChanged,
    ContactPlanChanged,
    ContactReclassified,
    ContactRecorded,
    ContactRestricted,
    ContactTakenBack,
    ContactTextsChanged,
    DisposalAsked,
    Event,
    IssueAdded,
    IssueChanged,
    MailBounced,
    MailThreaded,
    ProviderChanged,
)
from kernel.localtime import local_today, utc_now
from kernel.procedures import Books
from kernel.vocabulary import About, Act, Disposition, Finding, Outcome, Status

FINDINGS = frozenset(finding.value for finding in Finding)
ENDS_ITS_CLASS = frozenset({None, Outcome.RESOLVED_INFORMALLY, Outcome.ANSWERED})
"""Outcomes of what was no complaint: of another class, it opens again."""

ApplyAll = Callable[[Session, Sequence[Event]], None]


def handlers(books: Books) -> Handlers:
    """Which event is handled by what."""
    apply = apply_all(books)

    def one(tx: Session, event: Event) -> None:
        apply(tx, [event])

    told: list[type[Event]] = [
        *(ContactRecorded, ContactReclassified, ContactCorrected, CaseImported),
        *(ContactTakenBack, ContactRestricted, MailBounced, MailThreaded, DisposalAsked, ProviderChanged),
    ]
    # A contact goes when its case has gone already; a case keeps nothing of its texts, plan or links.
    passing: list[type[Event]] = [
        *(ContactForgotten, ContactAnonymised, ContactDestroyed, ContactTextsChanged),
        *(ContactPlanChanged, ContactLinksChanged),
    ]
    return dict.fromkeys(told, one) | dict.fromkeys(passing, ignore)


def apply_all(books: Books) -> ApplyAll:
    """Applies events in their order."""

    def apply(tx: Session, events: Sequence[Event]) -> None:
        for authority, of_council in groupby(sorted(events, key=_authority), key=_authority):
            in_order = list(of_council)
            batch = _Batch(tx, authority, in_order, books)
            for event in in_order:
                batch.apply(event)
            batch.write()

    return apply


def _authority(event: Event) -> str:
    return event.authority


class _Batch:
    """The cases of one council that some events open or change."""

    def __init__(self, tx: Session, authority: str, events: Sequence[Event], books: Books) -> None:
        self._tx = tx
        self._authority = authority
        self._books = calendar_store.held(tx, calendar_changes, authority, books)
        refs = sorted({event.ref for event in events if not isinstance(event, DisposalAsked)})
        there = repository.some(tx, authority, refs, locked=True)
        self._cases = {case.row.ref: case for case in store.load_all(tx, authority, there, self._books)}
        self._restrictions = restriction.standing(tx, authority, refs)
        self._changed: dict[str, CaseRecord] = {}
        self._gone: set[str] = set()
        self._let_go: list[DisposalAsked] = []
        taken_back = [event.ref for event in events if isinstance(event, ContactTakenBack)]
        self._worked_on = repository.worked_on(tx, authority, taken_back)

    def apply(self, event: Event) -> None:
        case = self._cases.get(event.ref)
        if self._is_told_again(event, case):
            return
        if isinstance(event, ContactEvent) and event.reached_elsewhere and case is not None:
            leaving.reached_elsewhere(self._tx, event.authority, event.ref, utc_now())
        match event:
            case ContactRestricted():
                self._restrictions[event.ref] = restriction.hear(self._tx, event, utc_now())
            case MailBounced():
                outbox.bounced(self._tx, event.authority, event.message_id, event.status, utc_now())
            case ProviderChanged() if event.reached_before:
                leaving.contributor_reached_elsewhere(self._tx, event.authority, event.reached_before, utc_now())
            case MailThreaded() if case is not None and case.row.closed_on is None:
                by_mail.ask_to_read(self._tx, case, event.by, self._books, utc_now())
            case ContactCorrected():
                # The day of receipt is what cases told itself. What was learned of the people shows on the case.
                if case is not None:
                    self._correct(case, event)
            case ContactReclassified() if case is not None:
                self._tell(CaseReclassified, case, event, **reclassify(case, event, self._books))
                self._follow_matters(case, event)
            case ContactEvent() if event.contact.classification.opens_case and case is None:
                self._tell(CaseOpened, opened(event, self._books), event)
                if decided := self._restrictions.get(event.ref):
                    restriction.tell(self._tx, decided)
            case CaseImported() if event.record.classification.opens_case and case is None:
                # Told again when a receipt was corrected here: then the case is there, and knows.
                self._cases[event.ref] = self._changed[event.ref] = imported(event)
            case DisposalAsked():
                self._let_go.append(event)
            case ContactTakenBack() if event.ref not in self._worked_on and not is_changed(case):
                self._forget(event)

    def _is_told_again(self, event: Event, case: CaseRecord | None) -> bool:
        """Whether it has taken effect: the place in the feed was set back, and what is kept here was not."""
        if isinstance(event, ContactEvent) and case is not None:
            return event.sequence <= (case.row.contact_sequence or 0)
        if isinstance(event, ContactRestricted) and (known := self._restrictions.get(event.ref)):
            return event.sequence <= known.number
        return False

    def _correct(self, case: CaseRecord, event: ContactCorrected) -> None:
        self._changed[event.ref] = case
        case.row.contact_sequence = event.sequence
        was_awaited = case.row.awaits_consent
        learn_consent(case, event)
        if case.row.awaits_consent != was_awaited:
            case.row.version += 1
            case.count_clocks(self._books)
            self._tell(ConsentSettled, case, event, awaited=case.row.awaits_consent)
        self._follow_matters(case, event)

    def _follow_matters(self, case: CaseRecord, event: ContactEvent) -> None:
        """Tell of each issue that came, changed or went with what the contact says now."""
        followed = follow(case, event.contact)
        for number in followed.added:
            self._tell_issue(IssueAdded, case, event, number=number)
        for number in followed.changed:
            self._tell_issue(IssueChanged, case, event, number=number)
        for number in followed.gone:
            self._tell_issue(IssueChanged, case, event, number=number, went_elsewhere=True)

    def _tell_issue(
        self, kind: type[IssueAdded | IssueChanged], case: CaseRecord, event: ContactEvent, **what: object
    ) -> None:
        case.row.version += 1
        self._tell(kind, case, event, **what)

    def write(self) -> None:
        store.remove(self._tx, self._authority, self._gone)
        store.save(self._tx, self._changed.values())
        if self._let_go:
            council = self._books.council(self._authority)
            retention.answer(self._tx, council, self._let_go, local_today())

    def _forget(self, event: ContactTakenBack) -> None:
        """The case goes as it came: nobody has worked on it."""
        self._cases.pop(event.ref, None)
        self._changed.pop(event.ref, None)
        self._gone.add(event.ref)
        what = event.model_dump(include={"authority", "ref", "sequence", "occurred_on", "by"})
        feed.append(self._tx, CaseForgotten(**what))

    def _tell(
        self,
        event: type[CaseEvent],
        case: CaseRecord,
        cause: ContactEvent,
        **what: object,
    ) -> None:
        self._cases[cause.ref] = self._changed[cause.ref] = case
        case.row.contact_sequence = cause.sequence
        store.settle(case, self._books.calendars)
        feed.append(self._tx, told(event, case, occurred_on=cause.occurred_on, by=cause.by, **what))


def is_changed(case: CaseRecord | None) -> bool:
    """Whether a case is any more what it came as."""
    return case is not None and case.row.version > 1


def opened(event: ContactEvent, books: Books) -> CaseRecord:
    """A case with its clocks started from the day of receipt, however late it is opened."""
    contact = event.contact
    row = CaseRow(
        authority=event.authority,
        ref=event.ref,
        classification=contact.classification,
        disposition=contact.disposition,
        procedure=contact.procedure,
        procedure_version=contact.procedure_version,
        flags=list(contact.flags),
        awaits_consent=contact.awaits_consent,
        refusal_reason=contact.refusal_reason,
        received_on=contact.received_on,
        opened_at=utc_now(),
        stage=Status.RECEIVED,
        team=contact.team,
    )
    row.division, row.service_area = books.council(event.authority).counted_under(contact.team)
    issues = issues_of(event.authority, event.ref, contact)
    procedure = procedure_of(row, books)
    late = books.council(event.authority).late.ladder
    case = CaseRecord(row, procedure, [first_stage(row, procedure)], issues, late=late)
    _end_what_was_put_right(case, contact.received_on)
    case.count_clocks(books)
    return case


def reclassify(case: CaseRecord, event: ContactEvent, books: Books) -> Mapping[str, object]:
    """Follow a change of class: clocks are counted anew from the original receipt, sent acknowledgements count.

    A contact that turns out to be no case at all ends here, without an outcome. What had ended, or was answered,
    as another class ends it opens again (ADR 53); what was answered with findings stays answered, and ended if it
    had. An imported case stays as its council recorded it. Returns the clocks that moved, and whether it was taken
    up again.
    """
    contact, row = event.contact, case.row
    was_refused, was_open = row.disposition == Disposition.REFUSED, Status(row.stage).is_open
    row.version += 1
    row.classification = contact.classification
    row.disposition = contact.disposition
    row.refusal_reason = contact.refusal_reason
    row.procedure = contact.procedure
    row.procedure_version = contact.procedure_version
    row.grade = None
    learn_consent(case, event)
    case.procedure = procedure_of(row, books)
    if case.standing.owed(Act.DECIDED):
        case.act(Act.DECIDED, event.occurred_on)
    case.stands_anew()
    _go_on(case, was_refused)
    _end_what_was_put_right(case, event.occurred_on)
    if not contact.classification.opens_case and Status(row.stage).is_open:
        row.stage, row.closed_on, row.outcome = Status.CLOSED, event.occurred_on, None
    moved = tuple(case.count_clocks(books))
    return {"moved": moved, "taken_up_again": Status(row.stage).is_open and not was_open}


def _end_what_was_put_right(case: CaseRecord, on: date) -> None:
    """What was put right to their satisfaction by the next working day owes no answer (SI 2009/309, reg 8(1)(c)).

    It ends as soon as that is known; of another class, it opens again.
    """
    row = case.row
    if row.disposition == Disposition.RESOLVED_ORAL and Status(row.stage).is_open:
        row.stage, row.closed_on, row.outcome = Status.CLOSED, on, Outcome.RESOLVED_INFORMALLY
        case.end_holds(on)
        case.stands_anew()


def _go_on(case: CaseRecord, was_refused: bool) -> None:
    """An end and an answer that came of another class are none; an answer with findings stands, with its end."""
    row, standing = case.row, case.standing
    was_another = was_refused and not standing.is_refused
    has_closed, ended_its_class = row.stage == Status.CLOSED, row.outcome in ENDS_ITS_CLASS
    stands = has_found(case) and not ended_its_class
    if has_closed and stands and standing.classification.is_complaint:
        row.outcome = ended_outcome(standing)
    elif has_closed and (ended_its_class or was_another):
        row.closed_on = row.outcome = None
        row.stage = case.status()
        let_promise_run(case)
    stays_refused = was_refused and standing.is_refused
    if row.stage == Status.RESPONDED and not stays_refused and (standing.needs_answer or was_refused):
        owes_an_answer_again(case)


def learn_consent(case: CaseRecord, event: ContactEvent) -> None:
    """What was learned of the people shows on the case; the first stage keeps on which day consent was settled."""
    row, awaits = case.row, event.contact.awaits_consent
    row.flags = list(event.contact.flags)
    if case.stages and row.awaits_consent != awaits:
        first = case.stages[0]
        acts = {act: on for act, on in first.acts.items() if act != Act.CONSENT_SETTLED}
        first.acts = acts if awaits else acts | {Act.CONSENT_SETTLED.value: event.occurred_on.isoformat()}
    row.awaits_consent = awaits


def imported(event: CaseImported) -> CaseRecord:
    """A recorded case as it is: no clock, stage, outcome or closing date that the council did not record."""
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
    return CaseRecord(row, None, [], issues)
