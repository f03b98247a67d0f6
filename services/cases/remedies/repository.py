"""Remedies, `authority` first."""

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from cases.remedies.models import RemedyRow


def of_case(session: Session, authority: str, ref: str) -> list[RemedyRow]:
    query = select(RemedyRow).where(RemedyRow.authority == authority, RemedyRow.ref == ref)
    return list(session.exec(query.order_by(col(RemedyRow.number))))


def open_ones(authority: str) -> SelectOfScalar[str]:
    """References of the cases with an open remedy."""
    return select(col(RemedyRow.ref)).where(RemedyRow.authority == authority, col(RemedyRow.is_open))
