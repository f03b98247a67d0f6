"""What officers have, `authority` first."""

from datetime import date

from sqlalchemy import and_, func, not_
from sqlalchemy import case as sql_case
from sqlmodel import Session, col, select

from cases.record.models import CaseRow
from cases.record.repository import every_case, is_open, rows_of
from cases.tables import restricted_cases
from chassis import restricted


def load_by_officer(session: Session, authority: str, today: date) -> dict[str, tuple[int, int, int]]:
    """Open cases, and those of them late and due soon, by owner. What is late is due soon no more."""
    is_late = col(CaseRow.next_due_on) < today
    late = sql_case((is_late, 1), else_=0)
    soon = sql_case((and_(not_(is_late), col(CaseRow.next_soon_on) <= today), 1), else_=0)
    query = (
        select(CaseRow.owner, func.count(), func.coalesce(func.sum(late), 0), func.coalesce(func.sum(soon), 0))
        .where(CaseRow.authority == authority, is_open(), col(CaseRow.owner).is_not(None))
        .group_by(CaseRow.owner)
    )
    return {str(owner): (total, int(late), int(due)) for owner, total, late, due in session.exec(query)}


def open_of(tx: Session, authority: str, owner: str) -> list[CaseRow]:
    """An officer's open cases by reference, locked until the transaction ends; not those that are restricted."""
    query = every_case().where(col(CaseRow.authority) == authority, is_open(), col(CaseRow.owner) == owner)
    query = query.where(col(CaseRow.ref).not_in(restricted.every(restricted_cases, authority)))
    return rows_of(tx, query.order_by(col(CaseRow.ref)).with_for_update())
