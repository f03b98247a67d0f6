"""Every query of intake, `authority` first."""

import re
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from sqlalchemy import func, or_, text, tuple_
from sqlmodel import Session, col, select

from intake.models import (
    CaseStatusRow,
    ClientRow,
    ContactRow,
    IntakeTable,
    PartnerEventRow,
    PeopleChangeRow,
    ReclassificationRow,
    TransferRow,
)
from kernel.errors import NotFound
from kernel.vocabulary import Classification


def next_number(tx: Session, authority: str, year: int) -> int:
    """The next counter of a council's references in a financial year: one more than the highest so far."""
    take_turn(tx, authority, {year})
    highest = tx.exec(
        select(func.max(ContactRow.number)).where(ContactRow.authority == authority, ContactRow.year == year)
    ).one()
    return (highest or 0) + 1


def take_turn(tx: Session, authority: str, years: Collection[int]) -> None:
    """Wait until nobody else gives out references of these years, and let others wait until this commits.

    SQLite has one writer anyway; on PostgreSQL a lock for each year, in one order for all who need several.
    """
    if tx.get_bind().dialect.name == "postgresql":
        for year in sorted(years):
            lock = {"lock": f"redress.intake.{authority}.{year}"}
            tx.execute(text("SELECT pg_advisory_xact_lock(hashtext(:lock))"), lock)


def add(tx: Session, row: IntakeTable) -> None:
    tx.add(row)


def add_all(tx: Session, rows: Iterable[IntakeTable]) -> None:
    tx.add_all(rows)


def find(session: Session, authority: str, ref: str) -> ContactRow | None:
    return session.get(ContactRow, (authority, ref))


def get(session: Session, authority: str, ref: str) -> ContactRow:
    """Raises NotFound."""
    row = session.get(ContactRow, (authority, ref))
    if row is None:
        raise NotFound(f"There is no contact {ref}.")
    return row


def get_for_update(tx: Session, authority: str, ref: str) -> ContactRow:
    """The row, locked until the transaction ends. Raises NotFound."""
    row = tx.get(ContactRow, (authority, ref), with_for_update=True)
    if row is None:
        raise NotFound(f"There is no contact {ref}.")
    return row


def reclassifications(session: Session, authority: str, refs: Sequence[str]) -> list[ReclassificationRow]:
    """Overrides of several contacts, oldest first."""
    query = (
        select(ReclassificationRow)
        .where(ReclassificationRow.authority == authority, col(ReclassificationRow.ref).in_(refs))
        .order_by(ReclassificationRow.ref, col(ReclassificationRow.number))
    )
    return list(session.exec(query))


def people_changes(session: Session, authority: str, ref: str) -> list[PeopleChangeRow]:
    """Changes of a contact's people, oldest first."""
    query = (
        select(PeopleChangeRow)
        .where(PeopleChangeRow.authority == authority, PeopleChangeRow.ref == ref)
        .order_by(col(PeopleChangeRow.number))
    )
    return list(session.exec(query))


def newest_of_complainant(session: Session, authority: str, name: str, limit: int) -> list[ContactRow]:
    """What somebody of this name contacted the council about last, newest first."""
    query = (
        select(ContactRow)
        .where(ContactRow.authority == authority, ContactRow.complainant_name == name)
        .order_by(col(ContactRow.recorded_at).desc(), col(ContactRow.ref).desc())
        .limit(limit)
    )
    return list(session.exec(query))


