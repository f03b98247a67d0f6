"""Restricted references: shown to named people alone, in every service alike.

Cases decides who they are and tells the others. A gate stands before every route that names a reference; lists
leave out what `hidden` gives. Services pass, and partners' clients, who see what became of their own contacts.
"""

from collections.abc import Collection
from typing import Annotated, Any

from fastapi import Depends, Request
from fastapi.security.http import HTTPAuthorizationCredentials
from sqlalchemy import Column, MetaData, Select, String, Table, delete, exists, func, select
from sqlmodel import Session

from chassis import rows
from chassis.auth import Principal, bearer, signed_in
from chassis.beginning import Gate
from kernel.errors import NotPermitted
from kernel.vocabulary import Role

IN_ADDRESSES = ("ref", "other")
"""Parts of addresses that are references."""


def restricted_table(service: str, metadata: MetaData) -> Table:
    """Declare who may see which restricted reference: one row a person; without a row it is not restricted."""
    return Table(
        f"{service}_restricted",
        metadata,
        Column("authority", String(60), primary_key=True),
        Column("ref", String(20), primary_key=True),
        Column("subject", String(200), primary_key=True),
    )


def put(tx: Session, table: Table, authority: str, ref: str, people: Collection[str]) -> None:
    """Let these people alone see a reference; nobody: it is not restricted any more."""
    tx.execute(delete(table).where(table.c.authority == authority, table.c.ref == ref))
    rows.add(tx, table, [{"authority": authority, "ref": ref, "subject": subject} for subject in sorted(people)])


def hidden(table: Table, authority: str, subject: str) -> Select[Any]:
    """The references that a person may not see, for `not_in`."""
    others = table.alias("others")
    theirs = exists().where(
        others.c.authority == table.c.authority, others.c.ref == table.c.ref, others.c.subject == subject
    )
    return select(table.c.ref).where(table.c.authority == authority, ~theirs)


def every(table: Table, authority: str) -> Select[Any]:
    """All restricted references, for lists in which nobody expects one."""
    return select(table.c.ref).where(table.c.authority == authority)


def count_hidden(session: Session, table: Table, authority: str, subject: str) -> int:
    """How many references a person may not see: that there are some is told."""
    refs = hidden(table, authority, subject).distinct().subquery()
    return int(session.execute(select(func.count()).select_from(refs)).scalar_one())


def people(session: Session, table: Table, authority: str, ref: str) -> set[str]:
    """Who may see a restricted reference; empty: everybody whose role may."""
    query = select(table.c.subject).where(table.c.authority == authority, table.c.ref == ref)
    return set(session.execute(query).scalars())


async def gate(
    request: Request, credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(bearer)]
) -> None:
    """Have whatever the request asks of the database begin with the gate: NotPermitted for what is not theirs."""
    refs = [request.path_params[name] for name in IN_ADDRESSES if name in request.path_params]
    if refs:  # who asks has to be known before anything is asked
        principal = await signed_in(request, credentials)
        request.state.gate = gate_before(request.app.state.restricted, principal, refs)


def gate_before(table: Table, principal: Principal, refs: list[str]) -> Gate | None:
    """What keeps somebody from references that are restricted to others; None: nothing does."""
    if principal.authority == "*" or principal.roles == {Role.PARTNER}:
        return None
    not_theirs = hidden(table, principal.authority, principal.subject).where(table.c.ref.in_(refs))
    return Gate(not_theirs.exists(), NotPermitted("This is restricted: only people who are named for it see it."))
