"""What partners send, one or many at a time, and what became of it. Nobody reads what another client sent."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from pydantic import ValidationError
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from chassis import feed, paging
from chassis.auth import Principal
from chassis.follower import is_lost_connection
from chassis.json_bodies import read_json
from chassis.paging import decode_cursor, encode_cursor
from chassis.problem import words_of
from intake import repository
from intake.judge import Judged, content_hash, judge
from intake.models import CaseStatusRow, ContactRow
from intake.partners.schemas import (
    BulkResult,
    ContactStatus,
    ContactStatuses,
    LineResult,
    PartnerContact,
    WrongField,
)
from intake.plans import Plans
from intake.schemas import Contact
from intake.store import store
from kernel.errors import Conflict, DomainError, FieldError, NotFound, Unprocessable, wrong_field
from kernel.procedures import Books
from kernel.vocabulary import Status

LARGEST_BULK = 1_000
REFUSED = (DBAPIError, UnicodeError, Conflict)
"""How a database says that it cannot store a value, and that no reference is left for a contact."""


class NotStored(Unprocessable):
    """A contact that the database refuses, although it reads well."""

    def __init__(self) -> None:
        super().__init__("This cannot be stored.")


class Sent(NamedTuple):
    """What a client is told of a contact that it sent; `is_new`: it was recorded just now."""

    status: ContactStatus
    is_new: bool


class Taken(NamedTuple):
    """What a client sent, as a contact; `is_new`: it was recorded just now, and is not what was sent before."""

    row: ContactRow
    is_new: bool


def submit(
    tx: Session, client: Principal, bodies: Sequence[PartnerContact], now: datetime, books: Books
) -> list[Sent | DomainError]:
    """Record contacts of one client, each as if it had come alone, or find what the same content became before.

    Refused with Conflict is a partner reference that this client used for another contact.
    """
    taken = _Bulk(tx, client, now, books).taken(dict(enumerate(bodies)))
    return [_sent(tx, taken[number]) for number in range(len(bodies))]


def _sent(tx: Session, taken: Taken | DomainError) -> Sent | DomainError:
    if isinstance(taken, DomainError):
        return taken
    row = taken.row
    case = None if taken.is_new else repository.case_status(tx, row.authority, row.ref)
    return Sent(_status(row, case), taken.is_new)


def submit_many(tx: Session, client: Principal, lines: Sequence[bytes], now: datetime, books: Books) -> BulkResult:
    """Record one contact for every line of JSON; a bad line hinders no other.

    A line needs the partner's own reference: sent again with the same content it changes nothing.
    """
    bodies: dict[int, PartnerContact] = {}
    results: dict[int, LineResult] = {}
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                bodies[number] = _parse(line)
            except DomainError as error:
                results[number] = _result(number, error)
    taken = _Bulk(tx, client, now, books).taken(bodies)
    results |= {number: _result(number, one) for number, one in taken.items()}
    counts = Counter(result.result for result in results.values())
    return BulkResult(
        added=counts["added"],
        unchanged=counts["unchanged"],
        rejected=counts["rejected"],
        lines=[results[number] for number in sorted(results)],
    )


def _result(number: int, taken: Taken | DomainError) -> LineResult:
    if isinstance(taken, DomainError):
        wrong = [WrongField(**field._asdict()) for field in taken.errors]
        return LineResult(line=number, result="rejected", detail=taken.detail, errors=wrong)
    return LineResult(
        line=number,
        result="added" if taken.is_new else "unchanged",
        ref=taken.row.ref,
        partner_reference=taken.row.partner_reference,
    )


class _Bulk:
    """Many contacts of one client: judged and stored together, each with its own result."""

    def __init__(self, tx: Session, client: Principal, now: datetime, books: Books) -> None:
        self._tx, self._client, self._now, self._books = tx, client, now, books
        self._council = books.council(client.authority)
        self._taken: dict[int, Taken | DomainError] = {}
        self._waiting: dict[int, Judged] = {}

    def taken(self, bodies: Mapping[int, PartnerContact]) -> Mapping[int, Taken | DomainError]:
        """What became of each, by its number."""
        self._known = _sent_before(self._tx, self._client, bodies.values())
        plans = self._plans(bodies.values())
        for number, body in bodies.items():
            if self._is_waiting(body.partner_reference) or plans.is_waited_for(body.complainant):
                self._store()
                plans = self._plans(later for place, later in bodies.items() if place >= number)
            try:
                if not self._is_known(number, body):
                    judged = _judged(self._client, plans, body, self._now, self._books)
                    self._waiting[number] = judged
                    plans.comes_next(judged.said.complainant, self._now)
            except DomainError as error:
                self._taken[number] = error
        self._store()
        return self._taken

    def _plans(self, bodies: Iterable[PartnerContact]) -> Plans:
        return Plans(self._tx, self._council.code, [body.complainant for body in bodies])

    def _is_waiting(self, reference: str | None) -> bool:
        return reference is not None and any(
            other.partner_reference == reference for other in self._waiting.values()
        )

    def _is_known(self, number: int, body: PartnerContact) -> bool:
        """Whether this was sent before. Raises Conflict for other content under its reference."""
        before = self._known.get(body.partner_reference) if body.partner_reference else None
        if before is None:
            return False
        _require_same(before, body)
        self._taken[number] = Taken(before, False)
        return True

    def _store(self) -> None:
        """Store what waits: all at once, or one by one when the database refuses one of them."""
        waiting, self._waiting = self._waiting, {}
        if not waiting:
            return
        try:
            rows = self._stored(list(waiting.values()))
        except REFUSED as error:
            if is_lost_connection(error):
                raise
            for number, judged in waiting.items():
                try:
                    (row,) = self._stored([judged])
                    self._note(number, row)
                except REFUSED as refused:
                    if is_lost_connection(refused):
                        raise
                    self._taken[number] = refused if isinstance(refused, DomainError) else NotStored()
            return
        for number, row in zip(waiting, rows, strict=True):
            self._note(number, row)

    def _stored(self, judged: Sequence[Judged]) -> list[ContactRow]:
        with feed.attempt(self._tx), self._tx.begin_nested():
            return store(self._tx, self._council, judged, self._now)

    def _note(self, number: int, row: ContactRow) -> None:
        if row.partner_reference:
            self._known[row.partner_reference] = row
        self._taken[number] = Taken(row, True)


def _require_same(before: ContactRow, body: PartnerContact) -> None:
    """Raises Conflict when what was sent under this reference before was something else."""
    sent = before.sent_hash or content_hash(Contact.model_validate(before.body))
    if sent != content_hash(body):
        raise Conflict(
            f"Your reference {body.partner_reference} was used for another contact, which is {before.ref}."
        )


def status(session: Session, client: Principal, ref: str) -> ContactStatus:
    """Raises NotFound, also for what somebody else sent."""
    row = own(session, client, ref)
    return _status(row, repository.case_status(session, client.authority, ref))


def own(session: Session, client: Principal, ref: str) -> ContactRow:
    """A contact that the client sent. Raises NotFound, also for what somebody else sent."""
    row = repository.find(session, client.authority, ref)
    if row is None or row.client != client.subject:
        raise NotFound(f"You have sent no contact {ref}.")
    return row


def list_statuses(
    session: Session, client: Principal, partner_reference: str | None, cursor: str | None, limit: int
) -> ContactStatuses:
    """A page of the client's own contacts, by reference."""
    (after,) = decode_cursor(cursor, paging.text) or (None,)
    rows = repository.contacts_of_client(
        session, client.authority, client.subject, partner_reference, after, limit + 1
    )
    page = rows[:limit]
    more = len(rows) > limit
    return ContactStatuses(
        items=[_status(row, case) for row, case in page],
        next_cursor=encode_cursor(page[-1][0].ref) if more else None,
    )


