"""Cases of the Ombudsman, `authority` first."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, and_, func, tuple_
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from cases.clocks.models import ClockRow
from cases.ombudsman.models import OmbudsmanRow
from cases.tables import restricted_cases
from chassis import restricted
from chassis.auth import Principal
from kernel.vocabulary import Act, OwedBy


def of_case(session: Session, authority: str, ref: str) -> list[OmbudsmanRow]:
    query = select(OmbudsmanRow).where(OmbudsmanRow.authority == authority, OmbudsmanRow.ref == ref)
    return list(session.exec(query.order_by(col(OmbudsmanRow.number))))


def others_with(
    session: Session, principal: Principal, ref: str, keys: Collection[tuple[str, str]]
) -> list[tuple[str, str, str]]:
    """Reference of each other case that the reader may see and that has one of these cases of the Ombudsman too.

    Args:
        keys: an Ombudsman, and its reference without blanks; so they are returned, after the case's reference.
    """
    key = func.replace(col(OmbudsmanRow.reference), " ", "")
    query = (
        select(OmbudsmanRow.ref, OmbudsmanRow.body, key)
        .where(
            OmbudsmanRow.authority == principal.authority,
            OmbudsmanRow.ref != ref,
            tuple_(col(OmbudsmanRow.body), key).in_(keys),
            col(OmbudsmanRow.mistaken_because).is_(None),
            col(OmbudsmanRow.ref).not_in(restricted.hidden(restricted_cases, principal)),
        )
        .order_by(col(OmbudsmanRow.ref))
    )
    return [(other, body, theirs) for other, body, theirs in session.exec(query)]


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
