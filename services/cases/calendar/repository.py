"""What a change of the calendar asks and writes, `authority` first."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import and_, func, or_
from sqlmodel import Session, col, select

from cases.clocks.models import ClockRow
from cases.record.models import CaseRow
from cases.record.repository import is_open
from chassis.rows import change, table_of
from kernel.vocabulary import Unit, WorkingDayRule

SORTING = (
    "is_open",
    "sort_on",
    "rank_on",
    "next_due_kind",
    "next_due_act",
    "next_due_on",
    "next_soon_on",
    "next_chase_on",
    "next_tell_on",
)
"""What lists of cases sort and filter by; it follows from the clocks."""


def refs_running_over(
    session: Session, authority: str, first: date, last: date, today: date, *, closures_only: bool
) -> set[str]:
    """Cases with a running clock in working days that may count a day from `first` to `last`.

    Its date has not passed `today`, or is not known; `closures_only`: of clocks that the council's closures stop.
    """
    due_on = col(ClockRow.due_on)
    query = select(ClockRow.ref).where(
        ClockRow.authority == authority,
        col(ClockRow.met_on).is_(None),
        col(ClockRow.cancelled).is_(False),
        or_(due_on.is_(None), due_on >= max(first, today)),
        ClockRow.started_on < last,
        ClockRow.unit == Unit.WORKING_DAYS,
    )
    if closures_only:
        query = query.where(ClockRow.working_days == WorkingDayRule.COUNCIL)
    return set(session.exec(query))


def refs_beside(session: Session, authority: str, first: date, last: date) -> set[str]:
    """Open cases with a day beside the due dates that may depend on the days from `first` to `last`.

    From that day on the next date reads "soon", or somebody is told that the answer is late.
    """
    query = select(CaseRow.ref).where(
        CaseRow.authority == authority,
        is_open(),
        or_(
            and_(col(CaseRow.next_due_on) >= first, col(CaseRow.next_soon_on) <= last),
            and_(col(CaseRow.next_tell_on) >= first, col(CaseRow.next_due_on) <= last),
        ),
    )
    return set(session.exec(query))


def count_open(session: Session, authority: str) -> int:
    """How many cases are open."""
    return session.exec(select(func.count()).where(CaseRow.authority == authority, is_open())).one()


def update_clocks(tx: Session, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write columns of many clocks that are there, at once; each row names its clock's key too."""
    change(tx, table_of(ClockRow), rows)


def update_sorting(tx: Session, rows: Sequence[CaseRow]) -> None:
    """Write the versions of many cases and what lists sort them by, at once."""
    columns = ("authority", "ref", "version", *SORTING)
    change(tx, table_of(CaseRow), [{name: vars(row)[name] for name in columns} for row in rows])
