"""Every query of e-mails, `authority` first."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import case, func, or_, tuple_
from sqlalchemy import select as sql_select
from sqlalchemy import text as sql_text
from sqlalchemy.sql import ColumnElement
from sqlmodel import Session, col, select

from chassis import restricted
from chassis.auth import Principal
from intake.models import MailboxRow, MailRawRow, MailRow, restricted_contacts
from kernel.errors import NotFound, NotPermitted
from kernel.vocabulary import MailState

STATE = col(MailRow.state)
FIRST = case((STATE == MailState.WAITING, 0), (STATE == MailState.UNREADABLE, 1), else_=2)
"""What somebody has to look at stands first."""


def take_turn(tx: Session, authority: str) -> None:
    """Wait until nobody else takes in mail of this council: one message that comes twice at once is kept once.

    SQLite has one writer anyway.
    """
    if tx.get_bind().dialect.name == "postgresql":
        tx.execute(
            sql_text("SELECT pg_advisory_xact_lock(hashtext(:lock))"), {"lock": f"redress.mail.{authority}"}
        )


def by_key(session: Session, authority: str, key: str) -> MailRow | None:
    return session.exec(select(MailRow).where(MailRow.authority == authority, MailRow.key == key)).first()


def refs_of(session: Session, authority: str, keys: Sequence[str]) -> dict[str, str]:
    """The contacts of kept messages, by their Message-IDs."""
    query = select(MailRow.key, MailRow.ref).where(
        MailRow.authority == authority, col(MailRow.key).in_(keys), col(MailRow.ref).is_not(None)
    )
    return {key: ref for key, ref in session.exec(query) if ref}


def get(session: Session, principal: Principal, mail: str, *, locked: bool = False) -> MailRow:
    """Raises NotFound; NotPermitted where it belongs to a contact that is restricted."""
    row = session.get(MailRow, (principal.authority, mail), with_for_update=locked)
    if row is None:
        raise NotFound("There is no such e-mail.")
    require_seen(session, principal, row.ref, row.suggested_ref)
    return row


def require_seen(session: Session, principal: Principal, *refs: str | None) -> None:
    """Raises NotPermitted for a contact that others alone see."""
    asked = [ref for ref in refs if ref]
    found = restricted.named_for_each(session, restricted_contacts, principal.authority, asked)
    if any(who and not who.names(principal.subject, principal.roles) for who in found.values()):
        raise NotPermitted(restricted.SAID)


def raw(session: Session, authority: str, mail: str) -> bytes:
    row = session.get(MailRawRow, (authority, mail))
    if row is None:
        raise NotFound("There is no such e-mail.")
    return row.raw


def page(
    session: Session,
    principal: Principal,
    state: MailState | None,
    after: tuple[int, datetime, str] | None,
    limit: int,
) -> list[tuple[int, MailRow]]:
    """What waits first, in the order of arrival; each with its rank, which a cursor names."""
    query = select(FIRST, MailRow).where(*_seen(principal))
    if state:
        query = query.where(state == STATE)
    if after:
        query = query.where(tuple_(FIRST, col(MailRow.arrived_at), col(MailRow.id)) > tuple_(*after))
    query = query.order_by(FIRST, col(MailRow.arrived_at), col(MailRow.id)).limit(limit)
    return [(rank, row) for rank, row in session.exec(query)]


def counts(session: Session, principal: Principal) -> dict[MailState, int]:
    """How many there are in each state."""
    query = sql_select(STATE, func.count()).where(*_seen(principal)).group_by(STATE)
    found = {MailState(state): count for state, count in session.execute(query)}
    return {state: found.get(state, 0) for state in MailState}


def of_contact(session: Session, authority: str, ref: str) -> Sequence[MailRow]:
    """Messages of a contact, in the order of arrival."""
    query = select(MailRow).where(MailRow.authority == authority, MailRow.ref == ref)
    return session.exec(query.order_by(col(MailRow.arrived_at), MailRow.id)).all()


def mailbox(session: Session, authority: str, box: str) -> MailboxRow | None:
    """How far a mailbox is taken in; None: nobody looked into it yet."""
    return session.get(MailboxRow, (authority, box))


def _seen(principal: Principal) -> list[ColumnElement[bool]]:
    """Who does not see all contacts finds a contact's messages at the contact, and lists the others."""
    hidden = restricted.hidden(restricted_contacts, principal)
    return [
        col(MailRow.authority) == principal.authority,
        *(or_(ref.is_(None), ref.not_in(hidden)) for ref in (col(MailRow.ref), col(MailRow.suggested_ref))),
        *([] if principal.may("contacts:all") else [col(MailRow.ref).is_(None)]),
    ]
