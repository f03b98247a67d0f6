"""Intake's use cases: load, decide, write, record the event."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlmodel import Session

from chassis import feed, paging
from chassis.auth import Principal
from chassis.paging import decode_cursor, encode_cursor
from intake import care_numbers, repository, telling
from intake.assessment import Days, assess, date_own_cases, duties_of_decision, reassess, with_consent
from intake.judge import Judged, check, judge
from intake.lookalikes import links
from intake.models import ContactRow, ReclassificationRow
from intake.owed import MET_BY_LETTER, decided
from intake.parties import bands
from intake.plans import Plans
from intake.reading import duties_of, met_row, owe, reach_of, whole
from intake.records import correction, has_imported_case, is_imported, read, read_new, reclassified, without_dates
from intake.restriction import service as restriction
from intake.schemas import (
    Assessment,
    Contact,
    ContactFacts,
    ContactRead,
    Contacts,
    ContactSearch,
    CouncilRead,
    Reclassification,
)
from intake.searching import TYPED_REFERENCE, looked_for
from intake.store import store
from intake.suggesting import Offer, council_words, suggest
from intake.suggesting.schemas import SuggestionsRead, TextToSuggestFrom, suggestions_read
from intake.telling import PartnerEventKind
from kernel.errors import DomainError, NotPermitted, wrong_field
from kernel.events import (
    CaseImported,
    LetterChanged,
    ReceiptCorrected,
)
from kernel.imported import CaseLine
from kernel.localtime import local_date
from kernel.procedures import Books, Coded, Council
from kernel.vocabulary import Classification, Disposition, RefusalReason


def preview(principal: Principal, body: ContactFacts, now: datetime, books: Books) -> Assessment:
    """What a contact would be; nothing is stored."""
    council = books.council(principal.authority)
    received_on = check(body, council, now)
    return assess(body, received_on, local_date(now), council, books)


class Submission(NamedTuple):
    """A contact that somebody gives.

    Attributes:
        linked_to: contacts that whoever records it found to belong to it.
        restricted: whoever records it, and managers, alone see it from the start.
    """

    principal: Principal
    body: Contact
    linked_to: Sequence[str] = ()
    restricted: bool = False


def record_contacts(
    tx: Session, submissions: Sequence[Submission], now: datetime, books: Books
) -> list[ContactRead | DomainError]:
    """Record contacts of one council in their order, each as if it had come alone: as it stands, or why not.

    Raises what forbids one only once it is stored: NotPermitted or Unprocessable for a link, Conflict when no
    reference is left. Nothing of any is kept then.
    """
    council = books.council(submissions[0].principal.authority)
    results: dict[int, ContactRead | DomainError] = {}
    waiting: dict[int, Judged] = {}

    def store_waiting() -> None:
        rows = store(tx, council, list(waiting.values()), now)
        for (number, judged), row in zip(waiting.items(), rows, strict=True):
            linked = links.link_new(tx, submissions[number].principal, row.ref, submissions[number].linked_to, now)
            results[number] = contact = read_new(row, judged, linked)
            if judged.restricted:
                contact.restriction = restriction.of_contact(tx, row)
        waiting.clear()

    plans = Plans(tx, council.code, [each.body.complainant for each in submissions])
    for number, (principal, body, _, restricted) in enumerate(submissions):
        if plans.is_waited_for(body.complainant):
            store_waiting()
            plans = Plans(tx, council.code, [each.body.complainant for each in submissions[number:]])
        try:
            judged = judge(plans.onto(body), council, now, books, principal.subject, principal.name)
        except DomainError as error:
            results[number] = error
            continue
        waiting[number] = replace(judged, restricted=True) if restricted else judged
        plans.comes_next(judged.said.complainant, now)
    store_waiting()
    return [results[number] for number in range(len(submissions))]


def record_contact(tx: Session, submission: Submission, now: datetime, books: Books) -> ContactRead:
    """Record a contact, classify it, give it its reference and link it. Raises Unprocessable, NotPermitted."""
    (recorded,) = record_contacts(tx, [submission], now, books)
    if isinstance(recorded, DomainError):
        raise recorded
    return recorded


def get_contact(session: Session, principal: Principal, ref: str, today: date, books: Books) -> ContactRead:
    """Raises NotFound."""
    row = repository.get(session, principal.authority, ref)
    return whole(session, row, today, books)


def list_contacts(
    session: Session,
    principal: Principal,
    asked: ContactSearch,
    today: date,
    books: Books,
) -> Contacts:
    """A page of contacts, newest first. Raises NotPermitted for a search by a name that is masked for them."""
    words = (asked.q or "").strip()
    if words and not (principal.may("contacts:names") or TYPED_REFERENCE.fullmatch(words)):
        raise NotPermitted("Names are masked for you: search by a reference.")
    reach = reach_of(principal, today)
    rows = repository.search(
        session,
        principal,
        search=looked_for(words) if words else None,
        classification=asked.classification,
        undecided=asked.undecided,
        refs=asked.refs,
        before=decode_cursor(asked.cursor, paging.instant, paging.text),
        limit=asked.limit + 1,
        reach=reach,
        person_ref=care_numbers.searched_ref(session, principal.authority, words) if words else None,
    )
    page = rows[: asked.limit]
    found = [row.ref for row in page]
    overrides = repository.reclassifications(session, principal.authority, found)
    linked = links.links_of(session, principal.authority, found)
    more = len(rows) > asked.limit
    return Contacts(
        items=[
            read(row, [o for o in overrides if o.ref == row.ref], today, books, links=linked[row.ref])
            for row in page
        ],
        next_cursor=encode_cursor(page[-1].received_at.isoformat(), page[-1].ref) if more else None,
        restricted=repository.count_restricted(session, principal, reach),
    )


def reclassify(
    tx: Session, officer: Principal, ref: str, body: Reclassification, now: datetime, books: Books
) -> ContactRead:
    """Put a contact into another class. Its receipt date stays; its clocks are counted anew from there.

    The class that it has is confirmed: that is kept with its reason, and nothing else changes, so nobody is told.
    """
    row = repository.get_for_update(tx, officer.authority, ref)
    council = books.council(officer.authority)
    before = Assessment.model_validate(row.assessment)
    _require_refusable(body)
    procedure = _procedure_for(body, before.procedure, council, row.received_on)
    if _is_confirmed(before, body, procedure):
        return _confirm(tx, officer, row, body, procedure, now, books)
    changed = reassess(before, body.classification, procedure, row.received_on, council, body.refusal_reason)
    row.sequence += 1
    days = Days(local_date(now), council, books)
    date_own_cases(changed.matters, row.received_on, days.asked_on, council, books, explained=False)
    known = ContactFacts.model_validate(row.body)
    of_class = [] if has_imported_case(row) else duties_of_decision(changed, known, days)
    nobody = known.complainant.anonymous
    changed.duties = decided(before, changed, of_class, row.sequence, days.promptly, is_anonymous=nobody)
    changed = with_consent(changed, known, days, row.sequence)
    row.classification = body.classification
    row.assessment, row.undecided = without_dates(changed), not changed.disposition.is_decided
    owe(tx, row, local_date(now))
    repository.add(tx, row)
    repository.add(tx, _decision(row, officer, body, procedure, now))
    tx.flush()
    feed.append(tx, reclassified(row, council, local_date(now), officer.subject))
    telling.tell(tx, row, row.client, PartnerEventKind.RECLASSIFIED, local_date(now))
    return whole(tx, row, local_date(now), books)


def _is_confirmed(before: Assessment, body: Reclassification, procedure: str | None) -> bool:
    """Whether an officer says that it is what it is; what waits for its class, or is put off, changes by that."""
    named = (body.classification, procedure, body.refusal_reason)
    same = (before.classification, before.procedure, before.refusal_reason) == named
    return same and before.disposition.is_decided and before.disposition is not Disposition.DEFERRED


def _confirm(
    tx: Session,
    officer: Principal,
    row: ContactRow,
    body: Reclassification,
    procedure: str | None,
    now: datetime,
    books: Books,
) -> ContactRead:
    """Keep that an officer found the class right; said again by the same person in the same words, it is once."""
    decision = _decision(row, officer, body, procedure, now)
    last = next(reversed(repository.reclassifications(tx, row.authority, [row.ref])), None)
    said = ("classification", "procedure", "reason", "by")
    is_new = last is None or any(getattr(last, each) != getattr(decision, each) for each in said)
    if is_new or row.assessment.get("now_suggests"):
        row.sequence += 1
        decision.number = row.sequence
        row.assessment = row.assessment | {"confirmed": True, "now_suggests": None}
        repository.add(tx, row)
        repository.add(tx, decision)
        tx.flush()
    return whole(tx, row, local_date(now), books)


def _decision(
    row: ContactRow, officer: Principal, body: Reclassification, procedure: str | None, now: datetime
) -> ReclassificationRow:
    return ReclassificationRow(
        authority=row.authority,
        ref=row.ref,
        number=row.sequence,
        classification=body.classification,
        procedure=procedure,
        reason=body.reason,
        by=officer.name,
        at=now,
    )


def meet_by_letter(tx: Session, sent: LetterChanged, now: datetime) -> None:
    """A letter of the contact's case left: what it was to tell them is told, on that day, unless it was before.

    It tells of the case's own matter: what is owed of another one is told apart.
    """
    row = repository.get_for_update(tx, sent.authority, sent.ref)
    decided_by = Assessment.model_validate(row.assessment).rule
    (duties,) = duties_of(tx, [row], local_date(now))
    for duty in duties:
        if duty.is_owed and duty.code in MET_BY_LETTER.get(sent.kind, ()) and duty.row in {"", decided_by}:
            tx.merge(met_row(row, duty, f"Letter {sent.number}", now, done_on=sent.occurred_on))
    tx.flush()
    owe(tx, row, local_date(now))
    repository.add(tx, row)


def correct_receipt(tx: Session, corrected: ReceiptCorrected, today: date, council: Council) -> None:
    """Follow a day of receipt that was put right in the contact's case. When it was given stays as recorded.

    Raises NotFound.
    """
    row = repository.get_for_update(tx, corrected.authority, corrected.ref)
    received_on = corrected.case.received_on
    if row.received_on == received_on:
        return
    row.sequence += 1
    row.received_on = received_on
    row.assessment = row.assessment | {"received_on": received_on.isoformat()}
    repository.add(tx, row)
    telling.tell(tx, row, row.client, PartnerEventKind.RECEIPT_CORRECTED, today)
    if not is_imported(row):
        feed.append(tx, correction(row, council, today, corrected.by))
        return
    # Its line says more than a contact's state, so the line is told again.
    record = CaseLine.model_validate(row.line).coded().model_copy(update={"received_on": received_on})
    feed.append(
        tx,
        CaseImported(
            authority=row.authority,
            ref=row.ref,
            sequence=row.sequence,
            occurred_on=today,
            by=corrected.by,
            record=record,
        ),
    )


def council(principal: Principal, today: date, books: Books) -> CouncilRead:
    """The codes of the caller's council, with whether new records may carry them today."""
    council = books.council(principal.authority)

    def in_use(codes: Sequence[Coded]) -> list[dict[str, Any]]:
        return [entry.model_dump() | {"in_use": entry.in_use(today)} for entry in codes]

    return CouncilRead.model_validate(
        council.model_dump()
        | {
            "teams": in_use(council.teams),
            "categories": [
                entry | {"subcategories": in_use(category.subcategories)}
                for entry, category in zip(in_use(council.categories), council.categories, strict=True)
            ],
            "themes": in_use(council.themes),
            "divisions": in_use(council.divisions),
            "service_areas": in_use(council.service_areas),
            "sign_off_levels": council.sign_off_levels(),
            "learning_themes": in_use(council.learning_themes),
            "joint_bodies": in_use(council.joint_bodies),
            "demographics": {
                field: [{"code": code, "name": name} for code, name in codes.items()]
                for field, codes in bands(council).items()
            },
            "compliment_themes": [
                {"code": theme.code, "name": theme.name}
                for theme in council.compliment_themes
                if theme.in_use(today)
            ],
        }
    )