def _judged(client: Principal, plans: Plans, body: PartnerContact, now: datetime, books: Books) -> Judged:
    """What a client sent, as it would be stored. Raises Unprocessable."""
    return judge(
        plans.onto(body),
        books.council(client.authority),
        now,
        books,
        client.subject,
        client.name,
        client.subject,
        content_hash(body),
    )


def _parse(line: bytes) -> PartnerContact:
    try:
        body = PartnerContact.model_validate(read_json(line))
    except json.JSONDecodeError as error:
        raise Unprocessable(f"This is not JSON that can be read: {error.msg}.") from error
    except ValidationError as error:
        wrong = [
            FieldError("".join(f"/{part}" for part in mistake["loc"]), words_of(mistake))
            for mistake in error.errors()
        ]
        raise Unprocessable("Some fields are wrong.", wrong) from error
    if body.partner_reference is None:
        raise wrong_field("/partner_reference", "Many at a time need your own reference on each.")
    return body


def _sent_before(tx: Session, client: Principal, bodies: Iterable[PartnerContact]) -> dict[str, ContactRow]:
    """What this client sent under the same references, by these."""
    references = {body.partner_reference for body in bodies if body.partner_reference is not None}
    if not references:
        return {}
    return repository.by_partner_references(tx, client.authority, client.subject, references)


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
