"""Cases of the Ombudsman, `authority` first."""

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from cases.ombudsman.models import OmbudsmanRow


def of_case(session: Session, authority: str, ref: str) -> list[OmbudsmanRow]:
    query = select(OmbudsmanRow).where(OmbudsmanRow.authority == authority, OmbudsmanRow.ref == ref)
    return list(session.exec(query.order_by(col(OmbudsmanRow.number))))


def open_ones(authority: str) -> SelectOfScalar[str]:
    """References of the cases that are with the Ombudsman, or have a remedy agreed with it to carry out."""
    return select(col(OmbudsmanRow.ref)).where(OmbudsmanRow.authority == authority, col(OmbudsmanRow.is_open))
