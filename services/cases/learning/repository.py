"""What was learned, `authority` first."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy import case as sql_case
from sqlalchemy import func, or_, tuple_
from sqlalchemy import select as sql_select
from sqlalchemy.sql import ColumnElement
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from cases.learning.models import LearningRow
from cases.tables import restricted_cases
from chassis import restricted
from chassis.auth import Principal


def of_case(session: Session, authority: str, ref: str) -> list[LearningRow]:
    query = select(LearningRow).where(LearningRow.authority == authority, LearningRow.ref == ref)
    return list(session.exec(query.order_by(col(LearningRow.number))))


def open_ones(authority: str) -> SelectOfScalar[str]:
    """References of the cases with an open action."""
    return select(col(LearningRow.ref)).where(LearningRow.authority == authority, is_open())


def beside_those_of(tx: Session, authority: str, owner: str, refs: Collection[str]) -> Sequence[LearningRow]:
    """All actions of those of some cases where somebody owns one that is to be done or looked at, by reference and
    number.
    """
    theirs = select(col(LearningRow.ref)).where(
        LearningRow.authority == authority, is_owed(), LearningRow.owner == owner, col(LearningRow.ref).in_(refs)
    )
    query = select(LearningRow).where(LearningRow.authority == authority, col(LearningRow.ref).in_(theirs))
    return tx.exec(query.order_by(col(LearningRow.ref), col(LearningRow.number))).all()


def is_open() -> ColumnElement[bool]:
    return col(LearningRow.is_open).is_(True)


def is_owed() -> ColumnElement[bool]:
    """Somebody has to do it, or to look whether it helped."""
    return or_(is_open(), col(LearningRow.effect_on).is_not(None))


def is_late(today: date) -> ColumnElement[bool]:
    return is_open() & (col(LearningRow.sort_on) < today)


def has_effect_due(today: date) -> ColumnElement[bool]:
    return col(LearningRow.effect_on) <= today


def is_shown_to(principal: Principal) -> ColumnElement[bool]:
    """Of a case that is not restricted, or to people of whom this is one."""
    return col(LearningRow.ref).not_in(restricted.hidden(restricted_cases, principal))


def page(
    session: Session,
    authority: str,
    condition: ColumnElement[bool],
    by: Any,
    after: tuple[date, str, int] | None,
    *,
    themes: Collection[str],
    owner: str | None,
    limit: int,
) -> Sequence[LearningRow]:
    """Actions of all cases, by a date, then reference and number.

    Args:
        themes: of these alone; none: of all.
    """
    key = (by, col(LearningRow.ref), col(LearningRow.number))
    query = select(LearningRow).where(LearningRow.authority == authority, condition)
    if themes:
        query = query.where(col(LearningRow.theme).in_(themes))
    if owner:
        query = query.where(LearningRow.owner == owner)
    if after:
        query = query.where(tuple_(*key) > tuple_(*after))
    return session.exec(query.order_by(*key).limit(limit)).all()


def by_theme(
    session: Session, authority: str, shown: ColumnElement[bool], today: date
) -> list[tuple[str, int, int, int]]:
    """How many actions of each theme are open, late, and with an effect to look at."""
    sums = [
        func.coalesce(func.sum(sql_case((which, 1), else_=0)), 0)
        for which in (is_open(), is_late(today), has_effect_due(today))
    ]
    query = (
        sql_select(col(LearningRow.theme), *sums)
        .where(col(LearningRow.authority) == authority, shown, or_(is_open(), has_effect_due(today)))
        .group_by(col(LearningRow.theme))
    )
    counted = session.execute(query).all()
    return [(theme, int(open_), int(late), int(effect)) for theme, open_, late, effect in counted]
