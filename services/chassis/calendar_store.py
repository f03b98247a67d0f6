"""Where a council's changes to its calendar are kept: one row each, never altered.

Whoever opens or changes a case reads the calendar under `lock_shared`, and whoever changes the calendar holds
`lock_exclusive` until the commit: no clock is counted on a calendar that is being replaced at that moment.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import Any, TypedDict

from sqlalchemy import (
    JSON,
    Column,
    ColumnElement,
    Date,
    Integer,
    MetaData,
    Select,
    String,
    Table,
    Text,
    bindparam,
    func,
    insert,
    select,
)
from sqlmodel import Session

from chassis import beginning
from chassis.columns import UtcDateTime
from kernel.calendar import Calendars
from kernel.calendar_changes import CalendarAction, Change, What, as_of, calendars
from kernel.procedures import Books

Moved = TypedDict("Moved", {"ref": str, "kind": str, "from": str | None, "to": str | None})
"""One clock that a change moved: reference, kind of clock, and the due day before and after (ISO 8601)."""


@dataclass(frozen=True)
class KeptChange:
    """A change with who made it and when.

    Attributes:
        by: subject of the officer.
        cases_moved: how many cases it gave another date.
    """

    change: Change
    by: str
    at: datetime
    cases_moved: int


def calendar_table(service: str, metadata: MetaData) -> Table:
    """Declare the table of changes in a service's metadata, its name prefixed as all of its tables.

    `by` is the officer's subject and `moved` what the change moved: the audit of the change.
    """
    return Table(
        f"{service}_calendar_change",
        metadata,
        Column("authority", String(60), primary_key=True),
        Column("number", Integer, primary_key=True, autoincrement=False),
        Column("action", String(20), nullable=False),
        Column("what", String(20), nullable=False),
        Column("on_day", Date, nullable=False),
        Column("to_day", Date),
        Column("until_day", Date),
        Column("name", String(200), nullable=False),
        Column("announced_on", Date, nullable=False),
        Column("source", Text, nullable=False),
        Column("undoes", Integer),
        Column("by", String(200), nullable=False),
        Column("at", UtcDateTime, nullable=False),
        Column("cases_moved", Integer, nullable=False),
        Column("moved", JSON, nullable=False),
    )


def read(session: Session, table: Table, authority: str) -> tuple[Change, ...]:
    """A council's changes in the order of their numbers."""
    return tuple(kept.change for kept in history(session, table, authority))


def history(session: Session, table: Table, authority: str) -> list[KeptChange]:
    """A council's changes in the order of their numbers, with who made them and when."""
    rows = session.execute(_all_changes(table), {"authority": authority})
    return [KeptChange(_change(row), row["by"], row["at"], row["cases_moved"]) for row in rows.mappings()]


@cache
def _all_changes(table: Table) -> Select[Any]:
    # Every date that is counted asks this; what a change moved may be long and is read by `moved` alone.
    columns = [column for column in table.c if column.name != "moved"]
    return select(*columns).where(table.c.authority == bindparam("authority")).order_by(table.c.number)


def moved(session: Session, table: Table, authority: str, number: int) -> list[Moved]:
    """The clocks that one change moved; none for a change that is not there."""
    query = select(table.c.moved).where(table.c.authority == authority, table.c.number == number)
    found: list[Moved] | None = session.execute(query).scalar_one_or_none()
    return found or []


def _change(row: Mapping[Any, Any]) -> Change:
    return Change(
        number=row["number"],
        action=CalendarAction(row["action"]),
        what=What(row["what"]),
        on=row["on_day"],
        name=row["name"],
        announced_on=row["announced_on"],
        source=row["source"],
        to=row["to_day"],
        until=row["until_day"],
        undoes=row["undoes"],
    )


def append(
    tx: Session, table: Table, authority: str, change: Change, by: str, at: datetime, moved: Sequence[Moved]
) -> None:
    """Keep a checked change with who made it, when, and what it moved.

    Where dates are kept that rest on the calendar, it was checked under `lock_exclusive`.
    """
    tx.execute(
        insert(table).values(
            authority=authority,
            number=change.number,
            action=change.action,
            what=change.what,
            on_day=change.on,
            to_day=change.to,
            until_day=change.until,
            name=change.name,
            announced_on=change.announced_on,
            source=change.source,
            undoes=change.undoes,
            by=by,
            at=at,
            cases_moved=len({clock["ref"] for clock in moved}),
            moved=list(moved),
        )
    )


def in_force(session: Session, table: Table, authority: str, books: Books) -> Books:
    """The books with a council's own calendars in place of the published one."""
    return replace(books, calendars=calendars(read(session, table, authority)))


def held(tx: Session, table: Table, authority: str, books: Books) -> Books:
    """The books in force, for counting clocks with: the calendar stays as it is until the commit."""
    lock_shared(tx, authority)
    return in_force(tx, table, authority, books)


def judged_on(session: Session, table: Table, authority: str, version: str | None, books: Books) -> Calendars:
    """The calendars that a date was counted on, which a later change of the calendar does not alter."""
    return as_of(read(session, table, authority), version) if version else books.calendars


def lock_shared(tx: Session, authority: str) -> None:
    """Keep a council's calendar as it is until the commit.

    It is taken before any row is locked: otherwise a change of the calendar that waits for that row, and the
    holder of the row that waits for the calendar, would wait for each other.
    """
    _lock(tx, func.pg_advisory_xact_lock_shared, authority)


def lock_exclusive(tx: Session, authority: str) -> None:
    """Wait until nobody counts on a council's calendar, and let nobody begin before the commit."""
    _lock(tx, func.pg_advisory_xact_lock, authority)


def _lock(tx: Session, take: Callable[..., ColumnElement[Any]], authority: str) -> None:
    if tx.get_bind().dialect.name == "postgresql":
        # Held until commit or rollback; SQLite holds its one write lock already.
        beginning.lock(tx, take(func.hashtextextended(f"calendar:{authority}", 0)))
