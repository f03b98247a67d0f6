"""Tasks, `authority` first."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, or_, tuple_
from sqlalchemy import select as sql_select
from sqlalchemy.sql import ColumnElement
from sqlmodel import Session, col, select

from cases.tables import restricted_cases
from cases.tasks.models import TaskRow
from chassis import restricted
from chassis.auth import Principal


def of_case(session: Session, authority: str, ref: str) -> list[TaskRow]:
    query = select(TaskRow).where(TaskRow.authority == authority, TaskRow.ref == ref)
    return list(session.exec(query.order_by(col(TaskRow.number))))


def counts(tx: Session, authority: str, refs: Collection[str]) -> dict[str, tuple[int, int]]:
    """Of each of some cases, which are locked: how many tasks it has, and how often something happened to them."""
    query = sql_select(col(TaskRow.ref), func.count(), func.sum(TaskRow.changes)).where(
        col(TaskRow.authority) == authority, col(TaskRow.ref).in_(refs)
    )
    found = tx.execute(query.group_by(col(TaskRow.ref)))
    return dict.fromkeys(refs, (0, 0)) | {ref: (number, int(changes)) for ref, number, changes in found}


def open_of(tx: Session, authority: str, subject: str, refs: Collection[str]) -> Sequence[TaskRow]:
    """Open tasks for somebody in some cases, which are locked, by reference and number."""
    query = select(TaskRow).where(
        TaskRow.authority == authority, is_open(), is_of(subject), col(TaskRow.ref).in_(refs)
    )
    return tx.exec(query.order_by(col(TaskRow.ref), col(TaskRow.number))).all()


def is_open() -> ColumnElement[bool]:
    return col(TaskRow.is_open).is_(True)


def is_of(subject: str) -> ColumnElement[bool]:
    return col(TaskRow.owner) == subject


def is_of_team(team: str) -> ColumnElement[bool]:
    return col(TaskRow.team) == team


def is_for(subject: str, team: str | None) -> ColumnElement[bool]:
    return or_(is_of(subject), is_of_team(team)) if team else is_of(subject)


def is_late(today: date) -> ColumnElement[bool]:
    return col(TaskRow.due_on) < today


def is_due(today: date) -> ColumnElement[bool]:
    return col(TaskRow.due_on) <= today


def page(
    session: Session,
    principal: Principal,
    conditions: Sequence[ColumnElement[bool]],
    after: tuple[date, str, int] | None,
    limit: int,
) -> Sequence[TaskRow]:
    """Open tasks of all cases that this person may see, by day, then reference and number."""
    key: tuple[Any, ...] = (col(TaskRow.due_on), col(TaskRow.ref), col(TaskRow.number))
    query = select(TaskRow).where(
        TaskRow.authority == principal.authority,
        is_open(),
        col(TaskRow.ref).not_in(restricted.hidden(restricted_cases, principal)),
        *conditions,
    )
    if after:
        query = query.where(tuple_(*key) > tuple_(*after))
    return session.exec(query.order_by(*key).limit(limit)).all()
