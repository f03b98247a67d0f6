"""Links and entries of the public's form, `authority` first."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, true, tuple_
from sqlalchemy import select as sql_select
from sqlalchemy import text as sql_text
from sqlalchemy.sql import ColumnElement
from sqlmodel import Session, col, select

from chassis import restricted
from chassis.auth import Principal
from intake.models import PublicEntryRow, PublicLinkRow, restricted_contacts
from kernel.errors import NotFound


def take_turn(tx: Session, secret_hash: str) -> None:
    """Wait until nobody else sends with this secret: pressed twice at once it is one contact.

    SQLite has one writer anyway.
    """
    if tx.get_bind().dialect.name == "postgresql":
        tx.execute(
            sql_text("SELECT pg_advisory_xact_lock(hashtextextended(:lock, 0))"),
            {"lock": f"redress.public.{secret_hash}"},
        )


def link(session: Session, authority: str, secret_hash: str) -> PublicLinkRow | None:
    query = select(PublicLinkRow).where(
        PublicLinkRow.authority == authority, PublicLinkRow.secret_hash == secret_hash
    )
    return session.exec(query).first()


def made_since(session: Session, authority: str, since: datetime) -> int:
    """How many links were made at a council since an instant."""
    query = sql_select(func.count()).where(
        col(PublicLinkRow.authority) == authority, col(PublicLinkRow.made_at) > since
    )
    return int(session.execute(query).scalar_one())


def entries(session: Session, authority: str, ref: str) -> Sequence[PublicEntryRow]:
    """What came of one contact, in the order in which it came."""
    query = select(PublicEntryRow).where(PublicEntryRow.authority == authority, PublicEntryRow.ref == ref)
    return session.exec(query.order_by(col(PublicEntryRow.number))).all()


def entry(tx: Session, authority: str, ref: str, number: int) -> PublicEntryRow:
    """One entry, locked. Raises NotFound."""
    row = tx.get(PublicEntryRow, (authority, ref, number), with_for_update=True)
    if row is None:
        raise NotFound(f"Nothing of {ref} came as number {number} by the public’s form.")
    return row


def waiting(
    session: Session, principal: Principal, after: tuple[datetime, str, int] | None, limit: int
) -> Sequence[PublicEntryRow]:
    """What nobody has looked at, the oldest first."""
    key = (col(PublicEntryRow.at), col(PublicEntryRow.ref), col(PublicEntryRow.number))
    query = select(PublicEntryRow).where(*_waits(principal))
    if after:
        query = query.where(tuple_(*key) > tuple_(*after))
    return session.exec(query.order_by(*key).limit(limit)).all()


def count_waiting(session: Session, principal: Principal) -> int:
    return int(session.execute(sql_select(func.count()).where(*_waits(principal))).scalar_one())


def _waits(principal: Principal) -> list[ColumnElement[bool]]:
    return [
        col(PublicEntryRow.authority) == principal.authority,
        col(PublicEntryRow.waits) == true(),
        col(PublicEntryRow.ref).not_in(restricted.hidden(restricted_contacts, principal)),
    ]
