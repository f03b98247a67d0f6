"""Remedies, `authority` first."""

from collections.abc import Collection, Sequence

from sqlalchemy.sql import ColumnElement
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from cases.remedies.models import RemedyRow


def of_case(session: Session, authority: str, ref: str) -> list[RemedyRow]:
    query = select(RemedyRow).where(RemedyRow.authority == authority, RemedyRow.ref == ref)
    return list(session.exec(query.order_by(col(RemedyRow.number))))


def open_ones(authority: str) -> SelectOfScalar[str]:
    """References of the cases with an open remedy."""
    return select(col(RemedyRow.ref)).where(RemedyRow.authority == authority, is_open())


def is_open() -> ColumnElement[bool]:
    return col(RemedyRow.is_open).is_(True)


def beside_those_of(tx: Session, authority: str, owner: str, refs: Collection[str]) -> Sequence[RemedyRow]:
    """All remedies of those of some cases where somebody owns an open one, by reference and number."""
    theirs = open_ones(authority).where(RemedyRow.owner == owner, col(RemedyRow.ref).in_(refs))
    query = select(RemedyRow).where(RemedyRow.authority == authority, col(RemedyRow.ref).in_(theirs))
    return tx.exec(query.order_by(col(RemedyRow.ref), col(RemedyRow.number))).all()
