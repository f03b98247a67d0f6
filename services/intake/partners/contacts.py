"""What partners send, one or many at a time, and what became of it. Nobody reads what another client sent."""

import json
from collections.abc import Sequence
from datetime import datetime

from pydantic import ValidationError
from sqlmodel import Session

from chassis.auth import Principal
from chassis.json_bodies import read_json
from chassis.paging import decode_cursor, encode_cursor
from intake import repository, service
from intake.models import CaseStatusRow, ContactRow
from intake.partners.schemas import (
    BulkResult,
    ContactStatus,
    ContactStatuses,
    LineResult,
    PartnerContact,
    WrongField,
)
from intake.schemas import Contact
from kernel.errors import Conflict, DomainError, FieldError, NotFound, Unprocessable, wrong_field
from kernel.procedures import Books
from kernel.vocabulary import Status

LARGEST_BULK = 1_000


def submit(tx: Session, client: Principal, body: PartnerContact, now: datetime, books: Books) -> ContactStatus:
    """Record one contact. Raises Conflict for a partner reference that this client used for another one."""
    if _sent_before(tx, client, body):
        raise Conflict(f"The reference {body.partner_reference} was used for another contact.")
    contact = service.record_contact(tx, client, body, now, books, client.subject)
    tx.flush()
    return status(tx, client, contact.ref)


def submit_many(tx: Session, client: Principal, lines: Sequence[bytes], now: datetime, books: Books) -> BulkResult:
    """Record one contact for every line of JSON; a bad line hinders no other.

    A line needs the partner's own reference: sent again with the same content it changes nothing.
    """
    results = [_line(tx, client, number, line, now, books) for number, line in enumerate(lines, 1) if line.strip()]
    counts = {
        kind: sum(result.result == kind for result in results) for kind in ("added", "unchanged", "rejected")
    }
    return BulkResult(**counts, lines=results)


def status(session: Session, client: Principal, ref: str) -> ContactStatus:
    """Raises NotFound, also for what somebody else sent."""
    row = repository.find(session, client.authority, ref)
    if row is None or row.client != client.subject:
        raise NotFound(f"You have sent no contact {ref}.")
    return _status(row, repository.case_status(session, client.authority, ref))


def list_statuses(
    session: Session, client: Principal, partner_reference: str | None, cursor: str | None, limit: int
) -> ContactStatuses:
    """A page of the client's own contacts, by reference."""
    after = decode_cursor(cursor, 1)[0] if cursor else None
    rows = repository.contacts_of_client(
        session, client.authority, client.subject, partner_reference, after, limit + 1
    )
    page = rows[:limit]
    more = len(rows) > limit
    return ContactStatuses(
        items=[_status(row, case) for row, case in page],
        next_cursor=encode_cursor(page[-1][0].ref) if more else None,
    )


def _line(tx: Session, client: Principal, number: int, line: bytes, now: datetime, books: Books) -> LineResult:
    try:
        body = _parse(line)
        if before := _sent_before(tx, client, body):
            sent = before.sent_hash or service.content_hash(Contact.model_validate(before.body))
            if sent != service.content_hash(body):
                raise Conflict("This reference was used for another contact.")
            kept = {"ref": before.ref, "partner_reference": body.partner_reference}
            return LineResult(line=number, result="unchanged", **kept)
        with tx.begin_nested():
            contact = service.record_contact(tx, client, body, now, books, client.subject)
    except DomainError as error:
        wrong = [WrongField(**field._asdict()) for field in error.errors]
        return LineResult(line=number, result="rejected", detail=error.detail, errors=wrong)
    kept = {"ref": contact.ref, "partner_reference": body.partner_reference}
    return LineResult(line=number, result="added", **kept)


def _parse(line: bytes) -> PartnerContact:
    try:
        body = PartnerContact.model_validate(read_json(line))
    except json.JSONDecodeError as error:
        raise Unprocessable(f"This is not JSON that can be read: {error.msg}.") from error
    except ValidationError as error:
        wrong = [
            FieldError("".join(f"/{part}" for part in mistake["loc"]), mistake["msg"])
            for mistake in error.errors()
        ]
        raise Unprocessable("Some fields are wrong.", wrong) from error
    if body.partner_reference is None:
        raise wrong_field("/partner_reference", "Many at a time need your own reference on each.")
    return body


def _sent_before(tx: Session, client: Principal, body: PartnerContact) -> ContactRow | None:
    if body.partner_reference is None:
        return None
    return repository.find_by_partner_reference(tx, client.authority, client.subject, body.partner_reference)


def _status(row: ContactRow, case: CaseStatusRow | None) -> ContactStatus:
    where = "recorded"
    if case is not None:
        named = {Status.RESPONDED: "answered", Status.CLOSED: "closed", Status.WITHDRAWN: "withdrawn"}
        where = named.get(Status(case.stage), "open")
    return ContactStatus.model_validate(
        {
            "ref": row.ref,
            "partner_reference": row.partner_reference,
            "received_on": row.received_on,
            "classification": row.classification,
            "disposition": row.assessment["disposition"],
            "status": where,
            "acknowledged_on": case.acknowledged_on if case else None,
            "responded_on": case.responded_on if case else None,
            "closed_on": case.closed_on if case else None,
            "outcome": case.outcome if case else None,
        }
    )