def search(
    session: Session,
    authority: str,
    *,
    words: str | None,
    classification: Classification | None,
    refs: Sequence[str],
    before: tuple[datetime, str] | None,
    limit: int,
) -> list[ContactRow]:
    """Contacts, newest first; `words` is a reference, part of a name or a phone number."""
    query = select(ContactRow).where(ContactRow.authority == authority)
    if refs:
        query = query.where(col(ContactRow.ref).in_(refs))
    if classification:
        query = query.where(ContactRow.classification == classification)
    if words:
        pattern = "%" + words.strip().replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_") + "%"
        matches = [
            col(field).ilike(pattern, escape="\\")
            for field in (
                ContactRow.ref,
                ContactRow.complainant_name,
                ContactRow.person_name,
                ContactRow.title,
            )
        ]
        # A phone number has no letters; "flat 3" is not a search for every number with a 3.
        if (digits := re.sub(r"\D", "", words)) and not re.search(r"[^\W\d]|%", words):
            matches.append(col(ContactRow.complainant_phone).like(f"%{digits}%"))
        query = query.where(or_(*matches))
    if before:
        query = query.where(tuple_(col(ContactRow.received_at), col(ContactRow.ref)) < tuple_(*before))
    newest = query.order_by(col(ContactRow.received_at).desc(), col(ContactRow.ref).desc()).limit(limit)
    return list(session.exec(newest))


# Partners


def clients(session: Session, authority: str) -> list[ClientRow]:
    query = select(ClientRow).where(ClientRow.authority == authority).order_by(col(ClientRow.created_at))
    return list(session.exec(query))


def get_client(session: Session, authority: str, client_id: str) -> ClientRow:
    """Raises NotFound."""
    row = session.get(ClientRow, (authority, client_id))
    if row is None:
        raise NotFound(f"There is no client {client_id}.")
    return row


def find_client(session: Session, client_id: str) -> ClientRow | None:
    """The client that signs in: before that nobody knows of which council it is."""
    return session.exec(select(ClientRow).where(ClientRow.client_id == client_id)).one_or_none()


def find_by_partner_reference(
    session: Session, authority: str, client: str, partner_reference: str
) -> ContactRow | None:
    return session.exec(
        select(ContactRow).where(
            ContactRow.authority == authority,
            ContactRow.client == client,
            ContactRow.partner_reference == partner_reference,
        )
    ).one_or_none()


def contacts_of_client(
    session: Session, authority: str, client: str, partner_reference: str | None, after: str | None, limit: int
) -> list[tuple[ContactRow, CaseStatusRow | None]]:
    """A client's own contacts by reference, with what became of them."""
    query = (
        select(ContactRow, CaseStatusRow)
        .join(
            CaseStatusRow,
            (col(CaseStatusRow.authority) == ContactRow.authority) & (col(CaseStatusRow.ref) == ContactRow.ref),
            isouter=True,
        )
        .where(ContactRow.authority == authority, ContactRow.client == client)
        .order_by(col(ContactRow.ref))
        .limit(limit)
    )
    if partner_reference is not None:
        query = query.where(ContactRow.partner_reference == partner_reference)
    if after is not None:
        query = query.where(col(ContactRow.ref) > after)
    return list(session.exec(query))


def case_status(session: Session, authority: str, ref: str) -> CaseStatusRow | None:
    return session.get(CaseStatusRow, (authority, ref))


def last_told(session: Session, authority: str, client: str) -> int:
    """The number of what a client was told last; 0 before the first."""
    last = session.exec(
        select(func.max(PartnerEventRow.number)).where(
            PartnerEventRow.authority == authority, PartnerEventRow.client == client
        )
    ).one()
    return last or 0


def told(
    session: Session, authority: str, client: str, after: int, limit: int
) -> list[tuple[PartnerEventRow, ContactRow]]:
    """What a client was told after a number, in order, each with its contact."""
    query = (
        select(PartnerEventRow, ContactRow)
        .join(
            ContactRow,
            (col(ContactRow.authority) == PartnerEventRow.authority)
            & (col(ContactRow.ref) == PartnerEventRow.ref),
        )
        .where(
            PartnerEventRow.authority == authority,
            PartnerEventRow.client == client,
            col(PartnerEventRow.number) > after,
        )
        .order_by(col(PartnerEventRow.number))
        .limit(limit)
    )
    return list(session.exec(query))


# Transfers


def find_transfer(session: Session, authority: str, ref: str) -> TransferRow | None:
    return session.get(TransferRow, (authority, ref))


def get_transfer(session: Session, authority: str, ref: str) -> TransferRow:
    """Raises NotFound."""
    row = session.get(TransferRow, (authority, ref))
    if row is None:
        raise NotFound(f"{ref} was not sent on.")
    return row
