"""Intake's use cases: load, decide, write, record the event."""

import hashlib
import json
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import Session

from chassis import feed
from chassis.auth import Principal
from chassis.paging import decode_instant_cursor, encode_cursor
from intake import people, repository
from intake.assessment import assess, disposition_of, reassess
from intake.lookalikes import links
from intake.lookalikes.service import keep_keys
from intake.models import ContactRow, ReclassificationRow
from intake.parties import bands
from intake.partners import events
from intake.partners.schemas import PartnerEventKind
from intake.records import correction, is_imported, read, state, without_dates
from intake.schemas import (
    Assessment,
    Contact,
    ContactFacts,
    ContactRead,
    Contacts,
    CouncilRead,
    Reclassification,
)
from kernel.errors import Conflict, FieldError, Unprocessable, wrong_field
from kernel.events import (
    CaseImported,
    ContactReclassified,
    ContactRecorded,
    ReceiptCorrected,
)
from kernel.imported import CaseLine
from kernel.localtime import financial_year, local_date
from kernel.procedures import Books, Coded, Council
from kernel.vocabulary import Classification

CLOCK_SKEW = timedelta(minutes=5)
FIRST_RECEIPT = date(2009, 4, 1)
"""The Regulations came into force on this day; nothing earlier can be a contact under them."""
LARGEST_NUMBER = 999_999
TITLE_LENGTH = 80


def preview(principal: Principal, body: ContactFacts, now: datetime, books: Books) -> Assessment:
    """What a contact would be; nothing is stored."""
    council = books.council(principal.authority)
    received_on = _check(body, council, now)
    return assess(body, received_on, local_date(now), council, books)


def record_contact(
    tx: Session,
    principal: Principal,
    body: Contact,
    now: datetime,
    books: Books,
    client: str | None = None,
    linked_to: Sequence[str] = (),
) -> ContactRead:
    """Record a contact, classify it, give it its reference and link it. Raises Unprocessable, NotPermitted.

    Args:
        client: of the partner that sends it; it alone may ask later what became of it.
        linked_to: contacts that whoever records it found to belong to it.
    """
    council = books.council(principal.authority)
    people.require_said_twice(body.complainant)
    received_on = _check(body, council, now)
    sent_hash = content_hash(body) if client else None
    if plan := body.complainant.contact_plan or people.plan_of(tx, council.code, body.complainant):
        body = body.model_copy(update={"complainant": body.complainant.model_copy(update={"contact_plan": plan})})
    assessment = assess(body, received_on, local_date(now), council, books)
    year = financial_year(received_on)
    number = repository.next_number(tx, council.code, year)
    if number > LARGEST_NUMBER:
        raise Conflict(f"The references of {year}-{(year + 1) % 100:02} are used up.")
    row = ContactRow(
        authority=council.code,
        ref=f"{council.prefix}-{year % 100:02}{(year + 1) % 100:02}-{number:04}",
        year=year,
        number=number,
        received_at=body.received_at or now,
        received_on=received_on,
        recorded_at=now,
        recorded_by=principal.name,
        classification=assessment.classification,
        title=body.title or _title(body.narrative),
        complainant_name=body.complainant.name,
        complainant_phone=people.digits(body.complainant.phone),
        person_name=body.person.name if body.person else None,
        client=client,
        sent_hash=sent_hash,
        partner_reference=body.partner_reference,
        body=body.model_dump(mode="json", exclude={"links"}),
        assessment=without_dates(assessment),
    )
    repository.add(tx, row)
    keep_keys(tx, row, local_date(now))
    linked = links.link_new(tx, principal, row.ref, linked_to, now)
    feed.append(
        tx,
        ContactRecorded(
            authority=row.authority,
            ref=row.ref,
            sequence=row.sequence,
            occurred_on=received_on,
            by=principal.subject,
            contact=state(row, council),
        ),
    )
    events.tell(tx, row, row.client, PartnerEventKind.RECEIVED, received_on)
    return read(row, [], local_date(now), books, links=linked)


def content_hash(body: Contact) -> str:
    """What tells contacts apart, whatever fields a later release adds."""
    said = body.model_dump(mode="json", exclude_defaults=True)
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def get_contact(session: Session, principal: Principal, ref: str, today: date, books: Books) -> ContactRead:
    """Raises NotFound."""
    row = repository.get(session, principal.authority, ref)
    return people.whole(session, row, today, books)


