"""Cases of the Ombudsman, `authority` first."""

from sqlalchemy import ColumnElement, and_
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from cases.clocks.models import ClockRow
from cases.ombudsman.models import OmbudsmanRow
from kernel.vocabulary import Act, OwedBy


def of_case(session: Session, authority: str, ref: str) -> list[OmbudsmanRow]:
    query = select(OmbudsmanRow).where(OmbudsmanRow.authority == authority, OmbudsmanRow.ref == ref)
    return list(session.exec(query.order_by(col(OmbudsmanRow.number))))


def open_ones(authority: str) -> SelectOfScalar[str]:
    """References of the cases that are with the Ombudsman, or have a remedy agreed with it to carry out."""
    return select(col(OmbudsmanRow.ref)).where(OmbudsmanRow.authority == authority, col(OmbudsmanRow.is_open))


def is_unanswered(authority: str) -> ColumnElement[bool]:
    """Of a clock: the Ombudsman asked the council something, and waits for the answer."""
    return and_(
        col(ClockRow.authority) == authority,
        col(ClockRow.owed_by) == OwedBy.COUNCIL,
        col(ClockRow.ends) == Act.ANSWERED,
        col(ClockRow.met_on).is_(None),
        col(ClockRow.cancelled).is_(False),
    )
