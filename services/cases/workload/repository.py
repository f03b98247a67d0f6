"""What officers have, `authority` first."""

from datetime import date

from sqlalchemy import case as sql_case
from sqlalchemy import func
from sqlmodel import Session, col, select

from cases.record.models import CaseRow
from cases.record.repository import is_open


def load_by_officer(session: Session, authority: str, today: date) -> dict[str, tuple[int, int]]:
    """Open cases, and those of them late or due soon, by owner."""
    pressing = sql_case((col(CaseRow.next_soon_on) <= today, 1), else_=0)
    query = (
        select(CaseRow.owner, func.count(), func.coalesce(func.sum(pressing), 0))
        .where(CaseRow.authority == authority, is_open(), col(CaseRow.owner).is_not(None))
        .group_by(CaseRow.owner)
    )
    return {str(owner): (total, int(due)) for owner, total, due in session.exec(query)}
