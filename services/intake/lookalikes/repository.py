"""Every query of look-alikes and links, `authority` first."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import delete, tuple_, union_all
from sqlmodel import Session, col, select

from chassis import restricted
from chassis.auth import Principal
from chassis.rows import add, table_of
from intake.models import CaseStatusRow, ContactRow, LinkRow, LookalikeKeyRow, restricted_contacts
from intake.repository import is_shown_to

NEWEST_OF_A_KEY = 50
"""Contacts looked at for one key: a name or a phrase that very many share says little."""
MOST_CANDIDATES = 60


def add_keys(tx: Session, rows: Sequence[Mapping[str, Any]]) -> None:
    add(tx, table_of(LookalikeKeyRow), rows)


def remove_keys(tx: Session, authority: str, ref: str, keys: Collection[int]) -> None:
    tx.execute(
        delete(LookalikeKeyRow).where(
            col(LookalikeKeyRow.authority) == authority,
            col(LookalikeKeyRow.hash).in_(keys),
            col(LookalikeKeyRow.ref) == ref,
        )
    )


def candidates(
    session: Session, principal: Principal, keys: Collection[int], first: date, last: date
) -> list[tuple[ContactRow, CaseStatusRow | None]]:
    """Contacts received on these days or between them that share keys: those that share most, then the newest.

    Not those that this person may not see.
    """
    if not keys:
        return []
    authority = principal.authority
    newest = [
        select(LookalikeKeyRow.ref)
        .where(
            LookalikeKeyRow.authority == authority,
            LookalikeKeyRow.hash == key,
            col(LookalikeKeyRow.received_on).between(first, last),
        )
        .order_by(col(LookalikeKeyRow.received_on).desc(), col(LookalikeKeyRow.ref).desc())
        .limit(NEWEST_OF_A_KEY)
        .subquery()
        for key in sorted(keys)
    ]
    shared = Counter(session.scalars(union_all(*(select(one.c.ref) for one in newest))))
    refs = sorted(shared, key=lambda ref: (shared[ref], ref), reverse=True)[:MOST_CANDIDATES]
    query = (
        select(ContactRow, CaseStatusRow)
        .join(
            CaseStatusRow,
            (col(CaseStatusRow.authority) == ContactRow.authority) & (col(CaseStatusRow.ref) == ContactRow.ref),
            isouter=True,
        )
        .where(ContactRow.authority == authority, col(ContactRow.ref).in_(refs), is_shown_to(principal))
    )
    return list(session.exec(query))


def links(
    session: Session, authority: str, refs: Sequence[str]
) -> list[tuple[LinkRow, ContactRow, CaseStatusRow | None]]:
    """What is linked to several contacts, oldest link first, with where its case stands.

    A link to a restricted contact shows at that contact alone.
    """
    query = (
        select(LinkRow, ContactRow, CaseStatusRow)
        .join(
            ContactRow,
            (col(ContactRow.authority) == LinkRow.authority) & (col(ContactRow.ref) == LinkRow.other),
        )
        .join(
            CaseStatusRow,
            (col(CaseStatusRow.authority) == LinkRow.authority) & (col(CaseStatusRow.ref) == LinkRow.other),
            isouter=True,
        )
        .where(
            LinkRow.authority == authority,
            col(LinkRow.ref).in_(refs),
            col(LinkRow.other).not_in(restricted.every(restricted_contacts, authority)),
        )
        .order_by(col(LinkRow.at), LinkRow.other)
    )
    return list(session.exec(query))


def is_linked_to_earlier(session: Session, contact: ContactRow) -> bool:
    """Whether a contact is linked to one that was received before it, restricted ones among them."""
    earlier = (
        select(LinkRow.ref)
        .join(
            ContactRow,
            (col(ContactRow.authority) == LinkRow.authority) & (col(ContactRow.ref) == LinkRow.other),
        )
        .where(
            LinkRow.authority == contact.authority,
            LinkRow.ref == contact.ref,
            tuple_(col(ContactRow.received_at), col(ContactRow.ref)) < tuple_(contact.received_at, contact.ref),
        )
    )
    return session.exec(earlier.limit(1)).first() is not None


def add_links(tx: Session, ends: Sequence[LinkRow]) -> bool:
    """Those that are there already stay as they are. Returns whether one was not."""
    new = [end for end in ends if tx.get(LinkRow, (end.authority, end.ref, end.other)) is None]
    tx.add_all(new)
    tx.flush()
    return bool(new)


def remove_links(tx: Session, authority: str, ref: str, other: str) -> bool:
    """Both ends of a link; whether there was one."""
    pair = (ref, other)
    ends = tx.exec(
        select(LinkRow).where(
            LinkRow.authority == authority, col(LinkRow.ref).in_(pair), col(LinkRow.other).in_(pair)
        )
    ).all()
    for end in ends:
        tx.delete(end)
    return bool(ends)