def suggestions(principal: Principal, body: TextToSuggestFrom, today: date, books: Books) -> SuggestionsRead:
    """What the words of a text suggest, with the council's own categories and teams. Nothing is kept."""
    council = books.council(principal.authority)
    categories = [category for category in council.categories if category.in_use(today)]
    teams = [team for team in council.teams if team.in_use(today)]
    own = council_words(
        tuple(
            Offer(one.code, tuple(one.words), (one.name, *(part.name for part in one.subcategories)))
            for one in categories
        ),
        tuple(Offer(one.code, tuple(one.words)) for one in teams),
    )
    names = {one.code: one.name for one in categories}, {one.code: one.name for one in teams}
    return suggestions_read(suggest(body.text, today, own, tuple(body.providers)), *names)


def _require_refusable(body: Reclassification) -> None:
    """Raises Unprocessable for what cannot be refused, or not for that reason."""
    if body.refusal_reason is None:
        return
    if not body.classification.is_complaint:
        raise wrong_field("/refusal_reason", "Only a complaint is refused; anything else has a class of its own.")
    by_code = body.refusal_reason is RefusalReason.KEPT_OUT_BY_CODE
    if by_code and body.classification is not Classification.CORPORATE_COMPLAINT:
        raise wrong_field("/refusal_reason", "The Code keeps out corporate complaints alone: say another reason.")


def _procedure_for(body: Reclassification, before: str | None, council: Council, received_on: date) -> str | None:
    """The procedure that goes with the class: the one that was asked for, that it has, or the first that fits.

    Raises Unprocessable.
    """
    fitting = [p.id for p in council.procedures_on(received_on) if p.classification is body.classification]
    if body.procedure is None:
        return before if before in fitting else next(iter(fitting), None)
    if body.procedure not in fitting:
        raise wrong_field("/procedure", f"{council.name} has no such procedure for this class.")
    return body.procedure
