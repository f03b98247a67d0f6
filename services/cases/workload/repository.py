"""What officers have, `authority` first."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from sqlalchemy import and_, func, literal, not_, or_, union_all
from sqlalchemy import case as sql_case
from sqlalchemy import select as sql_select
from sqlalchemy.sql import ColumnElement
from sqlmodel import Session, col, select

from cases.learning import repository as learning
from cases.learning.models import LearningRow
from cases.record.models import CaseRow
from cases.record.repository import every_case, is_open, rows_of
from cases.remedies import repository as remedies
from cases.remedies.models import RemedyRow
from cases.tables import restricted_cases
from cases.tasks import repository as tasks
from cases.tasks.models import TaskRow
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


THINGS: Mapping[str, tuple[type[TaskRow | RemedyRow | LearningRow], ColumnElement[bool]]] = {
    "tasks": (TaskRow, tasks.is_open()),
    "remedies": (RemedyRow, remedies.is_open()),
    "learning": (LearningRow, learning.is_owed()),
}
"""What an officer may own beside cases, in closed ones and in others' too, and when it is to be done."""


def things_by_officer(session: Session, authority: str) -> defaultdict[str, dict[str, int]]:
    """What is to be done beside cases: by owner, how many of each; nothing is where the people were taken out."""
    over = select(CaseRow.ref).where(CaseRow.authority == authority, col(CaseRow.anonymised_on).is_not(None))
    counts = [
        sql_select(col(row.owner), literal(name), func.count())
        .where(col(row.authority) == authority, is_owed, col(row.owner).is_not(None), col(row.ref).not_in(over))
        .group_by(col(row.owner))
        for name, (row, is_owed) in THINGS.items()
    ]
    found: defaultdict[str, dict[str, int]] = defaultdict(lambda: dict.fromkeys(THINGS, 0))
    for owner, name, number in session.execute(union_all(*counts)):
        found[owner][name] = number
    return found


def owned_by(tx: Session, authority: str, owner: str) -> list[CaseRow]:
    """An officer's open cases, and all in which something is to be done that they own, by reference; locked until
    the transaction ends. Not those that are restricted.
    """
    things = [
        col(CaseRow.ref).in_(
            select(col(row.ref)).where(col(row.authority) == authority, is_owed, col(row.owner) == owner)
        )
        for row, is_owed in THINGS.values()
    ]
    is_theirs = or_(and_(is_open(), col(CaseRow.owner) == owner), *things)
    is_over = col(CaseRow.anonymised_on).is_not(None)
    query = every_case().where(col(CaseRow.authority) == authority, is_theirs, not_(is_over))
    query = query.where(col(CaseRow.ref).not_in(restricted.every(restricted_cases, authority)))
    return rows_of(tx, query.order_by(col(CaseRow.ref)).with_for_update())