def list_contacts(
    session: Session,
    principal: Principal,
    *,
    words: str | None,
    classification: Classification | None,
    refs: list[str],
    cursor: str | None,
    limit: int,
    today: date,
    books: Books,
) -> Contacts:
    """A page of contacts, newest first."""
    rows = repository.search(
        session,
        principal.authority,
        words=words,
        classification=classification,
        refs=refs,
        before=decode_instant_cursor(cursor),
        limit=limit + 1,
    )
    page = rows[:limit]
    found = [row.ref for row in page]
    overrides = repository.reclassifications(session, principal.authority, found)
    linked = links.links_of(session, principal.authority, found)
    more = len(rows) > limit
    return Contacts(
        items=[
            read(row, [o for o in overrides if o.ref == row.ref], today, books, links=linked[row.ref])
            for row in page
        ],
        next_cursor=encode_cursor(page[-1].received_at.isoformat(), page[-1].ref) if more else None,
    )


def reclassify(
    tx: Session, officer: Principal, ref: str, body: Reclassification, now: datetime, books: Books
) -> ContactRead:
    """Put a contact into another class. Its receipt date stays; its clocks are counted anew from there."""
    row = repository.get_for_update(tx, officer.authority, ref)
    council = books.council(officer.authority)
    procedure = _procedure_for(body, council, row.received_on)
    before = Assessment.model_validate(row.assessment)
    if (before.classification, before.procedure, before.disposition) == (
        body.classification,
        procedure,
        disposition_of(body.classification),
    ):
        raise Conflict(f"{ref} is in this class already.")
    changed = reassess(before, body.classification, procedure, row.received_on, council)
    row.sequence += 1
    row.classification = body.classification
    row.assessment = without_dates(changed)
    override = ReclassificationRow(
        authority=row.authority,
        ref=ref,
        number=row.sequence,
        classification=body.classification,
        procedure=procedure,
        reason=body.reason,
        by=officer.name,
        at=now,
    )
    repository.add(tx, row)
    repository.add(tx, override)
    tx.flush()
    feed.append(
        tx,
        ContactReclassified(
            authority=row.authority,
            ref=ref,
            sequence=row.sequence,
            occurred_on=local_date(now),
            by=officer.subject,
            contact=state(row, council),
        ),
    )
    events.tell(tx, row, row.client, PartnerEventKind.RECLASSIFIED, local_date(now))
    return people.whole(tx, row, local_date(now), books)


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
    events.tell(tx, row, row.client, PartnerEventKind.RECEIPT_CORRECTED, today)
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
            "categories": in_use(council.categories),
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


def _check(body: ContactFacts, council: Council, now: datetime) -> date:
    """Hold a contact's dates and codes against the day and the council's file. Returns the day of receipt."""
    received_at = body.received_at or now
    today = local_date(now)
    received_on = local_date(received_at)
    wrong: list[FieldError] = []
    if received_at > now + CLOCK_SKEW:
        wrong.append(FieldError("/received_at", "This is in the future."))
    elif received_on < FIRST_RECEIPT:
        wrong.append(FieldError("/received_at", "This is before 1 April 2009, when the Regulations began."))
    for name in ("event_on", "aware_on", "resolved_on"):
        day = getattr(body, name)
        if day and day > today:
            wrong.append(FieldError(f"/{name}", "This is in the future."))
    if body.resolved_on and body.resolved_on < received_on:
        wrong.append(FieldError("/resolved_on", "This is before the contact was received."))
    wrong += body.mistakes(council, received_on, today)
    if body.transferred_from and body.transferred_from.received_on > received_on:
        wrong.append(FieldError("/transferred_from/received_on", "This is after the council received it."))
    if body.team:
        wrong += _unusable("/team", "team", body.team, council.team(body.team), council, received_on)
    for index, matter in enumerate(body.matters):
        known = council.category(matter.category)
        pointer = f"/matters/{index}/category"
        wrong += _unusable(pointer, "category", matter.category, known, council, received_on)
    if wrong:
        raise Unprocessable("Some fields are wrong.", wrong)
    return received_on


def _unusable(
    pointer: str, label: str, code: str, known: Coded | None, council: Council, received_on: date
) -> list[FieldError]:
    """What is wrong with a code: the council never had it, or not on the day of receipt."""
    if known is None:
        return [FieldError(pointer, f"{council.name} has no {label} {code!r}.")]
    if not known.in_use(received_on):
        return [FieldError(pointer, f"{known.name} was not in use on {received_on}.")]
    return []


def _procedure_for(body: Reclassification, council: Council, received_on: date) -> str | None:
    """The procedure that goes with the class. Raises Unprocessable."""
    fitting = [p.id for p in council.procedures_on(received_on) if p.classification is body.classification]
    if body.procedure is None:
        return fitting[0] if fitting else None
    if body.procedure not in fitting:
        raise wrong_field("/procedure", f"{council.name} has no such procedure for this class.")
    return body.procedure


def _title(narrative: str) -> str:
    """The beginning of the narrative, up to a word's end."""
    first = narrative.splitlines()[0].split(". ")[0].strip() or narrative.strip()
    if len(first) <= TITLE_LENGTH:
        return first
    return first[:TITLE_LENGTH].rsplit(" ", 1)[0] + " …"
