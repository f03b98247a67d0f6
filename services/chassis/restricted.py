"""Restricted references: shown to named people alone, in every service alike.

Intake names them for a contact, cases for a case, and both tell the others. A gate stands before every route that
names a reference; lists leave out what `hidden` gives. Services pass, and partners' clients, who see what became
of their own contacts.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from fastapi import Request
from sqlalchemy import (
    BindParameter,
    Column,
    ColumnElement,
    Integer,
    MetaData,
    Select,
    String,
    Table,
    and_,
    delete,
    exists,
    func,
    or_,
    select,
)
from sqlmodel import Session

from chassis import rows
from chassis.auth import Principal, bearer, signed_in
from chassis.beginning import Gate
from kernel.errors import NotPermitted
from kernel.vocabulary import Role

IN_ADDRESSES = ("ref", "other")
"""Parts of addresses that are references."""
SAID = "It is restricted: only people who are named for it see it."


@dataclass(frozen=True)
class Named:
    """Who alone may see a reference: people by their subjects, and everybody in some roles. Nobody: it is open."""

    people: frozenset[str] = frozenset()
    roles: frozenset[Role] = frozenset()

    @classmethod
    def of(cls, people: Iterable[str], *, managers: bool) -> "Named":
        return cls(frozenset(people), frozenset({Role.MANAGER} if managers else ()))

    def names(self, subject: str, roles: Iterable[Role]) -> bool:
        return subject in self.people or not self.roles.isdisjoint(roles)

    def __bool__(self) -> bool:
        return bool(self.people or self.roles)


def restricted_table(service: str, metadata: MetaData) -> Table:
    """Declare who may see which restricted reference: a row for each person or role that is named.

    One that names neither person nor role opens it again. `number` counts the restrictions of a reference, in
    whichever service they were made: what comes late is known by it.
    """
    return Table(
        f"{service}_restricted",
        metadata,
        Column("authority", String(60), primary_key=True),
        Column("ref", String(20), primary_key=True),
        Column("role", String(40), primary_key=True),
        Column("subject", String(200), primary_key=True),
        Column("number", Integer, nullable=False),
    )


def put(tx: Session, table: Table, authority: str, ref: str, number: int, named: Named) -> None:
    """Let these alone see a reference, unless a newer restriction of it is known."""
    if number <= newest(tx, table, authority, ref):
        return
    tx.execute(delete(table).where(*_of(table, authority, ref)))
    who = [("", subject) for subject in sorted(named.people)] + [(role.value, "") for role in sorted(named.roles)]
    rows.add(
        tx,
        table,
        [
            {"authority": authority, "ref": ref, "number": number, "role": role, "subject": subject}
            for role, subject in who or [("", "")]
        ],
    )


def newest(session: Session, table: Table, authority: str, ref: str) -> int:
    """Number of a reference's newest restriction; 0: it never had one."""
    query = select(func.coalesce(func.max(table.c.number), 0)).where(*_of(table, authority, ref))
    return int(session.execute(query).scalar_one())


def named(session: Session, table: Table, authority: str, ref: str) -> Named:
    """Who alone may see a reference."""
    return named_for_each(session, table, authority, [ref])[ref]


def named_for_each(session: Session, table: Table, authority: str, refs: Iterable[str]) -> dict[str, Named]:
    """Who alone may see each of some references."""
    asked = list(refs)
    query = select(table.c.ref, table.c.role, table.c.subject)
    found = session.execute(query.where(table.c.authority == authority, table.c.ref.in_(asked))).all()
    people: dict[str, set[str]] = {ref: set() for ref in asked}
    roles: dict[str, set[Role]] = {ref: set() for ref in asked}
    for ref, role, subject in found:
        if subject:
            people[ref].add(subject)
        if role:
            roles[ref].add(Role(role))
    return {ref: Named(frozenset(people[ref]), frozenset(roles[ref])) for ref in asked}


def hidden(table: Table, principal: Principal) -> Select[Any]:
    """The references that somebody may not see, for `not_in`."""
    others = table.alias("others")
    theirs = exists().where(
        others.c.authority == table.c.authority, others.c.ref == table.c.ref, _names(others, principal)
    )
    return select(table.c.ref).where(table.c.authority == principal.authority, ~theirs)


def hidden_among(session: Session, table: Table, principal: Principal, refs: Iterable[str]) -> set[str]:
    """Those of some references that somebody may not see: for a request that names several in its body."""
    return set(session.execute(hidden(table, principal).where(table.c.ref.in_(list(refs)))).scalars())


def _names(table: Any, principal: Principal) -> ColumnElement[bool]:
    person = and_(table.c.role == "", table.c.subject.in_(["", principal.subject]))
    return or_(person, table.c.role.in_(sorted(role.value for role in principal.roles)))


def every(table: Table, authority: str | BindParameter[str]) -> Select[Any]:
    """All restricted references, for lists in which nobody expects one."""
    return select(table.c.ref).where(
        table.c.authority == authority, or_(table.c.role != "", table.c.subject != "")
    )


def gate_before(table: Table, principal: Principal, refs: list[str]) -> Gate | None:
    """What keeps somebody from references that are restricted to others; None: nothing does."""
    if not refs or principal.authority == "*" or principal.roles == {Role.PARTNER}:
        return None
    return Gate(hidden(table, principal).where(table.c.ref.in_(refs)).exists(), NotPermitted(SAID))


async def gate(request: Request) -> None:
    """Have whatever the request asks of the database begin with the gate: NotPermitted for what is not theirs.

    It asks for a token only where a reference is named: routes that are opened by a secret of their own have none.
    """
    refs = [request.path_params[name] for name in IN_ADDRESSES if name in request.path_params]
    if refs:  # who asks has to be known before anything is asked
        principal = await signed_in(request, await bearer(request))
        request.state.gate = gate_before(request.app.state.restricted, principal, refs)


def _of(table: Table, authority: str, ref: str) -> tuple[ColumnElement[bool], ...]:
    return table.c.authority == authority, table.c.ref == ref
